"""XML files (XML 1.0), also SVG, feeds, GPX and KML; edited in place, so that all markup stays byte for byte.

A segment is the text of an element, called by the element's path; where text and elements stand side by side, as in
``Jo<b>hn</b> Smith``, they are read together. Entities are never expanded. Pages inside (feeds) are read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import BinaryIO, Literal
from xml.parsers import expat

from textsynth.document import Document
from textsynth.encoding import decode
from textsynth.errors import SetAside
from textsynth.format import Reading
from textsynth.formats._html import ENCODED, Page, is_data, looks_like_page
from textsynth.formats._markup import CDATA, COMMENT, Attribute, Entities, Event, Url, Value, events
from textsynth.formats._places import Notation, Part, Parts, Place, SplicedDocument, read_places, segment_part
from textsynth.formats._stream import head_text
from textsynth.formats._visible import embedded, visible
from textsynth.formats.html import declared

LONGEST_HINT = 200

_BEGINNING = re.compile(r"\s*<(?:\?xml\s|[A-Za-z][\w.:-]*(?:\s[^<>]*)?\sxmlns(?::\w+)?=)")
_SILENT = re.compile(r"xmlns(?::.*)?|xml:(?:space|lang|base)|xsi:(?:schemaLocation|type|nil)|version|encoding|class")
_ADDRESSES = ("href", "xlink:href", "src", "url", "uri")


class Xml:
    """An XML file, read whole."""

    name = "xml"
    suffixes = (
        ".xml", ".svg", ".rss", ".atom", ".kml", ".gpx", ".xsl", ".xslt", ".xsd", ".wsdl", ".plist", ".opml", ".fb2",
        ".tei", ".dita", ".xlf", ".xliff", ".tmx", ".ttml", ".rdf", ".owl", ".graphml", ".gexf", ".resx",
    )  # fmt: skip
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        return _BEGINNING.match(head_text(head)) is not None

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        data = reading.whole(stream)
        decoded = decode(data, declared(data, "utf-8"))
        yield SplicedDocument(decoded, Tree(decoded.text, decoded.encoding).scan())

    def texts(self, data: bytes) -> Iterable[str]:
        try:
            return [text for found in parsed(data) for text in embedded(found)]
        except (expat.ExpatError, ValueError, LookupError, SetAside):
            return visible(decode(data, declared(data, "utf-8")).text)


class Tree:
    """An XML file under the scanner."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text, self._encoding, self._entities = text, encoding, Entities(encoding)
        self._parts: list[Part] = []
        self._run: list[Place] = []  # the text that is read together, so far
        self._named = ""  # the path of the element where it began
        self._open: list[tuple[str, str]] = []  # names and paths of the open elements

    def scan(self) -> Parts:
        """Return the parts of the file."""
        end = Event("end", len(self._text), len(self._text))
        joined = False  # whether what came before is text of the same element
        for event, following in pairwise(chain(events(self._text, xml=True), (end,))):
            if event.kind in ("text", "cdata"):
                joined = self._add_text(event)
            elif event.kind in ("open", "close"):
                if not (joined if event.kind == "open" else self._is_text(following)):
                    self._flush()
                self._step(event)
                joined = False
            else:
                notation = COMMENT if event.kind == "comment" else Notation()
                self._add([Place(event.start, event.end, notation)], event.name or event.kind)
        self._flush()
        return Parts(self._text, self._parts)

    def _add_text(self, event: Event) -> bool:
        if not self._run or not self._is_run():
            self._named = self._open[-1][1] if self._open else ""
        self._run.append(Place(event.start, event.end, self._entities if event.kind == "text" else CDATA))
        return self._is_text(event)

    def _is_run(self) -> bool:
        return any(not self._text[place.start : place.end].isspace() for place in self._run)

    def _is_text(self, event: Event) -> bool:
        return event.kind in ("text", "cdata") and not self._text[event.start : event.end].isspace()

    def _step(self, event: Event) -> None:
        """Go into an element, or out of one."""
        if event.kind == "close":
            if any(name == event.name for name, _ in self._open[-20:]):
                while self._open.pop()[0] != event.name:
                    pass
            return
        path = f"{self._open[-1][1]}.{_local(event.name)}" if self._open else _local(event.name)
        for attribute in event.attributes:
            self._add_attribute(attribute, event)
        if self._text[event.end - 1] != "/" or self._text[event.end] != ">":
            self._open.append((event.name, path[-LONGEST_HINT:]))

    def _add_attribute(self, attribute: Attribute, event: Event) -> None:
        name, start, end, quote = attribute
        raw = self._text[start:end]
        if not raw or raw.isspace() or _SILENT.fullmatch(name) or is_data(name, raw):
            return
        address = name.lower() in _ADDRESSES and not raw.lower().startswith(("javascript:", "data:"))
        notation = (Url if address or ENCODED.fullmatch(raw) else Value)(quote, self._encoding)
        hint = _local(name)
        if hint in ("value", "content", "v"):
            named = (
                self._text[a.start : a.end] for a in event.attributes if a.name in ("name", "key", "k", "property")
            )
            hint = next(named, hint)
        self._add([Place(start, end, notation)], hint[:LONGEST_HINT])

    def _flush(self) -> None:
        run, self._run = self._run, []
        if not self._is_page(run):
            self._add(run, self._named)

    def _is_page(self, run: list[Place]) -> bool:
        """Return whether *run* is a page (as feeds have it), in which case its parts are added."""
        run = [place for place in run if not self._text[place.start : place.end].isspace()]
        if len(run) != 1 or not looks_like_page(text := read_places(self._text, run)):
            return False
        self._parts.append(Part((run[0],), Page(text, self._encoding, 1).scan()))
        return True

    def _add(self, places: list[Place], hint: str) -> None:
        if places and (part := segment_part(self._text, places, hint)):
            self._parts.append(part)


def parsed(data: bytes) -> list[str]:
    """Return the strings of an XML file as expat reads it; raise ``ValueError`` where it declares entities."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, 1 << 20
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.CharacterDataHandler = parser.CommentHandler = found.append
    parser.ProcessingInstructionHandler = lambda target, content: found.append(content)
    parser.StartElementHandler = lambda name, attributes: found.extend(attributes.values())
    parser.EntityDeclHandler = _refuse
    parser.StartDoctypeDeclHandler = lambda *names: found.extend(name for name in names if isinstance(name, str))
    parser.Parse(data, True)
    return found


def _refuse(*_: object) -> None:
    raise ValueError("entities are not expanded")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


format = Xml()
