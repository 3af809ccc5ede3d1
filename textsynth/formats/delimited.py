"""Tables of delimited text: CSV (RFC 4180), TSV and their relatives; read in chunks of whole rows, memory flat.

A segment is a cell, called by the header of its column. Untouched cells stay byte for byte; an edited one is quoted
where it was or has to be, and never becomes a formula (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain
from typing import BinaryIO, Literal

from textsynth.document import Document, Segment
from textsynth.encoding import Decoded, decode
from textsynth.format import CHUNK_BYTES, Reading, too_large
from textsynth.formats._places import Notation, Part, Parts, Place, SplicedDocument
from textsynth.formats._rows import Dialect, Row, is_directive, rows, sniffed
from textsynth.formats._stream import characters, encoding_of, head_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Quoted(Notation):
    """The inside of a quoted cell."""

    pattern = re.compile(r'""|\r\n?|[^"\r]+|"')
    plain = re.compile(r'[^"\r]*')

    def meaning(self, piece: str) -> str:
        return '"' if piece == '""' else super().meaning(piece)

    def write(self, text: str, raw: str) -> str:
        return super().write(text, raw).replace('"', '""')

    def close(self, written: str, raw: str) -> str:
        return _harmless(written, raw)


class Unquoted(Notation):
    """A cell without quotation marks, which gets them where it needs them."""

    def __init__(self, delimiter: str) -> None:
        self._special = (delimiter, "\n", "\r")

    def close(self, written: str, raw: str) -> str:
        written = _harmless(written, raw)
        if written.startswith('"') or any(special in written for special in self._special):
            return '"' + written.replace('"', '""') + '"'
        return written


class Delimited:
    """A table of delimited text."""

    name = "csv"
    suffixes = (".csv", ".tsv", ".tab", ".psv", ".ssv")
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        text = head_text(head)
        if len(head) >= 4096:  # the last line may be cut
            text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
        dialect = sniffed(text)
        table = list(rows(text, dialect.delimiter, final=True))
        widths = {len(row.cells) for row in table}
        return (
            len(table) > 2 and len(widths) == 1 and widths != {1} and bool(dialect.headers) and text[0] not in "|#<{["
        )

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        found = encoding_of(stream)
        bom = found.bom
        for text, parts in _chunks(characters(stream, found.encoding), reading.max_bytes):
            yield SplicedDocument(Decoded(text, found.encoding, bom), Parts(text, parts))
            bom = b""
        if bom:
            yield SplicedDocument(found, Parts("", ()))

    def texts(self, data: bytes) -> Iterable[str]:
        text = decode(data).text
        delimiter = sniffed(text).delimiter
        try:
            table = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:  # a cell that is longer than the module allows
            table = [[text]]
        return (cell.replace("\r\n", "\n").replace("\r", "\n") for row in table for cell in row if cell)


def _chunks(source: Iterable[str], limit: int) -> Iterator[tuple[str, Iterator[Part]]]:
    """Yield the text of *source* anew in whole rows, each time with its parts."""
    held = ""
    dialect: Dialect | None = None
    for text in chain(source, [""]):  # the empty text is the end
        held += text
        if text and len(held) < CHUNK_BYTES:
            continue
        first = dialect is None
        dialect = dialect or sniffed(held)
        table = list(rows(held, dialect.delimiter, final=not text))
        if table:
            end = table[-1].end
            yield held[:end], _parts(held[:end], table, dialect, first)
            held = held[end:]
        if len(held) > limit:
            raise too_large(len(held), limit)


def _parts(text: str, table: Sequence[Row], dialect: Dialect, first: bool) -> Iterator[Part]:
    """Yield a part for each cell that is not blank; *first* says that *text* begins with the first row of the file."""
    quoted, unquoted = Quoted(), Unquoted(dialect.delimiter)
    for number, row in enumerate(table):
        before = first and number <= max(dialect.header_row, 0)
        if before and is_directive(text[row.start : row.end]):
            continue
        if before and text.startswith("#", row.start):
            comment = Place(row.start, row.cells[-1].end, Notation())
            yield Part((comment,), Segment(text[comment.start : comment.end]))
            continue
        header = before and number == dialect.header_row
        for column, cell in enumerate(row.cells):
            raw = text[cell.start : cell.end]
            if raw and not raw.isspace():
                notation = quoted if cell.quoted else unquoted
                hint = dialect.headers[column] if not before and column < len(dialect.headers) else ""
                segment = Segment(notation.read(raw), hint, "key" if header else "text")
                yield Part((Place(cell.start, cell.end, notation),), segment)


def _harmless(written: str, raw: str) -> str:
    """Return *written* with an apostrophe before what a spreadsheet would now calculate."""
    return f"'{written}" if written.startswith(_FORMULA) and not raw.startswith(_FORMULA) else written


format = Delimited()
