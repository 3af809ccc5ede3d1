"""Byte-exact rewriting: only the places whose text was edited are written anew.

A *place* is a range of a file's text that is written in some *notation* (with entities, with backslashes, doubled
quotes, or plainly). What is read from it is cut into pieces as small as the notation allows, so that an edit touches
its own characters only and everything beside it keeps the spelling that it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

from textsynth.document import Document, Edit, Segment, apply, apply_to_pieces
from textsynth.encoding import Decoded


class Notation:
    """How text is written in one kind of place; this one: as it is, with any of the three kinds of line ends.

    *raw* is always what stands in the file for the whole place; ``pieces`` of it joined give it back.
    """

    pattern = re.compile(r"\r\n?|[^\r]+")
    plain = re.compile(r"[^\r]*")  # what matches whole is read as it is

    def pieces(self, raw: str) -> list[tuple[str, str]]:
        """Return *raw* cut into pieces, each with the text that it means."""
        return [(piece, self.meaning(piece)) for piece in self.pattern.findall(raw)]

    def read(self, raw: str) -> str:
        """Return the text that *raw* means."""
        return raw if self.plain.fullmatch(raw) else "".join(text for _, text in self.pieces(raw))

    def meaning(self, piece: str) -> str:
        """Return the text that one piece means."""
        return "\n" if piece[0] == "\r" else piece

    def write(self, text: str, raw: str) -> str:
        """Return how *text* is written in the place of *raw*, in its style."""
        return text.replace("\n", newline_of(raw)) if "\r" in raw else text

    def settle(self, piece: str, raw: str) -> str:
        """Return how an unedited piece is written where something beside it was edited."""
        return piece

    def close(self, written: str, raw: str) -> str:
        """Return *written* made fit to stand where *raw* stood (put into quotes, for instance)."""
        return written


class Place(NamedTuple):
    """The range ``start:end`` of a text and the notation that it is written in."""

    start: int
    end: int
    notation: Notation


class Scanned(Protocol):
    """A text whose segments are known."""

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments, in the order of the text."""

    def splices(self, edits: Sequence[Sequence[Edit]]) -> list[Edit]:
        """Return the edits of the text that carry out *edits*, one list per segment; sorted and disjoint."""


class Part(NamedTuple):
    """One segment and the places that make it up; or one place that holds a text with segments of its own.

    ``again`` are other places that hold the same and change with it.
    """

    places: tuple[Place, ...]
    content: Segment | Scanned
    again: Sequence[Place] = ()

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments of this part."""
        return (self.content,) if isinstance(self.content, Segment) else self.content.segments

    def edits(self, edits: Sequence[Sequence[Edit]]) -> Sequence[Edit]:
        """Return the edits of the text of the places that carry out *edits*, one list per segment."""
        return edits[0] if isinstance(self.content, Segment) else self.content.splices(edits)


class Parts:
    """A text that is scanned into parts."""

    def __init__(self, text: str, parts: Iterable[Part]) -> None:
        self._text, self._parts = text, list(parts)
        self.segments: Sequence[Segment] = list(chain.from_iterable(part.segments for part in self._parts))

    def splices(self, edits: Sequence[Sequence[Edit]]) -> list[Edit]:
        """Return the edits of the text that carry out *edits*, one list per segment."""
        out: list[Edit] = []
        at = 0
        for part in self._parts:
            count = len(part.segments)
            own = edits[at : at + count]
            at += count
            if any(own):
                changes = part.edits(own)
                for places in (part.places, *((place,) for place in part.again)):
                    out += rewritten(self._text, places, changes)
        return sorted(out)


class SplicedDocument(Document):
    """A decoded text whose edited places are spliced in."""

    def __init__(self, decoded: Decoded, scanned: Scanned) -> None:
        self._decoded, self._scanned = decoded, scanned
        self.segments = scanned.segments

    def rewrite(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        text = self._decoded.text
        if any(edits):
            text = apply(text, self._scanned.splices(edits))
        return self._decoded.encode(text)


def read_places(text: str, places: Iterable[Place]) -> str:
    """Return what the *places* of *text* mean, joined."""
    return "".join(place.notation.read(text[place.start : place.end]) for place in places)


def segment_part(text: str, places: Sequence[Place], hint: str = "") -> Part | None:
    """Return the part whose segment is the text of *places*; nothing where that is blank."""
    meaning = read_places(text, places)
    return Part(tuple(places), Segment(meaning, hint)) if meaning and not meaning.isspace() else None


def rewritten(text: str, places: Sequence[Place], edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the edits of *text* that carry out *edits*, which are offsets into what *places* mean, joined."""
    raws = [text[place.start : place.end] for place in places]
    cut = [place.notation.pieces(raw) for place, raw in zip(places, raws, strict=True)]
    new = iter(apply_to_pieces([meaning for pieces in cut for _, meaning in pieces], edits))
    for place, raw, pieces in zip(places, raws, cut, strict=True):
        notation, meanings = place.notation, [next(new) for _ in pieces]
        if any(meaning != old for meaning, (_, old) in zip(meanings, pieces, strict=True)):
            written = (
                notation.settle(piece, raw) if meaning == old else notation.write(meaning, raw)
                for meaning, (piece, old) in zip(meanings, pieces, strict=True)
            )
            yield Edit(place.start, place.end, notation.close("".join(written), raw))


def newline_of(raw: str) -> str:
    """Return the line end that *raw* uses."""
    return "\r\n" if "\r\n" in raw else "\r" if "\r" in raw and "\n" not in raw else "\n"
