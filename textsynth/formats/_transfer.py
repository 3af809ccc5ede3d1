"""The transfer encodings of MIME (RFC 2045, section 6), decoded and encoded again in the style of what was there."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from itertools import accumulate

_ESCAPE = re.compile(rb"=(?:([0-9A-Fa-f]{2})|[ \t]*(?:\r?\n|\r|\Z))")
_LINE_END = re.compile(rb"=0[aA]|(=[ \t]*)?\r?\n")
_LAST_BREAK = re.compile(rb"(?:(?:=0[dD]|\r)?(?:=0[aA]|\n))\Z")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]*[=\s]*")
_NEWLINE = re.compile(rb"\r?\n")


def transfer_encoding(value: str) -> str:
    """Return ``base64``, ``quoted-printable``, ``uuencode`` or, for all that lie as they are, ``""``."""
    value = value.strip().lower()
    if "base64" in value or "base-64" in value:
        return "base64"
    if "quoted" in value:
        return "quoted-printable"
    return "uuencode" if value.startswith(("x-uu", "uu", "x-yenc", "x-bin")) else ""


def newline_of(raw: bytes, otherwise: bytes = b"\n") -> bytes:
    """Return how the first line of *raw* ends."""
    found = _NEWLINE.search(raw)
    return found.group() if found else otherwise


def unpacked(raw: bytes, encoding: str) -> bytes:
    """Return what *raw* encodes; damaged encoding gives what is left of it."""
    if encoding == "base64":
        letters = b"".join(raw.split()).rstrip(b"=")
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return b64decode(letters + b"=" * (-len(letters) % 4))
    return _from_quoted(raw) if encoding == "quoted-printable" else raw


def packed(payload: bytes, raw: bytes, encoding: str, newline: bytes) -> bytes:
    """Return *payload* encoded in the style of *raw*, which it replaces; quoted lines that did not change stay."""
    if encoding == "base64":
        return _to_base64(payload, raw, newline_of(raw, newline))
    return _to_quoted(payload, raw, newline_of(raw, newline)) if encoding == "quoted-printable" else payload


def base64_length(raw: bytes) -> int:
    """Return how much of *raw* is base64; what follows is plain text, such as the footer of a mailing list."""
    end = _BASE64.match(raw).end()  # type: ignore[union-attr]  # it matches the empty string
    if end == len(raw):
        return end
    return max(raw.rfind(b"\n", 0, end), raw.rfind(b"\r", 0, end)) + 1


def _to_base64(payload: bytes, raw: bytes, newline: bytes) -> bytes:
    body = raw.strip()
    tail = raw[len(raw.rstrip()) :] if body else newline
    lines = body.split()
    width = len(lines[0]) if len(lines) > 1 and len(lines[0]) >= 16 else 76
    letters = b64encode(payload)
    if len(lines) == 1 and len(body) > 76:
        return letters + tail  # one endless line stays one
    return newline.join(letters[at : at + width] for at in range(0, len(letters), width)) + tail


def _from_quoted(raw: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()) if found[1] else b"", raw)


def _quoted_lines(raw: bytes) -> list[bytes]:
    """Cut *raw* after every line end that it encodes, whether as a line end or as ``=0A``."""
    cuts = [found.end() for found in _LINE_END.finditer(raw) if found[1] is None]
    lines = [raw[start:end] for start, end in zip([0, *cuts], [*cuts, len(raw)], strict=True)]
    return [line for line in lines if line]


def _to_quoted(payload: bytes, raw: bytes, newline: bytes) -> bytes:
    """Encode the lines of *payload* that are not those of *raw*, and keep the others' bytes."""
    old, new = _quoted_lines(raw), _lines(payload)
    said = [_from_quoted(line) for line in old]
    head = _common(said, new)
    tail = _common(said[head:][::-1], new[head:][::-1])
    middle = new[head : len(new) - tail]
    styles = old[head : len(old) - tail]
    same_count = len(middle) == len(styles)
    out = old[:head]
    for number, line in enumerate(middle):
        style = styles[number] if same_count else (styles or old or [b""])[0]
        if same_count and said[head + number] == line:
            out.append(style)
        else:
            out.append(_quoted(line, style, newline, continues=bool(out) and not out[-1].endswith(b"\n")))
    return b"".join(out + old[len(old) - tail :])


def _lines(payload: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+\Z", payload)


def _common(left: list[bytes], right: list[bytes]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _quoted(line: bytes, style: bytes, newline: bytes, *, continues: bool) -> bytes:
    """Return *line* in quoted-printable, its line end written as that of *style*."""
    ending = b"\r\n" if line.endswith(b"\r\n") else b"\n" if line.endswith(b"\n") else b""
    text = line[: len(line) - len(ending)]
    last = _LAST_BREAK.search(style)
    hard = last is None or not last.group().startswith(b"=")
    tokens = [_token(byte) for byte in text]
    if tokens and text[-1:] in b" \t":
        tokens[-1] = b"=%02X" % text[-1]
    if not hard:
        tokens += [b"=%02X" % byte for byte in ending]
    out = [b"=" + newline] if continues else []
    widths = list(accumulate(len(token) for token in tokens))
    start = used = 0
    for number, width in enumerate(widths):
        if width - used > 75:
            out.append(b"".join(tokens[start:number]) + b"=" + newline)
            start, used = number, widths[number - 1]
    return b"".join([*out, *tokens[start:], ending if hard else b""])


def _token(byte: int) -> bytes:
    return bytes((byte,)) if byte == 9 or (32 <= byte <= 126 and byte != 61) else b"=%02X" % byte
