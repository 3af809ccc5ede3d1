"""IBAN, the International Bank Account Number: country, two check digits (ISO 7064 mod 97-10), account. ISO 13616-1."""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import labelled, placeholder, redraw
from textsynth.recognizer import PatternRecognizer

_SHAPE = r"[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![^\W_])"

_LENGTHS = {
    "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip
_LETTERED = frozenset({"GB", "IE", "NL", "RO", "BG", "LV", "GE", "MT", "PK", "QA"})


def formed(text: str) -> bool:
    """Return whether *text* has the length of its country's numbers, and letters only where they have some: a mistyped IBAN."""
    plain = "".join(character for character in text if character.isalnum())
    if _LENGTHS.get(plain[:2]) != len(plain) or placeholder(plain[4:]):
        return False
    return plain[4:8].isalpha() == (plain[:2] in _LETTERED) and (
        plain[:2] in _LETTERED or sum(c.isalpha() for c in plain[4:]) < 3
    )


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
            "GB82 WEST 1234 5698 7654 32",
            "DE89370400440532013000",
            "IBAN: «FR76 3000 6000 0112 3456 7890 189».",
            "NL91ABNA0417164300",
            "NO93 8601 1117 947",
            "pay to «BE68 5390 0754 7034», thanks",
            "LT12-1000-0111-0100-1000",
        ),
        counterexamples=(
            "GB83 WEST 1234 5698 7654 32",
            "DE00 0000 0000 0000 0000 00",
            "TR00 0000 0000 0000 0000 0000 00",
            "ISO 9001",
            "EN12 3456",
            "SHA256 DEADBEEF12345678",
            "AB12 CD34 EF56 GH78 IJ90",
        ),
    ),
    PatternRecognizer(
        label="IBAN_CODE",
        name="iban_code_form",
        pattern=rf"(?<![^\W_]){_SHAPE}",
        score=0.6,
        checked=0.6,
        validate=formed,
        fake=fake,
        examples=(
            "DE05 7617 8255 7008 7187 85",
            "GB83 WEST 1234 5698 7654 32",
            "to «HU31 1177 3016 0593 6821 0000 0001».",
            "BE30 0018 8805 8211",
            "NL36 MAAS 0518 2936 07",
            "FI12 5062 0320 2489 88",
        ),
        counterexamples=(
            "DE00 0000 0000 0000 0000 00",
            "DE05 7617 8255 7008 7187",
            "AB12 CD34 EF56 GH78 IJ90 11",
            "NL36 1234 0518 2936 07",
            "BE30 0018 8805",
            "XX12 5062 0320 2489 88",
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
            "IBAN: «DE05 7617 8255 7008 7187 85»",
            "iban «GB83WEST12345698765432»",
            "IBAN = «TR46 8674 3011 2213 0700 5745 92»",
            '"iban": "«NL02ABNA0123456788»"',
            "IBAN is «ES91 2100 0418 4502 0005 1333»",
            "| IBAN | «PL61109010140000071219812874» |",
        ),
        counterexamples=(
            "IBAN: TR00 0000 0000 0000 0000 0000 00",
            "the IBAN is required",
            "IBAN: n/a",
            "IBAN format: two letters, 22 digits",
            "iban GB12",
            "no IBAN yet",
        ),
    ),
)
