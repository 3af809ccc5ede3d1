"""The charsets of mail, read as mail programs read them: by the larger set that a name is used for in practice.

The table follows the WHATWG Encoding Standard, section 4.2 ("Names and labels").
"""

from __future__ import annotations

from typing import NamedTuple

from textsynth.encoding import encode

_LARGER = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "ascii", "ascii": "ascii",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip


class Charset(NamedTuple):
    """Text, and the codec that it was read with."""

    text: str
    codec: str


def decoded(data: bytes, charset: str) -> Charset | None:
    """Return *data* read as *charset*, or ``None`` where it is not that or where the charset is unknown."""
    name = charset.strip().strip("\"'").lower()
    for codec in filter(None, (_LARGER.get(name, name), name)):
        try:
            text = data.decode(codec)
            text.encode("utf-8")
            exact = codec.startswith("cp125") and data.decode(name) == text
        except (UnicodeError, LookupError, ValueError):
            continue
        return Charset(text, name if exact else codec)
    return None


def guessed(data: bytes) -> Charset:
    """Return *data* as text with the first codec that gives the same bytes back; one always does."""
    for codec in ("ascii", "utf-8", "cp1252"):
        try:
            return Charset(data.decode(codec), codec)
        except UnicodeDecodeError:
            continue
    return Charset(data.decode("latin-1"), "latin-1")


def expressible(text: str, codec: str) -> bool:
    """Return whether *codec* has every letter of *text*."""
    try:
        text.encode(codec)
    except UnicodeError:
        return False
    return True


def encoded(text: str, codec: str, *, html: bool = False) -> bytes:
    """Return *text* in *codec*; a letter that it lacks becomes a character reference in *html*, else a relative."""
    return text.encode(codec, "xmlcharrefreplace") if html else encode(text, codec)
