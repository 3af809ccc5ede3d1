"""Numbers as they are spoken: "five five five oh one", "twenty second", "nineteen sixty one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

UNITS = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
OH = frozenset({"oh", "o", "zero", "null", "nought"})
TIMES = {"double": 2, "triple": 3}
_WORD = re.compile(r"[^\W\d_]+")


def cardinal(number: int, joint: str = " ") -> str:
    """Return *number*, below a hundred, in words.

    >>> cardinal(61), cardinal(40), cardinal(7)
    ('sixty one', 'forty', 'seven')
    """
    if number < 10:
        return UNITS[number]
    if number < 20:
        return TEENS[number - 10]
    return TENS[number // 10] + (joint + UNITS[number % 10] if number % 10 else "")


def ordinal(number: int, joint: str = " ") -> str:
    """Return *number*, below a hundred, as an ordinal in words.

    >>> ordinal(22), ordinal(30)
    ('twenty second', 'thirtieth')
    """
    if number <= 20:
        return ORDINALS[number]
    if number % 10 == 0:
        return TENS[number // 10][:-1] + "ieth"
    return TENS[number // 10] + joint + ORDINALS[number % 10]


def value_of(word: str) -> int | None:
    """Return the number that a single *word* says, cardinal or ordinal; None where it says none."""
    word = word.casefold()
    for table, factor, start in ((UNITS, 1, 0), (TEENS, 1, 10), (ORDINALS, 1, 0), (TENS, 10, 0)):
        if word in table:
            return start + table.index(word) * factor
    if word in OH:
        return 0
    return 30 if word == "thirtieth" else None


def is_ordinal(word: str) -> bool:
    """Return whether *word* is an ordinal number."""
    return word.casefold() in ORDINALS or word.casefold() == "thirtieth"


def digits(text: str) -> str | None:
    """Return the digits that *text* spells one by one, or None where it says anything else.

    >>> digits("five five five, double oh one"), digits("call me")
    ('555001', None)
    """
    out, times = "", 1
    words = _WORD.findall(text)
    for word in words:
        lower = word.casefold()
        if lower in TIMES:
            times = TIMES[lower]
            continue
        number = value_of(lower)
        if number is None or number > 9 or is_ordinal(lower):
            return None
        out, times = out + str(number) * times, 1
    return out if len(out) > 1 and len(words) > 1 and not re.search(r"\d", text) else None


def respelled(text: str, new: str) -> str:
    """Return *text*, which spells digits one by one, spelling the digits *new* instead.

    >>> respelled("five five five, oh one", "41790")
    'four one seven, nine oh'
    """
    oh = next((word for word in _WORD.findall(text) if word.casefold() in OH), "zero")
    left = list(new)

    def word(match: re.Match[str]) -> str:
        if match[0].casefold() in TIMES:
            return ""
        said = " ".join(_said(left.pop(0), oh) for _ in range(_times(text, match.start())) if left)
        return said.upper() if match[0].isupper() and len(match[0]) > 1 else said

    return re.sub(r"  +", " ", _WORD.sub(word, text)).strip()


def _said(digit: str, oh: str) -> str:
    return oh if digit == "0" else UNITS[int(digit)]


def _times(text: str, at: int) -> int:
    before: Sequence[str] = _WORD.findall(text[:at])
    return TIMES.get(before[-1].casefold(), 1) if before else 1
