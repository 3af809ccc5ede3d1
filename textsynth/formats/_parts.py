"""Walk the parts of a mail and collect the places where text lies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from textsynth.document import Document, Segment
from textsynth.errors import SetAside
from textsynth.format import Reading
from textsynth.formats._charset import guessed
from textsynth.formats._headers import read_value
from textsynth.formats._leaves import SIGNATURES, leaf_format, readable
from textsynth.formats._mime import Header, Part, Range
from textsynth.formats._parameters import Parameter, parameters
from textsynth.formats._slots import Body, HeaderParameters, HeaderText, Loose, Removed, Slot, file_names
from textsynth.formats._transfer import base64_length, newline_of, transfer_encoding, unpacked

# Headers that an edit makes false, or that name people in a form that nobody can edit: seals, keys, faces, opaque records.
SEALED = re.compile(
    r"dkim-signature|domainkey-signature|arc-.*|x-google-dkim-signature|(?:x-.*)?authentication-results(?:-original)?|"
    r"autocrypt(?:-gossip)?|thread-index|x-face|face|x-gm-message-state|x-microsoft-antispam-message-info(?:-original)?|"
    r"x-ms-exchange-antispam-messagedata.*|x-sg-eid"
)
_SILENT = re.compile(rf"mime-version|content-(?:transfer-encoding|length|md5|language)|lines|{SEALED.pattern}")
_STRUCTURAL = frozenset({"content-type", "content-disposition"})
_SYNTAX = frozenset({
    "charset", "boundary", "format", "delsp", "type", "protocol", "micalg", "report-type", "method", "component",
    "reply-type", "size", "smime-type", "access-type", "mode", "number", "total",
})  # fmt: skip


def beyond(documents: Sequence[Document], size: int) -> int:
    """Return how much longer the text of *documents* is than the *size* bytes that they came in: what they unpacked."""
    return max(0, sum(len(segment.text) for document in documents for segment in document.segments) - size)


class Walk:
    """Collects the slots of a mail; counts what its parts unpack to, so that all together stay within the limit."""

    def __init__(self) -> None:
        self._spent = 0

    def slots(self, part: Part, reading: Reading) -> list[Slot]:
        """Return the slots of *part* and of all below it, in the order of the file."""
        if part.media in SIGNATURES:
            return []  # left alone until something is edited; then it is void
        content = self._content(part, reading)
        removed = any(isinstance(slot, Removed) and slot.part is part for slot in content)
        found: list[Slot] = [_loose(part, place) for place in part.loose]
        for header in part.headers:
            if header.key in _STRUCTURAL:
                found += [] if removed else _parameter_slots(part, header)
            elif not _SILENT.fullmatch(header.key):
                found += _header_slots(part, header)
        return sorted([*found, *content], key=lambda slot: slot.start)

    def _content(self, part: Part, reading: Reading) -> list[Slot]:
        try:
            if not part.children:
                return list(self._leaf(part, reading))
            inner = reading if part.media.startswith("multipart/") else reading.inner(0)
            return [slot for child in part.children for slot in self.slots(child, inner)]
        except SetAside as error:
            if error.reason == "unsupported" and reading.copy_unsupported:
                return []
            names = [Segment(name, "filename", "name") for name in file_names(part)]
            return [Removed(part, _line(error), names, (str(error),))]

    def _leaf(self, part: Part, reading: Reading) -> Iterator[Slot]:
        start, end = part.body
        raw = part.data[start:end]
        encoding = transfer_encoding(part.value("content-transfer-encoding").decode("latin-1"))
        if encoding == "base64":
            size = base64_length(raw)
            encoding = encoding if size else ""
            tail = (start + size, end) if size else (end, end)
            raw = raw[:size] if size else raw
            if part.data[slice(*tail)].strip():
                yield _loose(part, tail)
        if raw.strip():
            yield self._body(part, raw, encoding, reading)

    def _body(self, part: Part, raw: bytes, encoding: str, reading: Reading) -> Body:
        if encoding == "uuencode":
            raise SetAside("unsupported", "this part of the mail has a transfer encoding that is not supported")
        payload = unpacked(raw, encoding)
        chosen = leaf_format(part.media, next((name for name in file_names(part)[::-1] if name), ""), payload)
        charset = part.parameter("content-type", "charset")
        data, codec = readable(payload, part.media if chosen.name not in ("zip", "eml", "mbox") else "", charset)
        documents = list(chosen.read(BytesIO(data), reading.inner(self._spent + len(data))))
        self._spent += len(data) + beyond(documents, len(data))
        segments = [segment for document in documents for segment in document.segments]
        omitted = [reason for document in documents for reason in document.omitted]
        newline = newline_of(part.data[part.start : part.body[0]], newline_of(raw))
        place, html = _seven_bit(part), chosen.name == "html"
        return Body(part.body[0], raw, documents, encoding, codec, html, newline, place, segments, omitted)


def _seven_bit(part: Part) -> Range | None:
    header = part.header("content-transfer-encoding")
    return header.value if header and part.value(header.key).lower() == b"7bit" else None


def _loose(part: Part, place: Range) -> Loose:
    raw = part.data[slice(*place)]
    return Loose(place[0], raw, place[0] < part.body[0], (Segment(guessed(raw).text),))


def _header_slots(part: Part, header: Header) -> Iterator[HeaderText]:
    start, end = header.value
    raw = part.data[start:end]
    if not raw or (header.key == "content-id" and b"@" not in raw):
        return
    value = read_value(header.name, raw)
    prefix = re.split(r"[\r\n]", part.data[header.start : start].decode("latin-1"))[-1]
    newline = newline_of(part.data[header.start : header.end], newline_of(part.data[:4096])).decode()
    yield HeaderText(start, end, value, prefix, newline, (Segment(value.text, header.name),))


def _parameter_slots(part: Part, header: Header) -> Iterator[HeaderParameters]:
    raw = part.data[slice(*header.value)]
    free = [found for found in parameters(raw) if found.name not in _SYNTAX and found.value.strip()]
    if free:
        yield HeaderParameters(header.value[0], raw, free, [_parameter_segment(found) for found in free])


def _parameter_segment(parameter: Parameter) -> Segment:
    if parameter.name in ("name", "filename"):
        return Segment(parameter.value, "filename", "name")
    return Segment(parameter.value, parameter.name)


def _line(error: SetAside) -> str:
    reason = "unsupported kind of file" if error.reason == "unsupported" else error.reason
    return f"This attachment was removed by textsynth: {reason}."
