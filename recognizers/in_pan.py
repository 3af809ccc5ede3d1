"""Indian Permanent Account Number: five letters (the fourth says what holds it), four digits, a letter.

https://www.incometax.gov.in
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import placeholder, redraw
from textsynth.recognizer import PatternRecognizer


def validate(text: str) -> bool:
    """Return whether the kind of holder exists."""
    from stdnum.in_ import pan

    return not placeholder(text) and bool(pan.is_valid(text))


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same kind of holder."""
    if len(original) != 10 or not original.isascii():
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn)


def _drawn(original: str, draw: Draw) -> str:
    made = same_shape(original, draw)
    return made[:3] + original[3] + made[4:]


recognizer = PatternRecognizer(
    label="IN_PAN",
    pattern=r"(?<![\w-])[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z](?![\w-])",
    checked=0.75,
    context=("pan", "permanent account number", "pan card", "income tax"),
    validate=validate,
    fake=fake,
    examples=(
        "ACUPA7085R",
        "PAN: «CZRPK3931U»",
        "pan no «AAAPL1234C»",
        "(«LTJPY5314X»)",
        "PAN card «AFZPK7190K»",
        "| «YSYPY8656M» |",
    ),
    counterexamples=("ACUXA7085R", "ABCPE0000F", "ACUPA7085", "ACUPA70855R", "acupa7085r", "XACUPA7085R"),
)
