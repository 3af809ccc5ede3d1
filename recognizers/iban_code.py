"""IBAN, the International Bank Account Number: country, two check digits (ISO 7064 mod 97-10), account. ISO 13616-1."""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import labelled, placeholder, redraw
from textsynth.recognizer import PatternRecognizer

_SHAPE = r"[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![^\W_])"


def validate(text: str) -> bool:
    """Return whether length and check digits are right."""
    from stdnum import iban

    return not placeholder(text[4:]) and bool(iban.is_valid(text, check_country=False))


def fake(original: str, draw: Draw) -> str:
    """Return an IBAN of the same country and form with right check digits; bank and account are drawn."""
    if not original[:2].isalpha() or len(original) < 8:
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn)


def _drawn(original: str, draw: Draw) -> str:
    account = same_shape(original[4:].upper(), draw)
    plain = "".join(character for character in account if character.isascii() and character.isalnum())
    country = original[:2].upper()
    if not country.isascii():
        return same_shape(original, draw)
    number = int("".join(str(int(character, 36)) for character in plain + country + "00"))
    return original[:2] + f"{98 - number % 97:02}" + account


recognizers = (
    PatternRecognizer(
        label="IBAN_CODE",
        pattern=rf"(?<![^\W_]){_SHAPE}",
        validate=validate,
        fake=fake,
        examples=(
            "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "IBAN: «FR76 3000 6000 0112 3456 7890 189».",
            "NL91ABNA0417164300", "NO93 8601 1117 947", "pay to «BE68 5390 0754 7034», thanks", "LT12-1000-0111-0100-1000",
        ),
        counterexamples=(
            "GB83 WEST 1234 5698 7654 32", "DE00 0000 0000 0000 0000 00", "TR00 0000 0000 0000 0000 0000 00", "ISO 9001",
            "EN12 3456", "SHA256 DEADBEEF12345678", "AB12 CD34 EF56 GH78 IJ90",
        ),
    ),
    PatternRecognizer(
        label="IBAN_CODE",
        name="iban_code_in_context",
        pattern=labelled("iban", rf"(?P<value>{_SHAPE})", rf"(?P<value>{_SHAPE})"),
        score=0.7,
        checked=0.7,
        validate=lambda text: not placeholder(text[4:]),
        fake=fake,
        examples=(
            "IBAN: «DE05 7617 8255 7008 7187 85»", "iban «GB83WEST12345698765432»", "IBAN = «TR46 8674 3011 2213 0700 5745 92»",
            '"iban": "«NL02ABNA0123456788»"', "IBAN is «ES91 2100 0418 4502 0005 1333»", "| IBAN | «PL61109010140000071219812874» |",
        ),
        counterexamples=(
            "IBAN: TR00 0000 0000 0000 0000 0000 00", "the IBAN is required", "IBAN: n/a", "IBAN format: two letters, 22 digits",
            "iban GB12", "no IBAN yet",
        ),
    ),
)  # fmt: skip
