"""What would be found, without replacing it: the ``detect`` command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from textsynth.document import Segment, Span
from textsynth.errors import SetAside
from textsynth.pipeline import Pipeline
from textsynth.rewriting import Roster

TOGETHER = 64  # records whose segments share the model's batches


def spotted(pipeline: Pipeline, source: Path) -> Iterator[dict[str, Any]]:
    """Yield ``{"id", "spans"}`` for each record ``{"id", "text"}`` of a JSONL file, or for each segment of another file.

    A record is a scope: values found in it once are found in all of it. Raises ``SetAside`` for what cannot be read.
    """
    records = _records(source) if source.suffix.lower() in (".jsonl", ".ndjson") else None
    if records is not None and (first := next(records, None)) is not None and "text" in first:
        yield from _in_records(pipeline, first, records)
        return
    format = pipeline.format_for(source)
    with source.open("rb") as stream:
        number = 0
        for document in format.read(stream, pipeline.config.reading):
            for spans in spans_of(pipeline, document.segments):
                yield {"id": number, "spans": [as_dict(span) for span in spans]}
                number += 1


def _in_records(pipeline: Pipeline, first: dict[str, Any], rest: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    group = [first, *islice(rest, TOGETHER - 1)]
    while group:
        segments = [Segment(str(record.get("text", ""))) for record in group]
        found = pipeline.detector.find(segments)
        for record, segment, spans in zip(group, segments, found, strict=True):
            known = _with_known(pipeline, [segment], [spans])[0]
            yield {"id": record.get("id"), "spans": [as_dict(span) for span in known]}
        group = list(islice(rest, TOGETHER))


def spans_of(pipeline: Pipeline, segments: list[Segment] | Any) -> list[list[Span]]:
    """Return the spans of *segments* taken as one scope, propagated ones included."""
    return _with_known(pipeline, segments, pipeline.detector.find(segments))


def _with_known(pipeline: Pipeline, segments: Any, found: Any) -> list[list[Span]]:
    roster = Roster()
    roster.add(segments, found)
    return pipeline.rewriter(roster, "").spans(segments, found)


def as_dict(span: Span) -> dict[str, Any]:
    """Return *span* as JSON has it; never with its text."""
    return {
        "start": span.start, "end": span.end, "label": span.label, "score": round(span.score, 4), "source": span.source,
    }  # fmt: skip


def _records(source: Path) -> Iterator[dict[str, Any]]:
    with source.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError:
                raise SetAside("damaged", f"{source}: line {number} is not JSON") from None
            if not isinstance(record, dict):
                raise SetAside("damaged", f"{source}: line {number} is not a JSON object")
            yield record
