"""Zip archives (PKWARE APPNOTE 6.3): every member is read through its own format.

An archive in which something changes is written anew: same order, compression and attributes, but without extra fields,
which hold the times and the owners of files. Zip-based documents (Office, EPUB, JAR) are other formats.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from textsynth.document import Document, Edit, Segment, apply
from textsynth.errors import SetAside
from textsynth.format import Reading, format_of, too_large
from textsynth.formats._charset import encoded, guessed
from textsynth.formats._parts import beyond
from textsynth.formats._paths import edited_path, unused

_BLOCK = 1 << 18
_MOST_TIMES = 400  # deflate reaches 1,030 times, on nothing but one byte; real text stays under 100
_ALLOWED_TIMES = 16 << 20  # below this size the ratio does not matter
_OTHER_KINDS = (b"[Content_Types].xml", b"mimetype", b"META-INF/")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = "%Y-%m-%d %H:%M:%S"
_ENCRYPTED, _UTF8 = 1, 0x800
_LOCAL_HEADER, _DESCRIPTOR = 30, 24


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of an archive: its name and stamp, what it holds, and the documents that were read from that."""

    info: ZipInfo = field(repr=False)
    name: str = field(repr=False)
    data: bytes = field(repr=False)
    documents: Sequence[Document] = ()
    omitted: str = ""  # why its content is left out

    @property
    def segments(self) -> list[Segment]:
        """Its name, its stamp and comment where it has them, and its content."""
        own = [Segment(self.name, "filename", "name")]
        own += [Segment(self.stamp, "modified")] if self.stamp else []
        own += [Segment(guessed(self.info.comment).text, "comment")] if self.info.comment else []
        return own + [segment for document in self.documents for segment in document.segments]

    @property
    def stamp(self) -> str:
        """When it was changed last, or nothing where the archive does not say."""
        try:
            return "" if self.info.date_time == _EPOCH else datetime(*self.info.date_time).strftime(_STAMP)
        except ValueError:
            return ""


class Archive(Document):
    """A zip archive with all of its members."""

    def __init__(self, data: bytes, reading: Reading) -> None:
        self._data = data
        with _opened(data) as archive:
            self._comment = archive.comment
            self._members = _members(archive, len(data), reading)
        note = [Segment(guessed(self._comment).text, "comment")] if self._comment else []
        self.segments = note + [segment for member in self._members for segment in member.segments]
        self.omitted = [reason for member in self._members for reason in _reasons(member)]

    def rewrite(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        """Return the archive with *edits*; the same bytes where there are none and nothing was left out."""
        if not any(edits) and not self.omitted:
            return self._data
        out = BytesIO()
        at = 1 if self._comment else 0
        taken: set[str] = set()
        with ZipFile(out, "w") as archive:
            if self._comment:
                archive.comment = _commented(self._comment, edits[0])
            for member in self._members:
                info, data = _rewritten(member, edits[at : at + len(member.segments)], taken)
                archive.writestr(info, data)
                at += len(member.segments)
        return out.getvalue()


def _reasons(member: Member) -> list[str]:
    inner = [reason for document in member.documents for reason in document.omitted]
    return [member.omitted, *inner] if member.omitted else inner


def _opened(data: bytes) -> ZipFile:
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError, UnicodeError):
        raise _damaged("it cannot be opened as a zip archive") from None
    names = [info.filename for info in archive.infolist()]
    if any(name == "[Content_Types].xml" or name == "mimetype" or name.startswith("META-INF/") for name in names):
        raise SetAside(
            "unsupported", "this zip file is a document or program of another kind, which no format reads yet"
        )
    _check_gaps(data, archive)
    return archive


def _check_gaps(data: bytes, archive: ZipFile) -> None:
    """Refuse an archive with bytes that belong to no member: a deleted one may lie there."""
    at = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        start = info.header_offset
        lengths = sum(struct.unpack("<HH", data[start + 26 : start + 30].ljust(4, b"\0")))
        if start > at:
            raise _damaged("it holds bytes that belong to no member; pack it anew")
        at = max(at, start + _LOCAL_HEADER + lengths + info.compress_size + _DESCRIPTOR)
    end = data.rfind(b"PK\x05\x06", 0, len(data) - len(archive.comment)) + 22 + len(archive.comment)
    if archive.start_dir > at or end < len(data):
        raise _damaged("it holds bytes that belong to no member; pack it anew")


def _members(archive: ZipFile, size: int, reading: Reading) -> list[Member]:
    infos = archive.infolist()
    names = [_name(info) for info in infos]
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise SetAside("encrypted", "this zip archive is encrypted; unpack it first")
    if any(_escapes(name) for name in names) or any("\0" in info.orig_filename for info in infos):
        raise _damaged("a member's path leads out of the archive")
    members, spent = [], 0
    for info, name in zip(infos, names, strict=True):
        data = _unpacked(archive, info, reading.max_bytes - spent)
        spent += len(data)
        member = _read(info, name, data, reading, spent)
        spent += beyond(member.documents, len(data))
        members.append(member)
    return members


def _name(info: ZipInfo) -> str:
    """Return the name of *info*; without the flag for UTF-8 it may be that nevertheless."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _escapes(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or not path.strip("/")


def _unpacked(archive: ZipFile, info: ZipInfo, limit: int) -> bytes:
    """Return what *info* holds, counted while it is unpacked: the archive's own word on sizes is not believed."""
    out, size = [], 0
    try:
        with archive.open(info) as stream:
            while block := stream.read(_BLOCK):
                out.append(block)
                size += len(block)
                if size > limit:
                    raise too_large(size, limit)
                if size > _ALLOWED_TIMES and size > _MOST_TIMES * info.compress_size:
                    raise SetAside(
                        "too-large", f"a member unpacks to over {_MOST_TIMES} times its size; unpack it yourself"
                    )
    except NotImplementedError:
        raise SetAside(
            "unsupported", "this zip archive uses a compression that is not supported; pack it anew"
        ) from None
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise _damaged("a member cannot be unpacked") from None
    return b"".join(out)


def _read(info: ZipInfo, name: str, data: bytes, reading: Reading, spent: int) -> Member:
    if info.is_dir() or not data:
        return Member(info, name, data)
    try:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise SetAside("unsupported", "a member is a symbolic link")
        documents = list(format_of(PurePosixPath(name).name, data[:4096]).read(BytesIO(data), reading.inner(spent)))
    except SetAside as error:
        keep = error.reason == "unsupported" and reading.copy_unsupported
        return Member(info, name, data) if keep else Member(info, name, b"", (), str(error))
    return Member(info, name, b"" if documents else data, documents)


def _rewritten(member: Member, edits: Sequence[Sequence[Edit]], taken: set[str]) -> tuple[ZipInfo, bytes]:
    """Return the entry and the content that *member* is written with; its name is none of those *taken*."""
    queue = list(edits)
    name = edited_path(member.name, queue.pop(0)) + (".removed.txt" if member.omitted else "")
    stamp = apply(member.stamp, queue.pop(0)) if member.stamp else ""
    info = ZipInfo(unused(name, taken), _date_time(stamp))
    info.compress_type, info.create_system = member.info.compress_type, member.info.create_system
    info.external_attr = member.info.external_attr
    if member.info.comment:
        info.comment = _commented(member.info.comment, queue.pop(0))
    if member.omitted:
        info.external_attr = 0o644 << 16
        return info, f"This file was removed by textsynth: {member.omitted}\n".encode()
    out = []
    for document in member.documents:
        out.append(document.rewrite(queue[: len(document.segments)]))
        del queue[: len(document.segments)]
    return info, b"".join(out) if member.documents else member.data


def _date_time(stamp: str) -> tuple[int, int, int, int, int, int]:
    try:
        read = datetime.strptime(stamp, _STAMP)
    except ValueError:
        return _EPOCH
    if not 1980 <= read.year <= 2107:
        return _EPOCH
    return (read.year, read.month, read.day, read.hour, read.minute, read.second)


def _commented(comment: bytes, edits: Sequence[Edit]) -> bytes:
    read = guessed(comment)
    codec = "utf-8" if read.codec == "ascii" else read.codec
    return encoded(apply(read.text, edits), codec)[:65535] if edits else comment


def _damaged(why: str) -> SetAside:
    return SetAside("damaged", f"this zip archive is damaged or unsafe: {why}")


class Zip:
    """Zip archives that are no documents of another kind."""

    name = "zip"
    suffixes = (".zip",)
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        """Return whether *head* begins an archive, and not an Office document, an EPUB or a JAR."""
        begins = head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
        return begins and not any(name in head for name in _OTHER_KINDS)

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        """Yield the archive."""
        yield Archive(reading.whole(stream), reading)

    def texts(self, data: bytes) -> Iterable[str]:
        """Yield names, comments, stamps and the texts of every member that a format reads."""
        with ZipFile(BytesIO(data)) as archive:
            yield archive.comment.decode("utf-8", "replace")
            for info in archive.infolist():
                yield info.filename
                yield info.comment.decode("utf-8", "replace")
                yield "{:04}-{:02}-{:02} {:02}:{:02}:{:02}".format(*info.date_time)
                content = archive.read(info)
                try:
                    yield from format_of(PurePosixPath(info.filename).name, content[:4096]).texts(content)
                except SetAside:
                    continue  # copied because the user said so


format = Zip()
