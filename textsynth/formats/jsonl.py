"""JSON Lines: one record per line, each a document with a mapping of its own; memory is flat over any number of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from textsynth.document import Document
from textsynth.encoding import decode, marked
from textsynth.errors import SetAside
from textsynth.format import Reading, too_large
from textsynth.formats._json import document_of, strings
from textsynth.formats._stream import head_text
from textsynth.formats._tokens import is_cut_json, is_json


class JsonLines:
    """A file of JSON records, one per line; blank lines pass."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson", ".jsonlines", ".ldjson")
    scope: Literal["file", "document"] = "document"

    def recognises(self, head: bytes) -> bool:
        first, second, *_ = [*filter(str.strip, head_text(head).splitlines()), "", ""]
        return first.startswith("{") and second.startswith("{") and is_json(first) and is_cut_json(second)

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        for number, line in enumerate(_lines(stream, reading.max_bytes), start=1):
            try:
                yield read_record(line)
            except SetAside as error:
                raise SetAside(error.reason, f"in line {number}, {error.advice}") from None

    def texts(self, data: bytes) -> Iterable[str]:
        for line in decode(data).text.split("\n"):
            if line.strip():
                yield from strings(line)


def read_record(line: bytes) -> Document:
    """Return the document of one line (its end may be there or not); raise ``SetAside`` where it is not JSON."""
    return document_of(decode(line))


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    while line := stream.readline(limit + 1):
        if len(line) > limit:
            raise too_large(len(line), limit)
        if marked(line)[1].startswith(("utf-16", "utf-32")):
            raise SetAside("encoding", "JSON Lines are UTF-8, and this is UTF-16 or UTF-32; convert the file to UTF-8")
        yield line


format = JsonLines()
