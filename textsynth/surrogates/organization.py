"""Organisations: the words that name them, each by itself; short name, acronym and domain follow from the full name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textsynth.entity import Part, canonical, fold, laid, like
from textsynth.name import given_names
from textsynth.orgname import OrgWord, looks_like_acronym, read_organization, spoken, trades
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.surrogates import person, place, region
from textsynth.words import lines


@cache
def _cores() -> Pool:
    return Pool.of("core", lines("core_words.txt"))


def propose(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a word that a company may be called by; two put together once the list is used up."""
    found, _ = scope.pick_from([_cores()], part.value, attempt)
    if found:
        return person.apart(found, part, scope)
    draw = scope.draw.of("core", part.value, str(attempt))
    return draw.choice(_cores().values) + draw.choice(("field", "mark", "line", "point", "stone", "way", "crest"))


@cache
def _trade(name: str) -> Pool:
    return Pool.of(f"trade {name}", [word for word, of in trades().items() if of == name])


def propose_trade(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another line of business that is close to the one of *part*."""
    found = scope.pick(_trade(trades()[part.value]), part.value, attempt)
    alike = found is not None and len(part.value) > 3 and canonical(found)[:4] == part.value[:4]
    return part.value if alike else found


def word(value: str, scope: Surrogates) -> str:
    """Return the surrogate of a canonical word of a name: of the founder, the city or the state that it is named after."""
    if value in scope.links.roster.families:
        return person.family(value, scope)
    if value in scope.links.roster.givens:
        return person.given(value, scope)
    if value in scope.links.cities:
        return place.city(value, scope)
    if state := region.state_set(value):
        return scope.value(Part(state, value))
    return scope.value(Part("trade" if value in trades() else "core", value))


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another organisation's name in the form of *text*."""
    words = read_organization(text)
    if short := _short(text, words, scope):
        return short
    out, before = "", ""
    loud = text.isupper() and len(spoken(words)) > 1
    for part in words:
        out += _word(part, before, loud, scope)
        before = canonical(part.text) or before
    return out


def _word(part: OrgWord, before: str, loud: bool, scope: Surrogates) -> str:
    if part.role not in ("core", "trade"):
        return part.text
    name = canonical(part.text)
    if name.isdigit():
        return scope.draw.of("core number", name).digits(len(name))
    if part.role == "core" and _is_acronym(part.text, loud, scope):
        return acronym(part.text, scope)
    saint = before in ("st", "saint", "san", "santa", "sankt") and name in given_names()
    new = like(part.text, person.given(name, scope) if saint else word(name, scope))
    return new[:1].upper() + new[1:] if part.text[:1].isupper() else new


def _is_acronym(text: str, loud: bool, scope: Surrogates) -> bool:
    """Return whether *text* in capitals is an acronym, not a word of a name that is *loud* throughout."""
    known = canonical(text) in scope.links.roster.families or canonical(text) in scope.links.cores
    return looks_like_acronym(text) and not known and ("&" in text or not loud or len(text) < 4)


def _short(text: str, words: Sequence[OrgWord], scope: Surrogates) -> str:
    """Return the surrogate's short form where *text* is an acronym, a ticker or the joined name of one of the scope."""
    bare = canonical(text)
    if bare in scope.links.cores or (len(spoken(words)) > 1 and not looks_like_acronym(text)):
        return (
            ""
            if bare in scope.links.cores or bare not in scope.links.acronyms or len(bare) > 6
            else acronym(text, scope)
        )
    if (bare in scope.links.acronyms and len(bare) < 7) or looks_like_acronym(text):
        return acronym(text, scope)
    if text.isalnum() and (pieces := _segment(bare, scope)) and sum(len(piece) for piece, core in pieces if core) > 6:
        return _joined(text, pieces, scope)
    return ""


def _joined(text: str, pieces: Sequence[tuple[str, bool]], scope: Surrogates) -> str:
    """Return *text*, words of a name written as one (HalvorsenPike), with each of them replaced."""
    out, at = "", 0
    for piece, core in pieces:
        old = text[at : at + len(piece)]
        new = like(old, word(piece, scope)) if core else old
        out, at = out + (new[:1].upper() + new[1:] if old[:1].isupper() else new), at + len(piece)
    return out


def acronym(text: str, scope: Surrogates) -> str:
    """Return what *text* becomes when the words it is made of get their surrogates."""
    bare = canonical(text)
    if of := scope.links.acronyms.get(bare):
        return laid(text, "".join(initial(part, scope) for part in of))
    if len(bare) > 2 and (skipping := _skipping(bare, scope)):
        return laid(text, "".join(initial(part, scope) for part in skipping))
    if len(bare) > 2 and (core := _ticker(bare, scope)):
        return laid(text, _tick(canonical("".join(word(piece, scope) for piece in core)), len(bare)))
    return laid(text, scope.value(Part("acronym", bare)))


def _skipping(bare: str, scope: Surrogates) -> tuple[OrgWord, ...]:
    """Return the words of an organisation that *bare* is made of the initials of, where it leaves some words out."""
    for words in scope.links.organizations:
        found: list[OrgWord] = []
        for part in words:
            if len(found) < len(bare) and canonical(part.text)[:1] == bare[len(found)]:
                found.append(part)
        if len(found) == len(bare) and found[0] == words[0] and len(words) - len(found) < 3:
            return tuple(found)
    return ()


def _tick(name: str, size: int) -> str:
    """Return as many letters of *name* as a ticker has: the first, then consonants, else as they come."""
    plain = name[:1] + "".join(letter for letter in name[1:] if letter not in "aeiou")
    return (plain if len(plain) >= size else name)[:size].ljust(size, "x")


def initial(part: OrgWord, scope: Surrogates) -> str:
    """Return the first letter of the surrogate of *part*."""
    name = canonical(part.text)
    return canonical(word(name, scope) if part.role in ("core", "trade") and not name.isdigit() else name)[:1]


def _ticker(bare: str, scope: Surrogates) -> tuple[str, ...]:
    """Return the words of the organisation that *bare* abbreviates: its letters in their order, from the first on."""
    if bare in scope.links.tickers:
        return (scope.links.tickers[bare],)
    for words in scope.links.organizations:
        named = tuple(canonical(part.text) for part in words if part.role in ("core", "trade"))
        left = iter("".join(canonical(part.text) for part in words))
        if named and named[0][:1] == bare[:1] and all(letter in left for letter in bare):
            return named
    return ()


def propose_acronym(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return as many letters, for an acronym that nothing in the scope explains."""
    draw = scope.draw.of("acronym", part.value, str(attempt))
    return "".join(draw.choice("ABCDEFGHKLMNPRSTVW") if c.isalpha() else draw.digits(1) for c in part.value)


def in_label(label: str, scope: Surrogates) -> str:
    """Return a domain label such as ``prairiemutual-ins`` with its core words replaced, or "" where it has none.

    The words are those of the scope's organisations; or the label begins with the acronym of one.
    """
    pieces = _segment(canonical_label(label), scope)
    if pieces is None:
        return ""
    raw = next((at for at, (_, core) in enumerate(pieces) if core), 0)
    before = "".join(piece for piece, _ in pieces[:raw])
    short = re.sub("[-_]$", "", before)
    if len(short) > 1 and (short in scope.links.acronyms or short in scope.links.shorts):
        pieces = [(acronym(short, scope).lower() + before[len(short) :], False), *pieces[raw:]]
    return "".join(fold(canonical(word(piece, scope))) if core else piece for piece, core in pieces)


def canonical_label(label: str) -> str:
    """Return *label* in lower case and without accents."""
    return fold(label).casefold()


def _segment(label: str, scope: Surrogates) -> list[tuple[str, bool]] | None:
    """Return the pieces of *label*, those that are core words marked; None where none is."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    while at < len(label):
        words = scope.links.cores, scope.links.trades
        end = next((end for end in range(len(label), at + 2, -1) if any(label[at:end] in known for known in words)), 0)
        pieces.append((label[at : end or at + 1], bool(end)))
        at = end or at + 1
    return pieces if any(core for _, core in pieces) else None


surrogate = Surrogate(
    labels=frozenset({"ORGANIZATION"}),
    render=render,
    kinds={
        "trade": Kind(propose_trade, "trade"),
        "core": Kind(propose, "name", person.is_real_name),
        "acronym": Kind(propose_acronym, "acronym"),
    },
)
