"""Where in a text a regular expression can match at all, read from the expression itself.

Most expressions of ``recognizers/`` begin with one of a few words, or with figures of a certain shape. Such beginnings, taken
from all expressions, are looked for at once (Aho and Corasick, 1975), and an expression is tried only where one of its own
stands. So a hundred expressions cost little more than one. An expression that says nothing of its beginning is searched for
only where something stands that it cannot do without, and one that is not understood is searched for everywhere: what is
found is the same in any case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from textsynth.beginnings import Alphabet, NotUnderstood, Reader, shapes, words

RARE = 0.002  # per character of a usual text: so seldom that nothing rarer need be looked for
REFUSED = 0.2  # of the work that a place is, where what stands before it is looked at only
SEGMENT = 300  # characters of a usual text that is read whole
WORTH = 0.06  # up to which trying places one by one is quicker than a search


@dataclass(frozen=True, slots=True)
class Marks:
    """Texts of an *alphabet* one of which is to be found, and about how often a usual text has one, per character."""

    alphabet: Alphabet
    texts: frozenset[str]
    rate: float
    after: frozenset[str] = frozenset()  # kinds of a character behind which they do not count


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an expression's matches begin with and what they hold; None where nothing useful is known."""

    begin: Marks | None = None
    needed: Marks | None = None


def anchors(pattern: str, alphabets: Sequence[Alphabet], ignore_case: bool = False) -> Anchors:
    """Return the anchors of *pattern*, each in the alphabet in which they are rarest."""
    try:
        begin = _rarest(_begin(alphabet, pattern, ignore_case) for alphabet in alphabets)
        if begin and begin.rate <= RARE:  # to read all of it takes its time
            return Anchors(begin)
        needed = _rarest(_needed(alphabet, pattern, ignore_case) for alphabet in alphabets)
        if begin and needed and SEGMENT * needed.rate * WORTH < begin.rate:
            return Anchors(None, needed)
        return Anchors(begin, needed)
    except (NotUnderstood, ValueError, IndexError):
        return Anchors()


def _begin(alphabet: Alphabet, pattern: str, ignore_case: bool) -> Marks | None:
    part = Reader(pattern, alphabet, ignore_case, False).read()
    if part.telling is None:
        return None
    texts = _shortest(part.telling)
    free = 1 - sum(
        map(alphabet.frequency, part.after)
    )  # of the places that have a beginning; to refuse one costs little
    return Marks(alphabet, texts, alphabet.rate(texts) * max(free, REFUSED), part.after)


def _needed(alphabet: Alphabet, pattern: str, ignore_case: bool) -> Marks | None:
    needed = Reader(pattern, alphabet, ignore_case, True).read().needed
    if needed is None:
        return None
    texts = _shortest(needed)
    return Marks(alphabet, texts, alphabet.rate(texts))


def _shortest(texts: frozenset[str]) -> frozenset[str]:
    """Leave out texts that begin with another one, so that a place is named once."""
    return frozenset(text for text in texts if not any(text[:n] in texts for n in range(1, len(text))))


def _rarest(found: Iterable[Marks | None]) -> Marks | None:
    """Return the first of *found* that is rare, else the rarest; None if all are too frequent to be worth a look."""
    best: Marks | None = None
    for marks in found:
        if marks and marks.rate <= min(WORTH, best.rate if best else 1.0):
            best = marks
            if best.rate <= RARE:
                break
    return best


def matches(pattern: Any, text: str, starts: Iterable[int] | None) -> Iterator[Any]:
    """Yield what ``pattern.finditer(text)`` would, if matches begin nowhere but at *starts* (None: anywhere)."""
    if starts is None:
        yield from pattern.finditer(text)
        return
    at = 0
    for start in starts:
        if start >= at and (match := pattern.match(text, start)):
            at = match.end()
            yield match


class Scout:
    """Looks for the anchors of several expressions at once. An expression is a pattern, and whether it ignores case."""

    def __init__(self, expressions: Sequence[tuple[str, bool]]) -> None:
        self._expressions = tuple(expressions)

    @cached_property
    def _anchors(self) -> tuple[Anchors, ...]:
        alphabets = words(), shapes()
        return tuple(anchors(pattern, alphabets, ignore_case) for pattern, ignore_case in self._expressions)

    @cached_property
    def _unsteady(self) -> tuple[frozenset[int], frozenset[int]]:
        """The numbers of the expressions that need something to be there, and of those that may match anywhere."""
        needing = frozenset(n for n, a in enumerate(self._anchors) if a.needed)
        return needing, frozenset(n for n, a in enumerate(self._anchors) if not a.begin and not a.needed)

    @cached_property
    def _searches(self) -> list[tuple[Alphabet, Any]]:
        """An automaton for each alphabet; it knows the beginnings of expression *n* by *n*, and its needs by *~n*."""
        tables: dict[int, tuple[Alphabet, dict[str, dict[frozenset[str], list[int]]]]] = {}
        for n, found in enumerate(self._anchors):
            for number, marks in ((n, found.begin), (~n, found.needed)):
                if marks:
                    _, table = tables.setdefault(id(marks.alphabet), (marks.alphabet, {}))
                    for text in marks.texts:
                        table.setdefault(text, {}).setdefault(marks.after, []).append(number)
        return [(alphabet, _automaton(table)) for alphabet, table in tables.values()]

    def places(self, text: str) -> dict[int, list[int] | None]:
        """Return the numbers of the expressions that may match in *text*, each with where it may (None: anywhere)."""
        starts: defaultdict[int, list[int]] = defaultdict(list)
        for alphabet, automaton in self._searches:
            kinds = text.translate(alphabet)
            for last, (length, groups) in automaton.iter(kinds):
                start = last - length
                before = kinds[start - 1] if start else ""
                for after, numbers in groups:
                    if before not in after:
                        for number in numbers:
                            starts[number].append(start)
        needing, anywhere = self._unsteady
        found: dict[int, list[int] | None] = dict.fromkeys(anywhere)
        for number, places in starts.items():
            if number >= 0 and (number not in needing or ~number in starts):
                found[number] = sorted(places)
            elif number < 0 and self._anchors[~number].begin is None:
                found[~number] = None
        return found


def _automaton(table: Mapping[str, Mapping[frozenset[str], list[int]]]) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for text, groups in table.items():
        automaton.add_word(text, (len(text) - 1, tuple(groups.items())))
    if len(automaton):
        automaton.make_automaton()
    return automaton
