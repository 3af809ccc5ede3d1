"""JSON (RFC 8259), one value or several; also GeoJSON, notebooks, HAR, and the chat exports that are written as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from textsynth.document import Document
from textsynth.encoding import decode
from textsynth.format import Reading
from textsynth.formats._json import document_of, strings
from textsynth.formats._stream import head_text
from textsynth.formats._tokens import is_cut_json, is_json


class Json:
    """A JSON file, read whole."""

    name = "json"
    suffixes = (
        ".json", ".geojson", ".topojson", ".jsonld", ".ipynb", ".har", ".webmanifest", ".json5", ".jsonc", ".avsc",
    )  # fmt: skip
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        text = head_text(head).lstrip()
        first, *more = text.splitlines() or [""]
        lines = bool(more) and is_json(first) and more[0].startswith("{")  # JSON Lines
        return is_cut_json(text) and not lines

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        yield document_of(decode(reading.whole(stream)))

    def texts(self, data: bytes) -> Iterable[str]:
        return strings(decode(data).text)


format = Json()
