"""Decode a stream of any size: one encoding for all of it, a chunk at a time, memory flat."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from textsynth.encoding import Decoded, decode, marked, unmarked
from textsynth.errors import SetAside
from textsynth.format import CHUNK_BYTES

_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def encoding_of(stream: BinaryIO) -> Decoded:
    """Return the encoding and mark of all of *stream* (with no text), chosen as ``encoding.decode`` chooses them.

    The whole stream is read once and then rewound. Raises ``SetAside`` for what is not text.
    """
    start = stream.tell()
    bom, encoding = marked(stream.read(4))
    stream.seek(start + len(bom))
    found = _checked(stream, encoding) if bom else _guessed(stream, start)
    stream.seek(start + len(bom))
    return Decoded("", found, bom)


def characters(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the text of *stream*, which is known to be in *encoding*, a chunk at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for block in _blocks(stream):
        if text := decoder.decode(block):
            yield text


def head_text(head: bytes) -> str:
    """Return the text at the beginning of a file, or nothing if *head* is not text; it may end inside of a character."""
    bom, _ = marked(head)
    for size in range(len(head), max(len(head) - 4, 0), -1):
        try:
            decoded = decode(head[:size])
        except SetAside:
            continue
        if bom or decoded.encoding == "utf-8":
            return decoded.text
    try:
        return "" if bom else decode(head).text
    except SetAside:
        return ""


def _guessed(stream: BinaryIO, start: int) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8 = cp1252 = True
    for block in _blocks(stream):
        if b"\0" in block:
            stream.seek(start)
            encoding = unmarked(stream.read(4096))
            stream.seek(start)
            return _checked(stream, encoding)
        cp1252 = cp1252 and not _NOT_CP1252.search(block)
        utf8 = utf8 and _accepts(decoder, block)
    utf8 = utf8 and _accepts(decoder, b"", final=True)
    return "utf-8" if utf8 else "cp1252" if cp1252 else "latin-1"


def _checked(stream: BinaryIO, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    if not (all(_accepts(decoder, block) for block in _blocks(stream)) and _accepts(decoder, b"", final=True)):
        raise SetAside("encoding", f"this begins as {encoding}, but the bytes do not go on so; repair or convert it")
    return encoding


def _accepts(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: stream.read(CHUNK_BYTES), b"")
