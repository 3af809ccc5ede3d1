"""The contract of a file format, and the choice of a format for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import BinaryIO, Literal, Protocol

from textsynth.document import Document
from textsynth.errors import SetAside
from textsynth.plugins import modules

CHUNK_BYTES = 1 << 18  # what a format that reads in chunks takes at once


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a reader may go: the most bytes held at once, how deep containers nest, what happens to the unreadable."""

    max_bytes: int = 64 << 20
    max_depth: int = 5
    copy_unsupported: bool = False

    def inner(self, size: int) -> Reading:
        """Return what is left inside of a container, one level down, after *size* bytes were unpacked."""
        if self.max_depth <= 0:
            raise SetAside("nested", "containers are nested too deeply; unpack them first")
        if size > self.max_bytes:
            raise too_large(size, self.max_bytes)
        return replace(self, max_bytes=self.max_bytes - size, max_depth=self.max_depth - 1)

    def whole(self, stream: BinaryIO) -> bytes:
        """Return all of *stream*, for a format that must see it at once; too much of it is set aside."""
        data = stream.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise too_large(len(data), self.max_bytes)
        return data


class Format(Protocol):
    """Reads a file as documents; the file is the concatenation of what they rewrite to.

    ``name`` is what ``--format`` calls it. ``suffixes`` are lower-case endings with their dot. ``scope`` says what
    shares one mapping: the whole ``file``, or each ``document`` (a JSONL record).
    """

    name: str
    suffixes: tuple[str, ...]
    scope: Literal["file", "document"]

    def recognises(self, head: bytes) -> bool:
        """Return whether *head*, the first 4 KiB of a file without a known suffix, is surely of this format."""

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        """Yield the documents of *stream*; raise ``SetAside`` where it cannot be read."""

    def texts(self, data: bytes) -> Iterable[str]:
        """Yield every string that *data*, a whole file, holds, read by other means than ``read`` (for verification)."""


@cache
def formats() -> tuple[Format, ...]:
    """Return one instance of every bundled format."""
    return tuple(module.format for module in modules("textsynth.formats"))


def format_of(name: str, head: bytes) -> Format:
    """Return the format for a file called *name* whose bytes begin with *head*; raise ``SetAside`` if there is none."""
    suffix = PurePath(name).suffix.lower()
    for candidate in formats():
        if suffix in candidate.suffixes:
            return candidate
    for candidate in formats():
        if candidate.recognises(head):
            return candidate
    raise SetAside("unsupported", "no format reads this kind of file; --copy-unsupported copies such files unchanged")


def named_format(name: str) -> Format:
    """Return the format that is called *name*; raise ``KeyError`` if there is none."""
    return {candidate.name: candidate for candidate in formats()}[name]


def too_large(size: int, limit: int) -> SetAside:
    """Return the error for an input of *size* bytes (or more) where at most *limit* may be held in memory."""
    return SetAside(
        "too-large", f"more than {limit:,} bytes would be held in memory at once; raise --max-bytes to allow it"
    )
