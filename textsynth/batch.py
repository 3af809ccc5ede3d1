"""A folder of files, de-identified by several workers: survey everything, plan the names, then write file by file.

The survey is the part that takes time; its spans (offsets only) and the journal of finished files lie beside the output
until the run is complete, so that a killed run goes on where it was.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any

import textsynth
from textsynth import filenames
from textsynth.config import Config
from textsynth.document import Span
from textsynth.draw import derive
from textsynth.ensemble import resolve
from textsynth.errors import UsageError
from textsynth.journal import Entry, Journal
from textsynth.keys import fingerprint
from textsynth.report import Report, Row, shown
from textsynth.rewriting import Roster
from textsynth.sources import Source, beside, find_sources, held, prepare_output
from textsynth.work import FULL, Names, Outcome, Surveyed, Task, Worker, carry_out

Progress = Callable[[str, int, int], None]  # stage, files done, files in all


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is carried out; nothing of it changes what comes out. ``resumable``: the key outlives the run."""

    jobs: int = 1
    resume: bool = False
    dry_run: bool = False
    report_paths: bool = False
    resumable: bool = True


def deidentify(
    config: Config,
    inputs: Sequence[Path],
    out: Path,
    *,
    key: bytes,
    options: Options | None = None,
    progress: Progress = lambda stage, done, total: None,
    log: Callable[[Row], None] = lambda row: None,
) -> Report:
    """De-identify *inputs* (files and folders) into the new folder *out* and return the report.

    Raises ``UsageError`` when nothing can be done; a file that cannot be done is set aside in the report.
    """
    return Run(config, key, out, options or Options(), progress, log).carry_out(inputs)


class Run:
    """One run over a list of inputs."""

    def __init__(
        self, config: Config, key: bytes, out: Path, options: Options, progress: Progress, log: Callable[[Row], None]
    ) -> None:
        self.config, self.key, self.out, self.options = config, key, out, options
        self.progress, self.log = progress, log
        folder = (
            Path(tempfile.gettempdir()) / f"textsynth-{secrets.token_hex(8)}"
            if options.dry_run
            else beside(out, "partial")
        )
        self.worker = Worker(config, key, folder)

    def carry_out(self, inputs: Sequence[Path]) -> Report:
        """Survey, plan, write; return the report with a row for each file, in the order of their paths."""
        started, folder = time.monotonic(), self.worker.folder
        try:
            sources = find_sources(inputs, None if self.options.dry_run else self.out)
            report = self._report()
            if not self.options.dry_run:
                prepare_output(self.out, self.options.resume and beside(self.out, "journal").exists())
            with held(folder):
                try:
                    self._prepare(folder)
                    report.sources = [shown(source.relative) for source in sources]
                    report.rows = self._stages(sources)
                finally:
                    if report.rows or self.options.dry_run or not self.options.resumable:
                        shutil.rmtree(folder, ignore_errors=True)
                    if not self.options.dry_run and not self.options.resumable:
                        beside(self.out, "journal").unlink(missing_ok=True)  # a key that is gone
        except OSError as error:
            raise _fatal(error, self.out, self.options.resumable) from error
        report.seconds = round(time.monotonic() - started, 1)
        return report

    def _prepare(self, folder: Path) -> None:
        """Keep of what an earlier run left in *folder* only what this one would make as well."""
        note, said = folder / "identity", json.dumps(self._identity())
        kept = "*.spans" if self.options.resume and note.exists() and note.read_text("utf-8") == said else ""
        for path in folder.iterdir():
            if path.name != "lock" and not (kept and path.match(kept)):
                path.unlink()
        note.write_text(said, "utf-8")

    def _report(self) -> Report:
        c = self.config
        return Report(
            textsynth.__version__, c.profile, c.consistency, c.preset, self.worker.pipeline.model_fingerprint(),
            fingerprint(self.key), not self.options.resumable, self.options.dry_run,
        )  # fmt: skip

    def _stages(self, sources: Sequence[Source]) -> list[Row]:
        parts = tuple(filenames.components(source.relative for source in sources))
        named, *surveyed = self._each("finding", self.worker, "find", [Names(parts), *sources])
        corpus = self._corpus(surveyed)
        targets = self._targets(sources, surveyed, parts, named, corpus or Roster())
        jobs = [
            Job(Task(number, source, answer), targets[source.relative])
            for number, (source, answer) in enumerate(zip(sources, surveyed, strict=True), 1)
        ]
        worker = replace(self.worker, corpus=corpus)
        if self.options.dry_run:
            outcomes = self._each("checking", worker, "rewrite", [job.task for job in jobs])
            return [self._logged(job, job.row(outcome)) for job, outcome in zip(jobs, outcomes, strict=True)]
        return self._write(jobs, worker)

    def _write(self, jobs: Sequence[Job], worker: Worker) -> list[Row]:
        journal = Journal(beside(self.out, "journal"), self.key, self._identity(), self.options.resume)
        rows: dict[int, Row] = {}
        todo = []
        for job in jobs:
            if row := self._finished(job, journal):
                rows[job.task.number] = self._logged(job, row)
            else:
                todo.append(job)
        outcomes = self._each("writing", worker, "rewrite", [job.task for job in todo])
        for job, outcome in zip(todo, outcomes, strict=True):
            row = self._placed(job, outcome)
            if row.status != "set-aside":
                journal.add(Entry(journal.name(str(job.task.source.relative)), job.scope, str(job.target), row.dump()))
            rows[job.task.number] = self._logged(job, row)
        return [rows[job.task.number] for job in jobs]

    def _finished(self, job: Job, journal: Journal) -> Row | None:
        """Return the row of a file that an earlier run has finished, from the same bytes and to the same place."""
        entry = journal.entries.get(journal.name(str(job.task.source.relative)))
        if not entry or (entry.scope, entry.target) != (job.scope, str(job.target)):
            return None
        return replace(Row.load(entry.row), number=job.task.number) if (self.out / job.target).exists() else None

    def _placed(self, job: Job, outcome: Outcome) -> Row:
        """Move the finished output of *job* to its place; a file whose name the file system refuses is set aside."""
        if outcome.partial:
            target = self.out / job.target
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(outcome.partial, target)
            except OSError as error:
                if error.errno not in (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ):
                    raise
                Path(outcome.partial).unlink(missing_ok=True)
                outcome = Outcome("set-aside", reason="unwritable", advice=f"its name is refused ({error.strerror})")
        return job.row(outcome)

    def _logged(self, job: Job, row: Row) -> Row:
        if self.options.report_paths:
            target = "" if row.status == "set-aside" else str(job.target)
            row = replace(row, source=shown(job.task.source.relative), target=shown(target))
        self.log(row)
        return row

    def _each(self, stage: str, worker: Worker, act: str, items: Sequence[Any]) -> Iterator[Any]:
        self.progress(stage, 0, len(items))
        for done, answer in enumerate(carry_out(worker, act, items, self.options.jobs), 1):
            self.progress(stage, done, len(items))
            yield answer

    def _corpus(self, surveyed: Sequence[Surveyed]) -> Roster | None:
        """Return all that the corpus holds, if it is one scope."""
        if self.config.consistency != "corpus":
            return None
        total = Roster()
        for answer in surveyed:
            total.update(answer.roster or Roster())
        return total

    def _targets(
        self,
        sources: Sequence[Source],
        surveyed: Sequence[Surveyed],
        parts: Sequence[str],
        found: Sequence[Sequence[Span]],
        roster: Roster,
    ) -> dict[PurePosixPath, PurePosixPath]:
        """Return where the output of each of *sources* goes below OUT. Names share *roster*, a scope of their own or
        the corpus; what a file's text says of people helps to find them in its name."""
        segments = [filenames.stem_segment(part) for part in parts]
        named = {mention for answer in surveyed for mention in answer.named}
        known = filenames.located(segments, named)
        found = [resolve([*spans, *more]) for spans, more in zip(found, known, strict=True)]
        roster.add(segments, found)
        rewriter = self.worker.pipeline.rewriter(roster, "filenames")
        return filenames.plan([source.relative for source in sources], filenames.treated(parts, found, rewriter))

    def _identity(self) -> dict[str, Any]:
        """Return all that decides the output: a run is resumed only under the same."""
        settings = [(f.name, _ordered(getattr(self.config, f.name))) for f in fields(self.config)]
        said = [repr(item) for item in settings if item[0] not in ("key", "model", "device")]
        said += [term.text for term in self.config.terms]  # which no repr shows
        return {
            "version": textsynth.__version__,
            "key": fingerprint(self.key),
            "model": self.worker.pipeline.model_fingerprint(),
            "settings": derive(self.key, *said).hex()[:16],
        }


@dataclass(frozen=True, slots=True)
class Job:
    """One source on its way to where its output belongs."""

    task: Task
    target: PurePosixPath

    @property
    def scope(self) -> str:
        return self.task.surveyed.survey.scope if self.task.surveyed.survey else ""

    def row(self, outcome: Outcome) -> Row:
        """Return the report's row for what became of this file."""
        done = outcome.report
        return Row(
            self.task.number, outcome.status, done.format, done.language, done.segments, dict(sorted(done.labels.items())),
            outcome.reason, outcome.advice, tuple(done.omitted), done.repaired, self.target != self.task.source.relative,
        )  # fmt: skip


def _ordered(value: Any) -> Any:
    """Return *value* in a form whose repr is the same in every process."""
    if isinstance(value, frozenset):
        return sorted(value)
    return sorted(value.items()) if isinstance(value, Mapping) else value


def _fatal(error: OSError, out: Path, resumable: bool) -> UsageError:
    what_next = "go on with --resume" if resumable else "remove it and start anew (with --key-file a run can go on)"
    if error.errno in FULL:
        return UsageError(f"{out}: no space left on the device; free some and {what_next}")
    return UsageError(f"{out}: cannot be written ({error.strerror}); {what_next}")
