"""Whether a value looks like what the name of its field promises: a name, a company, a number, a place.

A field called "Name" may hold "N/A", a form's instruction or a product; what does not look the part is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

from textsynth.document import Span
from textsynth.labels import NUMBERS
from textsynth.patterns import placeholder, universal_unique

NOTHING = frozenset(
    "n/a na none null nil unknown unk undefined true false yes no tbd tba tbc todo same self other any all "
    "see below above pending empty blank optional required string text number integer "
    "anonymous not applicable not available not provided not stated not known withheld redacted confidential "
    "various multiple several default example sample test keine keiner unbekannt "
    "aucun inconnu ninguno desconocido nessuno geen onbekend ingen - -- --- – — ? ?? . * x xx xxx active "
    "inactive open closed male female m f w d".split()
) | {
    "not applicable",
    "not available",
    "not provided",
    "not stated",
    "not known",
    "see below",
    "see above",
    "as above",
    "no name",
}
ROLES = frozenset(
    "support team billing sales info admin administrator noreply no-reply donotreply helpdesk help desk "
    "service services office department dept reception newsletter notification notifications "
    "alerts accounts accounting hr human resources customer care marketing recruiting everyone staff members "
    "list group all system bot automated mailer daemon postmaster webmaster security "
    "operations ops engineering it legal finance payroll board committee council user users agent caller "
    "operator moderator speaker host client patient employee guest attendees recipients "
    "undisclosed security management front front-desk kundenservice kundendienst buchhaltung vertrieb équipe "
    "equipo dienst claims underwriting reservations bookings events feedback press "
    "facilities maintenance dispatch logistics shipping warehouse procurement compliance audit privacy".split()
)
_ORGANIZATION = re.compile(
    r"(?<![^\W_])(?:inc|llc|llp|ltd|limited|gmbh|ag|corp|corporation|company|co|plc|s\.?a|s\.?l|s\.?r\.?l"
    r"|b\.?v|n\.?v|as|a/s|oy|ab|pty|pte|bhd|kg|e\.?v|se|bank|university|college|hospital|clinic|school|"
    r"institute|foundation|association|insurance|mutual|partners|associates|group|holdings|solutions|systems"
    r"|technologies|services|consulting|trust|society|union|academy|church|ministry|agency|"
    r"logistics|pharmacy|airlines|hotel|restaurant|health|medical|labs|studio|studios|ventures|capital"
    r"|industries|international|enterprises|universität|klinik|krankenhaus|versicherung|"
    r"université|hôpital|assurance|universidad|seguros|ziekenhuis|stiftung|verein|county|city of)(?![^\W_])",
    re.IGNORECASE,
)
PARTICLE = (
    r"(?:van|von|der|den|de|del|della|di|da|dos|das|du|la|le|el|al|bin|binti|ibn|ben|ter|ten|zu|zur|af|av|y"
    r"|e|san|st\.?|mac|ní|ó|ap|ab)"
)
_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯḀ-Ỿ]"
WORD = (  # "R.", "J.P.", "Ma.", "O'Dwyer", "Ní", "Jean-Luc"
    rf"(?:{_UPPER}\.(?:-?{_UPPER}\.){{0,2}}|(?:Ma|St|Ste|Jr|Sr|Wm|Chas|Geo|Jos|Md|Mohd|Abd)\.(?=[ ])"
    rf"|{_UPPER}(?:[^\W\d_]|[’'‘ʻ`-](?=[^\W\d_]))*)"
)
NAME = rf"{WORD}(?:[ ]{PARTICLE}(?=[ ])){{0,3}}(?:[ ](?:{PARTICLE}[ ]){{0,2}}{WORD}){{0,4}}"
_CODE = re.compile(r"[^\W_][\w ./:#*<-]{1,45}")
_PUNCTUATION = " \t\r\n\"'“”„*_`:;,"


def empty(text: str) -> bool:
    """Return whether *text* says that there is no value."""
    return text.strip().strip("\"'()[]<>.").lower() in NOTHING or not any(c.isalnum() for c in text)


def is_organization(text: str) -> bool:
    """Return whether a word of *text* says that it is an organisation.

    >>> is_organization("Halvorsen & Pike LLP"), is_organization("Megan Donovan")
    (True, False)
    """
    return _ORGANIZATION.search(text) is not None


def is_role(text: str) -> bool:
    """Return whether *text* names a function and not a person ("Billing Team")."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return not words or sum(word in ROLES for word in words) * 2 >= len(words)


def is_person(text: str, *, sure: bool) -> bool:
    """Return whether *text* can be somebody's name; when not *sure*, it must be capitalised and more than letters.

    >>> is_person("Donovan, Megan R.", sure=False), is_person("urgent", sure=False), is_person("megan", sure=True)
    (True, False, True)
    """
    if (
        len(text) > 60
        or len(text) < 2
        or empty(text)
        or any(c.isdecimal() or c in "@/\\<>{}[]=_|#:;!?%&+*" for c in text)
    ):
        return False
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 6 or is_role(text) or is_organization(text):
        return False
    if not any(c.isalpha() for c in text) or any(word.lower() in NOTHING for word in words if len(word) > 1):
        return False
    if sure:
        return True
    if any(word[0].islower() and not re.fullmatch(PARTICLE, word) for word in words):
        return False
    return (
        words[0] not in ("The", "A", "An", "No", "This")
        and words[0][-2:] not in ("'m", "'s", "’s", "’m")
        and _no_sentence(words)
    )


def _no_sentence(words: list[str]) -> bool:
    from textsynth.words import common_words

    bare = [word.lower().strip(".,'") for word in words]
    return any(word not in common_words() or word in _given() for word in bare)


def is_nobody(text: str) -> bool:
    """Return whether *text*, though in capitals, is nothing but ordinary words, none of which is a name; initials may be.

    >>> is_nobody("Trusts"), is_nobody("Grace"), is_nobody("Civil Litigation"), is_nobody("PT")
    (True, False, True, False)
    """
    from textsynth.words import ordinary_words

    if len(text) < 4 and text.isupper():
        return False
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    return bool(words) and all(
        word in ordinary_words() and word not in _given() and word not in _family() for word in words
    )


def is_given(word: str) -> bool:
    """Return whether *word* is a given name of the list, in any case."""
    return word.lower() in _given()


def is_family(word: str) -> bool:
    """Return whether *word* is a family name of the list, in any case."""
    return word.lower() in _family()


@cache
def _given() -> frozenset[str]:
    from textsynth.words import rows

    return frozenset(row[0].lower() for row in rows("given_names.tsv"))


@cache
def _family() -> frozenset[str]:
    from textsynth.words import rows

    return frozenset(row[0].lower() for row in rows("surnames.tsv"))


def persons(text: str, *, sure: bool) -> Iterator[tuple[int, int]]:
    """Yield where the names lie in *text*, several of them apart by ";", "&", "/" or "and"; "Last, First" is one.

    >>> [("Ann Lee; Bob Ray")[a:b] for a, b in persons("Ann Lee; Bob Ray", sure=False)]
    ['Ann Lee', 'Bob Ray']
    """
    parts = list(_parts(text, r"\s*(?:;|&|/|\||\n|\s(?:and|und|et|y|e|og|en)\s)\s*"))
    if len(parts) == 1 and text.count(",") > 0:
        listed = list(_parts(text, r"\s*,\s*"))
        pair = len(listed) == 2 and (
            len(text[slice(*listed[0])].split()) == 1 or len(text[slice(*listed[1])].split()) == 1
        )
        if not pair and all(len(text[a:b].split()) > 1 or len(listed) > 2 for a, b in listed):
            parts = listed
    for start, end in parts:
        start, end = _without_title(text, start, end)
        if start < end and is_person(text[start:end], sure=sure) and not only_words(text[start:end]):
            yield start, end


def only_words(text: str) -> bool:
    """Return whether *text* is nothing but ordinary words that are nobody's name, and not written as a name is.

    >>> only_words("mail room"), only_words("REFUSED"), only_words("Rob Broom"), only_words("grace hill")
    (True, True, False, False)
    """
    from textsynth.words import ordinary_words

    words = re.findall(r"[^\W\d_]+", text)
    if not words or any(word.lower() not in ordinary_words() or word.lower() in _given() for word in words):
        return False
    if len(words) == 1 or text.isupper():
        return not words[0].istitle() and not any(word.lower() in _family() for word in words)
    return any(word.islower() for word in words)


_WIDE = re.compile(r"[ ]{2,}|\t|\n[ \t]*\n")
_PAIRS = (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]"))


def apart(text: str, span: Span) -> list[Span]:
    """Return the person that a model found as several where a wide gap, or half of a pair of marks, divides the words.

    >>> line = 'Bob" Fenwick  DOB'
    >>> [line[part.start : part.end] for part in apart(line, Span(0, len(line), "PERSON", 0.9, "model"))]
    ['Bob', ' Fenwick', 'DOB']
    """
    if span.source != "model" or span.label != "PERSON":
        return [span]
    value = text[span.start : span.end]
    halves = [mark for pair in _PAIRS for mark in set(pair) if not _paired(value, *pair)]
    divider = re.compile("|".join([_WIDE.pattern, *map(re.escape, halves)]))
    out, at = [], 0
    for start, end in [*(match.span() for match in divider.finditer(value)), (len(value), len(value))]:
        if at < start:
            first, last = _without_function_words(value, at, start)
            out.append(replace(span, start=span.start + first, end=span.start + last))
        at = end
    return out


def _without_function_words(value: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without words at its ends that are in no name ("rock and"); whole where nothing else is there."""
    words = list(re.finditer(r"\S+", value[start:end]))
    kept = [word for word in words if word.group().strip(".,") not in _FUNCTION]
    if not kept or (kept[0] is words[0] and kept[-1] is words[-1]):
        return start, end
    return start + kept[0].start(), start + kept[-1].end()


_FUNCTION = frozenset(
    "and or but the is im i'm i’m my from in at with for to on if so was who that this it's called said".split()
)


def _paired(value: str, opening: str, closing: str) -> bool:
    first, last = value.count(opening), value.count(closing)
    return first % 2 == 0 if opening == closing else first == last and value.find(opening) <= value.find(closing)


_TITLE = re.compile(
    (
        r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame|herr|frau|mme|mlle|m|sr|sra|sig|dhr|mevr|atty"
        r"|hon|capt|sgt|lt|dep|det|officer|judge|nurse)\.?\s+)+(?=[^\W\d_])"
    ),
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:,?\s+(?:MD|M\.D\.|DO|RN|NP|PA-C|PhD|Ph\.D\.|Esq\.?|CPA|DDS|JD|MBA|LCSW|DVM|FACP|BSN|PT|PharmD|II|III"
    r"|M\.?Sc\.?|B\.?A\.?|QC|KC))+$|\s*\([^()]*\)$"
)


def _without_title(text: str, start: int, end: int) -> tuple[int, int]:
    title = _TITLE.match(text, start, end)
    start = title.end() if title else start
    while after := _AFTER.search(text[start:end]):
        end = start + after.start()
    return trimmed(text, start, end)


def _parts(text: str, separator: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(separator, text):
        yield trimmed(text, at, match.start())
        at = match.end()
    yield trimmed(text, at, len(text))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without blanks, quotes and marks of emphasis at its ends."""
    while start < end and (text[start] in _PUNCTUATION or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _PUNCTUATION or text[end - 1].isspace()):
        end -= 1
    return start, end


def values(label: str, text: str, *, sure: bool) -> Iterator[tuple[int, int]]:
    """Yield where in *text*, the value of a field that promises *label*, such values lie; nothing if it looks otherwise."""
    if empty(text):
        return
    start, end = trimmed(text, 0, len(text))
    value = text[start:end]
    if label == "PERSON":
        yield from persons(text, sure=sure)
    elif label == "STREET_ADDRESS":
        yield from _street(text, start, end)
    elif label == "AGE":
        match = re.match(r"~?(\d{1,3})(?![\d.,]\d|\d)", value)
        if match and 0 < int(match[1]) < 120:
            yield start + match.start(1), start + match.end(1)
    elif _fits(label, value, sure):
        yield start, end


def _fits(label: str, value: str, sure: bool) -> bool:
    words, digits = value.split(), sum(c.isdecimal() for c in value)
    if label in ("CITY", "STATE", "COUNTRY", "LOCATION", "NRP"):
        return (
            digits == 0
            and len(words) <= 4
            and len(value) < 40
            and not re.search(r"[@:;/\\_|<>=]", value)
            and (sure or value[0].isupper())
        )
    if label == "ORGANIZATION":
        return (
            len(words) <= 10
            and len(value) < 90
            and any(c.isupper() for c in value)
            and "@" not in value
            and not is_role(value)
            and (sure or is_organization(value))
        )
    if label in ("DATE_OF_BIRTH", "DATE_TIME"):
        return 1 < digits < 18 and len(value) < 32 and _is_date(value)
    if label in ("PASSWORD", "SECRET", "USERNAME"):
        return (
            2 < len(value) < 500
            and len(words) == 1
            and not universal_unique(value)
            and not value.startswith(("$", "{{", "<", "***"))
            and _login(label, value, sure)
        )
    if label == "PHONE_NUMBER":
        return digits >= 4 and re.fullmatch(r"[\d\s()+./x-]{4,30}(?:ext\.? ?\d+)?", value) is not None
    if label == "POSTAL_CODE":
        return (
            3 < len(value) < 11
            and digits > 1
            and not placeholder(value)
            and re.fullmatch(r"[A-Za-z0-9 -]+", value) is not None
        )
    if label in NUMBERS:
        return _is_code(value, digits) and len(words) <= 8 and not _is_date(value)
    return False


def _login(label: str, value: str, sure: bool) -> bool:
    if label == "SECRET":
        return len(value) > 7 and any(c.isdecimal() for c in value)
    if label == "USERNAME":
        return (
            any(c.isalpha() for c in value)
            and ":" not in value
            and (sure or re.fullmatch(r"[UW][A-Z0-9]{6,12}|@?[a-z][\w.-]*[\w]", value) is not None)
        )
    return True


def _is_code(value: str, digits: int) -> bool:
    if digits < 3 or placeholder(value) or universal_unique(value) or len(value) > 40 or not _CODE.fullmatch(value):
        return False
    lower = sum(c.islower() for c in value)
    return lower <= 8 and not re.search(r"[a-z]{4,} ", value)


def _is_date(value: str) -> bool:
    if re.fullmatch(r"(?:19|20)\d\d(?:[01]\d[0-3]\d)?", value):
        return True
    if not re.search(r"\d[./-]\d|\d\s|[A-Za-z]", value) or (
        re.fullmatch(r"[\d-]{9,}", value) and not re.match(r"\d{4}-\d\d-\d\d", value)
    ):
        return False
    from dateutil import parser  # type: ignore[import-untyped,unused-ignore]

    try:
        parser.parse(value, default=datetime(2000, 1, 1))
    except (ValueError, OverflowError, TypeError):
        return bool(re.fullmatch(r"\d{1,2}\.?\s?[^\W\d_]{3,10}\.?\s?(?:\d{2,4})?", value))
    return len(re.findall(r"\d+", value)) > 1 or re.search(r"[A-Za-z]{3}", value) is not None


_UNIT = re.compile(
    (
        r"\s*(?:(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|lot|#|level|\d+(?:st|nd|rd"
        r"|th) fl)\b\.?\s?[\w-]{0,6}|#\s?\w+|\d{1,4}[a-z]?)\s*$"
    ),
    re.IGNORECASE,
)


def _street(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the street part of a whole address: its first line, up to the town."""
    line_end = text.find("\n", start, end)
    end = line_end if line_end > 0 else end
    parts = list(_parts(text[start:end], r","))
    stop = parts[0][1] if parts else 0
    seen = any(c.isdecimal() for c in text[start : start + stop])
    for first, last in parts[1:]:
        part = text[start + first : start + last]
        number_follows = not seen and any(c.isdecimal() for c in part) and len(part) < 40
        if not (_UNIT.fullmatch(part) or number_follows):
            break
        seen, stop = True, last
    value = text[start : start + stop]
    if (
        stop
        and 4 < len(value) < 90
        and len(value.split()) < 12
        and (seen or len(value.split()) in (2, 3, 4))
        and "@" not in value
        and "://" not in value
    ):
        yield start, start + stop
