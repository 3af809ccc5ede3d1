"""US Individual Taxpayer Identification Number: 9xx, a group of 50-65, 70-88, 90-92 or 94-99, four digits.

IRC 6109; IRS Pub. 1915.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, placeholder, redraw, same_digits
from textsynth.recognizer import PatternRecognizer

_GROUPS = (*range(50, 66), *range(70, 89), 90, 91, 92, *range(94, 100))


def validate(text: str) -> bool:
    """Return whether the number is in the range of such numbers."""
    digits = digits_of(text)
    return len(digits) == 9 and digits[0] == "9" and int(digits[3:5]) in _GROUPS and not placeholder(text)


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same format and range."""
    if len(digits_of(original)) != 9:
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn)


def _drawn(original: str, draw: Draw) -> str:
    return same_digits(original, f"9{draw.below(100):02}{draw.choice(_GROUPS)}{draw.digits(4)}")


recognizers = (
    PatternRecognizer(
        label="US_ITIN",
        pattern=r"(?<![\w.+-])(?<!\d[ ])9\d{2}([- ])\d{2}\1\d{4}(?![\w-]|[ ]\d)",
        checked=0.6,
        context=("itin", "taxpayer", "tax id", "irs", "w-7"),
        validate=validate,
        fake=fake,
        examples=(
            "912-70-1234",
            "ITIN: «988-55-4321»",
            "«900 94 1111»",
            "itin «999-88-7777»",
            "(«947-65-2020»)",
            "taxpayer id «931-92-4545»",
        ),
        counterexamples=("912-45-1234", "812-70-1234", "912-93-1234", "912-701-234", "912-70-12345", "1912-70-1234"),
    ),
    PatternRecognizer(
        label="US_ITIN",
        name="us_itin_bare",
        pattern=r"(?<![^\W_])(?i:itin)(?:\ (?i:no\.?|number|\#))?[ :=#]{1,4}(?P<value>9\d{8})(?![\w-])",
        checked=0.9,
        validate=validate,
        fake=fake,
        examples=(
            "ITIN «912701234»",
            "ITIN: «988554321»",
            "itin no. «900941111»",
            "ITIN number: «999887777»",
            "ITIN # «947652020»",
            "itin=«931924545»",
        ),
        counterexamples=("912701234", "ITIN 912451234", "ITIN 999999999", "itin 12345", "ITIN pending", "itin: none"),
    ),
)
