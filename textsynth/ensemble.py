"""Many recognizers as one, and what is left when their spans overlap.

``resolve`` is pure: it never uncovers text (law 2), does not depend on the order of its input, and applied twice it
changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from textsynth.document import Segment, Span
from textsynth.looks import apart
from textsynth.places import divided
from textsynth.recognizer import Recognizer

_FULL_STOP = re.compile(r"(?:\d|[^\W\d_]{5})\.\Z")  # the end of a sentence, not of an abbreviation or initial
_SIGNS_COUNT = frozenset({"PASSWORD", "SECRET"})
CLOSE = 0.25  # a span that contains another wins if its score is at most this much lower
SURE = 0.75  # from which a pattern's span is cut out of a model's larger one

_FORMED = frozenset(
    "POSTAL_CODE PHONE_NUMBER EMAIL_ADDRESS US_SSN CREDIT_CARD IBAN_CODE IP_ADDRESS DATE_TIME DATE_OF_BIRTH".split()
)
_DATED = frozenset({"DATE_TIME", "DATE_OF_BIRTH"})
_UNDATED = _DATED | {"ORGANIZATION", "LOCATION", "STREET_ADDRESS"}  # what a date is no stranger in
_GAPS = " \t\r\n,;|"


class Ensemble:
    """Asks every recognizer and returns the best disjoint spans."""

    name = "ensemble"

    def __init__(self, recognizers: Iterable[Recognizer]) -> None:
        self.recognizers = tuple(recognizers)

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        answers = [recognizer.find(segments) for recognizer in self.recognizers]
        return [
            settled(segment.text, (span for spans in found for span in spans))
            for segment, *found in zip(segments, *answers, strict=True)
        ]


def settled(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the best disjoint spans of *text*: carved, resolved and tidied.

    They are tidied first, too: a bracket too much must not make one span the longer of two.
    """
    parts = [part for span in tidy(text, spans) for piece in apart(text, span) for part in divided(text, piece)]
    return tidy(text, resolve(carved(text, parts)))


def carved(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return *spans* with what is written in a form of its own cut out of what the model found.

    A statistical model runs a postal code and a phone number, or a date and a name, into one; a pattern does not. What
    is cut out is covered by what the pattern found, so that nothing is uncovered.
    """
    formed = sorted(
        (s for s in spans if s.source != "model" and s.score >= SURE and s.label in _FORMED and s.start < s.end),
        key=lambda s: (s.start, _rank(s)),
    )
    return [part for span in spans for part in (_carved(text, span, formed) if span.source == "model" else [span])]


def _carved(text: str, span: Span, formed: Sequence[Span]) -> Iterator[Span]:
    first = bisect_left(formed, span.start, key=lambda s: s.start)
    last = bisect_left(formed, span.end, lo=first, key=lambda s: s.start)
    inner = [
        other
        for other in formed[first:last]
        if other.end <= span.end
        and other.label != span.label
        and not (other.label in _DATED and span.label in _UNDATED)
        and _apart(text, span, other)
    ]
    for start, end in _uncovered(span, inner):
        yield replace(span, start=start, end=end)


def _apart(text: str, span: Span, other: Span) -> bool:
    """Return whether white space or a comma divides *other* from the rest of *span* around it."""
    before, after = text[span.start : other.start], text[other.end : span.end]
    return (not before or before[-1] in _GAPS) and (not after or after[0] in _GAPS)


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
        if span.label not in _SIGNS_COUNT and _FULL_STOP.search(text, start, end):
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


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Return *spans* without those that lie inside of another one of a similar or better score."""
    out: list[Span] = []
    open_spans: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, _rank(s))):  # what contains a span comes before it
        open_spans = [other for other in open_spans if other.end > span.start]
        if not any(_swallows(other, span) for other in open_spans):
            out.append(span)
        open_spans.append(span)
    return out


def _swallows(outer: Span, inner: Span) -> bool:
    if inner.end > outer.end:
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
