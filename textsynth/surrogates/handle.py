"""Handles and the local parts of mail addresses: taken apart against the people of the scope, and said again with
the names of their surrogates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textsynth.draw import same_shape
from textsynth.entity import Part, canonical, fold, like
from textsynth.name import family_names, full_forms, given_names, nicknames
from textsynth.surrogate import Kind, Surrogate, Surrogates
from textsynth.surrogates import number, organization, person
from textsynth.words import common_words, word_set

_HANDLE = re.compile(r"^(?P<open>/?u/|~|/|<?@?)(?P<name>[^\s<>]+?)(?P<close>>?)$")
SLACK = re.compile(r"^[UWBT][0-9A-Z]{4,}$")


class _Piece(NamedTuple):
    """A stretch of a local part and what it is: given, family, the first ``size`` letters of one, digits, kept."""

    role: str
    value: str = ""
    size: int = 0


def _set(name: str) -> frozenset[str]:
    return word_set("mail_words.tsv", name)


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(given_names() if kind == "given" else family_names())


def _read_local(local: str, scope: Surrogates) -> list[_Piece]:
    """Return what *local*, canonical, is made of: pieces between separators, each a name, initials, a word or digits."""
    raw = re.findall(r"[^\W\d_]+|\d+|[\W_]+", local)
    words = [piece for piece in raw if piece.isalpha()]
    if whole := _concatenated(words, scope):
        left = iter(whole)
        return [next(left) if p.isalpha() else _Piece("digits" if p.isdigit() else "keep", p) for p in raw]
    pieces: list[_Piece] = []
    for piece in raw:
        if piece.isalpha():
            pieces += _read_word(piece, len(words) > 1, scope)
        else:
            pieces.append(_Piece("digits" if piece.isdigit() else "keep", piece))
    return pieces


def _concatenated(words: Sequence[str], scope: Surrogates) -> list[_Piece]:
    """Return how two words between separators are one person of the scope: megan.donovan, m.donovan, donovan.m."""
    if len(words) != 2:
        return []
    for first, last, swapped in ((words[0], words[1], False), (words[1], words[0], True)):
        for given in scope.links.roster.by_family.get(last, ()):
            if first == given[:1] or first in _names(given):
                left = _Piece("start of given", given, 1) if len(first) == 1 else _Piece("given", first)
                return [_Piece("family", last), left] if swapped else [left, _Piece("family", last)]
        if len(last) == 1:
            for given in (first, *full_forms().get(first, ())):
                for family in scope.links.roster.by_given.get(given, ()):
                    if family.startswith(last):
                        right = _Piece("start of family", family, 1)
                        return [right, _Piece("given", first)] if swapped else [_Piece("given", first), right]
    return []


def _names(given: str) -> tuple[str, ...]:
    return (given, *nicknames().get(given, ()))


def _read_word(word: str, among: bool, scope: Surrogates) -> list[_Piece]:
    roster = scope.links.roster
    if word in roster.families:
        return [_Piece("family", word)]
    if word in roster.givens:
        return [_Piece("given", word)]
    if together := joined(word, scope):
        return together
    if len(word) < 5 and word not in common_words() and (letters := scope.links.letters.get(word)):
        return [_Piece(f"start of {role}", name, 1) for role, name in letters]
    if word in _set("role") or (among and word in common_words() and word not in _known("given")):
        return [_Piece("keep", word)]
    if core := organization.in_label(word, scope):
        return [_Piece("made", core)]
    if full := scope.links.full_given(word):
        return [_Piece("given", word)] if full else []
    if word in _known("given") or word in full_forms():
        return [_Piece("given", word)]
    if word in _known("family") and word not in common_words():
        return [_Piece("family", word)]
    if word in common_words():
        return [_Piece("keep", word)]
    if len(word) == 1:
        return [_Piece("letter", word)]
    if inside := _inside(word, scope):
        return inside
    if listed := _listed(word):
        return listed
    return [_Piece("family" if among or len(word) > 3 else "letters", word)]


def joined(word: str, scope: Surrogates) -> list[_Piece]:
    """Return how *word* is put together from one person's names: mdonovan, megand, donovanm, megandonovan, md."""
    roster = scope.links.roster
    for at in range(1, len(word)):
        if found := _halves(word[:at], word[at:], scope):
            return found
    for given, family in roster.by_initials.get(word[:1] + word[1:2], ()):
        if len(word) == 2 or (len(word) > 3 and family.startswith(word[1:])):
            return [_Piece("start of given", given, 1), _Piece("start of family", family, len(word) - 1)]
    if len(word) > 4 and word[1:] in roster.families:
        return [_Piece("letter", word[0]), _Piece("family", word[1:])]
    return []


def _halves(first: str, last: str, scope: Surrogates) -> list[_Piece]:
    """Return what two halves of a word are of one person: given and family name, one of them perhaps cut short."""
    roster = scope.links.roster
    for family, other, swapped in ((last, first, False), (first, last, True)):
        for given in roster.by_family.get(family, ()) if len(family) > 2 else ():
            cut = len(other) < 4 and given.startswith(other)
            if cut or other in _names(given):
                piece = (
                    _Piece("start of given", given, len(other)) if cut and other != given else _Piece("given", other)
                )
                return [_Piece("family", family), piece] if swapped else [piece, _Piece("family", family)]
    for given, other, swapped in ((first, last, False), (last, first, True)):
        for full in (given, *full_forms().get(given, ())) if len(given) > 2 and len(other) < 4 else ():
            for family in roster.by_given.get(full, ()):
                if family.startswith(other):
                    piece = _Piece("start of family", family, len(other))
                    return [piece, _Piece("given", given)] if swapped else [_Piece("given", given), piece]
    return []


def _inside(word: str, scope: Surrogates) -> list[_Piece]:
    """Return what *word* is made of where it holds names of the scope: drewaprice, jskang, faridahzul; else nothing."""
    roster = scope.links.roster
    pieces: list[_Piece] = []
    at = start = 0
    while at < len(word):
        least = 3 if at == 0 else 4
        ends = range(len(word), at + least - 1, -1)
        end = next((end for end in ends if word[at:end] in roster.families or word[at:end] in roster.givens), 0)
        if end:
            pieces += _rest(word[start:at])
            pieces.append(_Piece("family" if word[at:end] in roster.families else "given", word[at:end]))
            start = end
        at = end or at + 1
    return [*pieces, *_rest(word[start:])] if pieces else []


def _rest(text: str) -> list[_Piece]:
    """Return what stands beside a name in a handle: an ordinary word stays, other letters are re-drawn."""
    return [_Piece("keep" if len(text) > 2 and text in common_words() else "letters", text)] if text else []


def _listed(word: str) -> list[_Piece]:
    """Return how *word* is put together from names of the lists: a given and a family name, or an initial and one."""
    for at in range(3, len(word) - 2):
        if word[:at] in _known("given") and word[at:] in _known("family"):
            return [_Piece("given", word[:at]), _Piece("family", word[at:])]
    if len(word) > 4 and word[1:] in _known("family"):
        return [_Piece("letter", word[0]), _Piece("family", word[1:])]
    if len(word) > 4 and word[:-1] in _known("family"):
        return [_Piece("family", word[:-1]), _Piece("letter", word[-1])]
    return []


def said(piece: _Piece, about: str, attempt: int, scope: Surrogates) -> str:
    """Return what becomes of *piece* of the local part *about*."""
    if piece.role in ("keep", "made"):
        return piece.value
    if piece.role == "digits":
        return _digits(piece.value, about, attempt, scope)
    if piece.role in ("letter", "letters"):
        return "".join(person.other_letter(letter, scope, about) for letter in piece.value).lower()
    name = person.given(piece.value, scope) if piece.role.endswith("given") else person.family(piece.value, scope)
    name = canonical(name)
    return name[: piece.size] if piece.size else name


def _digits(digits: str, about: str, attempt: int, scope: Surrogates) -> str:
    if re.fullmatch(r"(?:19|20)\d\d", digits):
        return f"{digits[:2]}{scope.draw.of('handle year', about, str(attempt)).below(90) + 10}"
    if len(digits) == 1:
        return str(1 + (int(digits) + scope.draw.of("handle", about, str(attempt)).below(8)) % 9)
    return same_shape(digits, scope.draw.of("handle", about, str(attempt)))


def propose_handle(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return *part* said with the surrogates' names; from the second proposal on with a number behind."""
    pieces = _read_local(part.value, scope)
    if all(piece.role == "keep" for piece in pieces):
        return _made_up(part, attempt, scope)
    new = "".join(said(piece, part.value, attempt, scope) for piece in pieces)
    if (attempt and not any(piece.role == "digits" for piece in pieces)) or attempt > 8:
        new += str(attempt + 1)
    return new


def _made_up(part: Part, attempt: int, scope: Surrogates) -> str:
    """Return a handle of the same shape for one that is made of ordinary words."""
    draw = scope.draw.of("handle", part.value, str(attempt))

    def word(match: re.Match[str]) -> str:
        return draw.choice(organization._cores().values).lower()

    return re.sub(r"[^\W\d_]{2,}", word, same_shape(part.value, draw))


def is_role(local: str, scope: Surrogates) -> bool:
    """Return whether *local* names an office, not a person."""
    words = re.findall(r"[^\W\d_]+", local)
    if not words or any(map(scope.links.roster.names, words)):
        return False
    ordinary = [
        word in _set("role")
        or (word in common_words() and word not in _known("given") and word not in _known("family"))
        for word in words
    ]
    return all(ordinary) and any(word in _set("role") for word in words)


def _is_random(local: str) -> bool:
    """Return whether a machine made *local*: a message's number, a token."""
    digits = sum(map(str.isdigit, local))
    return (
        len(local) > 24
        or digits >= 6
        or (digits >= 3 and len(re.findall(r"\d+", local)) >= 2 and not re.match(r"^[a-z]+[._-]?[a-z]*\d+$", local))
    )


def handle(text: str, scope: Surrogates) -> str:
    """Return the surrogate of *text*, a handle or a local part, in its case."""
    value = fold(text).casefold()
    kind = "token" if _is_random(value) or not any(map(str.isalpha, value)) else "handle"
    new = scope.value(Part(kind, text if kind == "token" else value))
    if kind == "token" or text.islower():
        return new
    if text.isupper():
        return new.upper()
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), new) if text[:1].isupper() else new


def propose_token(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a random string of the same shape; the first letter of a Slack id says what it is and stays."""
    draw = scope.draw.of(part.kind, part.value, str(attempt))
    stays = number.LETTERS_STAY.match(part.value)
    slack = 2 if part.value[1:2] == "0" else 1
    kept = slack if part.kind == "slack" else stays.end() if stays else 0
    if part.kind == "token" and re.fullmatch(r"[0-9a-f-]{8,}", part.value):
        return "".join(draw.choice("0123456789abcdef") if c != "-" else c for c in part.value)
    return part.value[:kept] + same_shape(part.value[kept:], draw)


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another handle in the form of *text*: @name, a login, a Slack id."""
    match = _HANDLE.match(text)
    if match is None and not any(map(str.isalpha, text)):
        return number.render("OTHER_ID", text, scope)
    if match is None:
        return person.render("PERSON", text, scope)
    name = match["name"]
    if SLACK.match(name) and (any(map(str.isdigit, name)) or match["open"].startswith("<")):
        return match["open"] + scope.value(Part("slack", name)) + match["close"]
    network, slash, name = name.rpartition("\\")
    network = like(network, organization.in_label(network.lower(), scope) or network)
    return match["open"] + network + slash + handle(name, scope) + match["close"]


surrogate = Surrogate(
    labels=frozenset({"USERNAME"}),
    render=render,
    kinds={
        "handle": Kind(propose_handle, "handle", same=str.casefold),
        "token": Kind(propose_token, "token", same=str),
        "slack": Kind(propose_token, "token", same=str),
    },
    may_stay=True,
)
