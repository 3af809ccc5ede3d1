"""What a mail says according to the standard library's ``email`` package: another reader than ours, for verification."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from urllib.parse import unquote

from textsynth.errors import SetAside
from textsynth.formats._leaves import leaf_format, readable

_LONG = 4000  # longer values take the modern parser seconds


def mail_texts(data: bytes) -> Iterator[str]:
    """Yield every header, raw and decoded, and every part of the mail *data*."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    yield message.get_unixfrom() or ""
    for part in message.walk():
        for name, value in part.items():
            yield from _header(name, str(value))
        yield from (str(text) for text in (part.preamble, part.epilogue) if text)
        if not part.is_multipart():
            yield from _leaf(part)


def _header(name: str, value: str) -> Iterator[str]:
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    flat = " ".join(value.split())
    yield flat
    if "%" in flat:
        yield unquote(flat)
    try:
        if "=?" in flat:
            yield str(make_header(decode_header(flat)))
        if len(value) < _LONG and ("=?" in flat or "*" in flat):
            yield str(email.policy.default.header_factory(name, flat))
    except (MessageError, LookupError, ValueError, IndexError, AttributeError, TypeError):
        return  # the raw value has been given


def _leaf(part: Message) -> Iterator[str]:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        return
    filename = _file_name(part)
    if filename:
        yield filename
    media, charset = part.get_content_type(), str(part.get_param("charset") or "")
    try:
        chosen = leaf_format(media, filename, payload)
        data, _ = readable(payload, media if chosen.name not in ("zip", "eml", "mbox") else "", charset)
        yield from _each(chosen.texts(data))
    except SetAside:
        if media.startswith("text/"):
            yield payload.decode("utf-8", "replace")


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        return ""


def _each(texts: Iterable[str]) -> Iterator[str]:
    yield from texts
