"""The only place where the stages meet: read, find, link, render, rewrite, verify.

Two passes over each scope: the first finds, the second replaces, because what stands in for one value may depend on
which other values the scope holds (law 4), and a value found at the end must be replaced at the beginning.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from textsynth.config import Config
from textsynth.detection import Detector
from textsynth.document import Document, Segment, Span, apply
from textsynth.encoding import marked
from textsynth.entity import Mention
from textsynth.errors import SetAside, UsageError
from textsynth.format import Format, format_of, named_format
from textsynth.languages import Sample, refuse_foreign
from textsynth.recognizer import Recognizer
from textsynth.rewriting import Rewriter, Rewritten, Roster
from textsynth.spill import spill, spilled
from textsynth.verification import Originals, residue

GROUP_CHARACTERS = 1 << 16  # small documents of one file share the model's batches up to this much text
SLICE_CHARACTERS = 1 << 20  # as much of a document is looked through at once
WHOLE_BYTES = 4 << 20  # a written file up to this size is verified whole, a larger one chunk by chunk


@dataclass(frozen=True, slots=True)
class Result:
    """Text made safe, and the spans of the original that were replaced in it."""

    text: str = field(repr=False)
    spans: tuple[Span, ...]


@dataclass(slots=True)
class FileReport:
    """What became of one file. Holds no text of it."""

    format: str = ""
    language: str = ""
    segments: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    omitted: list[str] = field(default_factory=list)  # reasons of inner parts that were replaced by a notice
    repaired: int = 0

    def add(self, done: Rewritten) -> None:
        self.omitted.extend(done.omitted)
        self.segments += done.segments
        self.labels.update(done.labels)


@dataclass(frozen=True, slots=True)
class Survey:
    """The first pass over a file: its scope, its format, and where the spans that were found are kept."""

    scope: str
    format: str
    spans: Path
    language: str = ""


class Pipeline:
    """De-identifies texts, records, files and folders as *config* says.

    *recognizers* replaces the bundled pattern recognizers. Without a *key*, here or in *config*, the pipeline draws a
    random one, so that its surrogates are its own. *threads* is how many the model uses (0: torch decides).
    """

    def __init__(
        self,
        config: Config | None = None,
        recognizers: Sequence[Recognizer] | None = None,
        *,
        key: bytes = b"",
        threads: int = 0,
    ) -> None:
        self.config = config or Config()
        self.key = key or self.config.key or secrets.token_bytes(32)
        self._recognizers, self._threads = recognizers, threads

    @cached_property
    def detector(self) -> Detector:
        return Detector(self.config, self._recognizers, self._threads)

    def model_fingerprint(self) -> str:
        """Return a short digest of the model, or "none"."""
        model = self.detector.model
        return model.fingerprint() if model else "none"

    # ------------------------------------------------------------------ text and records
    def text(self, text: str) -> Result:
        """Return *text* made safe. Its scope is itself, or the corpus; of a corpus only this text is known."""
        segment = Segment(text)
        found = self.detector.find([segment])
        rewriter = self._rewriter_of([segment], found, digest(text.encode("utf-8", "surrogatepass")))
        edits = rewriter.edits([segment], found, Rewritten())[0]
        replaced = {(edit.start, edit.end) for edit in edits}
        spans = tuple(s for s in rewriter.spans([segment], found)[0] if (s.start, s.end) in replaced)
        return Result(apply(text, edits), spans)

    def stream(self, records: Iterable[Any], **options: Any) -> Iterator[Any]:
        """Yield each of *records* (strings, or JSON-like dicts) made safe; see ``textsynth.stream.stream``."""
        from textsynth.stream import stream

        return stream(self, records, **options)

    def _rewriter_of(self, segments: Sequence[Segment], found: Sequence[Sequence[Span]], scope: str) -> Rewriter:
        roster = Roster()
        roster.add(segments, found)
        return self.rewriter(roster, scope)

    def rewriter(self, roster: Roster, scope: str) -> Rewriter:
        """Return the rewriter of the scope called *scope*, or of the corpus, that holds what *roster* says."""
        name = "corpus" if self.config.consistency == "corpus" else f"document:{scope}"
        return Rewriter(self.detector, self.key, name, roster)

    # ------------------------------------------------------------------ files and folders
    def file(self, source: str | os.PathLike[str], target: str | os.PathLike[str]) -> FileReport:
        """Write *source* to *target*, made safe and verified, whole or not at all; raise ``SetAside`` if it cannot be."""
        source, target = Path(source), Path(target)
        if target.exists() and target.samefile(source):
            raise UsageError(f"{target}: input and output are the same file")
        with tempfile.TemporaryDirectory(prefix=".textsynth-", dir=target.parent) as folder:
            survey = self.survey(source, Path(folder))
            report = self.rewrite(source, survey, Path(folder) / "partial")
            os.replace(Path(folder) / "partial", target)
        return report

    def folder(self, source: str | os.PathLike[str], target: str | os.PathLike[str], **options: Any) -> Any:
        """De-identify the folder *source* into the new folder *target*; see ``textsynth.batch.deidentify``."""
        from textsynth.batch import deidentify

        return deidentify(self.config, [Path(source)], Path(target), key=self.key, **options)

    def format_for(self, path: Path) -> Format:
        """Return the format that reads the file at *path*."""
        if self.config.format:
            return named_format(self.config.format)
        with path.open("rb") as stream:
            return format_of(path.name, stream.read(4096))

    def survey(self, source: Path, folder: Path) -> Survey:
        """Find what the file at *source* holds and keep it in *folder*: the first pass, which decides nothing.

        What was kept there by an earlier run is used again.
        """
        format = self.format_for(source)
        scope = digest_of(source)
        language = self._language(source, format)
        survey = Survey(scope, format.name, folder / f"{scope}.{format.name}.spans", language)
        if not survey.spans.exists():
            with source.open("rb") as stream:
                spill(survey.spans, (found for _, found in self._found(format.read(stream, self.config.reading))))
        return survey

    def _language(self, source: Path, format: Format) -> str:
        """Return the language of the file at *source*; raise ``SetAside`` for one that the model would fail at."""
        sample = Sample()
        with source.open("rb") as stream:
            for document in format.read(stream, self.config.reading):
                sample.add(document.segments)
                if sample.full:
                    break
        language = sample.language()
        model = self.detector.model
        refuse_foreign(language, model.card.languages if model else (), self.config.languages)
        return language

    def read(self, source: Path, survey: Survey) -> Iterator[tuple[Document, list[list[Span]]]]:
        """Yield each document of the file at *source* with what its *survey* found in it."""
        with source.open("rb") as stream:
            documents = named_format(survey.format).read(stream, self.config.reading)
            yield from zip(documents, spilled(survey.spans), strict=True)

    def roster(self, source: Path, survey: Survey) -> Roster:
        """Return the mentions that the file at *source* holds."""
        roster = Roster()
        for document, found in self.read(source, survey):
            roster.add(document.segments, found)
        return roster

    def rewrite(self, source: Path, survey: Survey, partial: Path, corpus: Rewriter | None = None) -> FileReport:
        """Write *source*, made safe and verified, to *partial*: the second pass. *corpus* rewrites a whole corpus."""
        report = FileReport(survey.format, survey.language)
        _refuse_changed(source, survey)
        if named_format(survey.format).scope == "document" and corpus is None:
            with partial.open("wb") as sink:
                for document, found in self.read(source, survey):
                    sink.write(self.record(document, found, named_format(survey.format), report))
        else:
            self._rewrite_whole(source, survey, partial, report, corpus)
        _refuse_changed(source, survey)
        return report

    def _found(self, documents: Iterator[Document]) -> Iterator[tuple[Document, list[list[Span]]]]:
        """Yield each document with what is found in it; small neighbours share the model's batches."""
        for group in _groups(documents):
            segments = (segment for document in group for segment in document.segments)
            found = (spans for slice in _slices(segments) for spans in self.detector.find(slice))
            for document in group:
                yield document, list(islice(found, len(document.segments)))

    def _rewrite_whole(
        self, source: Path, survey: Survey, partial: Path, report: FileReport, rewriter: Rewriter | None
    ) -> None:
        roster = None if rewriter else self.roster(source, survey)
        rewriter = rewriter or self.rewriter(roster or Roster(), survey.scope)
        for attempt in range(2):
            done, left = self._write(source, survey, partial, rewriter)
            if not left:
                report.repaired = attempt
                report.add(done)
                return
            rewriter = rewriter.forcing(left)
        raise left_behind(len(left))

    def _write(
        self, source: Path, survey: Survey, partial: Path, rewriter: Rewriter
    ) -> tuple[Rewritten, list[Mention]]:
        """Write the edited file; return what was done and which originals its bytes still hold."""
        done, lengths = Rewritten(), []
        with partial.open("wb") as sink:
            for document, found in self.read(source, survey):
                lengths.append(sink.write(document.rewrite(rewriter.edits(document.segments, found, done))))
                done.omitted.extend(document.omitted)
        sought = [Originals(done.originals), *([rewriter.identifying] if self.config.consistency == "corpus" else [])]
        left: set[Mention] = set()
        for data in _read_back(partial, lengths):
            texts = named_format(survey.format).texts(data)
            texts = list(texts) if len(sought) > 1 else texts  # else one after the other
            left.update(mention for originals in sought for mention in residue(originals, texts, done.explained))
        return done, sorted(left)

    def record(
        self,
        document: Document,
        found: Sequence[Sequence[Span]],
        format: Format,
        report: FileReport,
        scope: str = "",
        kept: Iterable[str] = (),
    ) -> bytes:
        """Return the bytes of *document*, made safe and verified; add to *report* what was done.

        It is a scope of its own, named by its bytes, or belongs to the one called *scope*. What the texts *kept* hold
        may stand in the output.
        """
        scope = scope or digest(document.rewrite([[] for _ in document.segments]))
        rewriter = self._rewriter_of(document.segments, found, scope)
        for attempt in range(2):
            done = Rewritten(omitted=list(document.omitted), explained=set(kept))
            data = document.rewrite(rewriter.edits(document.segments, found, done))
            left = residue(Originals(done.originals), format.texts(data), done.explained)
            if not left:
                report.repaired += attempt
                report.add(done)
                return data
            rewriter = rewriter.forcing(left)
        raise left_behind(len(left))


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield neighbours together until they hold GROUP_CHARACTERS: by content alone, so that batches never vary."""
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += sum(len(segment.text) for segment in document.segments)
        if size >= GROUP_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _slices(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Yield *segments* in slices of about SLICE_CHARACTERS, so that a large document is never held in all of its segments."""
    held: list[Segment] = []
    size = 0
    for segment in segments:
        held.append(segment)
        size += len(segment.text)
        if size >= SLICE_CHARACTERS:
            yield held
            held, size = [], 0
    if held:
        yield held


def deidentify(text: str, config: Config | None = None) -> Result:
    """Return *text* made safe, with the bundled model and recognizers."""
    return Pipeline(config).text(text)


def digest(data: bytes) -> str:
    """Return the name of the scope whose original bytes are *data*."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """Return the name of the scope that is the file at *path*."""
    with path.open("rb") as stream:
        state = hashlib.sha256()
        while block := stream.read(1 << 20):
            state.update(block)
    return state.hexdigest()


def _refuse_changed(source: Path, survey: Survey) -> None:
    """Refuse a file that is no longer the one that was surveyed: its spans would lie elsewhere."""
    if digest_of(source) != survey.scope:
        raise SetAside("changed", "this file was changed while it was worked on; run again when nothing writes to it")


def left_behind(count: int) -> SetAside:
    """Return the error for a file in which *count* originals were still found after it was repaired once."""
    return SetAside("residue", f"{count} original value(s) would still stand in the output, so it is not released; "
                               "please report this kind of file")  # fmt: skip


def _read_back(path: Path, lengths: Sequence[int]) -> Iterator[bytes]:
    """Yield the written file whole, or, if it is large, the chunks that it was written in, each with the file's BOM."""
    with path.open("rb") as stream:
        if sum(lengths) <= WHOLE_BYTES:
            yield stream.read()
            return
        bom, _ = marked(stream.read(4))
        stream.seek(0)
        for number, length in enumerate(lengths):
            yield (bom if number else b"") + stream.read(length)
