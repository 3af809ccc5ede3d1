"""Australian Tax File Number: eight or nine digits with a weighted check digit modulo 11; a word must be near.

https://www.ato.gov.au
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, placeholder, redraw
from textsynth.recognizer import PatternRecognizer


def validate(text: str) -> bool:
    """Return whether the check digit is right."""
    from stdnum.au import tfn

    return not placeholder(text) and bool(tfn.is_valid(digits_of(text)))


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same format; with a right check digit where the original has one."""
    return redraw(original, draw, same_shape, validate if validate(original) else None)


recognizers = (
    PatternRecognizer(
        label="AU_TFN",
        pattern=r"(?<![\w.+-])(?<!\d[ ])\d{3}([ -]?)\d{3}\1\d{2,3}(?![\w-]|[ ]\d)",
        checked=0.35,
        context=("tfn", "tax file number", "tax file", "tax file no"),
        validate=validate,
        fake=fake,
        examples=(
            "TFN «123 456 782»",
            "Tax File Number: «876 543 210»",
            "tfn «123456782»",
            "TFN: «459 599 230»",
            "«123-456-782» (TFN)",
            "tax file no. «876543210»",
        ),
        counterexamples=(
            "123 456 782",
            "TFN 123 456 783",
            "TFN 000 000 000",
            "tax file of 2026",
            "876543210",
            "TFN required",
        ),
    ),
    PatternRecognizer(
        label="AU_TFN",
        name="au_tfn_in_context",
        pattern=(
            r"(?<![^\W_])(?i:tfn|tax\ file\ (?:number|no\.?))[ :=]{1,12}(?P<value>\d{3}([ "
            r"-]?)\d{3}\2\d{3})(?![\w-]|[ ]\d)"
        ),
        score=0.7,
        checked=0.7,
        validate=lambda text: not placeholder(text),
        fake=fake,
        examples=(
            "TFN «894 303 238»",
            "TFN: «894303238»",
            "tax file number «123 456 789»",
            "Tax File No. «555 123 456»",
            "tfn = «111 222 333»",
            "TFN «876-543-211»",
        ),
        counterexamples=(
            "894 303 238",
            "TFN 000 000 000",
            "TFN 89430",
            "TFN pending",
            "tax file 894 303 238",
            "TFN 894 303 2388",
        ),
    ),
)
