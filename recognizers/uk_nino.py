"""UK National Insurance number: two letters, six digits, a suffix A to D.

https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110: D, F, I, Q, U, V are no first or second
letter, nor is O the second; BG, GB, KN, NK, NT, TN, ZZ are not used. Surrogates keep the form and are drawn from the
same prefixes.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import placeholder, redraw
from textsynth.recognizer import PatternRecognizer

_UNUSED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})


def validate(text: str) -> bool:
    """Return whether the prefix is in use."""
    return text[:2].upper() not in _UNUSED and not placeholder(text)


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same format with a prefix in use."""
    return redraw(original, draw, _drawn if len(original) >= 8 and original[0].isalpha() else same_shape)


def _drawn(original: str, draw: Draw) -> str:
    prefix = draw.choice(("AB", "CE", "EH", "HL", "JC", "KL", "LR", "MX", "NB", "PW", "RS", "SG", "TW", "WK", "YZ"))
    suffix = draw.choice("ABCD") if original[-1].isalpha() else original[-1]
    made = prefix + same_shape(original[2:-1], draw) + suffix
    return made.lower() if original.islower() else made


recognizer = PatternRecognizer(
    label="UK_NINO",
    pattern=(
        r"(?<![\w-])(?i:[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z])([ -]?)\d{2}\1\d{2}\1\d{2}(?:\1|[ "
        r"]?)(?i:[A-D])(?![\w-])"
    ),
    checked=0.85,
    context=("ni", "nino", "national insurance", "insurance number"),
    validate=validate,
    fake=fake,
    examples=(
        "LR 23 62 59 A",
        "KX119559D",
        "NI: «KH 81 74 35 C»,",
        "AB123456C",
        "nino «ab 12 34 56 c»",
        "AB-12-34-56-C",
    ),
    counterexamples=(
        "GB 12 34 56 A",
        "QQ123456C",
        "AB123456E",
        "AB12345C",
        "AB 00 00 00 A",
        "DE 12 34 56 A",
        "XAB123456C",
    ),
)
