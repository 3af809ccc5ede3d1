"""The contract of a recognizer, and the recognizer that is made of a pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from textsynth.anchors import Scout, matches
from textsynth.document import Segment, Span
from textsynth.draw import Draw

CONTEXT_BEFORE, CONTEXT_AFTER = 60, 20  # characters around a match in which a context word counts
CONTEXT_BOOST = 0.4
SMALL = 20_000  # characters, for which many recognizers search one by one


class Recognizer(Protocol):
    """Finds sensitive spans. ``name`` tells reports where a span came from."""

    name: str

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        """Return the spans of each segment, in any order; every character of every segment is looked at (law 8)."""


@dataclass(frozen=True, kw_only=True)
class PatternRecognizer:
    """An identifier that a regular expression finds, a function checks and its surroundings confirm.

    ``pattern`` is a ``regex`` expression; the span is its group ``value`` where it has one, else the whole match.
    ``score`` is what a match alone is worth; ``checked`` what it is worth when ``validate`` accepts it (a match that
    ``validate`` refuses is dropped). A word of ``context`` in the hint or near the match adds ``CONTEXT_BOOST``.
    ``fake`` makes a surrogate that passes the same check, from the original text and a draw.
    ``examples`` are found whole, at ``score`` 0.5 or more: an example is the bare value, or a text in which each value to
    be found stands between « and ». ``counterexamples`` are texts in which nothing is found at such a score.
    """

    label: str
    pattern: str
    name: str = ""
    score: float = 0.5
    checked: float = 1.0
    context: tuple[str, ...] = ()
    validate: Callable[[str], bool] | None = None
    fake: Callable[[str, Draw], str] | None = None
    ignore_case: bool = False
    examples: tuple[str, ...] = field(default=(), repr=False)
    counterexamples: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.label.lower())

    @cached_property
    def _compiled(self) -> tuple[Any, Any]:
        import regex

        words = "|".join(regex.escape(word) for word in sorted(self.context, key=len, reverse=True))
        context = regex.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", regex.IGNORECASE) if words else None
        return regex.compile(self.pattern, regex.IGNORECASE if self.ignore_case else 0), context

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        return [list(self.found(segment)) for segment in segments]

    def found(self, segment: Segment, starts: Iterable[int] | None = None) -> Iterator[Span]:
        """Yield the spans of *segment*, of which the matches begin at one of *starts* (None: anywhere)."""
        pattern, context = self._compiled
        hinted: bool | None = None
        for match in matches(pattern, segment.text, starts):
            group = "value" if "value" in pattern.groupindex and match.group("value") is not None else 0
            start, end = match.span(group)
            score = self.score
            if self.validate is not None:
                if not self.validate(segment.text[start:end]):
                    continue
                score = self.checked
            if context:
                if hinted is None:
                    hinted = bool(segment.hint and context.search(segment.hint.replace("_", " ")))
                if hinted or self._near(context, segment.text, start, end):
                    score = min(1.0, score + CONTEXT_BOOST)
            yield Span(start, end, self.label, score, self.name)

    @staticmethod
    def _near(context: Any, text: str, start: int, end: int) -> bool:
        before = text[max(0, start - CONTEXT_BEFORE) : start].replace("_", " ")
        return bool(context.search(before) or context.search(text[end : end + CONTEXT_AFTER].replace("_", " ")))


class Patterns:
    """Many pattern recognizers as one, which reads each text once to see which of them have anything to look for in it.

    What it finds is what they find. It is made ready once so much text has come that this is worth its time.
    """

    name = "patterns"

    def __init__(self, recognizers: Iterable[PatternRecognizer]) -> None:
        self.recognizers, self._seen = tuple(recognizers), 0
        self._scout = Scout([(recognizer.pattern, recognizer.ignore_case) for recognizer in self.recognizers])

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        known: dict[tuple[str, str], list[Span]] = {}  # columns repeat their values
        out = []
        for segment in segments:
            self._seen += len(segment.text)
            key = segment.text, segment.hint
            if key not in known:
                known[key] = list(self._find(segment))
            out.append(known[key])
        return out

    def ready(self) -> None:
        """Be made ready now, for texts that come one by one and must not wait."""
        self._seen = max(self._seen, SMALL)
        self._scout.places("")

    def _find(self, segment: Segment) -> Iterator[Span]:
        if self._seen < SMALL:
            for recognizer in self.recognizers:
                yield from recognizer.found(segment)
            return
        for number, starts in self._scout.places(segment.text).items():
            yield from self.recognizers[number].found(segment, starts)
