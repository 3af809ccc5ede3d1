"""The nouns every other module speaks, and the one way text is edited.

Offsets are half-open code-point offsets into ``Segment.text``, everywhere. Nothing here shows text in its repr: what
is read is sensitive until it is replaced.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, NamedTuple

Role = Literal["text", "key", "name", "number"]


@dataclass(frozen=True, slots=True)
class Segment:
    """Text that is read whole: a paragraph, a cell, a JSON string, a header value.

    ``hint`` is what the document calls it: a column header, a dotted JSON path without indices (``patient.name``), a
    mail header (``From``), a speaker. ``role`` says what it is to the document: ordinary ``text``; a ``key`` (JSON key,
    column header: mostly words of a schema); a ``name`` of a file or folder; a ``number``, whose edits must stay one.
    """

    text: str = field(repr=False)
    hint: str = field(default="", repr=False)
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """Where sensitive text lies in one segment and what it is. Never holds the text."""

    start: int
    end: int
    label: str
    score: float = 1.0
    source: str = ""


class Edit(NamedTuple):
    """Replace ``text[start:end]`` of a segment by ``text``."""

    start: int
    end: int
    text: str


class Document(ABC):
    """One unit of a file that is read and rewritten whole; where each segment lives is its private knowledge.

    ``omitted`` gives a reason for every inner part (an attachment, a zip member) that no format reads and that
    ``rewrite`` therefore replaces by a line of text that says so.
    """

    segments: Sequence[Segment]
    omitted: Sequence[str] = ()

    @abstractmethod
    def rewrite(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        """Return the bytes of this document with *edits*: one list of sorted, disjoint edits per segment."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* with sorted, disjoint *edits*.

    >>> apply("Megan called", [Edit(0, 5, "Carla")])
    'Carla called'
    """
    out: list[str] = []
    at = 0
    for edit in edits:
        out += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join([*out, text[at:]])


def apply_to_pieces(pieces: Sequence[str], edits: Iterable[Edit]) -> list[str]:
    """Edit text that is stored in *pieces*; a replacement goes to the first piece that holds text of the original.

    What is inserted between two pieces goes to the second.

    >>> apply_to_pieces(["Jo", "hn Smith"], [Edit(0, 4, "Paul")])
    ['Paul', ' Smith']
    """
    ends = list(accumulate(map(len, pieces)))
    own: list[list[Edit]] = [[] for _ in pieces]
    for edit in edits:
        first = min(bisect_right(ends, edit.start), len(pieces) - 1)
        for index in range(first, max(first, bisect_left(ends, edit.end)) + 1):
            at, end = ends[index] - len(pieces[index]), min(edit.end, ends[index])
            own[index].append(Edit(max(edit.start - at, 0), end - at, edit.text if index == first else ""))
    return [apply(piece, changes) for piece, changes in zip(pieces, own, strict=True)]
