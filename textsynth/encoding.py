"""Bytes to text and back, the same bytes again wherever nothing was edited."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from textsynth.errors import SetAside

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that gives its bytes back, and the byte order mark before it."""

    text: str = field(repr=False)
    encoding: str
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return *text* as bytes of the same encoding, with the same mark."""
        return self.bom + encode(text, self.encoding)


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode *data* by its byte order mark, as *declared*, as UTF-8 or as Windows-1252, whichever first fits exactly.

    "Fits" means that encoding the text gives the same bytes back. Raises ``SetAside`` for what is not text.
    """
    bom, encoding = marked(data)
    if bom:
        return Decoded(_exactly(data[len(bom) :], encoding), encoding, bom)
    for encoding in filter(None, (declared, "utf-8", "cp1252")):
        try:
            text = data.decode(encoding)
            if text.encode(encoding) == data and "\0" not in text:
                return Decoded(text, encoding)
        except (UnicodeError, LookupError):
            continue
    if b"\0" in data:
        encoding = unmarked(data)
        return Decoded(_exactly(data, encoding), encoding)
    return Decoded(data.decode("latin-1"), "latin-1")


def unmarked(data: bytes) -> str:
    """Return the encoding of text that begins with *data*, which holds NUL bytes: UTF-16 without a mark, surely so.

    Raises ``SetAside`` for everything else.
    """
    head = data[:4096][: len(data) & ~1]
    for encoding, nul, other in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if nul.count(0) * 2 > len(nul) and 0 not in other and not _CONTROL.search(head.decode(encoding, "replace")):
            return encoding
    raise SetAside("encoding", "this is not text (it holds NUL bytes); give its real type with --format")


def marked(data: bytes) -> tuple[bytes, str]:
    """Return the byte order mark that *data* begins with and its encoding; both are empty where there is none."""
    return next(((bom, encoding) for bom, encoding in _BOMS if data.startswith(bom)), (b"", ""))


def encode(text: str, encoding: str) -> bytes:
    """Encode *text*; a letter that *encoding* lacks is written without its accent, or as its ASCII relative, or "?"."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_expressible(character, encoding) for character in text).encode(encoding, "replace")


_RELATIVES = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
              "ı": "i", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}  # fmt: skip


def _expressible(character: str, encoding: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    for candidate in (character, _RELATIVES.get(character, ""), bare):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        if candidate:
            return candidate
    return "?"


def _exactly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise SetAside(
            "encoding", f"this begins as {encoding}, but the bytes do not go on so; repair or convert it"
        ) from None
    if text.encode(encoding) != data:
        raise SetAside("encoding", f"the bytes do not survive decoding as {encoding}; convert the file to UTF-8")
    return text
