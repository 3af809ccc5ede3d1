"""Many recognizers as one, and what is left when their spans overlap.

``resolve`` is pure: it never uncovers text (law 2), does not depend on the order of its input, and applied twice it
changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from textsynth.document import Segment, Span
from textsynth.recognizer import Recognizer

CLOSE = 0.25  # a span that contains another wins if its score is at most this much lower


class Ensemble:
    """Asks every recognizer and returns the best disjoint spans."""

    name = "ensemble"

    def __init__(self, recognizers: Iterable[Recognizer]) -> None:
        self.recognizers = tuple(recognizers)

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        answers = [recognizer.find(segments) for recognizer in self.recognizers]
        return [
            tidy(segment.text, resolve(span for spans in found for span in spans))
            for segment, *found in zip(segments, *answers, strict=True)
        ]


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Return disjoint spans in text order that cover exactly what *spans* cover.

    Overlapping spans of one label become one; a span inside of another gives way unless it is clearly better; what is
    left of a loser is trimmed, not dropped.
    """
    united = _unite(span for span in spans if span.start < span.end)
    kept: list[Span] = []  # in text order
    for span in sorted(_outermost(united), key=_rank):
        for start, end in list(_uncovered(span, kept)):
            kept.insert(bisect_left(kept, start, key=lambda s: s.start), replace(span, start=start, end=end))
    return kept


def tidy(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return *spans* without blanks and stray punctuation at their ends; a span with no letter or digit goes.

    Brackets and signs that belong to a value, as in ``(414) 617-8842``, ``+47`` or ``@meg``, stay.
    """
    out = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and not (text[start].isalnum() or text[start] in "(+@<#$/\\-_"):
            start += 1
        while start < end and not (text[end - 1].isalnum() or text[end - 1] in ")>.!?*#$=/-_+~%&^@"):
            end -= 1
        if any(map(str.isalnum, text[start:end])):
            out.append(span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end))
    return out


def _rank(span: Span) -> tuple[float, int, int, str, str]:
    return -span.score, span.start - span.end, span.start, span.label, span.source


def _unite(spans: Iterable[Span]) -> list[Span]:
    """Merge overlapping spans of one label; the best one's score and source stay."""
    united: dict[str, list[Span]] = {}
    for span in sorted(spans, key=lambda s: (s.start, _rank(s))):
        chain = united.setdefault(span.label, [])
        if chain and span.start < chain[-1].end:
            best = min(chain[-1], span, key=lambda s: (-s.score, s.source))
            chain[-1] = replace(best, start=chain[-1].start, end=max(chain[-1].end, span.end))
        else:
            chain.append(span)
    return [span for chain in united.values() for span in chain]


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Return *spans* without those that lie inside of another one of a similar or better score."""
    return [span for span in spans if not any(_swallows(other, span) for other in spans)]


def _swallows(outer: Span, inner: Span) -> bool:
    if outer is inner or not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    if (outer.start, outer.end) == (inner.start, inner.end):
        return _rank(outer) < _rank(inner)
    return outer.score >= inner.score - CLOSE


def _uncovered(span: Span, kept: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the parts of *span* that none of *kept* (disjoint, in text order) covers."""
    at = span.start
    first = max(0, bisect_left(kept, span.start, key=lambda s: s.start) - 1)
    for other in kept[first:]:
        if other.start >= span.end:
            break
        if at < other.start:
            yield at, other.start
        at = max(at, other.end)
    if at < span.end:
        yield at, span.end
