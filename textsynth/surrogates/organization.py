"""Organisations: the words that name them, each by itself; short name, acronym and domain follow from the full name."""

from __future__ import annotations

from functools import cache

from textsynth.entity import Part, canonical, fold, laid, like
from textsynth.name import given_names
from textsynth.orgname import OrgWord, looks_like_acronym, read_organization
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.surrogates import person, place
from textsynth.words import lines


@cache
def _cores() -> Pool:
    return Pool.of("core", lines("core_words.txt"))


def propose(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a word that a company may be called by; two put together once the list is used up."""
    found, _ = scope.pick_from([_cores()], part.value, attempt)
    if found:
        return found
    draw = scope.draw.of("core", part.value, str(attempt))
    return draw.choice(_cores().values) + draw.choice(("field", "mark", "line", "point", "stone", "way", "crest"))


def word(value: str, scope: Surrogates) -> str:
    """Return the surrogate of a canonical core word: of the founder, the city or the state where it is named after one."""
    if value in scope.links.roster.families:
        return person.family(value, scope)
    if value in scope.links.cities:
        return place.city(value, scope)
    return scope.value(Part("core", value))


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another organisation's name in the form of *text*."""
    if short := _short(text, scope):
        return short
    out, before = "", ""
    for part in read_organization(text):
        out += _word(part, before, scope)
        before = canonical(part.text) or before
    return out


def _word(part: OrgWord, before: str, scope: Surrogates) -> str:
    if part.role != "core":
        return part.text
    name = canonical(part.text)
    if name.isdigit():
        return scope.draw.of("core number", name).digits(len(name))
    if looks_like_acronym(part.text) and name not in scope.links.roster.families:
        return acronym(part.text, scope)
    saint = before in ("st", "saint", "san", "santa", "sankt") and name in given_names()
    new = like(part.text, person.given(name, scope) if saint else word(name, scope))
    return new[:1].upper() + new[1:] if part.text[:1].isupper() else new


def _short(text: str, scope: Surrogates) -> str:
    """Return the surrogate's short form where *text* is an acronym or a ticker of an organisation of the scope."""
    bare = canonical(text)
    known = bare in scope.links.cores and not looks_like_acronym(text)
    if not known and ((bare in scope.links.acronyms and len(bare) < 7) or looks_like_acronym(text)):
        return acronym(text, scope)
    return ""


def acronym(text: str, scope: Surrogates) -> str:
    """Return what *text* becomes when the words it is made of get their surrogates."""
    bare = canonical(text)
    if of := scope.links.acronyms.get(bare):
        return laid(text, "".join(initial(part, scope) for part in of))
    if len(bare) > 2 and (core := _ticker(bare, scope)):
        return laid(text, canonical(word(core, scope))[: len(bare)].ljust(len(bare), "x"))
    return laid(text, scope.value(Part("acronym", bare)))


def initial(part: OrgWord, scope: Surrogates) -> str:
    """Return the first letter of the surrogate of *part*."""
    name = canonical(part.text)
    return canonical(word(name, scope) if part.role == "core" and not name.isdigit() else name)[:1]


def _ticker(bare: str, scope: Surrogates) -> str:
    return scope.links.tickers.get(bare, "")


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
    return "".join(fold(canonical(word(piece, scope))) if core else piece for piece, core in pieces)


def canonical_label(label: str) -> str:
    """Return *label* in lower case and without accents."""
    return fold(label).casefold()


def _segment(label: str, scope: Surrogates) -> list[tuple[str, bool]] | None:
    """Return the pieces of *label*, those that are core words marked; None where none is."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    while at < len(label):
        end = next((end for end in range(len(label), at + 2, -1) if label[at:end] in scope.links.cores), 0)
        pieces.append((label[at : end or at + 1], bool(end)))
        at = end or at + 1
    return pieces if any(core for _, core in pieces) else None


surrogate = Surrogate(
    labels=frozenset({"ORGANIZATION"}),
    render=render,
    kinds={"core": Kind(propose, "name", person.is_real_name), "acronym": Kind(propose_acronym, "acronym")},
)
