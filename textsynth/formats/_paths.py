"""Edits of a path inside of an archive, safe to unpack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textsynth.document import Edit
from textsynth.formats._pieces import apply_between

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]")


def edited_path(path: str, edits: Sequence[Edit]) -> str:
    """Return *path* with *edits*, which change the names of folders and files but neither their number nor order.

    >>> edited_path("Megan/notes.txt", [Edit(0, 5, "../Carla")])
    '..-Carla/notes.txt'
    """
    if not edits:
        return path
    pieces = [(text, index % 2 == 1) for index, text in enumerate(re.split(r"([/\\])", path))]
    names = apply_between(pieces, edits)
    return "".join(old if mark or new == old else _safe(new) for (old, mark), new in zip(pieces, names, strict=True))


def _safe(name: str) -> str:
    name = _UNSAFE.sub("-", name)
    return name if name.strip(". ") else "_"


def unused(path: str, taken: set[str]) -> str:
    """Return *path*, with a number before its suffix if it is among those *taken* (in any case), and note it there."""
    folder, slash, name = path.rstrip("/").rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    stem, end = (stem, dot + suffix) if stem else (name, "")
    candidate, number = path, 1
    while candidate.lower().rstrip("/") in taken:
        number += 1
        candidate = f"{folder}{slash}{stem}_{number}{end}" + "/" * path.endswith("/")
    taken.add(candidate.lower().rstrip("/"))
    return candidate
