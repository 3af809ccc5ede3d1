"""Mailboxes in the mbox format (RFC 4155): mails one after another, each behind a line that begins with ``From``.

Read one mail at a time. A line of a body that begins with ``>From`` was quoted by whoever wrote the mailbox and stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

from textsynth.document import Document
from textsynth.errors import SetAside
from textsynth.format import Reading, too_large
from textsynth.formats._mailtexts import mail_texts
from textsynth.formats.eml import Mail

_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:|>?From ")
_START = re.compile(rb"From [^\r\n]*\r?\n[!-9;-~]+[ \t]*:")
_CUT = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))(?=From )")


class Mbox:
    """Mailboxes; each mail with its attachments is a document."""

    name = "mbox"
    suffixes = (".mbox", ".mbx")
    scope: Literal["file", "document"] = "document"

    def recognises(self, head: bytes) -> bool:
        """Return whether *head* begins with a mailbox's line and a header."""
        return _START.match(head) is not None

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        """Yield the mails of *stream*."""
        for number, data in enumerate(mails(stream, reading.max_bytes)):
            if number == 0 and not data.lstrip().startswith(b"From "):
                raise SetAside(
                    "damaged", "this is not an mbox file: it does not begin with a line that starts with From"
                )
            yield Mail(data, reading, lenient=True)

    def texts(self, data: bytes) -> Iterable[str]:
        """Yield the texts of every mail, as the standard library reads them."""
        for mail in _CUT.split(data):
            yield from mail_texts(mail)


format = Mbox()


def mails(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield *stream* cut before every ``From`` line that follows an empty line and that a header follows."""
    held: list[bytes] = []
    size, blank, pending = 0, True, b""
    while line := pending or stream.readline(limit + 1):
        pending = b""
        if blank and line.startswith(b"From "):
            pending = stream.readline(limit + 1)
            if size and _HEADER.match(pending) and b"".join(held).strip():
                yield b"".join(held)
                held, size = [], 0
        held.append(line)
        size += len(line)
        if size > limit:
            raise too_large(size, limit)
        blank = not line.strip()
    if held:
        yield b"".join(held)
