"""Reading an organisation's name: the words that say which it is, and the words that only say what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from textsynth.entity import canonical
from textsynth.words import rows

_WORD = re.compile(r"[^\W_](?:&[^\W_])+(?![^\W_])|[^\W_]+(?:['’ʼ][^\W_]+)*")
_LINKING = frozenset("of and the for de du des del der und et y e la le los las".split())
_NAMED_ALONE = 3  # letters that a word must have to be what a company is called


class OrgWord(NamedTuple):
    """A stretch of a name: a ``core`` word that names, a ``trade``, ``kind`` or ``legal`` word, or what lies ``between``."""

    text: str
    role: str


@cache
def kind_words() -> frozenset[str]:
    """Return words that say what an organisation is: bank, hospital, of, national."""
    return frozenset(canonical(word) for role, word in rows("organization_words.tsv") if role == "kind")


@cache
def trades() -> Mapping[str, str]:
    """Return words that say what line an organisation is in (dairy, orthopedics), each with the name of its set.

    The words of a set are close in meaning, so that one can stand for another.
    """
    return {
        canonical(word): role.partition(" ")[2]
        for role, word in rows("organization_words.tsv")
        if role.startswith("trade")
    }


@cache
def legal_words() -> frozenset[str]:
    """Return legal forms: inc, llp, gmbh."""
    return frozenset(word for role, word in rows("organization_words.tsv") if role == "legal")


def read_organization(text: str) -> tuple[OrgWord, ...]:
    """Read *text*, the name of one organisation; at least one word is a core word or a trade.

    >>> [word.text for word in read_organization("Halvorsen & Pike LLP") if word.role == "core"]
    ['Halvorsen', 'Pike']
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    roles = _roles([text[a:b] for a, b in spans])
    words, at = [], 0
    for (start, end), role in zip(spans, roles, strict=True):
        possessive = re.search(r"['’][sS]$", text[start:end])
        end = start + possessive.start() if possessive else end
        words += [OrgWord(text[at:start], "between"), OrgWord(text[start:end], role)]
        at = end
    words.append(OrgWord(text[at:], "between"))
    return tuple(word for word in words if word.text)


def _roles(words: Sequence[str]) -> list[str]:
    names = [canonical(re.sub(r"['’][sS]$", "", word)) for word in words]
    roles = [_role(name, len(words) > 1) for name in names]
    for place, role in enumerate(roles):
        if role == "legal" and place == 0 and len(words) > 1:
            roles[place] = "core"  # "SA Water", "CO Partners": a legal form never comes first
    if words and not {"core", "trade"} & set(roles):
        naming = [p for p, name in enumerate(names) if roles[p] == "kind" and name not in _LINKING]
        roles[(naming or [0])[0]] = "core"
    return roles


def _role(name: str, among: bool) -> str:
    if name in legal_words():
        return "legal"
    if name in trades():
        return "trade"
    return "kind" if name in kind_words() or (len(name) < 2 and among) else "core"


def spoken(words: Sequence[OrgWord]) -> tuple[OrgWord, ...]:
    """Return the words of a name without what lies between them."""
    return tuple(word for word in words if word.role != "between")


def acronyms(words: Sequence[OrgWord]) -> dict[str, tuple[OrgWord, ...]]:
    """Return the acronyms that *words* may be known by, lower case, each with the words that it is made of.

    >>> sorted(acronyms(spoken(read_organization("Prairie Mutual Insurance Company"))))
    ['pmi', 'pmic']
    """
    words = spoken(words)
    found: dict[str, tuple[OrgWord, ...]] = {}
    for legal, linking, ending in product((True, False), (True, False), (True, False)):
        kept = [w for w in words if (legal or w.role != "legal") and (linking or canonical(w.text) not in _LINKING)]
        if not ending and len(kept) > 2 and kept[-1].role != "core":
            kept = kept[:-1]
        if len(kept) > 1:
            found.setdefault("".join(canonical(word.text)[:1] for word in kept), tuple(kept))
    cores = tuple(word for word in words if word.role == "core")
    if len(cores) > 1:
        found.setdefault("".join(canonical(word.text)[:1] for word in cores), cores)
    return found


def looks_like_acronym(text: str) -> bool:
    """Return whether *text* is a short form in capitals: PMIC, H&P, A.B.C."""
    bare = re.sub(r"[&.\-/ ]", "", text)
    return 2 <= len(bare) <= 6 and bare.isalnum() and bare.isupper() and (len(text.split()) == 1)
