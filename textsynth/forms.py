"""Labels and their values inside of a text: "Name: …" lines, dotted and spaced forms, tables in Markdown, JSON and markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from textsynth.looks import values

Meaning = Callable[[str], tuple[str, float] | None]
Found = tuple[int, int, str, float]

# A label begins a line or a cell, or follows a wide gap, and ends in a colon; its value runs to the next of these.
_COLON = re.compile(
    r"(?:^[ \t>]{0,40}(?:[-*•·+–#]{1,6}[ \t]{1,4})?|[|;\t(·•] ?|[ ]{2,}|, (?=\w)|\*\*)(?:\d{1,2}[.)][ "
    r"])?[*_]{0,3}(?P<label>[^\W\d_][\w '’./&#()-]{0,38}?)[*_]{0,3} ?(?::|：)[*_]{0,3}[ \t]{0,30}"
    r"(?P<value>[^\s|].{0,160}?)(?=[ ]{2,}|\t|[ ]?\||$|[;·•]|,?[ ][^\W\d_][\w.'’#/-]{1,20}(?:[ "
    r"][\w#./]{1,14}){0,2}:[ ]|[*]{2})",
    re.MULTILINE,
)
_GAP = re.compile(
    (
        r"^[ \t]{0,8}(?:[-*•] )?(?P<label>[^\W\d_][\w'’./&#()-]{0,24}(?:[ ][\w'’./&#()-]{1,20}){0,3})(?:[ ]{2,40}"
        r"|\t{1,4}|[ ]?\.{3,80}[ ]?)(?P<value>\S[^\n\t]{0,120}?)(?=[ ]{2}|\t|$)"
    ),
    re.MULTILINE,
)
_QUOTED = re.compile(
    r"[\"'](?P<label>[A-Za-z_][\w -]{0,40})[\"'][ ]?:[ ]?\"(?P<value>[^\"\n\\]{1,160})\""
    r"|(?<![\w.-])(?P<label2>[A-Za-z_][\w-]{1,40})=[\"'](?P<value2>[^\"'\n=]{1,120})[\"']"
    r"|<(?:[\w-]{1,30}:)?(?P<label3>[A-Za-z_][\w-]{1,40})(?: [^<>\n]{0,120})?>(?P<value3>[^<>\n]{1,120})</"
)
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_EXTRA = frozenset({"from", "to", "cc", "bcc"})  # mail headers are read by their own rules


def labelled_values(text: str, meaning: Meaning) -> Iterator[Found]:
    """Yield start, end, label and score of every value in *text* that a label before or above it explains."""
    if ":" in text:
        yield from _matches(_COLON, text, meaning, ("",))
    if "=" in text or '"' in text or "</" in text:
        yield from _matches(_QUOTED, text, meaning, ("", "2", "3"))
    if "\n" in text or "  " in text or "\t" in text or "..." in text:
        yield from _matches(_GAP, text, meaning, ("",), least=0.9)
    if "|" in text:
        yield from _table(text, meaning)


def _matches(
    pattern: re.Pattern[str], text: str, meaning: Meaning, groups: tuple[str, ...], least: float = 0.0
) -> Iterator[Found]:
    for match in pattern.finditer(text):
        group = next(group for group in groups if match.group(f"label{group}") is not None)
        label = match.group(f"label{group}").strip()
        found = meaning(label.partition("(")[0] or label) if label.lower() not in _EXTRA else None
        if found is None or found[1] < least:
            continue
        yield from _valued(match.start(f"value{group}"), match.group(f"value{group}"), found)


def _valued(at: int, value: str, found: tuple[str, float]) -> Iterator[Found]:
    label, score = found
    value = _without_note(label, value)
    if label == "PERSON" and re.fullmatch(r"[a-z][a-z0-9]*(?:[._][a-z0-9]+)+|[a-z]+[0-9]+", value):
        label = "USERNAME"
    for start, end in values(label, value, sure=score >= 0.9 and label != "PERSON"):
        yield at + start, at + end, label, score


def _without_note(label: str, value: str) -> str:
    """Return *value* without what follows it on its line: a note in brackets, a trailing full stop, further facts."""
    cut = re.search(r"[ ]?[(\[<]|\.$|,?[ ][–—-][ ]|[ ]aka\b|\.[ ](?=[A-Z][a-z]+[ ])|!|\?[ ]", value)
    value = value[: cut.start()] if cut and cut.start() else value
    if label in ("PERSON", "ORGANIZATION"):
        note = re.search(r",[ ](?:[a-zà-ÿ]|(?!(?:Inc|LLC|LLP|L\.P|Ltd|S\.A|Jr|Sr)\b)(?=[^,]*\d))", value)
        value = value[: note.start()] if note else value
    if label not in ("PERSON", "STREET_ADDRESS", "DATE_OF_BIRTH", "DATE_TIME", "ORGANIZATION"):
        return value.partition(",")[0]
    return value


def _table(text: str, meaning: Meaning) -> Iterator[Found]:
    """Yield the values of a Markdown table: below a header that means something, or beside it in two columns."""
    at, lines = 0, []
    for line in text.splitlines(keepends=True):
        lines.append((at, line.rstrip("\r\n")))
        at += len(line)
    columns: list[tuple[str, float] | None] = []
    for number, (start, line) in enumerate(lines):
        if "|" not in line:
            columns = []
        elif number and _RULE.match(line):
            columns = [meaning(re.sub(r"[*_`]", "", name)) for _, name in _cells(lines[number - 1][1])]
        elif number + 1 == len(lines) or not _RULE.match(lines[number + 1][1]):
            yield from _row(start, list(_cells(line)), columns, meaning)


def _row(
    start: int, cells: list[tuple[int, str]], columns: list[tuple[str, float] | None], meaning: Meaning
) -> Iterator[Found]:
    for (at, value), found in zip(cells, columns, strict=False):
        if found:
            yield from _valued(start + at, value, found)
    if len(cells) == 2 and not any(columns):
        found = meaning(re.sub(r"[*_`:]", "", cells[0][1]))
        if found:
            yield from _valued(start + cells[1][0], cells[1][1], found)


def _cells(line: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^|]+", line):
        value = match.group().strip()
        if value or match.start() > 0:
            yield match.start() + len(match.group()) - len(match.group().lstrip()), value
