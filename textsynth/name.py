"""Reading a person's name: which of its words are given names, which family names, which stay (titles, suffixes).

The scope's own full names decide first, then the gazetteers (US Census 1990, sigpwned/popular-names and others, see
the first lines of ``data/given_names.tsv`` and ``data/surnames.tsv``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from textsynth.entity import canonical, fold
from textsynth.words import rows

Role = Literal["keep", "given", "family", "given initial", "family initial"]

TITLES = (
    "mr mrs ms miss mx dr prof professor sir madam dame lady lord rev reverend fr sr capt captain sgt sergeant lt lieutenant "
    "col colonel gen maj cmdr hon judge justice officer detective inspector deputy sheriff senator congressman president "
    "nurse coach uncle aunt auntie herr frau monsieur madame mme mlle señor señora señorita sra srta don doña signor "
    "signora sig dott dottor ing avv atty attorney rabbi imam sheikh pastor father sister brother mother cousin sri shri smt "
    "doctor mister pan pani hr fru mevrouw dhr mevr"
).split()
_GENDERS = {
    "m": "mr sir lord herr monsieur señor don signor sig uncle father brother hr dhr pan sri shri".split(),
    "f": "mrs ms miss madam dame lady frau madame mme mlle señora señorita sra srta signora aunt auntie mother sister "
         "pani fru mevrouw mevr smt".split(),
}  # fmt: skip
_HEAD = re.compile(rf"^(?:(?:{'|'.join(TITLES)})(?:\.\s*|\s+)(?:and\s+|&\s+|und\s+)?)+(?=[^\W\d_])", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,?\s+(?:(?i:jr|sr|esq|phd|ph\.d|dds|d\.d\.s|dvm|d\.v\.m|cpa|lcsw|dnp|pharmd|msn|bsn|mph|facs|faap|esquire|m\.d|r\.n|d\.o|ll\.m|ll\.d)"
    r"|II|III|IV|MD|RN|MBA|PMP|CFA|PA-C|MSc|BSc|MA|BA)\.?|,\s*(?:DO|PE|PA|NP|JD|MS|OD|PT|CRNP|LPN|ARNP)\.?)+$"
)
_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ‘`´]{_LETTER}+)*(?:[-‐‑]{_LETTER}+(?:['’]{_LETTER}+)?)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_SPELLED = re.compile(r"^[^\W\d_](?:[ \-–.,]{1,2}[^\W\d_]){3,}\.?$")
PARTICLES = frozenset(
    "van von der den de la las los del della dello degli di da dal dos das do du le ter ten te zu zum zur al el bin ibn abu bint "
    "st saint san santa mac mc y e af av op 't het ben ni nic ui ua na ó ú i".split()
)
_LEADING = frozenset("van von de del della di da dos du al el st la le ter ten abu".split())
_PATRONYMIC = re.compile("(?:[oei]vi?[cy]c?h|[oei]vna|ichna|inichna)$")
_FAMILY_FIRST = frozenset("cn kr vn jp hu".split())


class Word(NamedTuple):
    """A stretch of a name and what it is; put together, the stretches give the text again."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Name:
    """A name that was read. ``given`` and ``family`` are canonical and empty where the name has only an initial."""

    words: tuple[Word, ...]
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """The full names of a scope, canonical, and the given and family names that they are made of."""

    people: frozenset[tuple[str, str]] = frozenset()
    givens: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    by_given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_family: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_initials: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]], givens: Iterable[str] = (), families: Iterable[str] = ()) -> Roster:
        """Return the roster of *people*, with further given and family names that belong to nobody known."""
        full = sorted(set(people))
        by_given, by_family, by_initials = defaultdict(list), defaultdict(list), defaultdict(list)
        for given, family in full:
            by_given[given].append(family)
            by_family[family].append(given)
            by_initials[given[0] + family[0]].append((given, family))
        return cls(
            frozenset(full),
            frozenset(by_given) | frozenset(givens),
            frozenset(by_family) | frozenset(families),
            {given: tuple(names) for given, names in by_given.items()},
            {family: tuple(names) for family, names in by_family.items()},
            {initials: tuple(names) for initials, names in by_initials.items()},
        )

    def names(self, word: str) -> bool:
        """Return whether canonical *word* is somebody's given or family name."""
        return word in self.givens or word in self.families

    def initials(self, first: str, last: str) -> tuple[str, str] | None:
        """Return the first person whose given name begins with *first* and family name with *last*."""
        return next(iter(self.by_initials.get(first + last, ())), None)


class GivenName(NamedTuple):
    text: str
    gender: str  # f, m or u
    frequency: int  # of 100,000 people in the US, where known
    origins: tuple[str, ...]


class FamilyName(NamedTuple):
    text: str
    origin: str  # with a question mark where only its ending tells
    rank: int  # in the US; 99999 where unknown


@cache
def given_names() -> Mapping[str, GivenName]:
    """Return the known given names by their canonical form."""
    return {
        canonical(text): GivenName(text, gender, int(frequency), tuple(origins.split(",")))
        for text, gender, frequency, origins in rows("given_names.tsv")
    }


@cache
def family_names() -> Mapping[str, FamilyName]:
    """Return the known family names by their canonical form."""
    return {canonical(text): FamilyName(text, origin, int(rank)) for text, origin, rank in rows("surnames.tsv")}


@cache
def nicknames() -> Mapping[str, tuple[str, ...]]:
    """Return the usual short forms of given names, canonical."""
    return {canonical(full): tuple(short.split()) for full, short in rows("nicknames.tsv")}


@cache
def full_forms() -> Mapping[str, tuple[str, ...]]:
    """Return what a nickname may stand for, canonical."""
    forms: dict[str, list[str]] = {}
    for full, shorts in nicknames().items():
        for short in shorts:
            forms.setdefault(canonical(short), []).append(full)
    return {short: tuple(full) for short, full in forms.items()}


def origin_of(family: str) -> str:
    """Return the origin of a canonical family name, by the list or by its ending; English where nothing tells."""
    if found := family_names().get(family):
        return found.origin.rstrip("?")
    return next((origin for origin, pattern in _ENDINGS if re.search(pattern, family)), "en")


_ENDINGS = (
    ("pl", "(?:ski|cki|dzki|wicz|czyk|czak|ska|cka)$"), ("ru", "(?:[oe]v|enko|chuk|sky|skiy|[oe]va)$"),
    ("cz", "(?:vic|acek|icek)$"), ("nordic", "(?:sson|strom|quist|qvist|gaard)$"), ("gr", "(?:opoulos|akis|idis|oulos)$"),
    ("de", "(?:mann|stein|berger|hofer|hauser|baum|bach|meier)$"), ("es", "ez$"), ("it", "(?:elli|etti|ucci|acci|ini)$"),
    ("jp", "(?:moto|yama|mura|kawa|gawa|shita|zaki|guchi)$"), ("in", "(?:krishnan|swamy|walla|murthy|nathan|wal)$"),
    ("fr", "(?:eau|eaux|ault)$"), ("nl", "(?:stra|sma|inga)$"), ("ar", "^(?:al|el|abu|abd)[bdfghjkmnqrstz]a"),
    ("af", "^(?:chukwu|oluwa|ade[bgklmnostwy]|oko[nry]|nwa)"),
)  # fmt: skip


def read_name(text: str, roster: Roster = Roster()) -> Name:
    """Read *text*, one person's name in any of the usual forms.

    >>> [word for word in read_name("Dr. DONOVAN, Megan R.'s").words if word.role != "keep"]
    [Word(text='DONOVAN', role='family'), Word(text='Megan', role='given'), Word(text='R', role='given initial')]
    """
    start, end = _body(text)
    body = text[start:end]
    if _SPELLED.match(body):
        return _spelled(text, start, end, roster)
    spans = [match.span() for match in _WORD.finditer(body)]
    if not spans:
        return Name((Word(text, "keep"),))
    words = [body[a:b] for a, b in spans]
    comma = next((i for i in range(len(spans) - 1) if "," in body[spans[i][1] : spans[i + 1][0]]), -1)
    roles = _roles(words, comma, bool(start), roster)
    return _assembled(text, start, end, spans, roles)


def _body(text: str) -> tuple[int, int]:
    """Return where the name itself begins and ends, without titles, suffixes and possessive."""
    head, tail = _HEAD.match(text), _TAIL.search(text)
    start = head.end() if head else 0
    end = tail.start() if tail and _WORD.search(text, start, tail.start()) else len(text)
    possessive = _POSSESSIVE.search(text, start, end)
    return start, possessive.start() if possessive and possessive.start() > start else end


def title_gender(text: str) -> str:
    """Return f or m where a title before the name in *text* says so, else "".

    >>> title_gender("Ms. Okonkwo"), title_gender("Dr. Okonkwo")
    ('f', '')
    """
    head = _HEAD.match(text)
    titles = re.findall(r"[^\W\d_]+", head[0].casefold()) if head else []
    said = {gender for gender, words in _GENDERS.items() if any(title in words for title in titles)}
    return said.pop() if len(said) == 1 else ""


def _spelled(text: str, start: int, end: int, roster: Roster) -> Name:
    name = canonical(text[start:end])
    role = _single(name, False, roster)
    words = (Word(text[:start], "keep"), Word(text[start:end], role), Word(text[end:], "keep"))
    said, parts = tuple(word for word in words if word.text), (name,)
    return Name(said, parts if role == "given" else (), parts if role == "family" else (), spelled=True)


def _assembled(text: str, start: int, end: int, spans: Sequence[tuple[int, int]], roles: Sequence[Role]) -> Name:
    """Return the name whose words lie at *spans* of its body; family words that belong together become one."""
    words: list[Word] = []
    at = 0
    units = list(_units([text[start + a : start + b] for a, b in spans], roles))
    for first, last in units:
        a, b = start + spans[first][0], start + spans[last][1]
        words.append(Word(text[at:a], "keep"))
        words.extend(_pieces(text[a:b], roles[last]))
        at = b
    words.append(Word(text[at:end], "keep"))
    words.append(Word(text[end:], "keep"))
    given = tuple(canonical(word.text) for word in words if word.role == "given")
    family = tuple(canonical(word.text) for word in words if word.role == "family")
    return Name(tuple(word for word in words if word.text), given, family)


def _pieces(word: str, role: Role) -> Iterator[Word]:
    """Yield the parts of a double-barrelled name, each its own; prefixes such as Al- stay with what follows."""
    names = re.split(r"([-‐‑])", word)
    known = given_names() if role == "given" else {}
    whole = canonical(names[0]) in PARTICLES or (role == "given" and any(canonical(n) not in known for n in names[::2]))
    if len(names) == 1 or whole or role not in ("given", "family"):
        yield Word(word, role)
        return
    for place, name in enumerate(names):
        yield Word(name, "keep" if place % 2 else role)


def _plain(word: str) -> str:
    """Return *word* in its canonical form; the Irish particle Ó does not become an initial."""
    return word.casefold() if word in "ÓÚóú" else canonical(word)


def _units(words: Sequence[str], roles: Sequence[Role]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of every unit: a word, or particles with the family name that they belong to."""
    first = 0
    for index, word in enumerate(words):
        more = index + 1 < len(words) and roles[index] == roles[index + 1] == "family" and _plain(word) in PARTICLES
        if not more:
            yield first, index
            first = index + 1


def _roles(words: Sequence[str], comma: int, titled: bool, roster: Roster) -> list[Role]:
    names = [_plain(word) for word in words]
    if len(words) == 1:
        return [_one_word(words[0], titled, roster)]
    split = _split(words, names, comma, roster)
    roles: list[Role] = []
    for index, word in enumerate(words):
        family = index < split[1] if split[0] == "family first" else index >= split[1]
        joint = word in ("i", "y", "e") and 0 < index < len(words) - 1 and not words[-1].islower()
        single = len(names[index]) == 1 and names[index] not in "óú" and not joint
        initial = single or _is_initials(word, words)
        roles.append(
            ("family initial" if initial else "family") if family else ("given initial" if initial else "given")
        )
    return roles


def _is_initials(word: str, words: Sequence[str]) -> bool:
    """Return whether *word* of *words* is initials written together (TJ Walsh), not a name in capitals."""
    return (
        len(word) == 2
        and word.isupper()
        and not all(map(str.isupper, words))
        and canonical(word) not in family_names()
        and canonical(word) not in PARTICLES
    )


def _split(words: Sequence[str], names: Sequence[str], comma: int, roster: Roster) -> tuple[str, int]:
    """Return which part comes first and where the other begins."""
    if comma >= 0:
        return "family first", comma + 1
    if words[0].isupper() and len(words[0]) > 2 and not any(map(str.isupper, (w for w in words[1:] if len(w) > 1))):
        return "family first", 1
    if _particle_first(words, names):
        return "given first", 0
    if (known := _known_split(names, roster)) is not None:
        return known
    if len(names) == 3 and _PATRONYMIC.search(names[2]):
        return "family first", 1
    if _east_asian_order(names, roster):
        return "family first", 1
    family = len(names) - 1
    while (
        family > 1
        and names[family - 1] in PARTICLES
        and not (names[0] in family_names() and origin_of(names[0]) == "vn")
    ):
        family -= 1
    if family >= 2 and _two_surnames(names, family, roster):
        family -= 1
        while family > 1 and names[family - 1] in PARTICLES:
            family -= 1
    return "given first", family


def _known_split(names: Sequence[str], roster: Roster) -> tuple[str, int] | None:
    """Return which part comes first by what the scope, or else the lists, know of the first and the last word."""
    first, last = names[0], names[-1]
    if len(first) < 2 or (first, last) in roster.people:
        return None
    family = first in roster.families and first not in roster.givens
    given = last in roster.givens and last not in roster.families
    if family and last in roster.families - roster.givens:
        return "given first", 0
    if (family and last not in roster.families) or (given and first not in roster.givens and family):
        return "family first", 1
    if given and first in roster.givens:
        return "given first", len(names)
    if given and len(names) == 2 and first not in given_names():
        return "family first", 1
    known, surname = given_names().get(last), family_names().get(first)
    if len(names) == 2 and first not in roster.givens and last not in roster.families and known and surname:
        sure = known.frequency > 40 and last not in family_names() and first not in given_names()
        return ("family first", 1) if sure else None
    return None


def _particle_first(words: Sequence[str], names: Sequence[str]) -> bool:
    if names[0] not in _LEADING or any(name not in PARTICLES for name in names[:-1]):
        return False
    if words[0].islower() and not words[-1].islower():
        return True
    known = given_names().get(names[-1])
    return (
        origin_of(names[-1]) != "vn"
        and not (known and "vn" in known.origins)
        and (names[0] != "al" or origin_of(names[-1]) == "ar")
    )


def _east_asian_order(names: Sequence[str], roster: Roster) -> bool:
    first, last = names[0], names[-1]
    if (first, last) in roster.people or last in roster.families:
        return False
    if (last, first) in roster.people:
        return True
    surname = family_names().get(first)
    if surname is None or surname.origin not in _FAMILY_FIRST or last in family_names():
        return False
    known = given_names().get(first)
    if known is not None and last not in given_names() and len(names) == 2:
        return False
    return known is None or surname.origin not in known.origins or len(names) > 2


def _two_surnames(names: Sequence[str], family: int, roster: Roster) -> bool:
    """Return whether the word before *family* is a family name too, as in Spanish and Portuguese."""
    first, last = names[family - 1], names[-1]
    if first in roster.families and first not in roster.givens:
        return True
    if origin_of(first) not in ("es", "pt") or first not in family_names():
        return False
    iberian = origin_of(last) in ("es", "pt") and last in family_names()
    return first not in given_names() or (iberian and family > 2)


def _one_word(word: str, titled: bool, roster: Roster) -> Role:
    name = canonical(word)
    pieces = {canonical(piece) for piece in re.split("[-‐‑]", word)}
    if len(pieces) > 1 and name not in roster.givens and pieces & roster.families and not pieces & roster.givens:
        return "family"
    if len(name) == 1:
        return "given initial"
    known = name in roster.givens or name in roster.families
    if len(name) <= 3 and "-" not in word and not known and (word.isupper() or word.islower()):
        listed = name in given_names() or name in family_names() or name in full_forms()
        if roster.initials(name[0], name[-1]) or not listed:
            return "given initial"
    return _single(name, titled, roster)


def _single(name: str, titled: bool, roster: Roster) -> Role:
    """Return whether a single *name* is given or family: by the scope, then by how common it is as either."""
    given, family = name in roster.givens, name in roster.families
    if given != family:
        return "given" if given else "family"
    if titled:
        return "family"
    first, last = given_names().get(name), family_names().get(name)
    if first and last:
        often = first.frequency or 20
        return "given" if often * 12 > 6_000 / (1 + last.rank / 40) or first.frequency > 60 else "family"
    if first or name in full_forms():
        return "given"
    if last or any(fold(name).startswith(prefix) for prefix in ("mc", "al-", "o'")):
        return "family"
    return "given" if origin_of(name) == "en" else "family"
