"""The places of a mail where text lies, and how edits of it become splices of the mail's bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from textsynth.document import Document, Edit, Segment, apply
from textsynth.formats._charset import encoded, guessed
from textsynth.formats._headers import Value, written
from textsynth.formats._leaves import written as written_leaf
from textsynth.formats._mime import Part, Range
from textsynth.formats._parameters import Parameter, Splice, parameters
from textsynth.formats._transfer import newline_of, packed

Edits = Sequence[Sequence[Edit]]
_NAMES = frozenset({"name", "filename"})
_PLAIN = b"text/plain; charset=us-ascii"


class Slot(Protocol):
    """A place with text: where it starts, its segments, and what edits of them do to the bytes of the mail."""

    @property
    def start(self) -> int:
        """Where it starts in the mail."""

    @property
    def segments(self) -> Sequence[Segment]:
        """What it says."""

    @property
    def omitted(self) -> Sequence[str]:
        """A reason for every part in it that is not kept."""

    def splices(self, edits: Edits) -> Iterator[Splice]:
        """Yield what replaces which ranges of the mail."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that lies as it is: a preamble, an mbox line, a footer."""

    start: int
    raw: bytes = field(repr=False)
    one_line: bool  # it lies among headers, where an edit must not add a line
    segments: Sequence[Segment] = field(repr=False)
    omitted: Sequence[str] = ()

    def splices(self, edits: Edits) -> Iterator[Splice]:
        """Yield the edited text in its codec."""
        if edits[0]:
            codec = guessed(self.raw).codec
            text = apply(self.segments[0].text, edits[0])
            text = " ".join(text.splitlines()) if self.one_line else text
            yield self.start, self.start + len(self.raw), encoded(text, "utf-8" if codec == "ascii" else codec)


@dataclass(frozen=True, slots=True)
class HeaderText:
    """The value of a header, as one segment."""

    start: int
    end: int
    value: Value
    prefix: str = field(repr=False)
    newline: str
    segments: Sequence[Segment] = field(repr=False)
    omitted: Sequence[str] = ()

    def splices(self, edits: Edits) -> Iterator[Splice]:
        """Yield the value written anew where it changed."""
        if edits[0]:
            yield self.start, self.end, written(self.value, edits[0], self.prefix, self.newline)


@dataclass(frozen=True, slots=True)
class HeaderParameters:
    """File names and other free text in the parameters of a structural header."""

    start: int
    raw: bytes = field(repr=False)
    parameters: Sequence[Parameter]
    segments: Sequence[Segment] = field(repr=False)
    omitted: Sequence[str] = ()

    def splices(self, edits: Edits) -> Iterator[Splice]:
        """Yield each parameter that changed."""
        for parameter, changes in zip(self.parameters, edits, strict=True):
            if changes:
                for start, end, text in parameter.splices(apply(parameter.value, changes), self.raw):
                    yield self.start + start, self.start + end, text


@dataclass(frozen=True, slots=True)
class Body:
    """A leaf that another format reads."""

    start: int
    raw: bytes = field(repr=False)
    documents: Sequence[Document]
    encoding: str
    codec: str
    html: bool
    newline: bytes
    seven_bit: Range | None  # where the mail says that this part is 7bit
    segments: Sequence[Segment] = field(repr=False)
    omitted: Sequence[str] = ()

    def splices(self, edits: Edits) -> Iterator[Splice]:
        """Yield the body encoded as it was; letters beyond ASCII make a 7bit part an 8bit one."""
        if not any(edits) and not self.omitted:
            return
        payload, at = [], 0
        for document in self.documents:
            payload.append(document.rewrite(edits[at : at + len(document.segments)]))
            at += len(document.segments)
        text = written_leaf(b"".join(payload), self.codec, html=self.html)
        raw = packed(text, self.raw, self.encoding, self.newline)
        yield self.start, self.start + len(self.raw), raw
        if self.seven_bit and not raw.isascii():
            yield (*self.seven_bit, b"8bit")


@dataclass(frozen=True, slots=True)
class Removed:
    """A leaf that no format reads; one line of text takes its place. Its segments are its file names."""

    part: Part
    line: str
    segments: Sequence[Segment] = field(repr=False)
    omitted: Sequence[str] = ()

    @property
    def start(self) -> int:
        """Where its headers start."""
        return self.part.start

    def splices(self, edits: Edits) -> Iterator[Splice]:
        """Yield the line, and headers that call it text."""
        names = [apply(segment.text, changes) for segment, changes in zip(self.segments, edits, strict=True)]
        yield from removal(self.part, self.line, names)


def file_names(part: Part) -> list[str]:
    """Return the file names that the headers of *part* give."""
    raws = (part.value("content-type"), part.value("content-disposition"))
    return [found.value for raw in raws for found in parameters(raw) if found.name in _NAMES]


def removal(part: Part, line: str, names: Sequence[str]) -> Iterator[Splice]:
    """Yield what makes *part* a plain text of one *line*, its ``file_names`` *names*, each with a suffix that says so."""
    data = part.data
    newline = newline_of(data[part.start : part.body[0]], newline_of(data[:4096]))
    left = iter(names)
    for key, value in (("content-type", _PLAIN), ("content-disposition", b"attachment")):
        header = part.header(key)
        for parameter in parameters(part.value(key)):
            if parameter.name in _NAMES:
                name = re.split(r"[/\\]", next(left))[-1] + ".removed.txt"
                value += b";" + newline + b" " + Parameter(parameter.name, "", ()).written(name)
        if header:
            yield (*header.value, value)
        elif key == "content-type":
            at = part.headers[0].start if part.headers else part.start
            yield at, at, b"Content-Type: " + value + newline * (1 if part.body[0] > part.start else 2)
    if encoding := part.header("content-transfer-encoding"):
        yield (*encoding.value, b"7bit")
    body = data[slice(*part.body)]
    yield (*part.body, line.encode() + body[len(body.rstrip(b"\r\n")) :])
