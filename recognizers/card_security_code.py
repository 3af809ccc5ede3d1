"""Card security code (CVV, CVC, CID): three or four digits, behind its name.

PCI DSS 4.0, requirement 3.3.1: never to be stored.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import placeholder, redraw
from textsynth.recognizer import PatternRecognizer

recognizer = PatternRecognizer(
    label="CARD_SECURITY_CODE",
    pattern=(
        r"(?<![^\W_])(?i:cvv2?|cvc2?|cvn|csc|cid|card\ (?:security|verification)\ (?:code|value|number)"
        r"|security\ code(?:\ on\ the\ (?:card|back))?|prüfziffer|kartenprüfnummer)"
        r"(?:[ ](?i:code|no\.?|number))?[\"']?[ ]{0,2}(?:[:=#(]|(?i:is|was)\b)?[ "
        r"]{0,2}[\"']?(?P<value>\d{3,4})(?![\w-]|[.,/:]\d)"
    ),
    checked=0.85,
    validate=lambda text: not placeholder(text),
    fake=lambda original, draw: redraw(original, draw, _digits),
    examples=(
        "CVV «417»",
        "cvv: «0923»",
        "CVC=«123»",
        "security code is «8841»",
        '"cvv2": "«551»"',
        "card verification value: «908»",
    ),
    counterexamples=("CVV 000", "CVV required", "code 417", "cvv ***", "CID 12345", "security code 12"),
)


def _digits(original: str, draw: Draw) -> str:
    return draw.digits(len(original)) if original.isdecimal() else same_shape(original, draw)
