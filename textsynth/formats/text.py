"""Plain text of every kind: notes, Markdown, logs, chat logs, settings, source code; read a chunk at a time.

A segment is a paragraph, what stands between two blank lines. Paragraphs that are longer than ``LONGEST`` (a log is
one paragraph) are cut between lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from textsynth.document import Document
from textsynth.encoding import Decoded, decode
from textsynth.format import CHUNK_BYTES, Reading, too_large
from textsynth.formats._places import Notation, Part, Parts, Place, SplicedDocument, segment_part
from textsynth.formats._stream import characters, encoding_of, head_text

LONGEST = 8000  # characters of a paragraph that are read together

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n|\r(?=[^\n])|\n)")  # the end of a line and an empty one
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
_OTHERS = re.compile(r"\s*<(?:\?xml|[A-Za-z][^<>]*\sxmlns)|%PDF-|%!PS|\{\\rtf")
_PLAIN = Notation()


class Text:
    """Plain text."""

    name = "text"
    suffixes = tuple(
        (
            ".txt .text .md .markdown .mdx .rst .org .adoc .asciidoc .tex .log .out .err .ini .cfg .conf .config .env "
            ".properties .yaml .yml .toml .sql .py .sh .bash .zsh .bat .ps1 .js .ts .jsx .tsx .java .c .h .cpp .hpp .cs .go "
            ".rs .rb .php .pl .r .lua .swift .kt .scala .css .scss .diff .patch .srv .irc .nfo .me .1st"
        ).split()
    )
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        text = head_text(head)
        return not head or (bool(text) and not _CONTROL.search(text) and not _OTHERS.match(text))

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        found = encoding_of(stream)
        bom = found.bom
        for text in chunks(characters(stream, found.encoding), reading.max_bytes):
            yield SplicedDocument(Decoded(text, found.encoding, bom), Parts(text, paragraphs(text)))
            bom = b""
        if bom:
            yield SplicedDocument(found, Parts("", ()))

    def texts(self, data: bytes) -> Iterable[str]:
        yield decode(data).text.replace("\r\n", "\n").replace("\r", "\n")


def chunks(source: Iterable[str], limit: int) -> Iterator[str]:
    """Yield the text of *source* anew, cut after blank lines or at least lines; a line over *limit* is set aside."""
    held: list[str] = []
    size = 0
    for text in source:
        held.append(text)
        size += len(text)
        if size >= CHUNK_BYTES and ("\n" in text or "\r" in text or held[0].endswith("\r")):
            whole = "".join(held)
            at = _cut(whole)
            if at:
                yield whole[:at]
            held, size = [whole[at:]], len(whole) - at
        if size > limit:
            raise too_large(size, limit)
    if rest := "".join(held):
        yield rest


def _cut(text: str) -> int:
    """Return where *text* is best cut: after its last blank line, else after its last line end, else 0."""
    at = 0
    for match in _BLANK.finditer(text):
        at = match.end()
    if at:
        return at
    body = text.removesuffix("\r")  # a line feed may follow
    return max(body.rfind("\n"), body.rfind("\r")) + 1


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Part]:
    """Yield a part for each paragraph of ``text[start:end]``."""
    first, last = start, start  # the paragraph so far, without its last line end
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        line = match[0].rstrip("\r\n")
        blank = not line or line.isspace()
        if (blank or match.end() - first > LONGEST) and last > first:
            yield from _paragraph(text, first, last)
            first = last
        if blank:
            first = match.end()
        elif last <= first:
            first = match.start()
        last = max(first, match.start() + len(line))
    yield from _paragraph(text, first, last)


def _paragraph(text: str, start: int, end: int) -> Iterator[Part]:
    if part := segment_part(text, (Place(start, end, _PLAIN),)):
        yield part


format = Text()
