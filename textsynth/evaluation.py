"""Score detection against gold: what was found of what had to be found, and what was found that need not be.

The scores are those of Pilán et al., The Text Anonymization Benchmark (2022), on characters: whether text is hidden
counts first, under which label second. Gold that annotates only some labels says so in ``coverage``; outside of it a
prediction is neither right nor wrong. Nothing here holds or prints text of a record.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textsynth.document import Span
from textsynth.errors import UsageError
from textsynth.labels import DIRECT, ours

if TYPE_CHECKING:
    from textsynth.pipeline import Pipeline

OFF = frozenset({"OCCUPATION", "MONEY"})  # labels that are not looked for: gold of them is neither missed nor false
EVERYTHING = "*"

Counts = Counter[tuple[str, str]]
"""How much of what: the keys are (label, quantity), with label "" for what does not depend on one."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text; ``covered`` holds the labels annotated exhaustively, ``None`` where all are."""

    id: str = field(repr=False)
    text: str = field(repr=False)
    spans: tuple[Span, ...]
    covered: frozenset[str] | None = None

    def covers(self, label: str) -> bool:
        """Return whether a prediction of *label* can be wrong here: everything that it may mean is annotated."""
        return self.covered is None or ours(label) <= self.covered


def evaluate(gold: Sequence[Path], pred: Path | None, pipeline: Pipeline | None) -> dict[str, Any]:
    """Return the scores of the predictions in *pred*, or else of what *pipeline* finds, for each file and in total.

    Every figure is ``{"value", "n"}``, with the number of characters, documents or tokens that it is a share of;
    ``value`` is ``None`` where there are none. ``UsageError`` names file and line of what cannot be read.
    """
    records = {path: read_gold(path) for path in gold}
    if pred is not None:
        counts = _against_file(records, pred)
    elif pipeline is not None:
        counts = {path: _against_pipeline(path, records[path], pipeline) for path in records}
    else:
        raise UsageError("there is nothing to evaluate: neither predictions nor a pipeline")
    total = sum(counts.values(), Counts())
    return {"files": {str(path): scores(found) for path, found in counts.items()}, "total": scores(total)}


# ---------------------------------------------------------------------------------------------------- reading
def read_gold(path: Path) -> list[Gold]:
    """Return the records of the JSONL file at *path*."""
    out = []
    for number, record in _lines(path):
        text, names = record.get("text"), record.get("coverage", [EVERYTHING])
        if not isinstance(text, str) or not isinstance(names, list):
            raise _broken(path, number, 'is not a record {"id", "text", "spans", "coverage"}')
        spans = _spans(record, path, number)
        _check_inside(text, spans, path, number)
        covered = None if EVERYTHING in names else frozenset().union(*(ours(str(n), coarse=True) for n in names))
        out.append(Gold(str(record.get("id")), text, spans, covered))
    return out


def read_predictions(path: Path) -> dict[str, tuple[int, tuple[Span, ...]]]:
    """Return, for each id in the JSONL file at *path*, its line and its spans."""
    out: dict[str, tuple[int, tuple[Span, ...]]] = {}
    for number, record in _lines(path):
        name = str(record.get("id"))
        if name in out:
            raise _broken(path, number, f"has the same id as line {out[name][0]}")
        out[name] = number, _spans(record, path, number)
    return out


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _object(line, path, number)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def _object(line: bytes, path: Path, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise _broken(path, number, "is not JSON in UTF-8") from None
    if not isinstance(record, dict):
        raise _broken(path, number, "is not a JSON object")
    return record


def _spans(record: Mapping[str, Any], path: Path, number: int) -> tuple[Span, ...]:
    """Return the spans of *record*; other tools call them ``entities`` and their labels ``entity_type``."""
    try:
        items = record["spans"] if "spans" in record else record["entities"]
        return tuple(Span(int(i["start"]), int(i["end"]), str(i.get("label") or i["entity_type"])) for i in items)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _broken(path, number, 'has no list "spans" of {"start", "end", "label"}') from None


def _check_inside(text: str, spans: Iterable[Span], path: Path, number: int) -> None:
    if any(not 0 <= span.start <= span.end <= len(text) for span in spans):
        raise _broken(path, number, "has a span whose offsets lie outside of its text")


def _broken(path: Path, number: int, problem: str) -> UsageError:
    return UsageError(f"{path}: line {number} {problem}")


# ---------------------------------------------------------------------------------------------------- counting
def _against_pipeline(path: Path, records: Sequence[Gold], pipeline: Pipeline) -> Counts:
    from textsynth.spotting import spotted

    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        raise UsageError(f"{path}: gold is a file of JSON lines whose name ends in .jsonl")
    counts = Counts()
    for record, found in zip(records, spotted(pipeline, path), strict=True):
        counts += tally(record, [Span(span["start"], span["end"], span["label"]) for span in found["spans"]])
    return counts


def _against_file(gold: Mapping[Path, Sequence[Gold]], pred: Path) -> dict[Path, Counts]:
    predictions = read_predictions(pred)
    ids = Counter(record.id for records in gold.values() for record in records)
    if any(n > 1 for n in ids.values()):
        raise UsageError(f"{pred}: the gold gives one id to several records, so predictions cannot be told apart")
    if ids and not ids.keys() & predictions.keys():
        raise UsageError(f"{pred}: has no prediction for any id of the gold")
    out = {}
    for path, records in gold.items():
        out[path] = Counts()
        for record in records:
            number, spans = predictions.get(record.id, (0, ()))
            _check_inside(record.text, spans, pred, number)
            out[path] += tally(record, spans)
            out[path]["", "unanswered"] += not number
    return out


def cells(text: str, spans: Iterable[Span]) -> set[int]:
    """Return the offsets of the characters in *spans* that are not blank."""
    return {at for span in spans for at in range(span.start, span.end) if not text[at].isspace()}


def tally(record: Gold, predicted: Sequence[Span]) -> Counts:
    """Return what *predicted* found of *record*, and what else it found."""
    text, sought = record.text, [span for span in record.spans if span.label not in OFF]
    gold, found = cells(text, sought), cells(text, predicted)
    off = cells(text, (span for span in record.spans if span.label in OFF)) - gold
    judged = [span for span in predicted if record.covers(span.label)]
    inside = cells(text, judged) - off
    counts = Counts({
        ("", "records"): 1, ("", "gold"): len(gold), ("", "found"): len(gold & found),
        ("", "predicted"): len(inside), ("", "true"): len(inside & gold),
    })  # fmt: skip
    if record.covered is None or record.covered:
        counts["", "tokens"] = len(text.split())
    _count_gold(counts, text, sought, predicted)
    _count_predicted(counts, text, sought, judged, gold, off)
    _count_direct(counts, text, [span for span in sought if ours(span.label) <= DIRECT], found)
    return counts


def _count_gold(counts: Counts, text: str, sought: Sequence[Span], predicted: Sequence[Span]) -> None:
    """Count, per label of the gold, what was found of it under any label and under a right one."""
    found = cells(text, predicted)
    for label in {span.label for span in sought}:
        spans = [span for span in sought if span.label == label]
        wanted, right = cells(text, spans), cells(text, (p for p in predicted if _same(p.label, label)))
        counts[label, "gold"] += len(wanted)
        counts[label, "found"] += len(wanted & found)
        counts[label, "named"] += len(wanted & right)
        counts[label, "spans"] += len(spans)
        counts[label, "touched"] += sum(not found.isdisjoint(cells(text, [span])) for span in spans)


def _count_predicted(
    counts: Counts, text: str, sought: Sequence[Span], judged: Sequence[Span], gold: set[int], off: set[int]
) -> None:
    """Count, per predicted label, what is gold, what is gold of that label, and the spans that touch no gold at all."""
    for label in {span.label for span in judged}:
        inside = cells(text, (span for span in judged if span.label == label)) - off
        right = cells(text, (span for span in sought if _same(label, span.label)))
        counts[label, "predicted"] += len(inside)
        counts[label, "true"] += len(inside & gold)
        counts[label, "right"] += len(inside & right)
    distinct = {(span.start, span.end): span for span in judged}
    for span in distinct.values():
        if (touched := cells(text, [span])) and touched.isdisjoint(gold | off):
            counts[span.label, "false spans"] += 1
            counts["", "false spans"] += 1


def _count_direct(counts: Counts, text: str, direct: Sequence[Span], found: set[int]) -> None:
    """Count whether a document has direct identifiers, and whether one of them was left whole or in part."""
    solid = [{at for at in range(span.start, span.end) if text[at].isalnum()} for span in direct]
    solid = [letters for letters in solid if letters]
    counts["", "direct"] += bool(solid)
    counts["", "missed"] += any(letters.isdisjoint(found) for letters in solid)
    counts["", "incomplete"] += any(not letters <= found for letters in solid)


def _same(predicted: str, gold: str) -> bool:
    """Return whether the label *predicted* is right for the label *gold*, which may be a coarser one."""
    return not ours(predicted).isdisjoint(ours(gold, coarse=True))


# ---------------------------------------------------------------------------------------------------- scores
def scores(counts: Counts) -> dict[str, Any]:
    """Return the figures that *counts* give."""
    precision, recall = _figure(counts, "", "true", "predicted"), _figure(counts, "", "found", "gold")
    false, tokens = counts["", "false spans"], counts["", "tokens"]
    return {
        "records": counts["", "records"],
        "unanswered": counts["", "unanswered"],
        "precision": precision,
        "recall": recall,
        "f1": _f(precision, recall, 1),
        "f2": _f(precision, recall, 2),
        "direct_missed": _figure(counts, "", "missed", "direct"),
        "direct_incomplete": _figure(counts, "", "incomplete", "direct"),
        "false_per_1000_tokens": {"value": round(1000 * false / tokens, 3) if tokens else None, "n": tokens},
        "labels": {label: _label(counts, label) for label in sorted(n for n, what in counts if what == "spans")},
        "false_spans": {
            label: n for (label, what), n in sorted(counts.items()) if label and what == "false spans" and n
        },
    }


def _label(counts: Counts, label: str) -> dict[str, Any]:
    """Return the figures of one label of the gold; its precision is that of all predicted labels that are right for it."""
    predicted: Counts = Counter()
    for (name, what), n in counts.items():
        if name and what in ("predicted", "true", "right") and _same(name, label):
            predicted["", what] += n
    return {
        "recall": _figure(counts, label, "found", "gold"),
        "recall_label": _figure(counts, label, "named", "gold"),
        "spans_touched": _figure(counts, label, "touched", "spans"),
        "precision": _figure(predicted, "", "true", "predicted"),
        "precision_label": _figure(predicted, "", "right", "predicted"),
    }


def _figure(counts: Counts, label: str, part: str, whole: str) -> dict[str, Any]:
    n = counts[label, whole]
    return {"value": round(counts[label, part] / n, 4) if n else None, "n": n}


def _f(precision: Mapping[str, Any], recall: Mapping[str, Any], beta: int) -> dict[str, Any]:
    """Return F-beta (van Rijsbergen, Information Retrieval, 1979); it is 0 where nothing was found."""
    p, r, weight, value = precision["value"], recall["value"], beta * beta, None
    if r == 0:
        value = 0.0
    elif p is not None and r is not None:
        value = round((1 + weight) * p * r / (weight * p + r), 4) if p + r else 0.0
    return {"value": value, "n": recall["n"]}


# ---------------------------------------------------------------------------------------------------- table
_SCORES = {
    "precision": "precision", "recall": "recall", "f1": "F1", "f2": "F2", "direct_missed": "direct missed",
    "direct_incomplete": "direct incomplete", "false_per_1000_tokens": "false / 1,000",
}  # fmt: skip
_LABEL_SCORES = {
    "recall": "recall", "recall_label": "right label", "spans_touched": "spans touched", "precision": "precision",
    "precision_label": "right label",
}  # fmt: skip


def table(scores: Mapping[str, Any]) -> str:
    """Return *scores* as plain text: a line per file, then a line per label of the gold, then what was found falsely."""
    files, total = scores["files"], scores["total"]
    shown = {**{Path(path).name: row for path, row in files.items()}, **({"total": total} if len(files) > 1 else {})}
    if len(files) + (len(files) > 1) != len(shown):  # two files of one name
        shown = {**files, "total": total}
    lines = _aligned([
        ["file", "records", *_SCORES.values()],
        *([name, f"{row['records']:,}", *(_cell(row[key]) for key in _SCORES)] for name, row in shown.items()),
    ])  # fmt: skip
    if total["labels"]:
        rows = ([label, *(_cell(row[key]) for key in _LABEL_SCORES)] for label, row in total["labels"].items())
        lines += ["", *_aligned([["label", *_LABEL_SCORES.values()], *rows])]
    if total["false_spans"]:
        ranked = sorted(total["false_spans"].items(), key=lambda item: (-item[1], item[0]))
        lines += ["", *_aligned([["found falsely", "spans"], *([label, f"{n:,}"] for label, n in ranked)])]
    if total["unanswered"]:
        lines += ["", f"{total['unanswered']:,} record(s) of the gold have no prediction; they count as nothing found."]
    return "\n".join([*lines, "", _EXPLAINED])


_EXPLAINED = """In parentheses: n. Precision, recall and F count characters that are not blank; precision only where the
gold annotates the predicted label exhaustively. Direct missed: share of the documents with direct identifiers in which
at least one was not touched; incomplete: in which a letter or digit of one was left. False: spans that touch no gold."""


def _cell(figure: Mapping[str, Any]) -> str:
    value = "–" if figure["value"] is None else f"{figure['value']:.3f}"
    return f"{value} ({figure['n']:,})"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
