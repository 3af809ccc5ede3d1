"""Rows and cells of delimited text with their offsets, and the dialect that a file is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST_CELL = 1 << 20  # a quotation mark that is not closed within so many characters is just a character
SAMPLE_CHARACTERS, SAMPLE_ROWS = 1 << 16, 100

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
_DIRECTIVE = re.compile(r"sep=(.)[ \t]*(?:\r\n|\r|\n|\Z)")
_NOT_A_NAME = re.compile(r"@|\d{3}|^[\d\W]+$|^.{61}")
_IDENTIFIER = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_FIELDS = frozenset(
    "account address age birth birthday branch city comment company contact country county customer date department "
    "description dob email employee employer fax first forename gender given id institution invoice job last mail "
    "manager member message middle mobile mrn name nationality note notes number occupation order organisation "
    "organization patient phone position postal postcode product provider role sex ssn state status street subject "
    "supervisor surname tax team tel telephone text title type url user username vendor website zip".split()
)


class Cell(NamedTuple):
    """Where a cell's text stands; where it is *quoted*, that is between the quotation marks."""

    start: int
    end: int
    quoted: bool = False


class Row(NamedTuple):
    """The cells of a row, where it starts, and where the next row starts."""

    cells: list[Cell]
    start: int
    end: int


class Dialect(NamedTuple):
    """How a file is written: its delimiter, the header of each column, and which row they stand in (-1: none)."""

    delimiter: str
    headers: tuple[str, ...] = ()
    header_row: int = -1


def rows(text: str, delimiter: str, final: bool) -> Iterator[Row]:
    """Yield the rows of *text*; unless it is the *final* part of a file, only those that are surely complete."""
    at = 0
    while at < len(text):
        line = _LINE_END.search(text, at)
        if not final and (line is None or (line.end() == len(text) and line[0] == "\r")):
            return
        end, after = line.span() if line else (len(text), len(text))
        if text.find('"', at, end) < 0:
            row: Row | None = Row(_split(text, at, end, delimiter), at, after)
        else:
            row = _quoted_row(text, at, delimiter, final)
        if row is None:
            return
        yield row
        at = row.end


def sniffed(text: str) -> Dialect:
    """Return the dialect of the file that begins with *text*."""
    sample = text[:SAMPLE_CHARACTERS]
    directive = _DIRECTIVE.match(sample)
    delimiter = directive[1] if directive else _delimiter(sample)
    table = []
    for row, _ in zip(rows(sample, delimiter, final=True), range(SAMPLE_ROWS), strict=False):
        table.append([sample[cell.start : cell.end].strip() for cell in row.cells])
    width = max(map(len, table), default=0)
    for number, names in enumerate(table[:6]):
        single = width > 1 and sum(map(bool, names)) <= 1  # a title, an empty row
        if single or names[0].startswith("#") or (directive and not number):
            continue
        is_header = _is_header(names, table[number + 1 :])
        return Dialect(delimiter, tuple(names), number) if is_header else Dialect(delimiter)
    return Dialect(delimiter)


def is_directive(line: str) -> bool:
    """Return whether *line*, the first of a file, only names the delimiter (``sep=;``)."""
    return _DIRECTIVE.match(line) is not None


def _delimiter(sample: str) -> str:
    """Return the delimiter that most rows have equally often."""
    lines = [line for line in _LINE_END.split(_QUOTED.sub("", sample))[:SAMPLE_ROWS] if line.strip()]
    scores = []
    for delimiter in ",;\t|":
        counts = Counter(line.count(delimiter) for line in lines)
        del counts[0]
        if counts:
            often, agreeing = counts.most_common(1)[0]
            scores.append((agreeing / len(lines), often, delimiter))
    return max(scores)[2] if scores else ","


def _is_header(names: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Return whether *names* are distinct words, and words of a schema or of another kind than what is below them."""
    filled = [name for name in names if name]
    if not body or len(set(filled)) < len(filled) or any(_NOT_A_NAME.search(name) for name in filled):
        return False
    if any(_IDENTIFIER.fullmatch(name) or _FIELDS.intersection(_WORD.findall(name.lower())) for name in filled):
        return True
    for column in range(len(names)):
        values = [row[column] for row in body if len(row) > column and row[column]]
        if values and all(_NOT_A_NAME.search(value) for value in values):
            return True
    return False


def _split(text: str, at: int, end: int, delimiter: str) -> list[Cell]:
    cells = []
    for value in text[at:end].split(delimiter):
        cells.append(Cell(at, at + len(value)))
        at += len(value) + 1
    return cells


def _quoted_row(text: str, start: int, delimiter: str, final: bool) -> Row | None:
    """Return the row at *start*, cell by cell; ``None`` where it goes on after the end of *text*."""
    plain = re.compile(rf"[^\r\n{re.escape(delimiter)}]*")
    cells, at = [], start
    while True:
        closing = _closing(text, at, final) if text[at : at + 1] == '"' else -1
        if closing is None:
            return None
        end = plain.match(text, max(at, closing + 1)).end()  # type: ignore[union-attr]  # it matches the empty string
        quoted = closing > 0 and not text[closing + 1 : end].strip()
        cells.append(Cell(at + 1, closing, True) if quoted else Cell(at, end))
        if text[end : end + 1] != delimiter:
            line = _LINE_END.match(text, end)
            after = line.end() if line else end
            return Row(cells, start, after) if final or (after < len(text) or text[-1] == "\n") else None
        at = end + 1


def _closing(text: str, at: int, final: bool) -> int | None:
    """Return where the quotation mark at *at* is closed; -1 where it is not, ``None`` where that is not yet known."""
    found = at + 1
    while (found := text.find('"', found, at + LONGEST_CELL)) >= 0:
        if text[found + 1 : found + 2] != '"':
            return found if final or found + 1 < len(text) else None
        found += 2
    return -1 if final or len(text) - at >= LONGEST_CELL else None
