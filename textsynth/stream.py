"""Records that arrive one by one: made safe one by one, in their order, in bounded memory.

Of a stream only the record at hand is known (or, with a scope field, the records so far), so that surrogates are told
apart by the keyed permutation alone (law 4).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from textsynth.document import Document
from textsynth.draw import derive
from textsynth.errors import SetAside, UsageError, place_of
from textsynth.format import named_format, too_large
from textsynth.pipeline import FileReport

if TYPE_CHECKING:
    from textsynth.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be made safe: its number in the stream from 1, and why. Never its text."""

    number: int
    reason: str
    advice: str


def stream(
    pipeline: Pipeline,
    records: Iterable[Any],
    *,
    field: str = "",
    scope_field: str = "",
    reject: Callable[[Rejected], Any] | None = None,
) -> Iterator[Any]:
    """Return an iterator of each of *records* made safe: strings as strings, everything else as JSON values.

    All that takes time to load is loaded at once, not when the first record arrives. With *field* (a dotted path) only
    that field is changed; with *scope_field* all records with the same value there share one mapping. A record that
    cannot be made safe goes to *reject*, and the rest goes on; without it, ``SetAside`` is raised there.
    """
    return _answers(Lines(pipeline, field, scope_field), records, reject)


def _answers(lines: Lines, records: Iterable[Any], reject: Callable[[Rejected], Any] | None) -> Iterator[Any]:
    for number, record in enumerate(records, 1):
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        answer = lines.answer(number, line)
        if not isinstance(answer, Rejected):
            yield json.loads(answer)
        elif reject:
            reject(answer)
        else:
            raise SetAside(answer.reason, f"record {number}: {answer.advice}")


class Lines:
    """Makes lines of JSON safe, one after the other."""

    def __init__(self, pipeline: Pipeline, field: str = "", scope_field: str = "") -> None:
        self._pipeline, self._field, self._scope_field = pipeline, field, scope_field
        self._format = named_format("jsonl")
        self.max_bytes = pipeline.config.reading.max_bytes
        pipeline.detector.ready()
        self.answer(0, b'{"n": ["Ann Lee <ann.lee@corp.example>, +1 212 555 0143, since 3 March 2024"]}')

    def answer(self, number: int, line: bytes) -> bytes | Rejected:
        """Return *line* made safe and verified, or why it cannot be."""
        from textsynth.formats.jsonl import read_record

        try:
            if len(line) > self.max_bytes:
                raise too_large(len(line), self.max_bytes)
            whole = read_record(line)
            document = Only(whole, self._field) if self._field else whole
            found = self._pipeline.detector.find(document.segments)
            kept = document.unseen if isinstance(document, Only) else ()
            return self._pipeline.record(document, found, self._format, FileReport(), self._scope(line), kept)
        except SetAside as error:
            return Rejected(number, error.reason, error.advice)
        except (UsageError, OSError, MemoryError):
            raise
        except Exception as error:  # one record must not end the stream
            return Rejected(
                number, "internal", f"an unexpected {type(error).__name__} at {place_of(error)}; please report it"
            )

    def _scope(self, line: bytes) -> str:
        """Return the scope that the record belongs to: named by its scope field, else by nothing (its own bytes)."""
        if not self._scope_field:
            return ""
        try:
            value: Any = json.loads(line)
        except ValueError:  # several values, which the format takes for one record
            raise SetAside("damaged", "this line holds more than one value, so it has no scope field") from None
        for part in self._scope_field.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value is None:
            return ""
        return derive(self._pipeline.key, "scope-field", json.dumps(value, sort_keys=True)).hex()


class Only(Document):
    """A record of which only one field is seen and changed."""

    def __init__(self, whole: Document, field: str) -> None:
        self._whole = whole
        self._seen = [
            number
            for number, segment in enumerate(whole.segments)
            if segment.role != "key" and (segment.hint == field or segment.hint.startswith(f"{field}."))
        ]
        self.segments = [whole.segments[number] for number in self._seen]
        self.unseen = [s.text for number, s in enumerate(whole.segments) if number not in set(self._seen)]

    def rewrite(self, edits: Any) -> bytes:
        placed: list[Any] = [[] for _ in self._whole.segments]
        for number, changes in zip(self._seen, edits, strict=True):
            placed[number] = changes
        return self._whole.rewrite(placed)


def pump(
    lines: Lines, source: BinaryIO, write: Callable[[bytes], Any], reject: Callable[[Rejected, bytes], Any]
) -> tuple[int, int]:
    """Answer each line of *source*: to *write* in input order, or to *reject* with the line as it was.

    Returns how many were written and rejected.
    """
    written = rejected = 0
    for number, line in enumerate(_lines(source, lines.max_bytes), 1):
        answer = lines.answer(number, line) if line.strip() else line
        if isinstance(answer, Rejected):
            rejected += 1
            reject(answer, line)
        else:
            written += 1
            write(answer if answer.endswith(b"\n") else answer + b"\n")
    return written, rejected


def _lines(source: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield the lines of *source*; of one longer than *limit* only its beginning, which no reader takes for a record."""
    while line := source.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = source.readline(limit + 1)
