"""Edit text that is held together by fixed marks: the folders of a path, the addresses of a mail header.

An edit changes what lies between the marks and never a mark itself, so that what was valid stays valid.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from textsynth.document import Edit, apply

Piece = tuple[str, bool]  # text, and whether it is a mark


def apply_between(pieces: Sequence[Piece], edits: Iterable[Edit]) -> list[str]:
    """Return the texts of *pieces* with *edits* to their concatenation; pieces that are marks stay.

    A replacement with the marks of what it replaces is laid out between them, else it goes to the first piece touched.

    >>> apply_between([("Meg", False), ("/", True), ("a.txt", False)], [Edit(0, 5, "Jo/b")])
    ['Jo', '/', 'b.txt']
    """
    starts = list(accumulate((len(text) for text, _ in pieces), initial=0))
    own: list[list[Edit]] = [[] for _ in pieces]
    for edit in edits:
        for index, part in _placed(pieces, starts, edit):
            own[index].append(part)
    return [apply(text, changes) for (text, _), changes in zip(pieces, own, strict=True)]


def _placed(pieces: Sequence[Piece], starts: Sequence[int], edit: Edit) -> list[tuple[int, Edit]]:
    """Return *edit* as edits of single pieces, with offsets into them."""
    groups, marks = _touched(pieces, starts, edit)
    if not any(groups):
        return _inserted(pieces, starts, edit)
    placed = []
    for group, text in zip(groups, _laid_out(groups, marks, edit.text), strict=True):
        for place, index in enumerate(group):
            begin = max(edit.start, starts[index]) - starts[index]
            end = min(edit.end, starts[index + 1]) - starts[index]
            placed.append((index, Edit(begin, end, text if place == 0 else "")))
    return placed


def _touched(pieces: Sequence[Piece], starts: Sequence[int], edit: Edit) -> tuple[list[list[int]], list[str]]:
    """Return the pieces that *edit* covers some of, in groups between marks, and the marks."""
    groups: list[list[int]] = [[]]
    marks: list[str] = []
    for index in range(max(0, bisect_right(starts, edit.start) - 1), len(pieces)):
        if starts[index] >= edit.end:
            break
        if pieces[index][1]:
            groups.append([])
            marks.append(pieces[index][0])
        elif starts[index + 1] > max(edit.start, starts[index]):
            groups[-1].append(index)
    return groups, marks


def _laid_out(groups: Sequence[Sequence[int]], marks: Sequence[str], text: str) -> list[str]:
    """Return what of *text* each group between the marks gets."""
    parts, rest = [], text
    for mark in marks:
        part, found, after = rest.partition(mark)
        if not found:
            break
        parts.append(part)
        rest = after
    parts.append(rest)
    if len(parts) == len(groups) and all(group or not part.strip() for group, part in zip(groups, parts, strict=True)):
        return parts
    first = next(number for number, group in enumerate(groups) if group)
    return [text if number == first else "" for number in range(len(groups))]


def _inserted(pieces: Sequence[Piece], starts: Sequence[int], edit: Edit) -> list[tuple[int, Edit]]:
    """Return an edit that touches no text between marks as an insertion beside it, if there is such text."""
    for index in range(max(0, bisect_right(starts, edit.start) - 2), len(pieces)):
        if starts[index] > edit.end:
            break
        if not pieces[index][1] and starts[index + 1] >= edit.start:
            at = min(max(edit.start, starts[index]), starts[index + 1]) - starts[index]
            return [(index, Edit(at, at, edit.text))]
    return []
