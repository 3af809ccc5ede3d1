"""Business Identifier Code (SWIFT): four letters of the bank, country, two characters of the place, optionally
three of the branch. ISO 9362.

Eleven capital letters are too common in headings, so a word must be near; the country must exist.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import labelled, redraw
from textsynth.recognizer import PatternRecognizer

_CODE = r"(?P<value>[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![\w-])"
_COUNTRIES = frozenset(
    "AD AE AL AM AO AR AT AU AW AZ BA BB BD BE BG BH BM BN BO BR BS BT BW BY BZ CA CD CH CI CL CM CN CO CR "
    "CU CV CW CY CZ DE DK DO DZ EC EE EG ES ET FI "
    "FJ FO FR GA GB GE GG GH GI GL GR GT HK HN HR HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KR KW "
    "KY KZ LA LB LI LK LT LU LV LY MA MC MD ME MG "
    "MK MM MN MO MT MU MV MW MX MY MZ NA NG NI NL NO NP NZ OM PA PE PF PG PH PK PL PR PS PT PY QA RO RS RU "
    "RW SA SC SD SE SG SI SK SM SN SV SY TG TH TN "
    "TR TT TW TZ UA UG US UY UZ VA VE VN XK YE ZA ZM ZW".split()
)


def validate(text: str) -> bool:
    """Return whether there is such a country."""
    return text[4:6].upper() in _COUNTRIES


def fake(original: str, draw: Draw) -> str:
    """Return a code of the same country and length."""
    return redraw(original, draw, _drawn if len(original) in (8, 11) else same_shape)


def _drawn(original: str, draw: Draw) -> str:
    made = same_shape(original, draw)
    branch = original[8:] if original[8:].upper() == "XXX" else made[8:]
    return made[:4] + original[4:6] + made[6:8] + branch


recognizer = PatternRecognizer(
    label="SWIFT_CODE",
    pattern=labelled(r"bic|swift|swift/bic|bic/swift|bic\ \(swift\)|swift-?bic|bank\ identifier", _CODE, _CODE),
    checked=0.9,
    validate=validate,
    fake=fake,
    examples=(
        "BIC: «WESFDE7X761»",
        "SWIFT «GIABETAA»",
        "BIC «DEUTDEFF»,",
        "swift code: «CHASUS33XXX»",
        "SWIFT/BIC: «KFAYIE2D»",
        '"bic": "«NDEANOKK»"',
        "BIC is «COBADEFFXXX»",
    ),
    counterexamples=(
        "WESFDE7X761",
        "SWIFT PROGRAMMING",
        "BIC: none",
        "Taylor SWIFT CONCERT2026",
        "SWIFT 5.9",
        "bic ABCDXX12",
        "the swift response",
    ),
)
