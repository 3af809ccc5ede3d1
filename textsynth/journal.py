"""What a run has finished, so that a killed one can go on: a file of lines beside the output.

A line names its source by a keyed digest and holds the treated name, never an original (law 6).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from textsynth.draw import derive
from textsynth.errors import UsageError


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished file: which source it was, with which bytes, where it went, and its row of the report."""

    source: str
    scope: str
    target: str
    row: dict[str, Any]


class Journal:
    """The finished files of one run. *identity* is all that decides the output; a run goes on only under the same."""

    def __init__(self, path: Path, key: bytes, identity: dict[str, Any], resume: bool) -> None:
        self._path, self._key = path, derive(key, "journal")
        self.entries: dict[str, Entry] = {}
        if resume and path.exists():
            self._load(identity)
        self._rewrite(identity)

    def name(self, relative: str) -> str:
        """Return the name under which the source at *relative* is entered."""
        return derive(self._key, relative).hex()[:32]

    def add(self, entry: Entry) -> None:
        """Enter a file whose output is in place."""
        self.entries[entry.source] = entry
        self._append(asdict(entry))

    def _rewrite(self, identity: dict[str, Any]) -> None:
        """Write what is known so far, whole or not at all: the line that a killed run left unfinished goes."""
        partial = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        rows = [identity, *map(asdict, self.entries.values())]
        partial.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        os.replace(partial, self._path)

    def _append(self, row: dict[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def _load(self, identity: dict[str, Any]) -> None:
        rows = []
        for line in self._path.read_text("utf-8").splitlines():
            try:
                rows.append(json.loads(line))
            except ValueError:  # the line that was being written when the run was killed
                break
        if rows and rows[0] != json.loads(json.dumps(identity)):
            raise UsageError(
                f"{self._path}: the earlier run had another key, configuration, model or version; "
                "use the same (a random key cannot be resumed: give --key-file), or start into a new folder"
            )
        self.entries = {row["source"]: Entry(**row) for row in rows[1:]}
