"""MAC address: six octets in hexadecimal, with colons, hyphens or Cisco's dots. IEEE 802, EUI-48.

Surrogates have the locally administered bit, so that they are no maker's.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw
from textsynth.recognizer import PatternRecognizer


def validate(text: str) -> bool:
    """Return whether *text* is a machine's address: neither all zeros nor broadcast."""
    return len({character for character in text if character.isalnum()}) > 2


def fake(original: str, draw: Draw) -> str:
    """Return an address of the same notation."""
    if sum(character in "0123456789abcdefABCDEF" for character in original) != 12:
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn)


def _drawn(original: str, draw: Draw) -> str:
    drawn = [draw.choice("0123456789abcdef") for _ in range(12)]
    drawn[1] = draw.choice("26ae")
    upper, rest = any(character in "ABCDEF" for character in original), iter(drawn)
    made = "".join(next(rest) if character.isalnum() else character for character in original)
    return made.upper() if upper else made


recognizer = PatternRecognizer(
    label="MAC_ADDRESS",
    pattern=(
        r"(?<![\w:.-])(?:[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}"
        r"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})"
        r"(?![\w:-]|\.\w)"
    ),
    checked=0.95,
    validate=validate,
    fake=fake,
    examples=(
        "ce:c0:56:b1:9f:36",
        "0D-F5-74-7B-A0-41",
        "0df5.747b.a041",
        "MAC («49:06:38:d3:c9:3d»)",
        "hwaddr=«00:1a:2b:3c:4d:5e».",
        "AA:BB:CC:00:11:22",
    ),
    counterexamples=(
        "00:00:00:00:00:00",
        "ff:ff:ff:ff:ff:ff",
        "10:16:02",
        "ce:c0:56:b1:9f",
        "ce:c0:56:b1:9f:36:11",
        "12-34-56",
        "2001:db8:44:9::1c",
    ),
)
