"""Dates as people and machines write them: read, moved, and written again in the form that they had.

Formats: ISO 8601, RFC 2822, Common Log Format, Unix epochs, and the numeric and written-out forms of letters and chats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from textsynth.entity import fold, like

_MONTHS = tuple(
    tuple(names.split())
    for names in (
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
    )
)
_DAYS = tuple(
    tuple(names.split())
    for names in (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "Mon Tue Wed Thu Fri Sat Sun",
        "Mon Tues Wed Thurs Fri Sat Sun", "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche", "lunes martes miércoles jueves viernes sábado domingo",
    )
)  # fmt: skip
_SEASONS = {"winter": 1, "spring": 4, "summer": 7, "autumn": 10, "fall": 10}
_ORDINAL = "st|nd|rd|th"


def _any(tables: tuple[tuple[str, ...], ...]) -> str:
    names = {name for table in tables for name in table} | {fold(name) for table in tables for name in table}
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return every way of writing a date, the most telling first."""
    month = rf"(?<![^\W\d_])(?P<month>{_any(_MONTHS)})(?![^\W\d_])\.?"
    day, upto = (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?P<ordinal>{_ORDINAL})?(?![\d:])",
        r"\s?(?:-|–|—|to|and|&|through|thru|bis|/)\s?",
    )
    until = rf"(?:{upto}(?P<until>\d{{1,2}})(?:{_ORDINAL})?(?![\d:/]))?"
    year = r"(?P<year>(?:1[6-9]|20|21)\d\d(?!\d)|['’]\d\d(?!\d)|\d\d(?![\d:.]|\s?(?:am|pm|h|Uhr)\b))"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"(?<!\d)(?P<year>(?:1[6-9]|20|21)\d\d)(?P<s>[-/._])(?P<month>0?[1-9]|1[0-2])(?P=s)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)",
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=(?:\d{4}|\d{6}|\d{9})?(?!\d))",
            r"(?<![\d.,])(?P<epoch>1\d{9}(?:\d{3}|\d{6}|\d{9})?)(?!\d)",
            rf"{day}\.?(?:{upto}(?P<until>\d{{1,2}})(?:{_ORDINAL})?\.?)?(?:\s+(?:of|de)\s+(?:the\s+)?|[\s/.-]*){month}"
            rf"(?:,?(?:\s+(?:of|de)\s+|[\s/.-]*){year})?",
            rf"{month}(?:\s+the)?[\s/-]*{day}{until}(?:(?:,\s*|[\s/-]+){year})?",
            rf"(?<!\d)(?P<year>\d{{4}})[\s/.-]{month}[\s/.-](?P<day>\d{{1,2}})(?!\d)",
            rf"{month},?(?:\s+of)?[\s/.-]*(?P<year>(?:1[6-9]|20|21)\d\d(?!\d)|['’]\d\d(?!\d))",
            rf"(?<!\d)(?P<year>(?:1[6-9]|20|21)\d\d)[\s/.,-]+{month}",
            r"(?<![\d.])(?P<a>\d{1,2})(?P<s>[-/.]|\s)(?P<b>\d{1,2})(?P=s)(?P<year>(?:1[6-9]|20|21)\d\d|\d\d)(?!\d)",
            r"(?<!\d)(?P<a>\d{1,2})\.\s(?P<b>\d{1,2})\.\s(?P<year>\d{4})(?!\d)",
            r"(?<!\d)(?P<month>0?[1-9]|1[0-2])[-/.](?P<year>(?:19|20|21)\d\d)(?!\d)",
            r"(?<!\d)(?P<year>(?:19|20|21)\d\d)[-/.](?P<month>0[1-9]|1[0-2])(?!\d)",
            r"\bQ(?P<quarter>[1-4])(?:[\s/'’-]*(?:of\s+)?(?:FY\s?)?(?P<year>(?:19|20)\d\d|\d\d)(?!\d))?",
            r"(?<!\d)(?P<year>(?:19|20)\d\d)[\s/-]?Q(?P<quarter>[1-4])",
            r"(?<![^\W\d_])(?P<season>spring|summer|fall|autumn|winter)(?:\s+of)?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
            r"(?<![\d.])(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?![\d:])",
            r"(?<!\d)(?P<year>(?:1[6-9]|20|21)\d\d)(?!\d)",
            r"(?<!\w)['’](?P<year>\d\d)(?!\d)",
            rf"(?<!\d)(?P<day>\d{{1,2}})(?P<ordinal>{_ORDINAL})(?![^\W_])",
            rf"{month}",
        )
    )


class Field(NamedTuple):
    """Where one number or name of a date stands, and what it is."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text; 0 where it leaves something out. ``order`` is what its numbers show: day, month;
    ``numeric`` dates are
    like 3/14/26; ``named`` tells whether the name of the month is written short or long, where that shows."""

    fields: tuple[Field, ...]
    year: int = 0
    month: int = 0
    day: int = 0
    order: str = ""
    padded: bool = False
    numeric: bool = False
    named: str = ""

    @property
    def machine(self) -> bool:
        """Return whether this is a count of seconds, or of fractions of a second."""
        return self.fields[0].what == "epoch"


def read_dates(text: str, day_first: bool = False) -> list[WrittenDate]:
    """Return the dates in *text*, in their order; none overlap.

    >>> [(d.year, d.month, d.day) for d in read_dates("from Mar 3rd, 2026 to 4/1/26")]
    [(2026, 3, 3), (2026, 4, 1)]
    """
    found: list[WrittenDate] = []
    free = [True] * len(text)
    for pattern in _patterns():
        for match in pattern.finditer(text):
            written = _read(text, match, day_first)
            if written and all(free[match.start() : match.end()]):
                found.append(written)
                free[match.start() : match.end()] = [False] * (match.end() - match.start())
    return sorted(found, key=lambda written: written.fields[0].start)


def _read(text: str, match: re.Match[str], day_first: bool) -> WrittenDate | None:
    groups = {name: value for name, value in match.groupdict().items() if value and name not in ("s", "ordinal")}
    order = ""
    names = {name: name for name in groups}
    if "a" in groups:
        first, second = int(groups["a"]), int(groups["b"])
        order = "day" if first > 12 else "month" if second > 12 else ""
        by_day = order == "day" or (
            not order and (day_first or match["s"] == "." if "s" in match.groupdict() else True)
        )
        names |= {"a": "day", "b": "month"} if by_day else {"a": "month", "b": "day"}
    values = {names[name]: _number(names[name], value) for name, value in groups.items()}
    if not (0 <= values.get("month", 1) - 1 < 12 and 0 < values.get("day", 1) <= 31):
        return None
    if values.get("year") and values.get("month") and values.get("day") and not _valid(values):
        return None
    fields = tuple(sorted(Field(*match.span(name), names[name]) for name in groups))
    padded = any(text[f.start] == "0" for f in fields if f.what in ("day", "month"))
    if match.groupdict().get("ordinal"):
        fields = tuple(sorted((*fields, Field(*match.span("ordinal"), "ordinal"))))
    return WrittenDate(
        fields,
        values.get("year", 0),
        values.get("month", 0),
        values.get("day", 0),
        order,
        padded,
        "a" in groups,
        _named(groups),
    )


def _named(groups: dict[str, str]) -> str:
    month = groups.get("month", "")
    return "" if not month.isalpha() or month.casefold() in ("may", "mai") else "short" if len(month) < 5 else "long"


def _valid(values: dict[str, int]) -> bool:
    try:
        date(values["year"], values["month"], values["day"])
    except ValueError:
        return False
    return True


def _number(what: str, text: str) -> int:
    if what == "month" and not text.isdigit():
        return next(table for table in _tables(_MONTHS, text))[1] + 1
    if what == "season":
        return _SEASONS[text.casefold()]
    number = int(text.lstrip("'’"))
    if what == "year" and number < 100:
        return number + (2000 if number <= 50 else 1900)
    return number


def _tables(tables: tuple[tuple[str, ...], ...], name: str) -> Iterator[tuple[int, int]]:
    """Yield the number of every table that holds *name* and the place of the name in it."""
    bare = fold(name).casefold()
    for number, table in enumerate(tables):
        for place, entry in enumerate(table):
            if fold(entry).casefold() == bare:
                yield number, place


class Style(NamedTuple):
    """What a scope does where one date does not tell: a zero before days below ten, Jun or June where it says May."""

    padded: bool = False
    short: bool = False


def moved(text: str, written: WrittenDate, whole: date, new: date, new_until: date, style: Style) -> str:
    """Return *text* with the date *written*, which meant *whole*, saying *new* (and *new_until* where it is a range)."""
    out = text
    for field in reversed(written.fields):
        day = new_until if field.what == "until" else new
        old = text[field.start : field.end]
        out = out[: field.start] + _written(old, field.what, day, written, style) + out[field.end :]
    return _weekdays(out, whole, new)


def _weekdays(text: str, whole: date, new: date) -> str:
    """Return *text* with its weekday names made true again, where a move was not of whole weeks."""
    if (new - whole).days % 7 == 0:
        return text

    def name(match: re.Match[str]) -> str:
        table, place = next(_tables(_DAYS, match[0]))
        if place != whole.weekday():
            return match[0]
        return like(match[0], _DAYS[table][new.weekday()])

    return re.sub(rf"(?<![^\W_])(?:{_any(_DAYS)})(?![^\W_])", name, text, flags=re.IGNORECASE)


def _written(old: str, what: str, new: date, written: WrittenDate, style: Style) -> str:
    if what == "year":
        return (
            f"{old[0]}{new.year % 100:02}"
            if old[0] in "'’"
            else f"{new.year % 100:02}"
            if len(old) == 2
            else f"{new.year:04}"
        )
    if what == "ordinal":
        return like(old, ordinal_ending(new.day))
    if what == "quarter":
        return str((new.month - 1) // 3 + 1)
    if what == "season":
        return like(old, _season(new.month, old))
    number = new.month if what == "month" else new.day
    if not old.isdigit():
        return _month_name(old, number, style.short)
    wide = old[0] == "0" or (len(old) == 2 and (style.padded or written.padded))
    return f"{number:02}" if wide else str(number)


def _month_name(old: str, month: int, short: bool) -> str:
    table = next(_tables(_MONTHS, old))[0]
    if short and old.casefold() == "may":
        table = 1
    return like(old, _MONTHS[table][month - 1])


def _season(month: int, old: str) -> str:
    season = ("winter", "spring", "summer", "fall")[(month % 12) // 3]
    return season if season != "fall" or "autumn" not in old.casefold() else "autumn"


def ordinal_ending(day: int) -> str:
    """Return the ending of *day* as an ordinal: st, nd, rd or th."""
    return "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def whole_date(written: WrittenDate, year: int, month: int = 0) -> date:
    """Return the day that *written* means; the middle of what it names where it names no day.

    >>> whole_date(WrittenDate((), 2019), 2024)
    datetime.date(2019, 7, 2)
    """
    year = written.year or year
    quarter = next((field for field in written.fields if field.what in ("quarter", "season")), None)
    month = written.month or month
    if quarter is not None and not written.month:
        return date(year, 7, 2)
    if not month:
        return date(year, 7, 2) if not written.day else date(year, 1, written.day)
    day = written.day or 15
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def years_later(day: date, years: int) -> date:
    """Return the same day *years* later, the first of March for a leap day that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


Move = Callable[[date], date]


def whole_weeks_back(weeks: int) -> Move:
    """Return the move that keeps weekdays true."""
    return lambda day: day - timedelta(weeks=weeks)
