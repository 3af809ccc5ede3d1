"""What a worker does with one file, and how several of them are kept busy."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from textsynth import filenames
from textsynth.config import Config
from textsynth.document import Span
from textsynth.entity import Mention
from textsynth.errors import SetAside, UsageError, place_of
from textsynth.pipeline import FileReport, Pipeline, Survey
from textsynth.report import Status
from textsynth.rewriting import Rewriter, Roster
from textsynth.sources import ADVICE, Source

FULL = (errno.ENOSPC, errno.EDQUOT)  # what ends a run instead of one file
AHEAD = 4  # tasks a worker has waiting


@dataclass(frozen=True, slots=True)
class Names:
    """The distinct names of files and folders of a run; a task of its own in the first pass."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The first pass over one file: its survey, or why there is none; which of its mentions stand in its path; and, in
    corpus scope, all of them."""

    survey: Survey | None = None
    named: tuple[Mention, ...] = field(default=(), repr=False)
    roster: Roster | None = field(default=None, repr=False)
    reason: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One file of the second pass."""

    number: int
    source: Source
    surveyed: Surveyed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``partial`` is where its finished output waits to be moved into place."""

    status: Status
    report: FileReport = field(default_factory=FileReport)
    partial: str = ""
    reason: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Worker:
    """All that the work on a file needs; sent to each worker process once. Law 9: always one thread for the model."""

    config: Config
    key: bytes = field(repr=False)
    folder: Path  # for what lies between the passes
    corpus: Roster | None = field(default=None, repr=False)

    @cached_property
    def pipeline(self) -> Pipeline:
        return Pipeline(self.config, key=self.key, threads=1)

    @cached_property
    def _corpus_rewriter(self) -> Rewriter | None:
        return self.pipeline.rewriter(self.corpus, "") if self.corpus is not None else None

    def find(self, item: Source | Names) -> Any:
        """The first pass: return ``Surveyed`` for a source, the spans of each name for ``Names``."""
        if isinstance(item, Names):
            return self._find_names(item)
        if item.problem:
            return Surveyed(reason=item.problem, advice=ADVICE[item.problem])
        try:
            survey = self.pipeline.survey(item.path, self.folder)
            roster = self.pipeline.roster(item.path, survey)
        except Exception as error:
            reason, advice = _explained(error)
            return Surveyed(reason=reason, advice=advice)
        named = filenames.mentioned(item.relative, roster.confident())
        return Surveyed(survey, tuple(named), roster if self.config.consistency == "corpus" else None)

    def rewrite(self, task: Task) -> Outcome:
        """The second pass: write the file's output beside the others that wait."""
        partial = self.folder / f"{task.number}.partial"
        try:
            if task.surveyed.survey is None:
                return self._unread(task, partial)
            report = self.pipeline.rewrite(task.source.path, task.surveyed.survey, partial, self._corpus_rewriter)
        except Exception as error:
            partial.unlink(missing_ok=True)
            reason, advice = _explained(error)
            return Outcome("set-aside", reason=reason, advice=advice)
        return Outcome("partial" if report.omitted else "written", report, str(partial))

    def _unread(self, task: Task, partial: Path) -> Outcome:
        if task.surveyed.reason == "unsupported" and self.config.reading.copy_unsupported:
            shutil.copyfile(task.source.path, partial)
            return Outcome("copied", partial=str(partial), reason="unsupported", advice="copied unchanged, as asked")
        return Outcome("set-aside", reason=task.surveyed.reason, advice=task.surveyed.advice)

    def _find_names(self, item: Names) -> list[list[Span]]:
        segments = [filenames.stem_segment(part) for part in item.parts]
        found = self.pipeline.detector.find(segments)
        return [filenames.sure(segment, spans) for segment, spans in zip(segments, found, strict=True)]


def carry_out(worker: Worker, act: str, items: Sequence[Any], jobs: int) -> Iterator[Any]:
    """Yield what the method *act* of *worker* returns for each of *items*, in order, computed by *jobs* processes."""
    if jobs <= 1 or len(items) <= 1:
        for item in items:
            yield getattr(worker, act)(item)
        return
    context = multiprocessing.get_context("spawn")  # a forked torch hangs
    bare = replace(worker)  # without what it has cached
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(min(jobs, len(items)), context, initializer=_start, initargs=(bare,))
    try:
        yield from _in_order(pool, act, items, jobs * AHEAD)
    except BrokenProcessPool as error:
        raise UsageError(
            "a worker process was killed, perhaps for want of memory; use fewer --jobs, then --resume"
        ) from error
    except BaseException:
        for process in set(multiprocessing.active_children()).difference(others):
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, act: str, items: Sequence[Any], ahead: int) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    for item in items:
        with _uninterrupted():
            waiting.append(pool.submit(_act, act, item))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back for a moment; processes that are started meanwhile never see it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_here: list[Worker] = []  # the worker of this process, in a worker process only


def _start(worker: Worker) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    _here[:] = [worker]


def _outlive_nobody() -> None:
    """End this process with the one that started it, even if that was killed."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _act(act: str, item: Any) -> Any:
    return getattr(_here[0], act)(item)


def _explained(error: Exception) -> tuple[str, str]:
    """Return reason and advice for *error*, without any text of the input; what ends the whole run is raised again."""
    if isinstance(error, SetAside):
        return error.reason, error.advice
    if isinstance(error, UsageError) or (isinstance(error, OSError) and error.errno in FULL):
        raise error
    if isinstance(error, ImportError):
        raise UsageError(
            f"the package {error.name} is missing; install textsynth again with all that it needs"
        ) from error
    if isinstance(error, OSError):
        return "unreadable", f"it cannot be read ({error.strerror})"
    if isinstance(error, MemoryError):
        return "too-large", "memory ran out; give fewer --jobs or a smaller --max-bytes"
    return (
        "internal",
        f"an unexpected {type(error).__name__} at {place_of(error)}; please report it with the kind of file",
    )
