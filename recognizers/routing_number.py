"""US bank routing transit number (ABA RTN): nine digits with a weighted check digit modulo 10; a word must be near.

https://www.aba.com/about-us/routing-number
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import labelled, placeholder, redraw
from textsynth.recognizer import PatternRecognizer

_NUMBER = r"(?P<value>\d{9})(?![\w-]|\.\d)"


def validate(text: str) -> bool:
    """Return whether the check digit is right."""
    from stdnum.us import rtn

    return not placeholder(text) and bool(rtn.is_valid(text))


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same Federal Reserve district; with a right check digit where the original has one."""
    return redraw(
        original, draw, _drawn if len(original) == 9 else same_shape, validate if validate(original) else None
    )


def _drawn(original: str, draw: Draw) -> str:
    return original[:2] + same_shape(original, draw)[2:]


recognizers = (
    PatternRecognizer(
        label="ROUTING_NUMBER",
        pattern=r"(?<![\w.+-])\d{9}(?![\w-]|\.\d)",
        checked=0.3,
        context=("routing", "aba", "rtn", "ach", "transit", "routing number", "wire", "checking"),
        validate=validate,
        fake=fake,
        examples=(
            "routing «322271627»",
            "ABA «021000021»",
            "RTN: «113497351»",
            "routing number is «011401533»",
            "| Routing | «091000019» |",
            "ACH «121042882»",
        ),
        counterexamples=(
            "322271627",
            "routing 322271628",
            "routing 000000000",
            "routing table 12",
            "021000021",
            "ABA 2026",
        ),
    ),
    PatternRecognizer(
        label="ROUTING_NUMBER",
        name="routing_number_in_context",
        pattern=labelled(r"routing|aba|rtn|routing\ transit", _NUMBER, _NUMBER),
        score=0.75,
        checked=0.75,
        validate=lambda text: not placeholder(text),
        fake=fake,
        examples=(
            "routing «311990477»",
            "Routing number: «129519553»",
            "ABA no. «123456789»",
            "rtn=«987654321»",
            "routing # «322271628»",
            "ABA: «021000022»",
        ),
        counterexamples=(
            "311990477",
            "routing 000000000",
            "routing 111111111",
            "routing 12345",
            "ABA rules 2026",
            "routing: none",
        ),
    ),
)
