"""A value found once with confidence is found at every other place, in every variant of it.

A person named ten times is hidden only when all ten are (Pilán et al., The Text Anonymization Benchmark, 2022), so this
brings more than a better model. It is careful: ordinary words travel only with their capitals and away from sentence
starts; short numbers, ages, dates and generic words never travel.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from textsynth.document import Segment, Span
from textsynth.entity import Mention
from textsynth.entity import fold as plain
from textsynth.labels import CONTACTS, NUMBERS, SECRETS
from textsynth.words import ordinary_words, word_set

SCORE = 0.55  # of a propagated span: above the balanced threshold, below whatever was found on its own evidence
TRAVELS = 0.6  # the score from which a value is sure enough to be looked for elsewhere

_WHOLE = NUMBERS | SECRETS | CONTACTS | {"STREET_ADDRESS", "USERNAME", "POSTAL_CODE", "DATE_OF_BIRTH"}
_NAMED = frozenset({"PERSON", "ORGANIZATION", "CITY", "LOCATION"})
_ROLES = frozenset(
    (
        "info contact support sales billing admin office hello help service noreply no-reply team mail hr jobs press "
        "accounts orders root postmaster webmaster security careers enquiries reception"
    ).split()
)
_PUBLIC_MAIL = frozenset(
    "gmail googlemail yahoo ymail outlook hotmail live msn icloud aol proton protonmail gmx web fastmail zoho yandex example "
    "mail email".split()
)
_SEPARATORS = re.compile(r"[\s().\-/]+")
GAPS = re.compile(r"(?<=\d)[ \u00a0.\-/()]{1,2}(?=\d)")
_DIGITS_AT_LEAST = 7  # from which a number is also looked for without its separators
_UNEVEN, _RUNS = re.compile(r"\s\s|[^\S ]"), re.compile(r"(\S+)|\s+")
_CALENDAR = frozenset("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun".split())
_NO_INITIALS = frozenset(  # which mean something else more often
    "AD AM AI BA BC BS CC CD CV DC DO DR ER EU FM GP HR IC ID IT IV JD LA LP MA MD MR MS NA NP NB NO NY OK OR OT PA PC PI PM "
    "PO PR PS PT QA QC RE RN RX SA SO TO TV UI UK UP US VA VP WC ABC ASAP CEO CFO COO CPA DDS DOB ETA FAQ FYI MBA PHD SOP TBA "
    "TBD VAT VIP".split()
)
_PARTICLES = frozenset("van der den de del della di da dos las los la le el al bin ibn von zu ten ter".split())


@dataclass(frozen=True, slots=True)
class Variant:
    """One written form to look for.

    ``exact``: only with these capitals; ``inside``: only away from sentence starts; ``cued``: only where someone signs,
    initials or speaks.
    """

    label: str
    exact: str = ""
    inside: bool = False
    cued: bool = False


class Propagation:
    """Finds every variant of the values that *mentions* hold. Immutable; built once per scope."""

    name = "propagation"

    def __init__(
        self, mentions: Iterable[Mention], score: float = SCORE, forced: Iterable[tuple[str, str]] = ()
    ) -> None:
        """*forced* are folded forms, each with its label, that are found wherever they stand."""
        self._score = score
        self._variants: dict[str, Variant] = {}
        for mention in sorted(mentions):
            for form, variant in ((squeezed(form)[0], variant) for form, variant in variants(mention)):
                known = self._variants.get(form)
                if known is None or _looser(variant, known):
                    self._variants[form] = variant
        self._forced = dict(sorted(forced))
        for form, label in self._forced.items():
            self._variants[form] = Variant(self._variants[form].label if form in self._variants else label)

    @cached_property
    def _automaton(self) -> Any:
        return self._built(self._variants)

    @cached_property
    def _numbers(self) -> Any:
        """The values of many digits, which are also looked for through whatever separates their digits."""
        long = [form for form in self._variants if form.isdigit() and len(form) >= _DIGITS_AT_LEAST]
        return self._built([*long, *(form for form in self._forced if form.isdigit())])

    def _built(self, forms: Iterable[str]) -> Any:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for form in forms:
            automaton.add_word(form, (len(form), self._variants[form]))
        if len(automaton):
            automaton.make_automaton()
        return automaton

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        """Return the spans of each segment that hold a known value; the longest where they overlap."""
        if not self._variants:
            return [[] for _ in segments]
        return [list(self._find(segment.text)) for segment in segments]

    def _find(self, text: str) -> Iterator[Span]:
        hits = []
        for start, end, variant in self._hits(text):
            if bounded(text, start, end) and self._allowed(text, start, end, variant):
                hits.append((start - end, start, end, variant.label))
        taken = bytearray(len(text) if hits else 0)
        for _, start, end, label in sorted(hits):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Span(start, end, label, self._score, self.name)

    def _hits(self, text: str) -> Iterator[tuple[int, int, Variant]]:
        searched = [(self._automaton, squeezed(text))]
        if len(self._numbers) and any(map(str.isdigit, text)):
            searched.append((self._numbers, condensed(text)))
        for automaton, (form, offsets) in searched:
            for last, (length, variant) in automaton.iter(form):
                yield offsets[last + 1 - length], offsets[last] + 1, variant

    @staticmethod
    def _allowed(text: str, start: int, end: int, variant: Variant) -> bool:
        if variant.exact and text[start:end].split() != variant.exact.split():
            return False
        if variant.cued and not signs(text, start, end):
            return False
        return not variant.inside or not starts_sentence(text, start)


def _looser(one: Variant, other: Variant) -> bool:
    return (one.cued, bool(one.exact), one.inside) < (other.cued, bool(other.exact), other.inside)


def variants(mention: Mention) -> Iterator[tuple[str, Variant]]:
    """Yield the folded forms under which *mention* may occur elsewhere, each with the conditions for it."""
    label, text = mention
    if label in _WHOLE and distinctive(text):
        yield fold(text), Variant(label)
        if solid := without_separators(mention):
            yield fold(solid), Variant(label)
        if label == "EMAIL_ADDRESS":
            yield from _mail_parts(text)
    elif label in _NAMED:
        yield from _named(label, text)


def _mail_parts(address: str) -> Iterator[tuple[str, Variant]]:
    """A mail address names an account, and the company that its domain is of."""
    local, _, domain = address.strip("<>").rpartition("@")
    if len(local) >= 5 and not _ordinary(local.casefold(), _ROLES):
        yield fold(local), Variant("USERNAME")
    core = domain.casefold().split(".")[-2] if domain.count(".") else ""
    if len(core) >= 6 and not _ordinary(core, _PUBLIC_MAIL):
        yield core, Variant("ORGANIZATION")


def _ordinary(word: str, others: frozenset[str]) -> bool:
    return word in others or word in ordinary_words()


def _named(label: str, text: str) -> Iterator[tuple[str, Variant]]:
    words = [word.strip(".,'’\"()") for word in text.split()]
    words = [word for word in words if word]
    telling = [word for word in words if len(word) > 2 and fold(word) not in ordinary_words()]
    if telling and len(text) > 3:
        yield fold(text), Variant(label)
    elif label == "PERSON" and telling and text.isalpha() and fold(text) not in _CALENDAR:
        yield fold(text), Variant(label, exact=text)
    elif len(words) > 1 or (len(text) > 3 - (label == "PERSON") and text[:1].isupper() and fold(text) not in _CALENDAR):
        yield fold(text), Variant(label, exact=text, inside=len(words) == 1)
    if label == "PERSON" and 1 < len(words) <= 5:
        for word in words:
            yield from _name_part(word)
        yield from _initials([word for word in words if word[0].isalpha() and fold(word) not in _PARTICLES])
    if label == "ORGANIZATION" and len(words) > 1:
        yield from ((fold(short), Variant(label, exact=short)) for short in initialisms(text))
    solid = "".join(character for character in fold(text) if character.isalpha())
    if label == "ORGANIZATION" and telling and len(words) > 1 and len(solid) >= 8:
        yield solid, Variant(label)  # as in the name of a domain or of a server


def _initials(words: Sequence[str]) -> Iterator[tuple[str, Variant]]:
    """Yield the initials of a name of *words*, which are someone's only where someone signs."""
    letters = [word[0].upper() for word in words]
    if 2 <= len(letters) <= 4:
        plain = "".join(letters)
        if plain not in _NO_INITIALS:
            yield fold(plain), Variant("PERSON", exact=plain, cued=True)
        for joint in ("", " "):
            dotted = joint.join(f"{letter}." for letter in letters)
            yield fold(dotted), Variant("PERSON", exact=dotted, cued=True)


def initialisms(text: str) -> list[str]:
    """Return the capitals that the organisation called *text* may be known by.

    >>> initialisms("Halvorsen & Pike LLP"), initialisms("Prairie Mutual Insurance Company"), initialisms("Acme Ltd")
    (['H&P'], ['PMIC', 'PMI'], [])
    """
    words = [word for word in re.findall(r"[^\W\d_]+|&", text) if word[0] == "&" or word[0].isupper()]
    words = [word for word in words if fold(word) not in word_set("organization_words.tsv", "legal")]
    if len(words) == 3 and words[1] == "&":
        return [f"{words[0][0]}&{words[2][0]}"]
    letters = "".join(word[0] for word in words if word != "&")
    shorter = letters[:-1] if words and fold(words[-1]) in word_set("organization_words.tsv", "kind") else ""
    return [short for short in (letters, shorter) if 3 <= len(short) <= 6 and fold(short) not in ordinary_words()]


_SIGNS_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?i:initials?|initial?led|signed|signature|sgd|by|per|attn|cc|dict(?:ated)?|trans|typed|approved|checked|"
    r"reviewed|countersigned|ok'?d)[ \t]*[:.,/(–—-]{0,2}[ \t]{0,2}(?:[A-Z]{2,4}[ ,/]{1,3}){0,4}"
    r"|(?<![^\W_])[A-Z]{2,4}[ ]?/[ ]?|/s/[ ]?)$"
)
_SIGNS_AFTER = re.compile(r"[ ]?/[ ]?[A-Z]{2,4}(?![^\W_])|[ ]to (?:counter)?sign")
_LINE_BEFORE = re.compile(r"(?:^|\n|[.!?)] )[ \t>*_]*(?:[–—-]{1,2}[ ]?)?$")
_LINE_AFTER = re.compile(r"[ \t)*_.]*(?:\n|$)|:[ \t]")


def signs(text: str, start: int, end: int) -> bool:
    """Return whether what stands at *start* to *end* is there as a signature, as initials, or as who speaks.

    >>> signs("initialled MDR today", 11, 14), signs("the MDR rule", 4, 7), signs("Thanks,\\n- MDR", 10, 13)
    (True, False, True)
    """
    before = text[max(0, start - 40) : start]
    if _SIGNS_BEFORE.search(before) or _SIGNS_AFTER.match(text, end):
        return True
    return _LINE_BEFORE.search(before) is not None and _LINE_AFTER.match(text, end) is not None


def _name_part(word: str) -> Iterator[tuple[str, Variant]]:
    if len(word) < 3 or fold(word) in _PARTICLES or not word[0].isalpha() or word.endswith("."):
        return
    if fold(word) in ordinary_words():
        if word[0].isupper() and not word.isupper():
            yield fold(word), Variant("PERSON", exact=word, inside=True)
    else:
        yield fold(word), Variant("PERSON")


def distinctive(text: str) -> bool:
    """Return whether *text* can hardly mean anything else: five letters or digits or more, no ordinary word, no year."""
    solid = [character for character in text if character.isalnum()]
    if len(solid) < 5 or len(set(solid)) < 2:
        return False
    return fold(text) not in ordinary_words()


def without_separators(mention: Mention) -> str:
    """Return the number that *mention* holds without blanks and punctuation; nothing if it is short, or no number.

    >>> without_separators(Mention("US_SSN", "536-22-8710"))
    '536228710'
    """
    if mention.label not in NUMBERS | {"PHONE_NUMBER"}:
        return ""
    solid = _SEPARATORS.sub("", mention.text)
    return solid if sum(map(str.isdigit, solid)) >= _DIGITS_AT_LEAST else ""


def fold(text: str) -> str:
    """Return *text* in lower case, without accents, with plain apostrophes; of the same length, so that offsets stay true.

    >>> fold("D’Amore, ZOË İpek Weiß")
    "d'amore, zoe ipek weiß"
    """
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@cache
def _folded(character: str) -> str:
    options = (plain(character).lower(), character.lower(), character)
    return next(option for option in options if len(option) == 1)


def squeezed(text: str) -> tuple[str, Sequence[int]]:
    """Return *text* folded, with one blank for each run of white space, and where each of its characters stood.

    So a value is found that a line break divides.
    """
    folded = fold(text)
    if not _UNEVEN.search(folded):
        return folded, range(len(folded))
    pieces: list[str] = []
    offsets = array("I")
    for piece in _RUNS.finditer(folded):
        pieces.append(piece[1] or " ")
        offsets.extend(range(*piece.span()) if piece[1] else (piece.start(),))
    return "".join(pieces), offsets


def condensed(text: str) -> tuple[str, Sequence[int]]:
    """Return *text* without what separates digits from digits, and where each of its characters stood.

    >>> condensed("no. 536 22-8710")[0]
    'no. 536228710'
    """
    pieces: list[str] = []
    offsets = array("I")
    at = 0
    for start, end in [*(gap.span() for gap in GAPS.finditer(text)), (len(text), len(text))]:
        pieces.append(text[at:start])
        offsets.extend(range(at, start))
        at = end
    return "".join(pieces), offsets


def bounded(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` is not part of a longer word or number."""
    return not (_same_kind(text[start - 1 : start], text[start]) or _same_kind(text[end - 1], text[end : end + 1]))


def _same_kind(left: str, right: str) -> bool:
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def starts_sentence(text: str, at: int) -> bool:
    """Return whether a sentence, a line or a quotation begins at *at*, so that a capital there means nothing."""
    before = text[:at].rstrip(" \t\"'“‘(*_>-")
    return not before or before[-1] in ".!?:\n\r"
