"""What each command does."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO

from textsynth.config import Config, from_toml, profiled
from textsynth.errors import UsageError
from textsynth.format import formats
from textsynth.keys import read_key, write_key
from textsynth.pipeline import Pipeline
from textsynth.report import Report, Row
from textsynth.sources import beside, replaced


def configured(arguments: argparse.Namespace) -> Config:
    """Return the Config that the common options ask for: the profile, then ``--config``, then the other options."""
    config = profiled(arguments.profile)
    if arguments.config:
        config = from_toml(arguments.config, config)
    changes: dict[str, Any] = {
        name: getattr(arguments, name) for name in ("preset", "consistency", "model") if getattr(arguments, name)
    }
    if arguments.labels:
        changes["labels"] = frozenset(_listed(arguments.labels))
    if arguments.allow_language:
        changes["languages"] = tuple(_listed(arguments.allow_language))
    if arguments.rules_only:
        changes["model"] = None
    if arguments.key_file:
        changes["key"] = read_key(arguments.key_file)
    for name in ("device", "format"):
        if getattr(arguments, name):
            changes[name] = getattr(arguments, name)
    reading = config.reading
    if getattr(arguments, "copy_unsupported", False):
        reading = replace(reading, copy_unsupported=True)
    if arguments.max_bytes:
        reading = replace(reading, max_bytes=arguments.max_bytes)
    config = replace(config, reading=reading, **changes)
    if config.format and config.format not in {f.name for f in formats()}:
        raise UsageError(f"unknown format {config.format!r}; the formats are {', '.join(f.name for f in formats())}")
    return config


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def deidentify(arguments: argparse.Namespace) -> int:
    """Rewrite files and folders."""
    from textsynth.batch import Options
    from textsynth.batch import deidentify as run

    if not arguments.out and not arguments.dry_run:
        raise UsageError("say where the output goes: -o OUT (or --dry-run to see what would be found)")
    if arguments.resume and not arguments.key_file:
        raise UsageError("--resume needs the --key-file of the run that was killed")
    config, out = configured(arguments), arguments.out or Path("dry-run")
    options = Options(
        jobs=arguments.jobs or os.cpu_count() or 1, resume=arguments.resume, dry_run=arguments.dry_run,
        report_paths=arguments.report_paths, resumable=bool(config.key),
    )  # fmt: skip
    place = arguments.report or (None if arguments.dry_run else beside(out, "report.json"))
    if arguments.report:
        _check_report(arguments.report, arguments.inputs, out)
    key = config.key or secrets.token_bytes(32)
    with _shown(arguments.log) as shown:
        report = run(config, arguments.inputs, out, key=key, options=options, progress=shown.progress, log=shown.log)
    if place:
        _write_report(report, place)
    print(summary(report, out, place))
    return report.exit_code


def _check_report(place: Path, inputs: Sequence[Path], out: Path) -> None:
    around = (place.resolve(), *place.resolve().parents)
    for other, what in [(out, "output"), *((given, "input") for given in inputs)]:
        if other.resolve() in around:
            raise UsageError(f"{place}: the report must not lie inside of the {what} {other}")
    if not place.resolve().parent.is_dir():
        raise UsageError(f"{place}: its folder does not exist")
    if place.is_dir() or not os.access(place if place.exists() else place.resolve().parent, os.W_OK):
        raise UsageError(f"{place}: cannot be written")


def _write_report(report: Report, place: Path) -> None:
    try:
        report.write(place)
    except OSError as error:
        raise UsageError(
            f"{place}: the output is complete, but its report cannot be written ({error.strerror})"
        ) from error


def summary(report: Report, out: Path, place: Path | None) -> str:
    """Return what the terminal says at the end of a run."""
    lines = [f"{sum(report.labels.values()):,} spans in {report.count('written', 'partial')} file(s) "
             + ("would be replaced" if report.dry_run else f"replaced and verified: {out}")]  # fmt: skip
    lines += [f"  {label:<20}{n:>8,}" for label, n in report.labels.most_common()]
    for row in report.rows:
        name = f"file {row.number}" + (f" ({report.sources[row.number - 1]})" if report.sources else "")
        if row.status == "set-aside":
            lines.append(f"set aside: {name}: {row.reason}: {row.advice}")
        elif row.status == "partial":
            lines.append(
                f"written without {len(row.omitted)} inner part(s): {name}: {', '.join(sorted(set(row.omitted)))}"
            )
        elif row.status == "copied":
            lines.append(f"copied unchanged, as asked: {name}")
    if report.random_key:
        lines.append("A random key was used: another run will choose other substitutes (see keygen and --key-file).")
    if report.model == "none":
        lines.append("No model was used: names in running text were found only by rules.")
    return "\n".join([*lines, *([f"report: {place}"] if place else [])])


class _shown:
    """Progress and log of a run, on stderr: bars on a terminal, lines of JSON if asked, else nothing."""

    def __init__(self, log: str) -> None:
        self._json, self._stage = log == "json", ""
        self._bar: Any = None

    def __enter__(self) -> _shown:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def progress(self, stage: str, done: int, total: int) -> None:
        if self._json or not sys.stderr.isatty():
            return
        if stage != self._stage:
            from tqdm import tqdm

            self.__exit__()
            self._stage, self._bar = stage, tqdm(total=total, desc=stage, unit="file", file=sys.stderr, leave=False)
        self._bar.update(done - self._bar.n)

    def log(self, row: Row) -> None:
        if self._json:
            said = {name: value for name, value in asdict(row).items() if value}
            print(json.dumps(said, ensure_ascii=False), file=sys.stderr, flush=True)


def detect(arguments: argparse.Namespace) -> int:
    """Write what is found, as JSON lines."""
    from textsynth.spotting import spotted

    pipeline = Pipeline(configured(arguments))
    if not arguments.source.is_file():
        raise UsageError(f"{arguments.source}: is not a file")
    if arguments.out and arguments.out.exists() and arguments.out.samefile(arguments.source):
        raise UsageError(f"{arguments.out}: input and output are the same file")
    if not arguments.out and sys.stdout is None:
        raise UsageError("stdout is closed; say where the spans go with -o FILE")
    with replaced(arguments.out) if arguments.out else nullcontext(sys.stdout.buffer.write) as write:
        for record in spotted(pipeline, arguments.source):
            write(json.dumps(record).encode() + b"\n")
    return 0


def stream(arguments: argparse.Namespace) -> int:
    """Make JSON lines from stdin safe, to stdout."""
    from textsynth.stream import Lines, Rejected, pump

    if sys.stdin is None or sys.stdout is None:
        raise UsageError("stream reads JSON lines from stdin and writes them to stdout; one of them is closed")
    lines = Lines(Pipeline(configured(arguments)), arguments.field, arguments.scope_field)
    with _opened(arguments.rejects) as rejects:

        def write(line: bytes) -> None:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()

        def reject(rejected: Rejected, line: bytes) -> None:
            print(f"textsynth: record {rejected.number}: {rejected.reason}: {rejected.advice}", file=sys.stderr)
            if rejects:
                rejects.write(line if line.endswith(b"\n") else line + b"\n")
                rejects.flush()

        _, rejected = pump(lines, sys.stdin.buffer, write, reject)
    return 3 if rejected else 0


def _opened(path: Path | None) -> AbstractContextManager[BinaryIO | None]:
    try:
        return path.open("wb") if path else nullcontext()
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error


def evaluate(arguments: argparse.Namespace) -> int:
    """Score detection against gold."""
    from textsynth.evaluation import evaluate as score
    from textsynth.evaluation import table

    pipeline = None if arguments.pred else Pipeline(configured(arguments))
    scores = score(arguments.gold, arguments.pred, pipeline)
    print(json.dumps(scores, indent=1) if arguments.json else table(scores))
    return 0


def keygen(arguments: argparse.Namespace) -> int:
    """Write a new key."""
    write_key(arguments.out)
    print(f"{arguments.out}: keep it as safe as the originals, and apart from the output")
    return 0
