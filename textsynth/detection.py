"""Everything that finds, put together from a Config: recognizers, field names, the user's own, the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from textsynth.config import Config
from textsynth.document import Segment, Span
from textsynth.ensemble import Ensemble, settled
from textsynth.fields import FieldRecognizer
from textsynth.places import refined
from textsynth.plausibility import impersonal, plausible, sure_in_name
from textsynth.plugins import modules
from textsynth.propagation import bounded, fold
from textsynth.recognizer import PatternRecognizer, Patterns, Recognizer
from textsynth.words import common_words


def bundled_recognizers() -> list[Any]:
    """Return the recognizers of the ``recognizers/`` folder."""
    found: list[Any] = []
    for module in modules("textsynth.recognizers"):
        found.extend(module.recognizers if hasattr(module, "recognizers") else [module.recognizer])
    return found


def fakes(recognizers: Iterable[Any]) -> dict[str, Any]:
    """Return, for each label, the generator of the first of *recognizers* that has one."""
    out: dict[str, Any] = {}
    for recognizer in recognizers:
        if getattr(recognizer, "fake", None):
            out.setdefault(recognizer.label, recognizer.fake)
    return out


class Detector:
    """Finds the spans of segments that *config* asks for, disjoint, in text order, at or above its threshold."""

    name = "detector"

    def __init__(self, config: Config, recognizers: Sequence[Recognizer] | None = None, threads: int = 0) -> None:
        self.config = config
        self.fields = FieldRecognizer(config.fields)
        self.recognizers: list[Any] = bundled_recognizers() if recognizers is None else list(recognizers)
        self.model = self._model(config.model, threads) if config.model else None
        own = [_own_pattern(number, p) for number, p in enumerate(config.patterns)]
        given = [*self.recognizers, *own]
        self._patterns = Patterns(r for r in given if type(r) is PatternRecognizer)
        others = [r for r in given if type(r) is not PatternRecognizer]
        everyone = [self._patterns, *others, self.fields, TermRecognizer({t.text: t.label for t in config.terms})]
        self._ensemble = Ensemble([*everyone, Doubted(self.model, self._counts)] if self.model else everyone)
        self._allowed = frozenset(fold(text) for text in config.allow)

    def _model(self, source: str, threads: int) -> Any:
        from textsynth.model import TransformerRecognizer

        return TransformerRecognizer(
            source, self.config.threshold, self.config.model_labels, self.config.device, threads
        )

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        found = self._ensemble.find(segments)
        return [self._wanted(segment, spans) for segment, spans in zip(segments, found, strict=True)]

    def ready(self) -> None:
        """Load now all that is loaded when it is first needed, for texts that come one by one and must not wait."""
        self._patterns.ready()
        self.find([Segment("Ann Lee, ann.lee@corp.example, +1 212 555 0143, 12 Elm Street, since 3 March 2024.")])

    def joined(self, segment: Segment, *answers: Iterable[Span]) -> list[Span]:
        """Return the spans of several *answers* about *segment* as one, under the same rules as ``find``."""
        return self._wanted(segment, settled(segment.text, (span for spans in answers for span in spans)))

    def _wanted(self, segment: Segment, spans: Sequence[Span]) -> list[Span]:
        if self.fields.kept(segment.hint):
            return []
        return [
            replace(span, label=refined(span.label, segment.text[span.start : span.end]))
            for span in spans
            if span.score >= self.config.threshold and self._counts(segment, span)
        ]

    def _counts(self, segment: Segment, span: Span) -> bool:
        text = segment.text[span.start : span.end]
        if fold(text) in self._allowed:
            return False
        if span.label == "USERNAME" and text in common_words():
            return False
        if segment.role == "name" and not sure_in_name(span.label, text, span.source):
            return False
        if span.source != "model":
            return True
        if impersonal(segment.hint) or (segment.role == "key" and " " not in text.strip()):
            return False
        return plausible(span.label, text, span.score)


class Doubted:
    """What *model* finds and *counts* accepts: the rest must not stand in the way of better evidence for less."""

    name = "model"

    def __init__(self, model: Recognizer, counts: Callable[[Segment, Span], bool]) -> None:
        self._model, self._counts = model, counts

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        return [
            [span for span in spans if self._counts(segment, span)]
            for segment, spans in zip(segments, self._model.find(segments), strict=True)
        ]


class TermRecognizer:
    """Finds the user's own terms, whole words in any case. *terms* maps each to its label."""

    name = "term"

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._labels = {fold(text): label for text, label in terms.items() if text}

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        if not self._labels:
            return [[] for _ in segments]
        import regex

        options = "|".join(regex.escape(term) for term in sorted(self._labels, key=len, reverse=True))
        pattern = regex.compile(options)
        return [
            [
                Span(m.start(), m.end(), self._labels[m.group()], 1.0, self.name)
                for m in pattern.finditer(fold(segment.text))
                if bounded(segment.text, *m.span())
            ]
            for segment in segments
        ]


def _own_pattern(number: int, own: Any) -> PatternRecognizer:
    """Return the user's pattern as a recognizer; with context words, it counts only near one of them."""
    score = 0.45 if own.context else 0.95
    return PatternRecognizer(
        name=f"own-{number + 1}", label=own.label, pattern=own.pattern, score=score, context=own.context
    )
