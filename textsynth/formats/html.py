"""HTML pages (HTML Standard), also XHTML; edited in place, so that all markup stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from textsynth.document import Document
from textsynth.encoding import decode
from textsynth.format import Reading
from textsynth.formats._html import Page
from textsynth.formats._places import SplicedDocument
from textsynth.formats._stream import head_text
from textsynth.formats._visible import visible

_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
_BEGINNING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE
)
_LATIN = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii")
_UNICODE = ("utf-8", "utf8")


class Html:
    """An HTML file, read whole."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml", ".xht", ".shtml")
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        return _BEGINNING.match(head_text(head)) is not None

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        data = reading.whole(stream)
        decoded = decode(data, declared(data))
        yield SplicedDocument(decoded, Page(decoded.text, decoded.encoding).scan())

    def texts(self, data: bytes) -> Iterable[str]:
        return visible(decode(data, declared(data)).text)


def declared(data: bytes, otherwise: str = "ascii") -> str:
    """Return the charset that a page declares; nothing where it is better guessed.

    Latin-1 and UTF-8 in practice are Windows-1252 and UTF-8, whichever fits; but as long as all is ASCII, what is
    written has to be what was declared, or plain ASCII (*otherwise*) where nothing was.
    """
    found = _DECLARED.search(data[:4096])
    charset = found[1].decode().lower() if found else otherwise
    return "" if charset in _UNICODE or (charset in _LATIN and not data.isascii()) else charset


format = Html()
