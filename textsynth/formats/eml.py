"""E-mail as it is stored and sent: RFC 5322 messages of MIME parts.

The mail is never written anew: edits are spliced into its bytes, header by header and leaf by leaf, each in the
transfer encoding, charset, line ends and folding that it had. Attachments are read through their own formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Literal

from textsynth.document import Document, Edit
from textsynth.errors import SetAside
from textsynth.format import Reading
from textsynth.formats._leaves import SIGNATURES
from textsynth.formats._mailtexts import mail_texts
from textsynth.formats._mime import Header, Part, parse
from textsynth.formats._parameters import Splice, parameters
from textsynth.formats._parts import SEALED, Walk
from textsynth.formats._slots import file_names, removal

_USUAL = re.compile(
    rb"^(?:from|to|cc|subject|date|received|message-id|mime-version|return-path|delivered-to|reply-to|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\r\n]*(?:\r?\n|\Z)(?:[ \t][^\r\n]*(?:\r?\n|\Z))*)+")
_VOID = "This signature was removed by textsynth: the signed text has changed."


class Mail(Document):
    """One message with all that is attached to it. *lenient*: one without headers is read as plain text."""

    def __init__(self, data: bytes, reading: Reading, *, lenient: bool = False) -> None:
        self._data, self._root = data, parse(data, 0, len(data))
        if not self._root.headers and b"\0" in data[:4096]:
            raise SetAside("encoding", "this is not a mail as it is sent (it holds NUL bytes); convert it to UTF-8")
        if not self._root.headers and not lenient:
            raise SetAside("damaged", "this is not a mail: it begins with no header; give its real type with --format")
        self._slots = Walk().slots(self._root, reading)
        self.segments = [segment for slot in self._slots for segment in slot.segments]
        self.omitted = [reason for slot in self._slots for reason in slot.omitted]

    def rewrite(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        """Return the mail with *edits*; seals and signatures that these make void are taken out."""
        splices: list[Splice] = []
        at = 0
        for slot in self._slots:
            splices += slot.splices(edits[at : at + len(slot.segments)])
            at += len(slot.segments)
        if any(edits):
            splices += _voided(self._root)
        for part in [*self._root.walk()][::-1]:  # inner lengths before those that count them
            splices += _counted(part, splices)
        return spliced(self._data, splices)


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return *data* with each range replaced."""
    out, at = [], 0
    for start, end, text in sorted(splices, key=lambda splice: splice[:2]):
        out += [data[at:start], text]
        at = end
    return b"".join([*out, data[at:]])


def _voided(root: Part) -> Iterator[Splice]:
    """Yield what takes out the headers and parts that vouch for the mail as it was."""
    for part in root.walk():
        for header in part.headers:
            if SEALED.fullmatch(header.key):
                yield header.start, header.end, b""
        if part.media in SIGNATURES:
            yield from removal(part, _VOID, file_names(part))
        header_of_signed = part.header("content-type")
        if part.media == "multipart/signed" and header_of_signed:
            yield (*header_of_signed.value, _mixed(part.value("content-type")))


def _mixed(raw: bytes) -> bytes:
    places = [raw[slice(*place)] for found in parameters(raw) if found.name == "boundary" for place in found.places]
    return b"; ".join([b"multipart/mixed", *places])


def _counted(part: Part, splices: Sequence[Splice]) -> Iterator[Splice]:
    """Yield new lengths and no checksum for a part whose body changed."""
    start, end = part.body
    inside = [(begin, stop, text) for begin, stop, text in splices if start <= begin and stop <= end and begin < end]
    if not inside:
        return
    removed = b"".join(part.data[begin:stop] for begin, stop, _ in inside)
    added = b"".join(text for _, _, text in inside)
    for header in part.headers:
        if header.key == "content-md5":
            yield header.start, header.end, b""
        elif header.key == "content-length":
            yield from _moved(part, header, len(added) - len(removed))
        elif header.key == "lines":
            yield from _moved(part, header, added.count(b"\n") - removed.count(b"\n"))


def _moved(part: Part, header: Header, by: int) -> Iterator[Splice]:
    value = part.data[slice(*header.value)]
    if by and value.isdigit():
        yield (*header.value, b"%d" % max(0, int(value) + by))


class Eml:
    """E-mail messages, one to a file."""

    name = "eml"
    suffixes = (".eml",)
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        """Return whether *head* begins with headers, two of which every mail has."""
        block = _BLOCK.match(head)
        return block is not None and len(set(_USUAL.findall(block[0].lower()))) >= 2

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        """Yield the mail."""
        yield Mail(reading.whole(stream), reading)

    def texts(self, data: bytes) -> Iterable[str]:
        """Yield every header and every part, decoded by the standard library."""
        return mail_texts(data)


format = Eml()
