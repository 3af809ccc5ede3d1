"""What a model calls a date must at least look like one: what its spans need before they count.

A statistical model marks relative days, durations, generic words and amounts now and then. A replaced ordinary word is
damage to the data, so these are dropped, for the labels whose look can be told; evidence of other kinds is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from textsynth.places import is_city
from textsynth.words import ordinary_words, rows

_LEAST = {"ORGANIZATION": 0.6, "LOCATION": 0.65}  # below, one word is a product or a thing as often as not
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december)\b\.?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen|(?:twen|thir|for|fif|six|"
    r"seven|eigh|nine)ty|first|second|third|\w{3,9}th|double|triple)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\b(?:\d+|[a-z]+)[\s-]*(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|night|week|wk|month|year|yr|decade|pm|am|o'clock)s?\b"
    r"|\b\d+(?:st|nd|rd|th)? (?:century|quarter|grade|floor|time)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:at )?\d{1,2}(?:[:.]\d\d){0,2}\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}\s*[-/.]\s*\d{1,2}|\d{4}|\d(?:st|nd|rd|th)\b|['’]\d\d", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥]\s*\d|\d[\d,.]*\s*(?:%|usd|eur|dollars?|euros?|percent)\b", re.IGNORECASE)


_SCHEMA = frozenset(
    "type subtype kind status state_code priority severity level version format encoding mime mimetype content_type currency "
    "unit units sku product product_name model_name count total amount price quantity qty size color colour tag tags category "
    "team team_id workspace channel channel_id channel_type bot_id app_id event event_type action method protocol "
    "style element_id client_msg_id uuid guid hash sha checksum etag locale language lang timezone tz filetype".split()
)


def impersonal(hint: str) -> bool:
    """Return whether a field is called what never holds anything personal (a status, a version, a price).

    >>> impersonal("message.team_id"), impersonal("patient.name")
    (True, False)
    """
    return hint.rpartition(".")[2].casefold().replace(" ", "_").replace("-", "_") in _SCHEMA


def sure_in_name(label: str, text: str, source: str) -> bool:
    """Return whether *text* is sure to be what *label* says in so short a text as the name of a file.

    Of what only a model or other places say (*source*), people count that can mean nothing else, and longer numbers.
    """
    if source not in ("model", "propagation", "content"):
        return True
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
    if label == "PERSON":
        names = [word for word in words if word in _given() or word in _family()]
        return len(names) > 1 or any(w not in ordinary_words() for w in (names if source == "model" else words))
    if label in ("ORGANIZATION", "USERNAME", "EMAIL_ADDRESS", "CITY", "LOCATION"):
        return source != "model" and any(len(word) > 3 and word not in ordinary_words() for word in words)
    return sum(map(str.isdigit, text)) >= 4


def plausible(label: str, text: str, score: float = 1.0) -> bool:
    """Return whether *text*, found at *score*, may be what *label* says; one word alone must be sure of itself.

    >>> plausible("DATE_TIME", "March 3"), plausible("DATE_TIME", "two weeks ago"), plausible("DATE_TIME", "today")
    (True, False, False)
    """
    if score < _LEAST.get(label, 0.0) and len(_WORD.findall(text)) == 1 and not is_city(text):
        return False
    check = _CHECKS.get(label)
    return check is None or check(text)


def _date(text: str) -> bool:
    month = _MONTH.search(text)
    if month:
        rest = text[: month.start()] + text[month.end() :]
        return any(map(str.isdigit, rest)) or bool(_SPELLED.search(rest))
    if _CLOCK.fullmatch(text) or _DURATION.search(text):
        return bool(re.fullmatch(r"(?:1[89]|20)\d\d", text)) or bool(
            re.search(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", text)
        )
    return bool(_DATE.search(text)) or len(_SPELLED.findall(text)) >= 3


def _counted(text: str) -> bool:
    return any(map(str.isdigit, text)) or bool(_SPELLED.search(text))


def _number(text: str) -> bool:
    if _MONEY.search(text) or _CLOCK.fullmatch(text):
        return False
    digits = sum(map(str.isdigit, text))
    return (
        digits >= 3 or (digits >= 1 and len(text) >= 5) or len(_SPELLED.findall(text)) >= 3 or _letter_by_letter(text)
    )


def _letter_by_letter(text: str) -> bool:
    return len(re.findall(r"\b[a-z0-9]\b", text, re.IGNORECASE)) >= 4


def _phone(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= 5 or len(_SPELLED.findall(text)) >= 5


def _organization(text: str) -> bool:
    """Some word tells which organisation it is; generic ones do so only together, with capitals."""
    words = _WORD.findall(text)
    if any(word.casefold() not in _generic() and word.casefold() not in ordinary_words() for word in words):
        return True
    capitals = [word.casefold() for word in words if word[0].isupper()]
    return len(capitals) >= 2 and any(word not in _generic() or word in _BODIES for word in capitals)


_BODIES = frozenset(  # of words that could be anybody's, those that are said of a body of people
    "agency assembly association authority bank board bureau church clinic club college commission committee company congress "
    "corporation council court department federation foundation hospital house institute league ministry museum navy office "
    "parliament party police press school senate society tribunal trust union university".split()
)


def _named(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and not all(word.islower() and word in ordinary_words() for word in words)


def _person(text: str) -> bool:
    """Ordinary words are a person only where one of them is a given name, or with capitals a family name."""
    words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
    if all(word in _TITLES or (word in _MARKS and text.isupper()) for word in words):
        return False
    if not words or not all(word in ordinary_words() for word in words):
        return bool(words)
    return any(word in _given() for word in words) or (not text.islower() and any(word in _family() for word in words))


_TITLES = frozenset("mr mrs ms miss mx dr prof mister adv".split())
_MARKS = frozenset(
    "dob mrn ssn doa dod doj pcp npi ein aka fka dba esi dx rx hx tx".split()
)  # what a form calls fields


@cache
def _given() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows("given_names.tsv"))


@cache
def _family() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows("surnames.tsv"))


@cache
def _generic() -> frozenset[str]:
    return frozenset(row[1] for row in rows("organization_words.tsv"))


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "DATE_TIME": _date,
    "DATE_OF_BIRTH": _date,
    "AGE": _counted,
    "POSTAL_CODE": _counted,
    "PHONE_NUMBER": _phone,
    "OTHER_ID": _number,
    "ACCOUNT_NUMBER": _number,
    "MEDICAL_RECORD": _number,
    "EMPLOYEE_ID": _number,
    "PERSON": _person,
    "ORGANIZATION": _organization,
    "LOCATION": _named,
    "CITY": _named,
    "STREET_ADDRESS": lambda text: _counted(text) or _named(text),
    "EMAIL_ADDRESS": lambda text: "@" in text or " at " in text.lower(),
    "URL": lambda text: "." in text or " dot " in text.lower(),
    "USERNAME": lambda text: not text.isdigit() and " " not in text.strip(),
}
