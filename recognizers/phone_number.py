"""Telephone number: ITU-T E.123 and E.164, the North American Numbering Plan, and the plans that phonenumbers knows.

Numbers with a country code and national numbers in a usual notation are found by pattern and proved by phonenumbers;
a number that no plan proves needs a word such as "tel." beside it. Surrogates keep country, area and notation. In
North America they are 555-01XX (reserved for fiction, https://www.nanpa.com/numbering/555-line-numbers), else another
line of the unassigned exchange 555; in Great Britain mobiles are 07700 900XXX (Ofcom, numbers for drama); elsewhere
the subscriber's digits are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from textsynth.document import Segment, Span
from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, redraw, same_digits

REGIONS = (
    "US",
    "GB",
    "DE",
    "FR",
    "IE",
    "AU",
    "IN",
    "ES",
    "IT",
    "NL",
    "CH",
    "AT",
    "BE",
    "NZ",
    "ZA",
    "PL",
    "SE",
    "NG",
    "KE",
    "PH",
    "PK",
    "VN",
    "TR",
    "ID",
    "MY",
    "ET",
    "GH",
    "EG",
    "JP",
    "KR",
    "NO",
    "DK",
    "FI",
    "SG",
    "HK",
    "TH",
    "BR",
    "GR",
    "MX",
    "CZ",
    "PT",
)
_WORDS = (
    r"tel(?:e(?:phone|fon|fono|foon)|s)?|tél(?:éphone)?|ph(?:one|ones)?|mob(?:ile|il|iel|iltelefon)?|móvil"
    r"|cell(?:ulare|phone)?|celular|call(?:ed|ing)?|"
    r"rang|ring|text(?:ed)?|sms|fax|dial(?:ed)?|whats\s?app|signal|hotline|landline|direct|reach(?:ed)?|handy"
    r"|gsm|contact|number|line|voicemail|portable|pager|office|desk|"
    r"hp|tlf|bleep|mobilepay|duitnow|zalo|viber|reachable|home|work|numéro|hone|phn|callback|call back|emergency"
)
_EXTENSION = r"(?:,?[ ]?(?i:ext\.?|extension|x|durchwahl|poste)[ ]?\d{1,6}(?!\w))?"
_PHONE = (
    r"(?<![\w+/#$€£.-])(?:(?<!\d[ ])|(?<=(?<!\d[ ])\b\d{5}[ ])(?=\d{3}[.-]\d{3}[.-]\d{4}|\(\d{3}\)))(?:(?<!\d,)|(?=[+(0]))(?:"
    r"(?P<plus>\+[ ]?\d{1,3}(?:[ ./-]?(?:\(\d{1,5}\)|\d{1,14})){1,7})"
    r"|(?P<north>(?:1[ .-]?)?(?:\([2-9]\d\d\)[ .-]?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]?\d{4})"
    r"|(?P<trunk>(?:\(0\d{1,5}\)|0\d{1,5})(?:[ /.-]{1,3}\d{2,8}){1,5}|\(\d{2}\)[ ]?\d{4,5}[ -]?\d{4})"
    r"|(?P<plain>(?:00[1-9]\d{8,13}|0\d{8,11}|[1-9]\d{9}))"
    r"|(?P<short>[2-9]\d\d[-.]\d{4})"
    r"|(?P<other>(?!\d{5}[ ]\d{3}[.-]\d{3}[.-]\d{4})\d{2,5}(?:[ .-]\d{2,5}){1,5})"
    rf"){_EXTENSION}(?![\w@]|[-/.:,]\d|[ ]\d|[ ]?[%€$£°])"
)
_LATER = (
    r"(?:(?<=[,(] )x(?=\d{4,5}\b)|(?:ext(?:ension|n)?|durchwahl|poste)\.?[ ]?(?:number|no\.?|is|:|\#)?[ "
    r"]?\#?)(?P<value>\d{2,6})(?![\w-]|[./:]\d)"
)
_NOT_PHONE = (
    r"(?:id|no|nr|ref|order|invoice|account|acct|case|claim|policy|ticket|version|isbn|ean|sku|serial|part"
    r"|lot|batch|tracking|imei|upc|p/n|s/n|item|ssn|"
    r"iban|card|passport|mrn|nhs|tfn|tax|vat|member|employee|routing|sort code|bsb|circuit|regon|nip|pesel"
    r"|siret|siren|utr|sin|licen[cs]e|dl|hn|konto)"
    r"(?:\.|:|#|=|\s|number|no|id|is|code){0,4}$"
)


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(_PHONE),
        re.compile(rf"(?<![^\W_])(?:{_WORDS})(?![^\W_])", re.IGNORECASE),
        re.compile(_NOT_PHONE, re.IGNORECASE),
        re.compile(rf"(?<![^\W_]){_LATER}", re.IGNORECASE),
    )


class PhoneRecognizer:
    """Finds telephone numbers; the same contract as ``PatternRecognizer``."""

    label = "PHONE_NUMBER"
    name = "phone_number"
    examples = (
        "414.788.2093",
        "(414) 617-8842 x12",
        "call me at «555-0199»",
        "+47 90 55 01 31",
        "tel:«+1-414-617-8842»",
        "+44 7700 900318",
        "tel. «0221 5550 186»",
        "mobil «+36 20 555 0173»",
        "phone: «4147882093»",
        "ONCALL_2=«+33639980117»",
        "(0)117? ring «0117 496 0142»",
        "ext. «5518»",
        "512-555-0166",
        "1-800-555-0142",
        "ph «07 555 0164»",
        '"gsm": "«0532 555 01 88»"',
        "53642 «414.788.2093»",
        "WI 53642 «(414) 788-2093»",
    )
    counterexamples = (
        "2026-03-03",
        "03/04/2026",
        "10.61.4.20",
        "4111 1111 1111 1111",
        "order 4147882093",
        "123-45-6789",
        "1772547724",
        "ISBN 978-0-306-40615-7",
        "version 2.14.0",
        "$1,204.00",
        "555-0199",
        "000-0000",
        "serial 414-788-2093",
        "page 120-1450",
        "42 18 93",
        "1939-1945",
        "call 2 3 4",
        "phone 000-0000",
        "SKU 000-417-7733",
        "reg 08-92-50",
        "30.09.1984",
    )

    def fake(self, original: str, draw: Draw) -> str:
        """Return another number of the same country, area and notation."""
        return fake(original, draw)

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        return [list(self._find(segment)) for segment in segments]

    def _find(self, segment: Segment) -> Iterator[Span]:
        phone, words, _, later = _compiled()
        hinted = bool(segment.hint) and words.search(segment.hint.replace("_", " ")) is not None
        for match in phone.finditer(segment.text):
            near = hinted or _near(words, segment.text, match)
            score = _score(match, near, segment.text)
            if score:
                yield Span(match.start(), match.end(), self.label, score, self.name)
        for match in later.finditer(segment.text):
            if len(set(match.group("value"))) > 1:
                yield Span(*match.span("value"), self.label, 0.7, self.name)


def _near(words: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 32) : match.start()].replace("_", " ")
    return bool(
        words.search(before.rpartition("\n")[2] if "\n" in before.strip() else before)
        or words.match(text[match.end() : match.end() + 12].lstrip(" ("))
    )


def _score(match: re.Match[str], near: bool, text: str) -> float:
    """Return what a match is worth, 0 for nothing."""
    number, kind = match.group(), match.lastgroup or ""
    digits = digits_of(number)
    if len(set(digits)) < 3 or not 7 <= len(digits) <= 20 or _is_date(number):
        return 0.0
    if _compiled()[2].search(text[max(0, match.start() - 24) : match.start()].lower()):
        return 0.0
    if kind == "plus":
        return 0.95 if _possible(number) else 0.6 * near
    if kind == "north":
        return 0.85 + 0.1 * near
    if kind == "trunk":
        return (0.65 + 0.25 * near) if len(digits) >= 9 and _valid(number) else 0.6 * (near and len(digits) >= 8)
    if kind == "plain":
        return 0.7 * (near and (digits[0] == "0" or _valid(number)))
    return 0.6 * (near and (kind == "short" or (8 <= len(digits) <= 12 and _valid(number))))


def _is_date(number: str) -> bool:
    return (
        re.fullmatch(
            (
                r"(?:\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d|(?:19|20)\d\d[-. ]\d{1,2}[-. ]\d{1,2}|(?:19|20)\d\d[- ](?:19"
                r"|20)\d\d)"
            ),
            number,
        )
        is not None
    )


def _parse(number: str, region: str | None) -> Any:
    import phonenumbers

    try:
        return phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None


def _possible(number: str) -> bool:
    import phonenumbers

    parsed = _parse(number, None)
    return parsed is not None and bool(phonenumbers.is_possible_number(parsed))


def _valid(number: str) -> bool:
    return _region(number) is not None


def _region(number: str) -> str | None:
    """Return the first region whose plan has this national number."""
    import phonenumbers

    for region in REGIONS:
        parsed = _parse(number, region)
        if parsed is not None and phonenumbers.is_valid_number_for_region(parsed, region):
            return region
    return None


def fake(original: str, draw: Draw) -> str:
    """Return another number of the same country, area and notation."""
    body, extension = _without_extension(original)
    if len(digits_of(body)) < 7:
        return redraw(original, draw, same_shape)
    more = same_digits(extension, draw.of("extension").digits(len(extension)))
    north = re.fullmatch(r"\D*(?:1\D*)?([2-9]\d\d)\D*[2-9]\d\d\D*\d{4}\D*", body) is not None
    return redraw(body, draw, _north_american if north else _elsewhere) + more


def _without_extension(number: str) -> tuple[str, str]:
    cut = re.search(r",?\s?(?:ext|x|durchwahl|poste)", number, re.IGNORECASE)
    return (number[: cut.start()], number[cut.start() :]) if cut else (number, "")


def _north_american(original: str, draw: Draw) -> str:
    head = digits_of(original)[:-7]
    if draw.below(4):
        return same_digits(original, f"{head}55501{draw.digits(2)}")
    line = draw.choice([line for line in (200 + draw.below(800), 2000 + draw.below(8000)) if line not in (1212, 4334)])
    return same_digits(original, f"{head}555{line:04}")


def _elsewhere(original: str, draw: Draw) -> str:
    digits = digits_of(original)
    if re.fullmatch(r"(?:0|44|0044|440)7\d{9}", digits):
        return same_digits(original, f"{digits[:-10]}7700900{draw.digits(3)}")
    national, kept = _area(original)
    for _ in range(20):
        made = same_digits(original, digits[: len(digits) - national + kept] + draw.digits(national - kept))
        if _area(made) == (national, kept):
            break
    return made


def _area(number: str) -> tuple[int, int]:
    """Return how many digits the national number has and how many of them, the area or network, stay."""
    import phonenumbers

    total = len(digits_of(number))
    plus = number.lstrip().startswith("+")
    parsed = _parse(number, None if plus else _region(number) or "US")
    if parsed is None:
        return total, max(2, total - 6)
    national = min(len(str(parsed.national_number)), total - 1)
    area = int(phonenumbers.length_of_geographical_area_code(parsed)) or 2
    return national, min(area + (national - area > 6), national - 4) if national > 5 else 1


recognizer = PhoneRecognizer()
