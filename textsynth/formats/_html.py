"""HTML as segments: the text of each block, attributes, comments, and the JSON and the pages that stand inside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from textsynth.document import Segment
from textsynth.formats._json import Json
from textsynth.formats._markup import (
    BLOCKS,
    COMMENT,
    SCRIPT,
    Attribute,
    Break,
    Entities,
    Event,
    Flowing,
    Url,
    Value,
    events,
)
from textsynth.formats._places import Notation, Part, Parts, Place, Scanned, read_places, segment_part
from textsynth.formats._tokens import Broken

DEEPEST = 3  # how many pages stand inside of one another
LONGEST_HINT = 100

_STRUCTURAL = frozenset(
    "abbr accept accept-charset align autocomplete bgcolor border cellpadding cellspacing charset color cols "
    "colspan coords crossorigin dir disabled enctype face fill font-size height hidden http-equiv integrity lang language "
    "loading maxlength media method min minlength nonce rel role rows rowspan rules scope shape size sizes span stroke "
    "stroke-width tabindex target transform translate type valign version viewbox vspace width wrap".split()
)
_ADDRESSES = frozenset(
    "href src action formaction cite poster data srcset longdesc background manifest ping xlink:href imagesrcset".split()
)
_NAMES = frozenset(("id", "name", "for", "headers", "usemap", "aria-labelledby", "aria-describedby", "aria-controls"))
_GEOMETRY = frozenset(
    ("d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "step")
)
_NUMBERS = re.compile(r"[\sA-Za-z]?(?:[\d.,+\-%]|[eE]-|[MmLlHhVvCcSsQqTtAaZz\s])*(?:px|em|rem)?")
_SPEAKING = re.compile(r"@|\d{5}|[^\W\d_]{2,}[-_. +]+[^\W\d_]{2,}")  # a name that may be someone's
_LONG = re.compile(r"@|\d{5}|[^\W\d_]{5}")  # a name of a part of a page that may tell something
_STYLE = re.compile(r"@|url\(|\d{5}|[A-Z][a-z]+ [A-Z]")  # a style that says more than how something looks
ENCODED = re.compile(r"(?=\S*%[0-9A-Fa-f]{2})\S+")  # a value that is percent-encoded, though no address
_BINARY = re.compile(
    r"data:(?:image|audio|video|font|application/(?:octet-stream|x?-?font|font|pdf|wasm))[^,]*;base64,", re.I
)
_PAGE = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")


@dataclass
class _Table:
    """Where we are in a table, and what its cells are called."""

    headers: dict[int, str] = field(default_factory=dict)
    label: str = ""  # what the row's last header cell says
    column: int = -1
    span: int = 1
    cell: str = ""
    head: bool = False

    def open(self, name: str, span: int) -> None:
        """Note the start of a row (``tr``), of a cell (``td``, ``th``) or of a header (``thead``)."""
        if name == "tr":
            self.column, self.span, self.label, self.cell = -1, 1, "", ""
        elif name in ("td", "th"):
            self.column, self.span = self.column + self.span, span
            self.cell = "th" if self.head else name
        elif name in ("thead", "tbody", "tfoot"):
            self.head = name == "thead"

    @property
    def hint(self) -> str:
        """What the cell is called."""
        return "" if self.cell == "th" else self.headers.get(self.column, "") or self.label

    def read(self, text: str) -> None:
        """Note the text of the cell."""
        if self.cell == "th":
            self.headers[self.column] = self.label = text
        elif self.cell == "td":
            self.label = text if text.endswith(":") else ""


class Page:
    """A page (or a piece of one) under the scanner."""

    def __init__(self, text: str, encoding: str, depth: int = 0) -> None:
        self._text, self._encoding, self._depth = text, encoding, depth
        self._flowing, self._kept, self._break = Flowing(encoding), Entities(encoding), Break(encoding)
        self._parts: list[Part] = []
        self._run: list[Place] = []  # the text of the block so far
        self._tables: list[_Table] = []
        self._block, self._term, self._label, self._script = "", "", "", ""
        self._preformatted = 0
        self._names: dict[str, list[Place]] = {}

    def scan(self) -> Parts:
        """Return the parts of the page."""
        for event in events(self._text):
            if event.kind == "text":
                kept = self._preformatted or event.name == "textarea"
                self._run.append(Place(event.start, event.end, self._kept if kept else self._flowing))
            elif event.kind == "open":
                self._open(event)
            elif event.kind == "close":
                self._close(event.name)
            elif event.kind == "comment":
                self._add_comment(event)
            else:
                self._add_raw(event)
        self._flush()
        self._add_names()
        return Parts(self._text, self._parts)

    def _open(self, event: Event) -> None:
        name = event.name
        if name == "br":
            start = self._text.rindex("<", 0, event.start)
            self._run.append(Place(start, event.end + 1, self._break))
        if name in BLOCKS:
            self._flush()
            self._block = name
        values = {a.name: self._text[a.start : a.end] for a in event.attributes}
        if name == "table":
            self._tables.append(_Table())
        elif self._tables:
            span = values.get("colspan", "")
            self._tables[-1].open(name, int(span) if span.isdecimal() and len(span) < 4 else 1)
        self._preformatted += name == "pre"
        self._script = values.get("type", "").lower() if name == "script" else ""
        for attribute in event.attributes:
            self._add_attribute(attribute, values)

    def _close(self, name: str) -> None:
        if name not in BLOCKS:
            return
        self._flush()
        self._block = ""
        if name == "table" and self._tables:
            self._tables.pop()
        elif name == "pre":
            self._preformatted = max(0, self._preformatted - 1)

    def _flush(self) -> None:
        """End the block: what was read of it is a segment."""
        run, self._run = self._run, []
        if not run or not (part := segment_part(self._text, run, self._hint())):
            return
        self._parts.append(part)
        said = " ".join(read_places(self._text, run).split())[:LONGEST_HINT]
        if self._block == "dt":
            self._term = said
        elif self._block == "label":
            self._label = said
        if self._tables:
            self._tables[-1].read(said)

    def _hint(self) -> str:
        if self._block == "dd":
            return self._term
        if self._block == "title":
            return "title"
        if self._block == "textarea":
            return self._label
        return self._tables[-1].hint if self._tables else ""

    def _add(self, places: Sequence[Place], hint: str) -> None:
        if part := segment_part(self._text, places, hint):
            self._parts.append(part)

    def _add_comment(self, event: Event) -> None:
        """Add a comment, also one that is a piece of a page, as mail programs have them for one another."""
        place, text = Place(event.start, event.end, COMMENT), self._text[event.start : event.end]
        if looks_like_page(text) and (inner := self._page(text)):
            self._parts.append(Part((place,), inner))
        else:
            self._add([place], "comment")

    def _add_raw(self, event: Event) -> None:
        place = Place(event.start, event.end, SCRIPT if event.name in ("script", "style", "xmp") else Notation())
        text = self._text[event.start : event.end]
        if event.name == "script" and ("json" in self._script or not self._script) and (inner := self._json(text)):
            self._parts.append(Part((place,), inner))
        else:
            self._add([place], event.name)

    def _add_attribute(self, attribute: Attribute, values: Mapping[str, str]) -> None:
        name, start, end, quote = attribute
        raw = self._text[start:end]
        fragment = name == "href" and raw.startswith("#")
        named = name in _NAMES or name == "class" or fragment
        if (
            not raw
            or raw.isspace()
            or name in _STRUCTURAL
            or (is_data(name, raw) if not named else not _LONG.search(raw))
        ):
            return
        if named:
            self._names.setdefault(raw[fragment:], []).append(
                Place(start + fragment, end, Value(quote, self._encoding))
            )
            return
        address = name in _ADDRESSES and not raw.lower().startswith(("javascript:", "data:"))
        place = Place(start, end, (Url if address or ENCODED.fullmatch(raw) else Value)(quote, self._encoding))
        text = place.notation.read(raw)
        if inner := self._page(text) if name == "srcdoc" else self._json(text):
            self._parts.append(Part((place,), inner))
        else:
            self._add([place], self._called(name, values))

    def _add_names(self) -> None:
        """Add the names of parts and of classes, each once: a link and what it leads to go on having the same."""
        for raw, places in self._names.items():
            segment = Segment(places[0].notation.read(raw), "element id", "key")
            self._parts.append(Part((places[0],), segment, places[1:]))

    def _called(self, name: str, values: Mapping[str, str]) -> str:
        """Return what an attribute is called: by its tag's name or label where it is but the value or the content."""
        if name in ("value", "content"):
            named = (
                values[key] for key in ("name", "property", "itemprop", "aria-label", "placeholder") if values.get(key)
            )
            return next(named, self._label or name)[:LONGEST_HINT]
        return name

    def _json(self, text: str) -> Scanned | None:
        try:
            return Json(text, self._encoding) if text.strip()[:1] in ("{", "[") else None
        except Broken:
            return None

    def _page(self, text: str) -> Scanned | None:
        return Page(text, self._encoding, self._depth + 1).scan() if self._depth < DEEPEST else None


def looks_like_page(text: str) -> bool:
    """Return whether *text* holds a tag."""
    return "<" in text and _PAGE.search(text) is not None


def is_data(name: str, raw: str) -> bool:
    """Return whether a value is nobody's text: coordinates, a picture, the name of a part of the page."""
    if name in _NAMES or name == "style":
        return not (_STYLE if name == "style" else _SPEAKING).search(raw)
    return (name in _GEOMETRY and _NUMBERS.fullmatch(raw) is not None) or _BINARY.match(raw) is not None
