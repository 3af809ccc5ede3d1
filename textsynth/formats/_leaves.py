"""Which format reads a leaf of a mail, and in what bytes."""

from __future__ import annotations

import codecs
import re

from textsynth.encoding import decode
from textsynth.errors import SetAside
from textsynth.format import Format, format_of
from textsynth.formats._charset import decoded, encoded

SIGNATURES = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
})  # fmt: skip
_ENCRYPTED = frozenset({
    "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted",
})  # fmt: skip
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/x-amp-html": ".html", "text/watch-html": ".html",
    "text/csv": ".csv", "text/tab-separated-values": ".tsv", "application/json": ".json", "text/json": ".json",
    "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl", "text/xml": ".xml", "application/xml": ".xml",
    "application/zip": ".zip", "application/x-zip-compressed": ".zip", "application/mbox": ".mbox",
    "message/rfc822": ".eml", "message/global": ".eml", "application/ics": ".txt", "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt", "message/feedback-report": ".txt", "message/global-delivery-status": ".txt",
    "text/rtf": ".rtf", "text/richtext": ".rtf",
}  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def leaf_format(media: str, filename: str, payload: bytes) -> Format:
    """Return the format that reads a leaf of type *media*, called *filename* (or nothing), that holds *payload*."""
    if media in _ENCRYPTED or b"-----BEGIN PGP MESSAGE-----" in payload:
        raise SetAside("encrypted", "this part of the mail is encrypted; decrypt it first")
    suffix = _SUFFIXES.get(media, ".txt" if media.startswith("text/") else "")
    names = [filename] if filename else []
    if suffix or not filename:
        names.insert(0 if suffix == ".html" else 1, f"body{suffix}")
    try:
        return format_of(names[0], payload[:4096])
    except SetAside:
        if len(names) == 1 or (suffix == ".txt" and _CONTROLS.search(payload[:4096])):
            raise
        return format_of(names[1], payload[:4096])


def readable(payload: bytes, media: str, charset: str) -> tuple[bytes, str]:
    """Return *payload* in bytes that say their own encoding, and the codec of its part ("" where the format must see)."""
    if not media.startswith("text/") or not payload or payload.startswith(codecs.BOM_UTF8):
        return payload, ""
    charset = charset.strip().split()[0] if charset.strip() else ""
    read = decoded(payload, charset or "us-ascii")
    if read is None or "\0" in read.text or read.text.startswith("\ufeff"):
        return payload, ""
    return codecs.BOM_UTF8 + read.text.encode("utf-8"), read.codec


def written(payload: bytes, codec: str, *, html: bool) -> bytes:
    """Return what a format gave for bytes of ``readable`` in the *codec* of the part."""
    return encoded(decode(payload, "utf-8").text, codec, html=html) if codec else payload
