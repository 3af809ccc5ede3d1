"""The strings of a page or of an XML file, read by the parsers of the standard library, to verify what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, unquote_plus

from textsynth.formats._json import strings
from textsynth.formats._markup import BLOCKS

_FORM = re.compile(r"[\w.-]+=[^\s&=]*&[\w.-]+=")  # the fields of a form
_SPACE = re.compile(r"[ \t\r\n\f]+")


class _Reader(HTMLParser):
    """Collects all text of a page, apart from its tags: the visible text in one piece, and everything else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.others: list[str] = []
        self.comments: list[str] = []
        self._raw = self._kept = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag in self.CDATA_CONTENT_ELEMENTS
        self._kept = self._kept or tag in ("pre", "textarea")
        self._divide(tag)
        for _, value in attrs:
            if value:
                self.others.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._raw = False

    def handle_endtag(self, tag: str) -> None:
        self._raw, self._kept = False, self._kept and tag not in ("pre", "textarea")
        self._divide(tag)

    def handle_data(self, data: str) -> None:
        if self._raw:
            self.others.append(data)
        else:
            self.shown.append(data if self._kept else _SPACE.sub(" ", data))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data.removeprefix("CDATA["))

    def _divide(self, tag: str) -> None:
        if tag in BLOCKS or tag == "br":
            self.shown.append("\n")


def visible(text: str, depth: int = 3) -> Iterator[str]:
    """Yield the strings of a page: what is shown, then attributes, comments, scripts and the pages inside."""
    reader = _Reader()
    end = text.rfind(">") + 1  # after it, the parser looks for the end of each tag again and again
    try:
        reader.feed(text[:end])
        reader.close()
    except AssertionError:  # what the parser makes of a malformed declaration
        reader.others.append(text)
    reader.handle_data(unescape(text[end:]))
    yield "".join(reader.shown)
    for comment in reader.comments:
        yield comment
        if depth and "<" in comment:
            yield from visible(comment, depth - 1)
    for other in reader.others:
        yield from embedded(other, depth)


def embedded(text: str, depth: int = 3) -> Iterator[str]:
    """Yield *text*, also with its percent-encoding undone, or the strings of the JSON or the page that it is."""
    bare = text.strip()
    if bare[:1] in ("{", "["):
        yield from strings(text)
    elif depth and bare[:1] == "<" and bare[-1:] == ">":
        yield from visible(text, depth - 1)
    else:
        yield text
        if (decoded := _percent_decoded(text)) != text:
            yield decoded


def _percent_decoded(text: str) -> str:
    query = ("?" in text and not text.lower().startswith(("mailto:", "tel:"))) or _FORM.match(text)
    return unquote_plus(text) if query else unquote(text)
