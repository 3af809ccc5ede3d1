"""Dates as they are said in transcripts: "february twenty second nineteen sixty one", "oh nine twenty eight"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from textsynth.draw import Draw
from textsynth.entity import like
from textsynth.spelled import OH, ORDINALS, TEENS, TENS, UNITS, cardinal, is_ordinal, ordinal, value_of
from textsynth.written_date import Move

MONTHS = "january february march april may june july august september october november december".split()
_WORD = re.compile(r"[^\W\d_]+")


class _Said(NamedTuple):
    """Words first to last say a number, as a ``month``, ``day`` or ``year``, in a style of saying it."""

    first: int
    last: int
    what: str
    value: int
    style: str


@dataclass(frozen=True, slots=True)
class _Words:
    texts: tuple[str, ...]

    def value(self, index: int) -> int | None:
        return value_of(self.texts[index]) if index < len(self.texts) else None

    def pair(self, at: int) -> tuple[int, int, str] | None:
        """Return the number below a hundred that begins at *at*, where it ends, and its style."""
        first, second = self.value(at), self.value(at + 1)
        if first is None:
            return None
        if self.texts[at] in OH and second is not None and second < 10:
            return second, at + 1, "oh"
        if (
            first >= 20
            and first % 10 == 0
            and second
            and second < 10
            and not is_ordinal(self.texts[at])
            and self._free(at + 1)
        ):
            return first + second, at + 1, "ordinal" if is_ordinal(self.texts[at + 1]) else "cardinal"
        return first, at, "ordinal" if is_ordinal(self.texts[at]) else "cardinal"

    def _free(self, at: int) -> bool:
        return not (at + 1 < len(self.texts) and self.texts[at + 1] in ("thousand", "hundred"))


def move_spoken(text: str, move: Move, common_year: int) -> str:
    """Return *text*, a spoken date, moved and said in the same way; "" where it says no date.

    >>> from datetime import timedelta
    >>> move_spoken("february twenty second nineteen sixty one", lambda day: day - timedelta(weeks=60), 2024)
    'december thirtieth nineteen fifty nine'
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    words = _Words(tuple(text[a:b].casefold() for a, b in spans))
    said = _read(words)
    values = {part.what: part.value for part in said}
    if not said or not ({"month", "year"} & values.keys()):
        return ""
    whole = _whole(values, common_year)
    if whole is None:
        return ""
    new, out = move(whole), text
    for part in reversed(said):
        a, b = spans[part.first][0], spans[part.last][1]
        out = out[:a] + _cased(text[a:b], _say(part, new, "-" if "-" in text[a:b] else " ")) + out[b:]
    return out


def year_said(text: str) -> str:
    """Return the words of *text*, a spoken date, that say its year; "" where none do.

    >>> year_said("february twenty second nineteen sixty one"), year_said("oh nine twenty eight")
    ('nineteen sixty one', '')
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    year = next(
        (part for part in _read(_Words(tuple(text[a:b].casefold() for a, b in spans))) if part.what == "year"), None
    )
    return text[spans[year.first][0] : spans[year.last][1]] if year else ""


def _cased(original: str, said: str) -> str:
    return said.title() if original.istitle() else like(original, said)


def _whole(values: dict[str, int], common_year: int) -> date | None:
    month = values.get("month", 7)
    try:
        return date(values.get("year", common_year), month, values.get("day", 15 if "month" in values else 2))
    except ValueError:
        return None


def _read(words: _Words) -> list[_Said]:
    """Return what the words say, in their order."""
    named = next((i for i, word in enumerate(words.texts) if word in MONTHS), -1)
    if named < 0:
        return _numbers(words)
    said = [_Said(named, named, "month", MONTHS.index(words.texts[named]) + 1, "name")]
    day = next(_pairs(words, 0, named), None) or next(_pairs(words, named + 1, len(words.texts)), None)
    after = named + 1
    if day and not (day[0] > named and _year(words, day[0]) and day[2] != "ordinal" and not _year(words, day[1] + 1)):
        said.append(_Said(day[0], day[1], "day", day[3], day[2]))
        after = max(after, day[1] + 1)
    year = next((found for at in range(after, len(words.texts)) if (found := _year(words, at))), None)
    return sorted([*said, year] if year else said)


def _pairs(words: _Words, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
    at = start
    while at < end:
        found = words.pair(at)
        if found is None:
            at += 1
            continue
        value, last, style = found
        if 1 <= value <= 31:
            yield at, last, style, value
        at = last + 1


def _year(words: _Words, at: int) -> _Said | None:
    """Return the year that is said from *at* on: nineteen sixty one, two thousand and five, twenty oh five, sixty one."""
    texts, first = words.texts, words.value(at) if at < len(words.texts) else None
    if first is None or is_ordinal(texts[at]):
        return None
    if at + 1 < len(texts) and texts[at + 1] == "thousand" and first in (1, 2):
        rest = at + 3 if at + 2 < len(texts) and texts[at + 2] == "and" else at + 2
        more = words.pair(rest) if rest < len(texts) else None
        style = "thousand and" if rest == at + 3 else "thousand"
        return _Said(at, more[1] if more else at + 1, "year", first * 1000 + (more[0] if more else 0), style)
    if first in (18, 19, 20) and at + 1 < len(texts):
        more = words.pair(at + 1) if texts[at + 1] != "hundred" else (0, at + 1, "")
        if more and (more[0] >= 10 or more[2] in ("oh", "")) and more[2] != "ordinal":
            return _Said(at, more[1], "year", first * 100 + more[0], "pair")
    short = words.pair(at)
    if (
        short
        and short[2] != "ordinal"
        and short[1] == len(texts) - 1
        and (short[0] > 31 or short[2] == "oh" or at >= 2)
    ):
        return _Said(at, short[1], "year", short[0] + (1900 if short[0] > 50 else 2000), "short")
    return None


def _numbers(words: _Words) -> list[_Said]:
    """Return month, day and year of a date that is said in numbers alone, or only a year."""
    year = _year(words, 0) if words.texts and (words.value(0) or 0) in (2, 18, 19, 20) else None
    if year and year.style != "short" and year.last == len(words.texts) - 1:
        return [year]
    said: list[_Said] = []
    at = 0
    for what in ("month", "day"):
        found = words.pair(at) if at < len(words.texts) else None
        if found is None or not 1 <= found[0] <= (12 if what == "month" else 31):
            return []
        said.append(_Said(at, found[1], what, found[0], found[2]))
        at = found[1] + 1
    last = _year(words, at) if at < len(words.texts) else None
    return [*said, last] if last else said if at == len(words.texts) else []


def _say(part: _Said, new: date, joint: str) -> str:
    if part.what == "year":
        return _say_year(new.year, part.style)
    number = new.month if part.what == "month" else new.day
    if part.style == "name":
        return MONTHS[number - 1]
    if part.style == "ordinal":
        return ordinal(number, joint)
    return (
        _low(number, joint)
        if part.style == "oh" or (part.what == "month" and number < 10 and part.value > 9)
        else cardinal(number, joint)
    )


def _low(number: int, joint: str = " ") -> str:
    return f"oh {cardinal(number)}" if number < 10 else cardinal(number, joint)


def _say_year(year: int, style: str) -> str:
    century, rest = divmod(year, 100)
    if style.startswith("thousand") and 2000 <= year < 2100:
        return (
            "two thousand" + (" and" if style.endswith("and") and rest else "") + (f" {cardinal(rest)}" if rest else "")
        )
    if style == "short":
        return _low(rest)
    if rest == 0:
        return "two thousand" if century == 20 else f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {_low(rest)}"


def other_numbers(text: str, draw: Draw) -> str:
    """Return *text* with other number words, where what they say together is not understood; a day stays one.

    >>> other_numbers("by the twenty-sixth", Draw(b"key", "x")).startswith("by the twenty-")
    True
    """

    def word(match: re.Match[str]) -> str:
        said, before = match[0].casefold(), _WORD.findall(text[: match.start()])
        after = _WORD.match(text, match.end() + 1)
        if said in TENS[2:] and after and is_ordinal(after[0]):
            return like(match[0], "twenty")
        days = ORDINALS[1:10] if before and before[-1].casefold() in TENS else ORDINALS[1:]
        for table in (UNITS[1:], TEENS, TENS[2:], days):
            if said in table:
                return like(match[0], draw.choice([other for other in table if other != said]))
        return match[0]

    return _WORD.sub(word, text)
