"""Postal codes: US ZIP behind a state, British, Canadian, Dutch and Irish codes by their form, others before a town
or behind a word.

USPS Publication 28; Royal Mail PAF Digest; Canada Post addressing guidelines. Codes are rendered with their place, so
there is no ``fake`` here.
"""

from __future__ import annotations

from textsynth.patterns import placeholder
from textsynth.recognizer import PatternRecognizer

_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]"
    r"|UT|V[AT]|W[AIVY]|N\.M\.|N\.Y\.|N\.J\.|D\.C\.|Alabama|Alaska|Arizona|Arkansas|California|Colorado|"
    r"Connecticut|Delaware|Florida|Georgia|Hawai[i'‘ʻ]{1,3}|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky"
    r"|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|"
    r"Nebraska|Nevada|New\ (?:Hampshire|Jersey|Mexico|York)|(?:North|South)\ (?:Carolina|Dakota)|Ohio"
    r"|Oklahoma|Oregon|Pennsylvania|Rhode\ Island|Tennessee|Texas|Utah|Vermont|Virginia|"
    r"Washington|West\ Virginia|Wisconsin|Wyoming|Puerto\ Rico|Guam)"
)
_TOWN = r"(?=\ [A-ZÀ-ÖØ-Þ][\wà-ÿ'’-]{2,})"

recognizers = (
    PatternRecognizer(
        label="POSTAL_CODE",
        name="postal_code_us",
        pattern=rf"(?<![\w-]){_STATE}(?:\.?,?\ {{1,3}}|\t|\ ?\n)(?P<value>\d{{5}}(?:-\d{{4}})?)(?![\w-]|[.,]\d)",
        checked=0.85,
        validate=lambda text: not placeholder(text),
        examples=(
            "Pflugerville, TX «78660»",
            "Milwaukee, WI «53202-1234».",
            "Albany, New York «12207»",
            "Reno NV «89501»",
            "DC «20500»",
            "San Jose, California «95112»",
        ),
        counterexamples=("78660", "TX 00000", "IN 2026", "OK 12", "OR 123456", "TX-78660", "CA 12345.67"),
    ),
    PatternRecognizer(
        label="POSTAL_CODE",
        name="postal_code_form",
        pattern=(
            r"(?<![\w-])(?:(?:GIR\ 0AA|(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]"
            r"|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY])\ \d[ABD-HJLNP-UW-Z]{2})"
            r"|[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][\ -]\d[ABCEGHJ-NPRSTV-Z]\d"
            r"|[AC-FHKNPRTV-Y]\d{2}\ [0-9AC-FHKNPRTV-Y]{2}(?=\d)[0-9AC-FHKNPRTV-Y]{2})(?![\w-])"
        ),
        score=0.75,
        examples=("SW1A 1AA", "«M1 1AE», UK", "K1A 0B1", "Toronto ON «M5V 2T6»", "EC1A 1BB", "(«YO10 5DD»)"),
        counterexamples=("SW1A", "1AA SW1", "AB 12", "K1A0B", "QQ1 1AA", "M1 1AEX", "A4 paper"),
    ),
    PatternRecognizer(
        label="POSTAL_CODE",
        name="postal_code_town",
        pattern=(
            r"(?:(?<=(?:(?:\d{1,4}\ ?[a-zA-Z]?|\d[º°ª]\ ?\w?)(?:,\ {1,2}|\ ?\n|\ ·\ |\ –\ |;\ )|[a-z]"
            r"(?:,\ {1,2}|\ ·\ )))(?P<value>(?:\d{5}|\d{4}\ [A-Z]{2}|\d{2}-\d{3}|\d{3}\ \d{2}"
            rf"|\d{{4}}(?<!(?:19|20)\d\d)|\d{{4}}-\d{{3}})){_TOWN}"
            rf"|(?<![\w-])(?:(?:D|F|A|CH|B|NL|E|I|N|S|DK|PL|L)-)(?P<value>\d{{4,5}}){_TOWN}"
            rf"|(?<![\w-])(?:NSW|VIC|Vic|QLD|Qld|WA|SA|TAS|Tas|ACT|NT)\.?,?\ {{1,2}}(?P<value>\d{{4}})(?![\w-]|[.,]\d))"
        ),
        checked=0.65,
        validate=lambda text: not placeholder(text),
        examples=(
            "Lindenstr. 48, «50674» Köln",
            "quai aux Fleurs 4, «14400» Bayeux",
            "Keizersgracht 241, «1016 EA» Amsterdam",
            "D-«10115» Berlin",
            "Geelong VIC «3220»",
            "ul. Fabryczna 11, «39-200» Dębica",
        ),
        counterexamples=("50674", "in 2019, 2020 Köln", "VIC 12", "code 50674", "D-10115", "12345 apples"),
    ),
    PatternRecognizer(
        label="POSTAL_CODE",
        name="postal_code_in_context",
        pattern=(
            r"(?<![^\W_])(?i:zip(?:[ -]?code)?|post(?:al)?[ _-]?code|postcode|plz|postleitzahl|code postal|código "
            r"postal|c\.?p\.|cap|postnummer|postnr\.?|pin ?code|eircode|cep|kod pocztowy)"
            r"[\"'*]{0,3}(?:[ ]{0,3}[:=|>][ ]{0,8}|[ ](?:is[ ])?)[\"'*]{0,3}(?P<value>[A-Z]{1,2}\d[A-Z\d]? "
            r"?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d{2} ?[A-Z0-9]{4}|\d{5}-\d{3,4}|\d{3} ?\d{3}|\d{2}-\d{3}"
            r"|\d{4} ?[A-Z]{2}|\d{4,6})(?![\w-]|[.,]\d)"
        ),
        checked=0.85,
        validate=lambda text: not placeholder(text),
        examples=(
            "ZIP: «53202»",
            "postcode «SW1A1AA»",
            "PLZ: «50674»",
            '"postcode": "«34710»"',
            "postal code is «K1A0B1»",
            "pincode: «682 020»",
            "Eircode «D02 X285»",
        ),
        counterexamples=(
            "53202",
            "zip file 2026",
            "zip: 00000",
            "postcode lottery",
            "zip code required",
            "PLZ fehlt",
            "cap of 12000",
        ),
    ),
)
