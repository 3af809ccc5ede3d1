"""US Social Security Number: area-group-serial, no check digit.

https://www.ssa.gov/employer/randomization.html: areas 000, 666 and 900 to 999, group 00 and serial 0000 are never
issued. Surrogates use areas 900 to 999 with groups that the IRS does not use for ITINs either (50-65, 70-88, 90-92,
94-99, https://www.irs.gov/individuals/individual-taxpayer-identification-number), so that no surrogate is anybody's
number. Such numbers are therefore found as well.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, labelled, placeholder, redraw, same_digits
from textsynth.recognizer import PatternRecognizer

_FREE_GROUPS = (*range(1, 50), *range(66, 70), 89, 93)
_WORDS = r"ssn|s\.s\.n\.|ss\ ?\#|soc(?:ial)?\.?\ sec(?:urity)?\.?(?:\ card)?|(?:her|his|my|their|your)\ social|social"


def validate(text: str) -> bool:
    """Return whether the number could have been issued, or is one of our surrogates."""
    digits = digits_of(text)
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if len(digits) != 9 or placeholder(text) or area in ("000", "666") or group == "00" or serial == "0000":
        return False
    return area < "900" or int(group) in _FREE_GROUPS


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same format that is never issued; of a part of a number, other digits."""
    if len(digits_of(original)) != 9:
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn)


def _drawn(original: str, draw: Draw) -> str:
    return same_digits(original, f"9{draw.below(100):02}{draw.choice(_FREE_GROUPS):02}{1 + draw.below(9999):04}")


recognizers = (
    PatternRecognizer(
        label="US_SSN",
        pattern=r"(?<![\w.+-])(?<!\d[ ])\d{3}([- ])\d{2}\1\d{4}(?![\w-]|[ ]\d)",
        checked=0.6,
        context=("ssn", "social security", "social", "soc sec", "taxpayer"),
        validate=validate,
        fake=fake,
        examples=(
            "123-45-6789",
            "SSN «078-05-1121»",
            "451-88-2036",
            "ssn: «575 04 6342», yes",
            "Social Security Number: «900-01-1234»",
            "(«256-96-1606»)",
        ),
        counterexamples=(
            "666-12-3456",
            "000-12-3456",
            "123-00-4567",
            "12-34-56",
            "999-99-9999",
            "900-70-1234",
            "1-123-45-6789-0",
            "123-45-67890",
        ),
    ),
    PatternRecognizer(
        label="US_SSN",
        name="us_ssn_bare",
        pattern=labelled(_WORDS, r"(?P<value>\d{9})(?![\w-])", r"(?P<value>\d{9})(?![\w-])"),
        checked=0.9,
        validate=validate,
        fake=fake,
        examples=(
            "SSN: «451882036»",
            "ssn «256961606»",
            '"ssn": "«575046342»"',
            "Social Security No. «123456789»",
            "soc sec # «103743765»",
            "her social is «232751876»",
        ),
        counterexamples=(
            "451882036",
            "SSN: 000000000",
            "SSN: 666123456",
            "ssn 12345678",
            "social media 2024",
            "SSN required: 9 digits",
        ),
    ),
    PatternRecognizer(
        label="US_SSN",
        name="us_ssn_last_four",
        pattern=(
            r"(?i:last\ (?:4|four)(?:\ digits)?\ (?:of\ )?(?:(?:the|her|his|my|your|their)\ )?(?:ssn|social"
            r"(?:\ security)?(?:\ number)?)"
            r"|(?<![^\W_])(?:ssn|social(?:\ security)?(?:\ number)?),?\ (?:last\ (?:4|four)|ending(?:\ in|\ with)?"
            r"|ends(?:\ in|\ with)?))"
            r"(?:\ (?:is|are|in|with)\b|[:=(,])*+[ ]?[(\[\"']?(?:[xX*]{3}-?[xX*]{2}-?)?(?P<value>\d{4})(?![\w-]|[.,]\d)"
        ),
        score=0.9,
        fake=fake,
        examples=(
            "last 4 of SSN («8094»)",
            "last four of her social («3340»)",
            "the last four digits of my SSN are «1234»",
            "SSN ending in «2036»",
            "social security number ends with «6789»",
            "SSN last 4: «5521»",
        ),
        counterexamples=(
            "last 4 digits 1234",
            "card ending 4242",
            "SSN ending date",
            "last four of 2024",
            "social 2024 budget",
            "ssn last 4: 12345",
        ),
    ),
)
