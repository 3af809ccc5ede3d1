"""The contract of a surrogate, and the settling that gives every part of a scope its own (laws 4 and 5).

An entity is made of *parts*: a given name, a family name, a word of a company's name, the digits of an account. Each
part draws its surrogate by itself; everything else is rendering: putting settled parts into the form that a mention had.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from textsynth.draw import Draw, derive, same_shape
from textsynth.entity import Mention, Part, canonical
from textsynth.labels import KEPT
from textsynth.link import Links, link
from textsynth.plugins import modules

Fake = Callable[[str, Draw], str]
Dates = Literal["shift", "year"]
REACH = 40  # choices of one pool that are looked at before the next pool is
ATTEMPTS = 400  # proposals that are looked at before a crowded set is allowed to meet itself


@dataclass(frozen=True, slots=True)
class Kind:
    """How parts of one kind are replaced.

    ``propose(part, attempt, scope)`` is the attempt-th candidate, or None when there are no more. Parts whose kinds
    share a ``group`` never get the same surrogate. ``real`` tells whether a candidate, given in its canonical form,
    is something that the scope really holds; without it, every value of the group is. ``same`` gives the form in which
    two values are compared.
    """

    propose: Callable[[Part, int, Surrogates], str | None]
    group: str
    real: Callable[[str, Surrogates], bool] | None = None
    same: Callable[[str], str] = canonical


@dataclass(frozen=True, slots=True)
class Surrogate:
    """What stands in for mentions with ``labels``; ``kinds`` are the parts that ``render(label, text, scope)`` asks for.

    ``labels`` that hold ``*`` are a generator for whatever label has no other. With ``may_stay``, text in which nothing
    identifies anybody (a link to a well-known page) may come out as it went in.
    """

    labels: frozenset[str]
    render: Callable[[str, str, Surrogates], str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    may_stay: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """Names to choose from, and where each stands by its canonical form."""

    name: str
    values: tuple[str, ...] = field(compare=False, repr=False)
    places: Mapping[str, int] = field(compare=False, repr=False)

    @classmethod
    def of(cls, name: str, values: Sequence[str]) -> Pool:
        """Return the pool of *values*, each once, in an order that no edit of a list but its own changes."""
        distinct = tuple(sorted({canonical(value): value for value in reversed(values)}.values()))
        return cls(name, distinct, {canonical(value): place for place, value in enumerate(distinct)})


class Surrogates:
    """The surrogates of one scope: a pure function of key, scope, the set of *mentions* and the text to replace.

    Labels that are *kept* are left as they are where they stand inside of other text. With *dates* "year", a date comes
    down to its year and an age over 89 to "90+", as HIPAA's Safe Harbor asks (45 CFR 164.514(b)(2)(i)(C)); years, and
    ages below that, then stay true. A mention that is not among *mentions* (an open scope, as in a stream) is replaced
    all the same; then only the permutation of the pools keeps known names apart.
    """

    def __init__(
        self,
        key: bytes,
        scope: str,
        mentions: Mapping[Mention, int],
        fakes: Mapping[str, Fake] | None = None,
        kept: frozenset[str] = KEPT,
        dates: Dates = "shift",
    ) -> None:
        self._key = derive(key, "surrogates", scope)
        self.draw = Draw(self._key)
        self.fakes: Mapping[str, Fake] = fakes or {}
        self.kept = kept
        self.dates = dates
        self.links: Links = link(mentions)
        self._parts: dict[str, set[Part]] = defaultdict(set)
        self._settled: dict[str, dict[Part, str]] = {}
        self._taken: dict[str, set[str]] = {}
        self._reals: dict[str, set[str]] = {}
        self._starts: dict[tuple[str, str], int] = {}
        self._places: dict[tuple[str, int], int] = {}
        self._judged: dict[tuple[str, str], bool] = {}
        self._cache: dict[Part, str] = {}
        self._collecting = True
        for mention in sorted(mentions):
            self.render(mention.label, mention.text)
        self._collecting = False
        self._cache.clear()

    def render(self, label: str, text: str) -> str:
        """Return the surrogate for *text* with *label*, in the form that it had."""
        if label in self.kept or not any(map(str.isalnum, text)):
            return text
        surrogate = _by_label().get(label) or _by_label()["*"]
        start, end = _inside(text)
        inner = text[start:end]
        new = surrogate.render(label, inner, self)
        if new == inner and not surrogate.may_stay and not self._collecting:
            new = different(inner, self.draw.of("last resort", inner))
        return text[:start] + new + text[end:]

    def value(self, part: Part) -> str:
        """Return the surrogate of *part*, as it is written by itself."""
        if part in self._cache:
            return self._cache[part]
        group = _kinds()[part.kind].group
        if self._collecting:
            self._parts[group].add(part)
            self._cache[part] = _kinds()[part.kind].propose(part, 0, self) or part.value
            return self._cache[part]
        if group not in self._settled:
            self._settle(group)
        found = self._settled[group].get(part)
        self._cache[part] = found if found is not None else self._first(part, self._taken[group])
        return self._cache[part]

    def pick(self, pool: Pool, value: str, attempt: int) -> str | None:
        """Return the attempt-th choice of *pool* for *value*: a keyed permutation, so that members never meet."""
        size = len(pool.values)
        if attempt >= size:
            return None
        place = pool.places.get(value)
        if place is None:
            if (pool.name, value) not in self._starts:
                self._starts[pool.name, value] = self.draw.of("place", pool.name, value).below(size)
            place = self._starts[pool.name, value]
        start = (place + attempt) % size
        if (pool.name, start) not in self._places:
            self._places[pool.name, start] = permuted(start, size, derive(self._key, "pool", pool.name))
        return pool.values[self._places[pool.name, start]]

    def pick_from(self, pools: Sequence[Pool], value: str, attempt: int) -> tuple[str | None, int]:
        """Return the attempt-th choice of *pools*, a few of each before the next; else None and the attempts left over."""
        for number, pool in enumerate(pools):
            if pool in pools[:number]:
                continue
            reach = min(REACH, len(pool.values))
            if attempt < reach:
                return self.pick(pool, value, attempt), 0
            attempt -= reach
        return None, attempt

    def holds(self, part: Part) -> bool:
        """Return whether *part* is one of this scope's own."""
        return part in self._parts[_kinds()[part.kind].group]

    def _settle(self, group: str) -> None:
        settled: dict[Part, str] = {}
        taken: set[str] = set()
        for part in sorted(self._parts[group], key=lambda part: derive(self._key, "order", *part)):
            settled[part] = self._first(part, taken)
            taken.add(_kinds()[part.kind].same(settled[part]))
        self._settled[group], self._taken[group] = settled, taken

    def _first(self, part: Part, taken: set[str]) -> str:
        """Return the first proposal that is neither taken nor real; failing that, not taken; failing that, another."""
        kind = _kinds()[part.kind]
        own = kind.same(part.value)
        untaken = other = None
        for attempt in range(ATTEMPTS):
            candidate = kind.propose(part, attempt, self)
            if candidate is None:
                break
            name = kind.same(candidate)
            if name == own:
                continue
            other = other or candidate
            if name in taken:
                continue
            untaken = untaken or candidate
            if (part.kind, name) not in self._judged:
                self._judged[part.kind, name] = self._real(kind, name)
            if not self._judged[part.kind, name]:
                return candidate
        return untaken or other or different(part.value, self.draw.of("last resort", *part))

    def _real(self, kind: Kind, name: str) -> bool:
        if kind.real is not None:
            return kind.real(name, self)
        if kind.group not in self._reals:
            self._reals[kind.group] = {_kinds()[part.kind].same(part.value) for part in self._parts[kind.group]}
        return name in self._reals[kind.group]


def different(text: str, draw: Draw) -> str:
    """Return text of the same shape that is not *text* (where any other has that shape)."""
    for attempt in range(ATTEMPTS):
        new = same_shape(text, draw.of(str(attempt)))
        if new != text:
            return new
    return text


def permuted(index: int, size: int, key: bytes) -> int:
    """Return where *index* goes in a permutation of ``range(size)`` that *key* chooses.

    A Feistel network over the smallest even number of bits, walked until it falls inside (Black and Rogaway, 2002).
    """
    half = ((size - 1).bit_length() + 1) // 2 or 1
    mask = (1 << half) - 1
    while True:
        left, right = index >> half, index & mask
        for turn in b"\x00\x01\x02\x03":
            mixed = hmac.digest(key, bytes([turn]) + right.to_bytes(8, "big"), "sha256")
            left, right = right, left ^ (int.from_bytes(mixed[:8], "big") & mask)
        index = left << half | right
        if index < size:
            return index


def _inside(text: str) -> tuple[int, int]:
    """Return where *text* begins and ends without the space and quotation marks around it."""
    around = ' \t\r\n"“”„»«,;'
    start = len(text) - len(text.lstrip(around))
    return start, max(start, len(text.rstrip(around)))


@cache
def _surrogates() -> tuple[Surrogate, ...]:
    return tuple(module.surrogate for module in modules("textsynth.surrogates"))


@cache
def _by_label() -> Mapping[str, Surrogate]:
    return {label: surrogate for surrogate in _surrogates() for label in surrogate.labels}


@cache
def _kinds() -> Mapping[str, Kind]:
    return {name: kind for surrogate in _surrogates() for name, kind in surrogate.kinds.items()}
