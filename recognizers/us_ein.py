"""US Employer Identification Number: campus prefix, hyphen, seven digits. A word must be near.

https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import placeholder, redraw
from textsynth.recognizer import PatternRecognizer


def validate(text: str) -> bool:
    """Return whether the prefix is assigned."""
    from stdnum.us import ein

    return not placeholder(text) and bool(ein.is_valid(text))


def fake(original: str, draw: Draw) -> str:
    """Return a number with an assigned prefix in the same format."""
    return redraw(original, draw, same_shape, validate if validate(original) else None)


recognizer = PatternRecognizer(
    label="US_EIN",
    pattern=r"(?<![\w.+-])\d{2}-?\d{7}(?![\w-]|\.\d)",
    checked=0.3,
    context=(
        "ein",
        "fein",
        "employer identification",
        "employer id",
        "federal tax id",
        "tax id",
        "tin",
        "taxpayer",
        "irs",
        "w-9",
        "federal id",
        "tax identification",
    ),
    validate=validate,
    fake=fake,
    examples=(
        "EIN «91-1144442»",
        "Federal Tax ID: «39-1234567»",
        "FEIN: «04-3156789»",
        "employer identification number «36-4123456»",
        "Tax ID «20-5551234»",
        "EIN: «911144442»",
    ),
    counterexamples=("91-1144442", "EIN 00-0000000", "EIN 07-1144442", "EIN 91-114444", "part 20-5551234", "ein 2026"),
)
