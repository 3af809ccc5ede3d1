"""Subtitles and transcripts: SubRip (.srt) and WebVTT (W3C). A segment is the text of a cue, or who speaks it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from textsynth.document import Document
from textsynth.encoding import decode
from textsynth.format import Reading
from textsynth.formats._markup import Entities
from textsynth.formats._places import Notation, Part, Parts, Place, SplicedDocument, segment_part
from textsynth.formats._stream import head_text

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_TIMING = re.compile(r"\s*(?:\d+:)?\d\d?:\d\d[,.]\d{1,3}\s*-->\s*(?:\d+:)?\d\d?:\d\d[,.]\d{1,3}")
_BEGINNING = re.compile(r"\s*(?:WEBVTT(?:\s|$)|\d+\s*\n\s*(?:\d+:)?\d\d?:\d\d[,.]\d{1,3}\s*-->)")
_TAG = re.compile(
    r"<v(?:\.[^\s<>]*)?[ \t]+(?P<speaker>[^<>\r\n]+)>|</?(?:b|i|u|s|c|v|lang|ruby|rt|font)(?:[.\s][^<>\r\n]*)?>"
    r"|<[0-9:.]+>|\{\\[^{}\r\n]*\}"
)
_SETTINGS = re.compile(r"(?:Kind|Language|X-TIMESTAMP-MAP)\s*[:=]|REGION\s*$|STYLE\s*$|\d+\s*$")
_WORD = re.compile(r"(?:WEBVTT|NOTE)\b[ \t-]*")


class Subtitles:
    """A file of cues, read whole."""

    name = "subtitles"
    suffixes = (".srt", ".vtt", ".sbv")
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        return _BEGINNING.match(head_text(head)) is not None

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        decoded = decode(reading.whole(stream))
        yield SplicedDocument(decoded, Parts(decoded.text, _parts(decoded.text, decoded.encoding)))

    def texts(self, data: bytes) -> Iterable[str]:
        text = decode(data).text
        yield from (found["speaker"] for found in _TAG.finditer(text) if found["speaker"])
        text = _TAG.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        yield html.unescape(text) if text.lstrip("\ufeff").startswith("WEBVTT") else text


def _parts(text: str, encoding: str) -> Iterator[Part]:
    notation = Entities(encoding) if text.startswith("WEBVTT") else Notation()
    start = end = 0  # the lines of the cue so far; there are none where they are equal
    cue = False
    for line in _LINE.finditer(text):
        content = line.start() + len(line[0].rstrip("\r\n"))
        if _TIMING.match(line[0]) or not line[0].strip():
            yield from _cue(text, start, end, notation)
            start = end = line.end()
            cue = bool(line[0].strip())
        elif cue:
            end = content
        elif not _SETTINGS.match(line[0]):
            word = _WORD.match(line[0])
            yield from _part(text, [Place(line.start() + len(word[0] if word else ""), content, Notation())])
            start = end = line.end()
    yield from _cue(text, start, end, notation)


def _cue(text: str, start: int, end: int, notation: Notation) -> Iterator[Part]:
    """Yield the speakers and the text of a cue; a new speaker begins a new segment."""
    places: list[Place] = []
    at = start
    for tag in _TAG.finditer(text, start, end):
        places.append(Place(at, tag.start(), notation))
        at = tag.end()
        if tag["speaker"]:
            yield from _part(text, places)
            yield from _part(text, [Place(*tag.span("speaker"), notation)], "speaker")
            places = []
    yield from _part(text, [*places, Place(at, end, notation)])


def _part(text: str, places: Iterable[Place], hint: str = "") -> Iterator[Part]:
    if part := segment_part(text, [place for place in places if place.end > place.start], hint):
        yield part


format = Subtitles()
