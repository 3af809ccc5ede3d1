"""Ages, moved by the same one to three years as the dates of birth of the scope, so that they agree."""

from __future__ import annotations

import re

from textsynth.entity import like
from textsynth.spelled import cardinal, value_of
from textsynth.surrogate import Surrogate, Surrogates

_OLDEST, _YOUNGEST, _AGED = 104, 5, 90
_SPOKEN = re.compile(r"[a-z]+(?:[- ](?:one|two|three|four|five|six|seven|eight|nine)(?![a-z]))?", re.IGNORECASE)
_OTHER_UNIT = re.compile(r"^\s*[-–]?\s*(?:months?|mos?|weeks?|wks?|days?|d|w|m|hours?)\b", re.IGNORECASE)


def other_age(age: int, scope: Surrogates) -> int:
    """Return the age that goes with a date of birth of the scope once both have moved."""
    from textsynth.surrogates.date import birth_years

    years = birth_years(scope)
    if age - years > _OLDEST or age - years < 1 or age < _YOUNGEST:
        years = -abs(years) if age < _OLDEST - 3 else abs(years)
    return age - years


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another age in the form of *text*: 47, 47-year-old, forty-seven, 7 months."""

    if scope.dates == "year":
        return _capped(text)

    def number(match: re.Match[str]) -> str:
        age = int(match[0])
        if _OTHER_UNIT.match(text[match.end() :]):
            return str(max(1, age + (1 if age < 2 or scope.draw.of("age", match[0]).below(2) else -1)))
        return str(other_age(age, scope))

    def spoken(match: re.Match[str]) -> str:
        words = re.split(r"[- ]", match[0])
        values = [value_of(word) for word in words]
        if None in values:
            return match[0]
        joint = "-" if "-" in match[0] else " "
        return like(match[0], cardinal(min(99, other_age(sum(v for v in values if v), scope)), joint))

    return re.sub(r"\d{1,3}", number, text) if re.search(r"\d", text) else _SPOKEN.sub(spoken, text)


def _capped(text: str) -> str:
    """Return *text* with an age over 89 as 90 or more; other ages stay."""

    def number(match: re.Match[str]) -> str:
        old = int(match[0]) >= _AGED and not _OTHER_UNIT.match(text[match.end() :])
        return f"{_AGED}+" if old else match[0]

    def spoken(match: re.Match[str]) -> str:
        values = [value_of(word) for word in re.split(r"[- ]", match[0])]
        old = None not in values and sum(v for v in values if v) >= _AGED
        return like(match[0], f"{cardinal(_AGED)} or more") if old else match[0]

    return re.sub(r"\d{1,3}", number, text) if re.search(r"\d", text) else _SPOKEN.sub(spoken, text)


surrogate = Surrogate(labels=frozenset({"AGE"}), render=render, may_stay=True)
