"""The nouns every other module speaks, and the one way text is edited.

Offsets are half-open code-point offsets into ``Segment.text``, everywhere. Nothing here shows text in its repr: what
is read is sensitive until it is replaced.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
    return apply_to_pieces([text], edits)[0]


def apply_to_pieces(pieces: Sequence[str], edits: Iterable[Edit]) -> list[str]:
    """Edit text that is stored in *pieces*; a replacement goes to the first piece that it touches.

    >>> apply_to_pieces(["Jo", "hn Smith"], [Edit(0, 4, "Paul")])
    ['Paul', ' Smith']
    """
    edits = list(edits)
    out, at, first = [], 0, 0
    for index, piece in enumerate(pieces):
        end, kept, result = at + len(piece), at, []
        last = index == len(pieces) - 1
        for number in range(first, len(edits)):
            edit = edits[number]
            if edit.start > end or (edit.start == end and not last):
                break
            if edit.end < at or (edit.end == at and edit.start < at):
                first = number + 1
                continue
            result.append(piece[max(kept, at) - at : max(edit.start, at) - at])
            if edit.start >= at:
                result.append(edit.text)
            kept = max(kept, min(edit.end, end))
            if edit.end <= end:
                first = number + 1
        result.append(piece[kept - at :])
        out.append("".join(result))
        at = end
    return out
