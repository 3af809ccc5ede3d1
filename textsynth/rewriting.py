"""One scope: what was found in it, what stands in for it, and the edits that put it there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from textsynth.detection import Detector, fakes
from textsynth.document import Edit, Segment, Span
from textsynth.draw import derive
from textsynth.entity import Mention
from textsynth.labels import CONTACTS, NUMBERS
from textsynth.propagation import SCORE, TRAVELS, Propagation, fold
from textsynth.surrogate import Surrogates
from textsynth.verification import Originals, forms

RIVALS = frozenset({"PERSON", "ORGANIZATION", "CITY", "LOCATION"})  # a text has one of these labels in a scope


@dataclass
class Roster:
    """The distinct mentions of a scope: how often each was found, and the best score it was found with.

    It holds originals: it lives in memory, and never in a report, a log or an unencrypted file.
    """

    counts: Counter[Mention] = field(default_factory=Counter, repr=False)
    scores: dict[Mention, float] = field(default_factory=dict, repr=False)

    def add(self, segments: Sequence[Segment], found: Sequence[Sequence[Span]]) -> None:
        """Take in what was *found* in *segments*."""
        for segment, spans in zip(segments, found, strict=True):
            for span in spans:
                mention = Mention(span.label, segment.text[span.start : span.end])
                self.counts[mention] += 1
                self.scores[mention] = max(span.score, self.scores.get(mention, 0.0))

    def update(self, other: Roster) -> None:
        """Take in all of *other*."""
        self.counts.update(other.counts)
        for mention, score in other.scores.items():
            self.scores[mention] = max(score, self.scores.get(mention, 0.0))

    def labels(self) -> dict[str, str]:
        """Return the one label of each text that was found under several: the most frequent, then the surest.

        The same name must not be a person here and a company there, or its surrogates would differ.
        """
        votes: dict[str, dict[str, tuple[int, float]]] = defaultdict(dict)
        for mention, count in self.counts.items():
            if mention.label in RIVALS:
                before, score = votes[text := _named(mention.text)].get(mention.label, (0, 0.0))
                votes[text][mention.label] = before + count, max(score, self.scores[mention])
        return {
            text: max(labels, key=lambda label: (labels[label], label))
            for text, labels in votes.items()
            if len(labels) > 1
        }

    def settled(self, labels: Mapping[str, str]) -> Roster:
        """Return this roster with every text under its label of *labels*."""
        out = Roster()
        for mention, count in self.counts.items():
            one = Mention(_label(mention.label, mention.text, labels), mention.text)
            out.counts[one] += count
            out.scores[one] = max(self.scores[mention], out.scores.get(one, 0.0))
        return out

    def confident(self) -> list[Mention]:
        """Return the mentions that are sure enough to be looked for everywhere in the scope."""
        return [mention for mention, score in self.scores.items() if score >= TRAVELS]


def _named(text: str) -> str:
    return " ".join(fold(text).removesuffix("'s").split())


def _label(label: str, text: str, labels: Mapping[str, str]) -> str:
    return labels.get(_named(text), label) if labels and label in RIVALS else label


@dataclass
class Rewritten:
    """What the edits of one scope or of a part of it did; for the report and for verification."""

    labels: Counter[str] = field(default_factory=Counter)
    segments: int = 0
    omitted: list[str] = field(default_factory=list)
    originals: set[Mention] = field(default_factory=set, repr=False)
    explained: set[str] = field(default_factory=set, repr=False)  # surrogates put in, and what was kept on purpose


def identifies(mention: Mention) -> bool:
    """Return whether *mention* identifies somebody by itself: an identifier, an address of mail, a full name."""
    if mention.label == "PERSON":
        return len(mention.text.split()) > 1
    return mention.label in NUMBERS | CONTACTS - {"URL"}


class Rewriter:
    """Turns what was found in the segments of one scope into edits. Its surrogates depend on the key, the scope and the
    set of mentions (law 4), never on the order in which segments come.
    """

    def __init__(
        self, detector: Detector, key: bytes, scope: str, roster: Roster, forced: Iterable[Mention] = ()
    ) -> None:
        self._detector, self._config, self._roster = detector, detector.config, roster
        self._key, self._scope, self._ordinal = key, scope, 0
        self._labels = roster.labels()
        roster = roster.settled(self._labels) if self._labels else roster
        looked_for = [(form, mention.label) for mention in forced for form in forms(mention)]  # as verification does
        score = max(SCORE, self._config.threshold)
        self._propagation = Propagation([*roster.confident(), *forced], score, looked_for)
        self._mentions = roster.counts + Counter(forced)
        self._fakes = fakes(detector.recognizers)

    @cached_property
    def _surrogates(self) -> Surrogates:
        return self._for_scope(self._scope, self._mentions)

    @cached_property
    def identifying(self) -> Originals:
        """What identifies somebody by itself in the whole scope, for the verification of each file of a corpus."""
        return Originals(m for m in self._mentions if self._config.replaced(m.label) and identifies(m))

    def forcing(self, mentions: Iterable[Mention]) -> Rewriter:
        """Return a rewriter of the same scope that also replaces *mentions* wherever they stand."""
        return Rewriter(self._detector, self._key, self._scope, self._roster, mentions)

    def _for_scope(self, scope: str, mentions: Mapping[Mention, int]) -> Surrogates:
        return Surrogates(
            derive(self._key, "surrogates"), scope, mentions, self._fakes, self._config.keep, self._config.dates
        )

    def spans(self, segments: Sequence[Segment], found: Sequence[Sequence[Span]]) -> list[list[Span]]:
        """Return *found* and, beside it, every known value of the scope that stands in *segments*."""
        known = self._propagation.find(segments)
        return [
            self._agreed(segment.text, self._detector.joined(segment, spans, more) if more else list(spans))
            for segment, spans, more in zip(segments, found, known, strict=True)
        ]

    def _agreed(self, text: str, spans: list[Span]) -> list[Span]:
        """Return *spans* of *text*, each under the one label that what it holds has in the scope."""
        if not self._labels:
            return spans
        return [replace(span, label=_label(span.label, text[span.start : span.end], self._labels)) for span in spans]

    def edits(self, segments: Sequence[Segment], found: Sequence[Sequence[Span]], done: Rewritten) -> list[list[Edit]]:
        """Return the edits for each of *segments* and note in *done* what they do."""
        done.segments += len(segments)
        return [
            self._edited(segment, spans, done)
            for segment, spans in zip(segments, self.spans(segments, found), strict=True)
        ]

    def _edited(self, segment: Segment, spans: Sequence[Span], done: Rewritten) -> list[Edit]:
        edits = []
        if self._detector.fields.kept(segment.hint):
            done.explained.add(segment.text)
        for span in spans:
            original = segment.text[span.start : span.end]
            if not self._config.replaced(span.label):
                done.explained.add(original)
                continue
            surrogate = self._surrogate(span.label, original)
            if surrogate == original:  # nothing of it could change, as in a bare kind word
                done.explained.add(original)
                continue
            done.labels[span.label] += 1
            done.originals.add(Mention(span.label, original))
            done.explained.add(surrogate)
            edits.append(Edit(span.start, span.end, surrogate))
        return edits

    def _surrogate(self, label: str, original: str) -> str:
        if self._config.consistency == "mention":
            self._ordinal += 1
            scope = f"{self._scope}:{self._ordinal}"
            return self._for_scope(scope, {Mention(label, original): 1}).render(label, original)
        return self._surrogates.render(label, original)
