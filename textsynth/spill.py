"""The spans of a file between its two passes: offsets and labels only, so that the file on disk gives nothing away."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from textsynth.document import Span


def spill(path: Path, found: Iterable[Sequence[Sequence[Span]]]) -> None:
    """Write *found*, the spans of each segment of each document of a file, to *path*, whole or not at all."""
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    with partial.open("wb") as file:
        for spans in found:
            rows = [[(s.start, s.end, s.label, s.score, s.source) for s in each] for each in spans]
            pickle.dump(rows, file, protocol=5)
    os.replace(partial, path)


def spilled(path: Path) -> Iterator[list[list[Span]]]:
    """Yield what ``spill`` wrote to *path*, one document after the other."""
    with path.open("rb") as file:
        while True:
            try:
                rows = pickle.load(file)
            except EOFError:
                return
            yield [[Span(*row) for row in spans] for spans in rows]
