"""HTML and XML cut into their parts with exact offsets, and the notations of what stands in them.

Follows the tokenization of the HTML Standard (section 13.2.5) where it decides what is text and what is markup; what is
never closed reaches to the end of the file, so that every search is made once and no input takes quadratic time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from textsynth.formats._places import Notation

BLOCKS = frozenset(
    "address article aside audio blockquote body button canvas caption center col colgroup dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe label legend "
    "li main map math menu nav noscript object ol optgroup option p pre section select summary svg table tbody td "
    "template textarea tfoot th thead title tr ul video".split()
)

Kind = Literal["text", "open", "close", "comment", "cdata", "raw", "end"]


class Attribute(NamedTuple):
    """An attribute of a tag: its lower-case name, where its value stands, and the quotation mark around that."""

    name: str
    start: int
    end: int
    quote: str


class Event(NamedTuple):
    """A part of a file. ``start:end`` is the text, or the inside of the comment, the CDATA section or the script.

    ``name`` is the lower-case name of the tag, or the element that ``raw`` text is in.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


_MARKUP = re.compile(
    r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<declaration>![A-Za-z]*)|(?P<instruction>\?)"
    r"|/(?P<close>[A-Za-z_:\u0080-\U0010ffff][^\s/>]*)|(?P<open>[A-Za-z_:\u0080-\U0010ffff][^\s/>]*))"
)
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_TAG_END = re.compile(r"[\s/]*")
_SUBSET_END = re.compile(r"\]\s*>")
_VERBATIM = {"script", "style", "xmp"}  # elements whose content is not parsed
_TEXT_ONLY = {"title", "textarea"}  # elements whose content holds no tags


def events(text: str, xml: bool = False) -> Iterator[Event]:
    """Yield the parts of *text* that hold text, and its tags; doctypes and processing instructions are left out."""
    at = 0
    while found := _MARKUP.search(text, at):
        if found.start() > at:
            yield Event("text", at, found.start())
        kind, start = found.lastgroup, found.end()
        if kind == "open":
            event, at = _tag(text, found["open"], start, xml)
            yield event
            name = event.name
            if event.kind == "open" and not xml and name in _VERBATIM | _TEXT_ONLY and text[at - 2] != "/":
                end = _content_end(text, name, at)
                yield Event("raw" if name in _VERBATIM else "text", at, end, name)
                at = end
        elif kind == "close":
            yield Event("close", start, start, _name(found["close"], xml))
            at = _after(text, ">", start)
        elif kind == "comment":
            end = _found(text, "-->", start - 2)
            yield Event("comment", start, max(start, end))
            at = min(end + 3, len(text))
        elif kind == "cdata":
            end = _found(text, "]]>", start)
            yield Event("cdata", start, end)
            at = min(end + 3, len(text))
        elif kind == "instruction":
            at = _after(text, "?>" if xml else ">", start)
        else:
            at = _after(text, ">", start)
            subset = text.find("[", start, at)
            if subset >= 0 and found["declaration"].lower() == "!doctype":
                close = _SUBSET_END.search(text, subset)
                at = close.end() if close else len(text)
                yield Event("raw", subset + 1, close.start() if close else at, "doctype")
    if at < len(text):
        yield Event("text", at, len(text))


def _tag(text: str, name: str, at: int, xml: bool) -> tuple[Event, int]:
    """Return the start tag whose name ends at *at*, and where it ends; a tag without an end is raw text."""
    start, attributes = at, []
    while found := _ATTRIBUTE.match(text, at):
        at = found.end()
        if group := found.lastindex or 0:
            begin, end = found.span(group) if group > 1 else (at, at)
            attributes.append(Attribute(_name(found[1], xml), begin, end, {2: '"', 3: "'"}.get(group, "")))
    at = _TAG_END.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty string
    if at >= len(text):
        return Event("raw", start, len(text), "tag"), len(text)
    return Event("open", start, at, _name(name, xml), tuple(attributes)), at + 1


def _name(name: str, xml: bool) -> str:
    return name if xml else name.lower()


def _content_end(text: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


def _found(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found if found >= 0 else len(text)


def _after(text: str, mark: str, at: int) -> int:
    return min(_found(text, mark, at) + len(mark), len(text))


class Entities(Notation):
    """Text with character references. A letter that the encoding lacks is written as one."""

    pattern = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);?|[<>&]|\r\n?|[^<>&\r]+")
    plain = re.compile(r"[^<>&\r]*")

    def __init__(self, encoding: str = "utf-8") -> None:
        self._encoding = encoding

    def meaning(self, piece: str) -> str:
        return html.unescape(piece) if piece[0] == "&" else super().meaning(piece)

    def write(self, text: str, raw: str) -> str:
        return expressed(html.escape(super().write(text, raw), quote=False), self._encoding)

    def settle(self, piece: str, raw: str) -> str:
        if piece == "<" or (piece[0] == "&" and piece[-1] != ";"):
            return Entities.write(self, self.meaning(piece), raw)
        return piece


class Flowing(Entities):
    """Text whose line breaks and indentation mean one space."""

    pattern = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);?|[<>&]|[ \t\r\n\f]+|[^<>& \t\r\n\f]+")
    plain = re.compile(r"[^<>&\t\r\n\f ]*(?: [^<>&\t\r\n\f ]+)* ?")

    def meaning(self, piece: str) -> str:
        return super().meaning(piece) if piece.strip(" \t\r\n\f") else " "

    def write(self, text: str, raw: str) -> str:
        return super().write(text, "")


class Break(Flowing):
    """A ``<br>``, which means a line break."""

    pattern = re.compile(r".+", re.DOTALL)
    plain = re.compile(r"(?!)")

    def meaning(self, piece: str) -> str:
        return "\n"

    def write(self, text: str, raw: str) -> str:
        return raw.join(Entities.write(self, line, "") for line in text.split("\n"))


class Value(Entities):
    """The value of an attribute, between the quotation marks *mark* or without any."""

    pattern = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);|[<>&]|\r\n?|[^<>&\r]+")

    def __init__(self, mark: str, encoding: str = "utf-8") -> None:
        super().__init__(encoding)
        self._mark = mark

    def write(self, text: str, raw: str) -> str:
        written = super().write(text, raw)
        written = written if self._mark == "'" else written.replace('"', "&quot;")
        return written if self._mark == '"' else written.replace("'", "&#39;")

    def close(self, written: str, raw: str) -> str:
        return written if self._mark or re.fullmatch(r"[^\s\"'=<>`]+", written) else f'"{written}"'


class Url(Value):
    """An address in an attribute: percent-encoded, with "+" for a space in its query."""

    pattern = re.compile(
        r"(?:%[89A-Fa-f][0-9A-Fa-f])+|%[0-7][0-9A-Fa-f]|&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);"
        r"|[<>&%+?]|\r\n?|[^<>&%+?\r]+"
    )
    plain = re.compile(r"[^<>&%+\r]*")
    _ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
    _FORM = re.compile(r"[\w.-]+=[^\s&=]*&(?:amp;)?[\w.-]+=")  # the fields of a form, without an address

    def _spaced(self, raw: str) -> bool:
        """Return whether "+" means a space in *raw* (after its question mark)."""
        query = "?" in raw and not raw.lower().startswith(("mailto:", "tel:", "sms:"))
        return query or self._FORM.match(raw) is not None

    def pieces(self, raw: str) -> list[tuple[str, str]]:
        pieces = super().pieces(raw)
        if "+" in raw and self._spaced(raw):
            query = -1 if self._FORM.match(raw) else pieces.index(("?", "?"))
            return [(p, " " if p == "+" and i > query else text) for i, (p, text) in enumerate(pieces)]
        return pieces

    def meaning(self, piece: str) -> str:
        if piece[0] != "%" or len(piece) == 1:
            return super().meaning(piece)
        try:
            return unquote(piece, errors="strict")
        except UnicodeDecodeError:
            return piece

    def write(self, text: str, raw: str) -> str:
        bare = self._ENCODED.sub("", raw)
        encoded = {unquote(code) for code in self._ENCODED.findall(raw)}
        safe = "".join(c for c in "/:@,;!$'()*~=&?#+[]" if (c in bare or c in "/:@,~") and c not in encoded)
        safe = safe.replace("+", "") if self._spaced(bare) else safe + "+"
        kept = safe if bare.isascii() else safe + "".join({c for c in text if ord(c) > 159})
        return super().write("".join(c if c in kept else quote(c, safe="") for c in text), raw)

    def settle(self, piece: str, raw: str) -> str:
        return {"%": "%25", "&": "&amp;", "<": "&lt;"}.get(piece, piece)


class Guarded(Notation):
    """Text between marks, as it stands; *mark*, which would end it, is written as *instead*."""

    def __init__(self, mark: str, instead: str) -> None:
        self._mark, self._instead = mark, instead

    def close(self, written: str, raw: str) -> str:
        return written.replace(self._mark, self._instead)


COMMENT = Guarded("-->", "-- >")
CDATA = Guarded("]]>", "]]]]><![CDATA[>")
SCRIPT = Guarded("</", "<\\/")


def expressed(text: str, encoding: str) -> str:
    """Return *text* with a numeric character reference for every letter that *encoding* lacks."""
    if text.isascii():
        return text
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
