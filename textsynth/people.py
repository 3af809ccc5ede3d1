"""People of a scope: which words are given names and which family names, and which forms are one person's.

"Gozi" beside "Ngozi Okafor" is she; "Mark Delgado" beside "Marcos Delgado Ruiz" is he; "Marie" beside "Mark" is not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from textsynth.entity import canonical, fold
from textsynth.name import Name, Roster, family_names, full_forms, given_names, read_name, title_gender

Called = Mapping[tuple[str, str], str]
Relation = Literal["", "start", "part", "variant", "nickname"]

_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("y", "i"), ("w", "v"), ("z", "s"), ("ee", "i"), ("ie", "i"), ("ea", "i"),
    ("oo", "u"), ("ou", "u"), ("th", "t"),
)  # fmt: skip
_HARD, _DOUBLE = re.compile("c(?!h)"), re.compile(r"(.)\1")
_DIMINUTIVE = re.compile(r"(?:[aeiouy]|[aeiou]?k|sh|us|[eai]c|s)$")
_RARE = 40  # frequency below which a given name may be the short form of one that it is part of
_COMMON_FAMILY = 3_000  # rank up to which a name that stands alone is rather a family name than somebody's short form


@lru_cache(maxsize=1 << 15)
def sound(name: str) -> str:
    """Return a rough form of a canonical name in which the usual spellings of one name are the same.

    >>> sound("semyon") == sound("semion"), sound("shireen") == sound("shirin"), sound("mark") == sound("marcos")[:4]
    (True, True, True)
    """
    for written, plain in _SOUNDS:
        name = name.replace(written, plain)
    return _DOUBLE.sub(r"\1", _HARD.sub("k", name))


def related(short: str, full: str) -> Relation:
    """Return how *short* may be a form of *full*, both canonical; "" where it is none.

    >>> related("gozi", "ngozi"), related("ania", "anna"), related("meg", "megan"), related("mark", "mary")
    ('part', 'start', 'nickname', '')
    """
    if short == full or min(len(short), len(full)) < 3:
        return ""
    if full in full_forms().get(short, ()):
        return "nickname"
    a, b = sound(short), sound(full)
    if a == b or (abs(len(a) - len(b)) < 2 and _near(short, full)):
        return "variant"
    if len(a) < len(b) and len(a) > 2 and (b.startswith(a) or b.endswith(a) or (len(a) > 3 and a in b)):
        return "part"
    stem = _DIMINUTIVE.sub("", a)
    if len(a) < len(b) and len(stem) > 2 and b.startswith(stem):
        return "part"
    start = short[:3] == full[:3] or (len(short) <= 5 and short[:2] == full[:2] and short[-1] == full[-1])
    return "start" if start and _DIMINUTIVE.search(short) and len(short) < len(full) + 2 else ""


def _near(one: str, other: str) -> bool:
    """Return whether names of five letters or more differ by a letter, those of eight by two."""
    least = min(len(one), len(other))
    return least > 4 and _distance(one, other) <= (1 if least < 8 else 2)


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for at, against in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != against))
    return row[-1]


def roster_of(people: Sequence[str], locals_: Iterable[str]) -> tuple[Roster, list[Name]]:
    """Return who is in *people*, and how each of their names reads then.

    Local parts of addresses, such as first.last, add people who are written nowhere else.
    """
    first = _by_votes([(text, read_name(text)) for text in people])
    names = [read_name(text, first) for text in people]
    givens, families = _halves(names)
    for name in names:
        if len(name.given) + len(name.family) == 1:
            (givens if name.given else families).update(name.given or name.family)
    _settle_unknown(names, givens, families)
    pairs = {(name.given[0], family) for name in names if name.given for family in name.family}
    pairs.update(_addressed(locals_, givens, families))
    roster = Roster.of(pairs, givens, families)
    return roster, [read_name(text, roster) for text in people]


def _by_votes(read: Sequence[tuple[str, Name]]) -> Roster:
    """Return a first roster: a word is what most of the full names take it for, in capitals alone half as sure."""
    votes: Counter[tuple[str, str]] = Counter()
    for text, name in read:
        if sum(word.role != "keep" for word in name.words) < 2:
            continue
        doubtful = text.isupper() or text.islower() or name.words[-1].role.endswith("initial")
        sure = 5 if "," in text else 1 if doubtful else 3
        for role, said in (("given", name.given), ("family", name.family)):
            votes.update({(role, word): sure for word in said})
    words = {word for _, word in votes}
    for word in words:
        known, last = given_names().get(word), family_names().get(word)
        if (known or word in full_forms()) and not (last and last.rank < _COMMON_FAMILY):
            votes["given", word] += 2
        elif last and not known:
            votes["family", word] += 2
    pairs = {(name.given[0], name.family[-1]) for _, name in read if name.given and name.family}
    for given, family in pairs:
        if given < family and (family, given) in pairs:  # in both orders, and as often
            votes["given", given] += 1
            votes["family", family] += 1
    givens = {word for word in words if votes["given", word] >= votes["family", word]}
    families = {word for word in words if votes["family", word] >= votes["given", word]}
    return Roster.of({(g, f) for g, f in pairs if g in givens and f in families}, givens, families)


def _halves(names: Iterable[Name]) -> tuple[set[str], set[str]]:
    givens: set[str] = set()
    families: set[str] = set()
    for name in names:
        if len(name.given) + len(name.family) > 1 or (len(name.words) > 1 and (name.given or name.family)):
            families.update(name.family)
            givens.update(name.given)
    return givens, families


def _settle_unknown(names: Iterable[Name], givens: set[str], families: set[str]) -> None:
    """Move single names that no list holds to the side of the name that they are a form of."""
    full_givens, full_families = _halves(name for name in names if name.given and name.family)
    alone = {word for name in names for word in (*name.given, *name.family)} - full_givens - full_families
    near = Index(full_givens)
    for word in sorted(alone):
        last = family_names().get(word)
        if word in given_names() or word in full_forms() or (last and last.rank < _COMMON_FAMILY):
            continue
        if any(related(word, family) == "variant" for family in full_families if family[:2] == word[:2]):
            givens.discard(word)
            families.add(word)
        elif any(related(word, given) for given in near.like(word)):
            families.discard(word)
            givens.add(word)


def _addressed(locals_: Iterable[str], givens: set[str], families: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the given and family name of local parts like first.last, where the lists or the scope know which is which."""
    for local in locals_:
        pieces = re.split(r"[._]", fold(local).casefold())
        if len(pieces) != 2 or not all(piece.isalpha() and len(piece) > 2 for piece in pieces):
            continue
        first, last = pieces
        named = first in given_names() or first in full_forms() or first in givens or last in families
        if named and last not in givens and first not in families:
            yield first, last


class Index:
    """Names by how they begin and end, so that those like another are found without looking at all."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by: dict[str, set[str]] = defaultdict(set)
        for name in names:
            for key in self._keys(name):
                self._by[key].add(name)
        self._names = frozenset(names)

    @staticmethod
    def _keys(name: str) -> set[str]:
        said = sound(name)
        return {name[:3], said[:3], name[:2] + "." + name[-1:], said[-3:] + "$", said[1:4] + "<"}

    def like(self, name: str) -> list[str]:
        """Return the names that may be related to *name*, in order."""
        found: set[str] = set()
        for key in {*self._keys(name), sound(name)[:3] + "<"}:
            found |= self._by.get(key, set())
        return sorted(found | (self._names & set(full_forms().get(name, ()))))


def called(roster: Roster, words: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return, for forms of given names with a family name or "", the given name of the scope that they are a form of.

    *words* stand in handles and addresses; they may be forms too.
    """
    near = Index(roster.givens)
    found: dict[tuple[str, str], str] = {}
    for given, family in sorted(roster.people):
        if full := _full(given, family, near, roster):
            found[given, family] = full
    for word in sorted(roster.givens | set(words)):
        if word in roster.by_given:
            full = next((found[word, family] for family in roster.by_given[word] if (word, family) in found), "")
        else:
            full = _full(word, "", near, roster)
        if full:
            found[word, ""] = full
    return {(word, family): _end(full, family, found) for (word, family), full in found.items()}


def _end(full: str, family: str, found: Called) -> str:
    for _ in range(3):
        full = found.get((full, family)) or found.get((full, "")) or full
    return full


def _full(word: str, family: str, near: Index, roster: Roster) -> str:
    """Return the fuller name of the scope that *word* is a form of; with a family name, of one who shares it."""
    best: list[tuple[int, int, str]] = []
    for other in roster.by_family.get(family, ()) if family else near.like(word):
        how = related(word, other)
        if how and _agrees(word, other, how, bool(family)) and _fuller(word, other, how, roster):
            strength = ("start", "part", "variant", "nickname").index(how)
            best.append((-strength, -_shared(word, other), other))
    return min(best)[2] if best else ""


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _agrees(word: str, other: str, how: Relation, kin: bool) -> bool:
    known, full = given_names().get(word), given_names().get(other)
    if known and full and {known.gender, full.gender} == {"f", "m"} and how != "nickname":
        return False
    if how == "nickname":
        return True
    if kin:
        return how == "part" or not (known and full)
    if known and known.frequency < _RARE and how == "part":
        return len(word) > 3
    return not known and word not in full_forms() and (how != "start" or full is not None)


def _fuller(word: str, other: str, how: Relation, roster: Roster) -> bool:
    if how == "nickname":
        return True

    def rank(name: str) -> tuple[bool, int, bool, str]:
        return name in roster.by_given, len(name), name in given_names(), name

    longer = len(other) > len(word) or (how == "start" and rank(other)[2] and not rank(word)[2])
    return longer if how in ("part", "start") else rank(other) > rank(word)


def genders(people: Iterable[tuple[str, Name]], roster: Roster, forms: Called) -> dict[str, str]:
    """Return f or m for the given names whose bearers' titles, or other forms, say more than the lists do."""
    said: dict[str, set[str]] = defaultdict(set)
    for text, name in people:
        if gender := title_gender(text):
            family = name.family[-1] if name.family else ""
            bearers = {_end(given, family, forms) for given in roster.by_family.get(family, ())}
            for given in name.given[:1] or (bearers if len(bearers) == 1 else ()):
                said[_end(given, family, forms)].add(gender)
    listed: dict[str, set[str]] = defaultdict(set)
    for (word, _), full in forms.items():
        if (known := given_names().get(word)) and known.gender != "u":
            listed[full].add(known.gender)
    found = {full: next(iter(which)) for full, which in said.items() if len(which) == 1}
    for full, which in listed.items():
        own = given_names().get(full)
        if len(which) == 1 and (own is None or own.gender == "u"):
            found.setdefault(full, next(iter(which)))
    return found


def families_like(families: Iterable[str]) -> dict[str, str]:
    """Return, for family names that no list holds and that differ from another by a letter, that other one."""
    known, near = family_names(), Index(families)
    found = {}
    for name in sorted(families):
        if name not in known and len(name) > 5:
            others = [o for o in near.like(name) if o != name and related(name, o) == "variant" and _near(name, o)]
            if others and max(others, key=lambda o: (o in known, o)) > (name if others[0] not in known else ""):
                found[name] = max(others, key=lambda o: (o in known, o))
    return {name: other for name, other in found.items() if other not in found}


def letters(names: Iterable[Name]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, by the initials of full names, the words that they stand for as (role, canonical name)."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name in names:
        givens = tuple(("given", given) for given in name.given)
        families = tuple(("family", family) for family in name.family)
        for words in (givens + families, givens, givens[:1] + families):
            if len(words) > 1:
                short = "".join(word[:1] for _, word in words)
                found[short] = min(
                    found.get(short, words),
                    words,
                    key=lambda words: (not any(role == "family" for role, _ in words), words),
                )
    return found


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of local parts and handles."""
    for text in texts:
        yield from (canonical(word) for word in re.findall(r"[^\W\d_]{3,}", text))
