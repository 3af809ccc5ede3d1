"""The tree of a mail's parts with the byte range of each (RFC 2045, RFC 2046, RFC 5322), read as leniently as by mail programs.

Nothing is decoded here and nothing copied: a part knows where it lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from textsynth.formats._parameters import main_value, parameters

Range = tuple[int, int]

_LINE = re.compile(rb"[^\r\n]*(?:\r*\n|\r|\Z)")
_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*")
_GUESSED_BOUNDARY = re.compile(rb"(?:\A|[\r\n])--([!-~]{4,70})[ \t]*[\r\n]+Content-", re.IGNORECASE)
_DEEPEST = 40
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its name, where it starts, where its value lies, where the next line starts."""

    name: str
    start: int
    value: Range
    end: int

    @property
    def key(self) -> str:
        """The name in lower case."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Part:
    """A mail or a part of one. ``loose`` is text outside of headers and parts, such as a preamble or an mbox line."""

    start: int
    end: int
    headers: tuple[Header, ...]
    body: Range
    media: str  # the media type, in lower case
    children: tuple[Part, ...] = ()
    loose: tuple[Range, ...] = ()
    data: bytes = field(default=b"", repr=False)  # the whole file

    def value(self, key: str) -> bytes:
        """Return the raw value of the first header called *key* (in lower case), or nothing."""
        found = self.header(key)
        return self.data[slice(*found.value)] if found else b""

    def header(self, key: str) -> Header | None:
        """Return the first header called *key*, in lower case."""
        return next((header for header in self.headers if header.key == key), None)

    def parameter(self, key: str, name: str) -> str:
        """Return the parameter *name* of the header *key*, or nothing."""
        return next((found.value for found in parameters(self.value(key)) if found.name == name), "")

    def walk(self) -> Iterator[Part]:
        """Yield this part and all parts below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(data: bytes, start: int, end: int, default: str = "text/plain", depth: int = 0) -> Part:
    """Return the part that lies in ``data[start:end]``; *default* is its media type if it names none."""
    headers, loose, body = _headers(data, start, end)
    part = Part(start, end, headers, (body, end), default, (), loose, data)
    media = main_value(part.value("content-type"))
    media = media if "/" in media else default
    children: tuple[Part, ...] = ()
    encoding = part.value("content-transfer-encoding").strip().lower()
    if depth < _DEEPEST and media in _MESSAGES and encoding in (b"", b"7bit", b"8bit", b"binary"):
        inner = parse(data, body, end, depth=depth + 1)
        children = (inner,) if inner.headers else ()
        media = media if inner.headers else "text/plain"
    elif depth < _DEEPEST and media.startswith("multipart/") and media != "multipart/encrypted":
        children, between = _divided(part, media, depth)
        loose += between if children else ()
        media = media if children else "text/plain" if encoding in (b"", b"7bit", b"8bit", b"binary") else media
    return Part(start, end, headers, (body, end), media, children, loose, data)


def _headers(data: bytes, start: int, end: int) -> tuple[tuple[Header, ...], tuple[Range, ...], int]:
    """Return the headers at *start*, lines between them that are none, and where the body starts."""
    headers: list[Header] = []
    loose: list[Range] = []
    at = start + (3 if data.startswith(b"\xef\xbb\xbf", start) else 0)
    while at < end:
        stop = _line_end(data, at, end)
        found = _HEADER.match(data, at, stop)
        if data[at:stop].strip(b"\r\n") == b"":
            return tuple(headers), tuple(loose), stop
        if headers and data[at : at + 1] in (b" ", b"\t"):
            headers[-1] = _header(data, headers[-1].name, headers[-1].start, headers[-1].value[0], stop)
        elif found:
            headers.append(_header(data, found[1].decode("latin-1"), at, found.end(), stop))
        elif data.startswith((b"From ", b">From "), at) or (headers and _HEADER.match(data, stop, end)):
            loose.append((at + 5 if data.startswith(b"From ", at) else at, _before_newline(data, at, stop)))
        else:
            return tuple(headers), tuple(loose), at
        at = stop
    return tuple(headers), tuple(loose), end


def _line_end(data: bytes, at: int, end: int) -> int:
    found = _LINE.match(data, at, end)
    return found.end() if found else end


def _header(data: bytes, name: str, start: int, value: int, stop: int) -> Header:
    """Return a header whose value, without white space round it, begins at *value* or in a folded line after it."""
    raw = data[value:stop]
    text = raw.strip()
    begin = value + (len(raw) - len(raw.lstrip()) if text else 0)
    return Header(name, start, (begin, begin + len(text)), stop)


def _divided(part: Part, media: str, depth: int) -> tuple[tuple[Part, ...], tuple[Range, ...]]:
    """Return the parts of a multipart, and the text before, between and after them."""
    data, (start, end) = part.data, part.body
    boundary = part.parameter("content-type", "boundary").rstrip().encode("utf-8")
    if not boundary:
        guess = _GUESSED_BOUNDARY.search(data[start:end])
        boundary = guess[1] if guess else b""
    default = "message/rfc822" if media == "multipart/digest" else "text/plain"
    children: list[Part] = []
    loose: list[Range] = []
    inside = False
    at = start
    for begin, stop, closes in (*_delimiters(data, boundary, start, end), (end, end, False)):
        close = _before_newline(data, at, begin) if begin < end else end
        if inside:
            children.append(parse(data, at, max(at, close), default, depth + 1))
        elif data[at:close].strip():
            loose.append((at, close))
        inside, at = not closes, stop
    return tuple(children), tuple(loose)


def _delimiters(data: bytes, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and finality of every boundary line."""
    if not boundary:
        return
    pattern = re.compile(rb"--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r*\n|\r|\Z)")
    for found in pattern.finditer(data, start, end):
        if found.start() == start or data[found.start() - 1] in b"\r\n":
            yield found.start(), found.end(), found[1] is not None


def _before_newline(data: bytes, at: int, end: int) -> int:
    """Return where the line break before *end*, which belongs to the boundary, starts."""
    for newline in (b"\r\n", b"\n", b"\r"):
        if data.endswith(newline, at, end):
            return end - len(newline)
    return end
