"""Dates: one move of whole weeks for a scope, 53 to 156 of them backwards, so that weekdays and distances stay true.

A date of birth moves by one to three further years. What names no day moves as the middle of what it names.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from textsynth.draw import same_shape
from textsynth.spoken_date import move_spoken, other_numbers, year_said
from textsynth.surrogate import Surrogate, Surrogates
from textsynth.written_date import (
    Move,
    Style,
    WrittenDate,
    moved,
    read_dates,
    whole_date,
    whole_weeks_back,
    years_later,
)

_WEEK = 7 * 24 * 3600
_AGED = 90
_UNDATED = "that year"
_MACHINE = re.compile(r"\d\d:\d\d|(?<!\d)\d{4}-\d\d-\d\d(?!\d)|(?<!\d)(?:19|20)\d{6}(?:\d{4}|\d{6})?(?!\d)")
_TIME = re.compile(r"(?<![+\-\d])\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?|(?<=0101)(?:\d{4}|\d{6})$")
_APART = 180  # days at least that a date of birth moves in all


def weeks(scope: Surrogates) -> int:
    """Return how many weeks back everything in the scope moves."""
    return 53 + scope.draw.of("calendar").below(104)


def birth_years(scope: Surrogates) -> int:
    """Return by how many further years, -3 to 3 but not 0, dates of birth move; never back to where they were."""
    back = 7 * weeks(scope)
    choices = [years for years in (-3, -2, -1, 1, 2, 3) if abs(years * 365 - back) > _APART]
    return scope.draw.of("birth").choice(choices)


def mover(label: str, scope: Surrogates) -> Move:
    """Return the move for dates with *label*."""
    back = whole_weeks_back(weeks(scope))
    if label != "DATE_OF_BIRTH":
        return back
    years = birth_years(scope)
    young = scope.links.calendar.latest

    def birth(day: date) -> date:
        return years_later(back(day), -abs(years) if young - day.year < 6 else years)

    return birth


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another date in the form of *text*; where the scope keeps years alone, the year of *text*."""
    if scope.dates == "year":
        return _year_only(label, text, scope)
    calendar, move = scope.links.calendar, mover(label, scope)
    if not any(map(str.isdigit, text)):
        return move_spoken(text, move, calendar.year) or other_numbers(text, scope.draw.of("date", text))
    dates = read_dates(text, calendar.day_first)
    if not dates:
        return _redrawn(text, scope)
    said = next((written.year for written in reversed(dates) if written.year), 0)
    for written in reversed(dates):
        if written.machine:
            text = _stamp(text, written, scope)
        else:
            text = _day(text, written, said, move, label, scope)
    return text


def _year_only(label: str, text: str, scope: Surrogates) -> str:
    """Return the years of the dates in *text*; what machines read keeps its format, on the first of January.

    The year of a birth that says that somebody is over 89 becomes the latest such year.
    """
    calendar = scope.links.calendar
    if not any(map(str.isdigit, text)):
        return year_said(text) or _UNDATED
    dates = read_dates(text, calendar.day_first)
    oldest = calendar.latest - _AGED if label == "DATE_OF_BIRTH" else 0
    if any(written.machine for written in dates) or (dates and _MACHINE.search(text)):
        for written in reversed(dates):
            text = _first_of_year(text, written, oldest, scope)
        return _TIME.sub(_zeros, text)
    years = [written.year or (calendar.year if calendar.months else 0) for written in dates]
    said = [f"{oldest} or earlier" if year and year <= oldest else str(year) for year in years if year]
    return " to ".join(dict.fromkeys(said)) or _UNDATED


def _first_of_year(text: str, written: WrittenDate, oldest: int, scope: Surrogates) -> str:
    if written.machine:
        start, end, _ = written.fields[0]
        unit = 10 ** (end - start - 10)
        moment = datetime.fromtimestamp(int(text[start:end]) // unit, timezone.utc)
        return text[:start] + str(int(datetime(moment.year, 1, 1, tzinfo=timezone.utc).timestamp()) * unit) + text[end:]
    whole = whole_date(written, scope.links.calendar.year)
    new = date(max(whole.year, oldest), 1, 1)
    return moved(text, written, whole, new, new, Style(True, scope.links.calendar.short_months))


def _zeros(match: re.Match[str]) -> str:
    return re.sub(r"\d", "0", match[0])


def _redrawn(text: str, scope: Surrogates) -> str:
    """Return *text*, which says a date in no way that is known, with other digits."""
    return re.sub(r"\d+", lambda match: same_shape(match[0], scope.draw.of("date", text)), text)


def _stamp(text: str, written: WrittenDate, scope: Surrogates) -> str:
    """Return *text* with a count of seconds, or of their fractions, moved."""
    start, end, _ = written.fields[0]
    unit = 10 ** (end - start - 10)
    return text[:start] + str(int(text[start:end]) - weeks(scope) * _WEEK * unit) + text[end:]


def _day(text: str, written: WrittenDate, said: int, move: Move, label: str, scope: Surrogates) -> str:
    calendar = scope.links.calendar
    year = said or (_year_of(text, written, scope) if written.month else calendar.year)
    whole = _unnamed(text, written, scope) if written.day and not written.month else whole_date(written, year)
    until = next((field for field in written.fields if field.what == "until"), None)
    last = whole
    if until is not None:
        day = int(text[until.start : until.end])
        last = whole.replace(
            day=min(day, 28 if whole.month == 2 else 30 if day == 31 and whole.month in (4, 6, 9, 11) else day)
        )
    try:
        style = Style(_padded(text, written, scope), calendar.short_months)
        return moved(text, written, whole, move(whole), move(last), style)
    except (ValueError, OverflowError):
        return _redrawn(text, scope)


def _padded(text: str, written: WrittenDate, scope: Surrogates) -> bool:
    """Return whether a day below ten is written with a zero, where the original's two digits do not tell."""
    first = text[written.fields[0].start : written.fields[0].end]
    if (len(first) == 4 and first.isdigit()) or (len(written.fields) == 3 and re.search(r"\d\d:\d\d", text)):
        return True
    if any(f.what in ("day", "month") and f.end - f.start == 1 for f in written.fields):
        return False
    return scope.links.calendar.padded if written.numeric else scope.links.calendar.padded_days


def _year_of(text: str, written: WrittenDate, scope: Surrogates) -> int:
    """Return the year that a date without one is of: where it names its weekday, one in which that is true."""
    year = scope.links.calendar.year
    named = re.search(r"(?i)(?<![^\W_])(mon|tue|wed|thu|fri|sat|sun)", text)
    if named and written.day and not written.year:
        wanted = "mon tue wed thu fri sat sun".split().index(named[1].casefold())
        for candidate in sorted(range(year - 5, year + 6), key=lambda y: (abs(y - year), y)):
            if whole_date(written, candidate).weekday() == wanted:
                return candidate
    return year


def _unnamed(text: str, written: WrittenDate, scope: Surrogates) -> date:
    """Return the day that "Tuesday the 4th" means: in a month that the scope speaks of, where the weekday is true."""
    calendar = scope.links.calendar
    named = re.search(r"(?i)(?<![^\W_])(mon|tue|wed|thu|fri|sat|sun)", text)
    months = [*calendar.months, *((calendar.year, month) for month in range(1, 13))]
    days = []
    for year, month in months:
        try:
            days.append(date(year, month, written.day))
        except ValueError:
            continue
    if named:
        wanted = "mon tue wed thu fri sat sun".split().index(named[1].casefold())
        days = [day for day in days if day.weekday() == wanted] or days
    return days[0]


surrogate = Surrogate(labels=frozenset({"DATE_TIME", "DATE_OF_BIRTH"}), render=render, may_stay=True)
