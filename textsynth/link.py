"""Linking: which mentions of a scope speak of the same person, organisation, account or calendar.

Nothing is guessed from the order in which mentions were found: links are a function of their set (law 4).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from textsynth.entity import Mention, canonical
from textsynth.labels import NUMBERS
from textsynth.name import Name, Roster, full_forms, nicknames
from textsynth.orgname import OrgWord, acronyms, looks_like_acronym, read_organization, spoken
from textsynth.people import called, families_like, genders, letters, roster_of, words_of
from textsynth.written_date import read_dates

_DATES = frozenset({"DATE_TIME", "DATE_OF_BIRTH"})
_NAMED = frozenset(
    {
        "PERSON",
        "ORGANIZATION",
        "CITY",
        "LOCATION",
        "STATE",
        "COUNTRY",
        "STREET_ADDRESS",
        "USERNAME",
        "EMAIL_ADDRESS",
        "URL",
    }
)
_LETTERS = re.compile(r"[^\W\d_]+")
NUMBERED = NUMBERS | {"PHONE_NUMBER"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the dates of a scope are written, and what a date without its year or month is most likely to mean."""

    day_first: bool = False
    padded: bool = False
    padded_days: bool = False
    short_months: bool = False
    year: int = 2024
    latest: int = 2024
    months: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """What is known of a scope as a whole."""

    roster: Roster = field(default_factory=Roster)
    organizations: tuple[tuple[OrgWord, ...], ...] = ()
    acronyms: Mapping[str, tuple[OrgWord, ...]] = field(default_factory=dict)
    shorts: frozenset[str] = frozenset()
    tickers: Mapping[str, str] = field(default_factory=dict)
    cores: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    particled: Mapping[str, str] = field(default_factory=dict)
    tails: Mapping[str, str] = field(default_factory=dict)
    kin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bearers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[tuple[str, str], str] = field(default_factory=dict)
    genders: Mapping[str, str] = field(default_factory=dict)
    misspelled: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    nicknamed: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    surfaces: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = Calendar()

    def full_given(self, nick: str, family: str = "") -> str:
        """Return the given name of the scope that *nick* is a form of, or "" where it is a name of its own.

        Someone with the same *family* name comes first.
        """
        if family and (nick, family) in self.roster.people:
            return self.called.get((nick, family), "")
        forms = [form for form in full_forms().get(nick, ()) if (form, family) in self.roster.people]
        return min(forms, default=self.called.get((nick, ""), ""))


def link(mentions: Iterable[Mention]) -> Links:
    """Return what the set of *mentions* says about the scope."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, text in sorted(set(mentions)):
        by_label[label].append(text)
    organizations = tuple(
        words for text in by_label["ORGANIZATION"] if len(words := spoken(read_organization(text))) > 1
    )
    locals_ = [text.split("@")[0] for label in ("EMAIL_ADDRESS", "USERNAME") for text in by_label[label]]
    roster, names = roster_of(by_label["PERSON"], locals_)
    forms = called(roster, words_of(locals_))
    cores = _single_words(_cores(by_label["ORGANIZATION"]))
    numbers, endings, surfaces = _numbers(by_label)
    particled = _particled(names)
    kin, bearers = _kin(names)
    return Links(
        roster=roster,
        organizations=organizations,
        acronyms=_acronyms(organizations),
        shorts=frozenset(canonical(text) for text in by_label["ORGANIZATION"] if looks_like_acronym(text)),
        tickers={core[:size]: core for core in sorted(cores, reverse=True) for size in range(3, min(len(core), 6))},
        cores=cores,
        trades=frozenset(canonical(word.text) for words in organizations for word in words if word.role == "trade"),
        cities=frozenset(_cities(by_label)),
        regions=frozenset(canonical(text) for label in ("STATE", "COUNTRY") for text in by_label[label]),
        kin=kin,
        bearers=bearers,
        called=forms,
        genders=genders(zip(by_label["PERSON"], names, strict=True), roster, forms),
        misspelled=families_like(roster.families),
        letters=letters(names),
        nicknamed=frozenset(forms.values()),
        particled=particled,
        tails={
            canonical(text.split()[-1]): family
            for family, text in sorted(particled.items(), reverse=True)
            if " " in text
        },
        names=frozenset(_names(by_label)),
        numbers=numbers,
        endings=endings,
        surfaces=surfaces,
        calendar=_calendar([text for label in _DATES for text in by_label[label]]),
    )


def _kin(names: Iterable[Name]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the family names that every given name stands with, first and middle names alike, and the reverse."""
    families: dict[str, set[str]] = defaultdict(set)
    givens: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for given in name.given:
            families[given].update(name.family)
        for family in name.family:
            givens[family].update(name.given)
    kin = {given: tuple(sorted(found)) for given, found in families.items()}
    return kin, {family: tuple(sorted(found)) for family, found in givens.items()}


def _particled(names: Iterable[Name]) -> dict[str, str]:
    """Return the family names that are written with particles (van den Berg, D'Amore), by their canonical form."""
    families = {word.text for name in names for word in name.words if word.role == "family"}
    return {canonical(text): text for text in sorted(families) if re.search(r"^[^\W\d_]['’]| ", text)}


def _acronyms(organizations: tuple[tuple[OrgWord, ...], ...]) -> dict[str, tuple[OrgWord, ...]]:
    found: dict[str, tuple[OrgWord, ...]] = {}
    for words in sorted(organizations, key=lambda words: (-len(words), words)):
        for short, of in acronyms(words).items():
            found.setdefault(short, of)
    return found


def _cores(organizations: list[str]) -> Iterable[str]:
    for text in organizations:
        words = read_organization(text)
        loud = text.isupper() and len(spoken(words)) > 1  # in capitals throughout, no word is an acronym by its look
        named = (word.text for word in words if word.role == "core")
        yield from (canonical(word) for word in named if loud or not looks_like_acronym(word))


def _single_words(cores: Iterable[str]) -> frozenset[str]:
    """Return *cores* without those that are others of them put together, as in a domain or a logo."""
    found = frozenset(cores)

    def made(word: str) -> bool:
        return any(word[:at] in found and (word[at:] in found or made(word[at:])) for at in range(3, len(word) - 2))

    return frozenset(word for word in found if len(word) < 7 or not made(word))


_BEFORE_STATE = re.compile(r"(?:^|,)\s*([^\W\d][^,\d]*?)\s*,\s*[A-Z]{2}\b")


def _cities(by_label: Mapping[str, list[str]]) -> Iterable[str]:
    """Yield the cities of the scope: found as such, or before a comma and the code of a state."""
    yield from (canonical(text.split(",")[0]) for text in by_label["CITY"])
    for label in ("STREET_ADDRESS", "LOCATION"):
        for text in by_label[label]:
            yield from (canonical(city) for city in _BEFORE_STATE.findall(text))


def _names(by_label: Mapping[str, list[str]]) -> Iterable[str]:
    """Yield every word of the scope that may be somebody's name, so that no surrogate is one of them."""
    for label in _NAMED:
        for text in by_label.get(label, ()):
            words = [canonical(word) for word in _LETTERS.findall(text)]
            yield from words
            if label == "PERSON":
                yield canonical(text)
                yield from (short for word in words for short in nicknames().get(word, ()))


@lru_cache(maxsize=1 << 12)
def digits_of(label: str, text: str) -> str:
    """Return the letters and digits of a number in any of its formattings; of a phone, its national digits.

    >>> digits_of("PHONE_NUMBER", "+1 (414) 617-8842") == digits_of("PHONE_NUMBER", "414.617.8842")
    True
    """
    bare = canonical(text)
    if label != "PHONE_NUMBER":
        return bare
    bare = re.sub(r"\D", "", re.split(r"(?i)\s*(?:ext|x|#)", text.strip())[0] or text)
    if text.lstrip(" (").startswith(("+", "00")):
        return _national(bare.removeprefix("00"))
    return bare[1:] if len(bare) == 11 and bare[0] == "1" else bare.lstrip("0") or bare


def _national(digits: str) -> str:
    """Return *digits* of an international number without the country's code and a bracketed trunk zero."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    code = next(
        (digits[:n] for n in (1, 2, 3) if digits[:n].isdigit() and int(digits[:n]) in COUNTRY_CODE_TO_REGION_CODE), ""
    )
    return digits[len(code) :].lstrip("0") or digits


def _numbers(by_label: Mapping[str, list[str]]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the label of every number, the longer number that every last-four-or-more belongs to, a way of writing."""
    labels: dict[str, str] = {}
    surfaces: dict[str, str] = {}
    for label in sorted(NUMBERED & by_label.keys()):
        for text in by_label[label]:
            value = digits_of(label, text)
            if any(map(str.isdigit, value)):
                labels.setdefault(value, label)
                surfaces[value] = max(surfaces.get(value, text), text, key=lambda s: (s.startswith("+"), len(s), s))
    endings: dict[str, str] = {}
    for value in sorted(labels, key=lambda value: (-len(value), value)):
        for length in range(4, min(len(value), 9)):
            endings.setdefault(value[-length:], value)
    return labels, endings, surfaces


def _calendar(texts: Iterable[str]) -> Calendar:
    dates = [date for text in texts for date in read_dates(text)]
    years = Counter(date.year for date in dates if date.year)
    year = min(years, key=lambda y: (-years[y], -y), default=2024)
    months = Counter((date.year, date.month) for date in dates if date.year and date.month)
    votes = Counter(vote for date in dates for vote in (date.order, date.named))
    return Calendar(
        day_first=votes["day"] > votes["month"],
        padded=any(date.padded for date in dates if date.numeric),
        padded_days=any(date.padded for date in dates if not date.numeric),
        short_months=votes["short"] > votes["long"],
        year=year,
        latest=max(years, default=year),
        months=tuple(sorted(months, key=lambda month: (-months[month], month))),
    )
