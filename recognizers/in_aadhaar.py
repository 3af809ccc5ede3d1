"""Indian Aadhaar number: twelve digits, the first no 0 or 1, the last a Verhoeff check digit. https://uidai.gov.in

Surrogates keep the format and the check; without a word near it, the spaced form is needed.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, labelled, placeholder, redraw, same_digits
from textsynth.recognizer import PatternRecognizer

_WORDS = r"aadhaar|aadhar|adhaar|adhar|uidai|uid"
_NUMBER = r"(?P<value>[2-9]\d{3}[ -]?\d{4}[ -]?\d{4})(?![\w-]|[ ]\d)"


def validate(text: str) -> bool:
    """Return whether the check digit is right."""
    from stdnum.in_ import aadhaar

    return not placeholder(text) and bool(aadhaar.is_valid(digits_of(text)))


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same format; with a right check digit where the original has one."""
    if len(digits_of(original)) != 12:
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn, validate if validate(original) else None)


def _drawn(original: str, draw: Draw) -> str:
    from stdnum import verhoeff

    body = str(2 + draw.below(8)) + draw.digits(10)
    return same_digits(original, body + verhoeff.calc_check_digit(body))


recognizers = (
    PatternRecognizer(
        label="IN_AADHAAR",
        pattern=r"(?<![\w.+-])(?<!\d[ ])[2-9]\d{3}([ -]?)\d{4}\1\d{4}(?![\w-]|[ ]\d)",
        checked=0.45,
        context=("aadhaar", "aadhar", "adhaar", "uid", "uidai", "kyc"),
        validate=validate,
        fake=fake,
        examples=(
            "Aadhaar «2341 2341 2346»",
            "aadhar no «2341-2341-2346»",
            "UID: «234123412346»",
            "KYC («2341 2341 2346»)",
            "Aadhaar No. «2341 2341 2346»",
            "uidai «234123412346»",
        ),
        counterexamples=(
            "2341 2341 2346",
            "Aadhaar 2341 2341 2347",
            "Aadhaar 0000 0000 0000",
            "aadhaar card 2026",
            "234123412346",
            "1341 2341 2346",
        ),
    ),
    PatternRecognizer(
        label="IN_AADHAAR",
        name="in_aadhaar_in_context",
        pattern=labelled(_WORDS, _NUMBER, _NUMBER),
        score=0.7,
        checked=0.7,
        validate=lambda text: not placeholder(text),
        fake=fake,
        examples=(
            "Aadhaar: «5321 4477 9012»",
            "aadhar «532144779012»",
            "UID no. «5321-4477-9012»",
            "Aadhaar number is «9989 1274 5610»",
            "Adhaar - «5321 4477 9013»",
            "aadhaar_no: «532144779012»",
        ),
        counterexamples=(
            "5321 4477 9012",
            "uid 1000",
            "Aadhaar: 0000 0000 0000",
            "uid=501(jsmith)",
            "Aadhaar pending",
            "UID 1012d944",
        ),
    ),
)
