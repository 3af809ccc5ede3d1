"""Canadian Social Insurance Number: nine digits with a Luhn check digit.

https://www.canada.ca/en/employment-social-development/services/sin.html. A word must be near. First digits 0 and 8
are not issued to persons, so surrogates begin with 0.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, placeholder, redraw, same_digits
from textsynth.recognizer import PatternRecognizer

_CONTEXT = ("sin", "social insurance", "social insurance number", "assurance sociale", "nas", "t4", "t4a")


def validate(text: str) -> bool:
    """Return whether the check digit is right; unlike the issuer, surrogates with a leading zero are accepted."""
    from stdnum import luhn

    return len(digits_of(text)) == 9 and not placeholder(text) and bool(luhn.is_valid(digits_of(text)))


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same format, valid but never issued."""
    if len(digits_of(original)) != 9:
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn)


def _drawn(original: str, draw: Draw) -> str:
    from stdnum import luhn

    body = "0" + draw.digits(7)
    return same_digits(original, body + str(luhn.calc_check_digit(body)))


recognizer = PatternRecognizer(
    label="CA_SIN",
    pattern=r"(?<![\w.+-])(?<!\d[ ])\d{3}([ -]?)\d{3}\1\d{3}(?![\w-]|[ ]\d)",
    checked=0.35,
    context=_CONTEXT,
    validate=validate,
    fake=fake,
    examples=(
        "SIN «046 454 286»",
        "SIN: «130-692-544»",
        "social insurance number «046454286»",
        "NAS «193 456 787»",
        "the T4 shows «046 454 286»",
        "sin no. «130692544»",
    ),
    counterexamples=("046 454 286", "SIN 046 454 287", "SIN 000 000 000", "sin tax 2026", "130692544", "SIN required"),
)
