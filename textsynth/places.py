"""States and countries by name, so that a coarse "location" of a model becomes the label that policies speak of.

Sources: ISO 3166-1 English short names with their everyday forms; USPS Publication 28 (states), Canada Post (provinces).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from textsynth.document import Span
from textsynth.entity import fold
from textsynth.words import common_words, rows

_STATES = frozenset(
    """alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho
illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana
nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania
rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming
district of columbia|puerto rico|ontario|quebec|québec|british columbia|alberta|manitoba|saskatchewan|nova scotia
new brunswick|newfoundland|prince edward island|new south wales|queensland|south australia|western australia|tasmania
calif|mass|penn|wis|minn|mich|conn|tenn|ill|ariz|colo|fla|okla""".replace("\n", "|").split("|")
)

_ABBREVIATED = frozenset(
    (
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
        "PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE NSW QLD VIC TAS ACT"
    ).split()
)

_COUNTRIES = frozenset(
    """afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|bahamas
bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|bosnia|bosnia and herzegovina|botswana|brazil|brunei
bulgaria|burkina faso|burundi|cambodia|cameroon|canada|cape verde|chad|chile|china|colombia|comoros|congo|costa rica|croatia
cuba|cyprus|czechia|czech republic|denmark|djibouti|dominica|dominican republic|ecuador|egypt|el salvador|england|eritrea
estonia|eswatini|ethiopia|fiji|finland|france|gabon|gambia|germany|ghana|great britain|greece|grenada|guatemala|guinea
guyana|haiti|holland|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|ivory coast|jamaica|japan
kazakhstan|kenya|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|liechtenstein|lithuania|luxembourg
madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|micronesia|moldova|monaco|mongolia|montenegro
morocco|mozambique|myanmar|namibia|nepal|netherlands|the netherlands|new zealand|nicaragua|niger|nigeria|north korea
north macedonia|northern ireland|norway|oman|pakistan|palestine|panama|papua new guinea|paraguay|peru|philippines
the philippines|poland|portugal|qatar|romania|russia|rwanda|samoa|saudi arabia|scotland|senegal|serbia|sierra leone
singapore|slovakia|slovenia|somalia|south africa|south korea|korea|south sudan|spain|sri lanka|sudan|suriname|sweden
switzerland|syria|taiwan|tajikistan|tanzania|thailand|togo|tonga|trinidad and tobago|tunisia|turkey|türkiye|turkmenistan
uganda|ukraine|united arab emirates|uae|united kingdom|uk|u.k.|great britain|united states|united states of america|usa|us
u.s.|u.s.a.|uruguay|uzbekistan|vanuatu|venezuela|vietnam|wales|yemen|zambia|zimbabwe""".replace("\n", "|").split("|")
)


def refined(label: str, text: str) -> str:
    """Return STATE, COUNTRY or CITY for a place that is surely one, also where a model took it for a company; else *label*.

    >>> refined("LOCATION", "Wisconsin"), refined("LOCATION", "Lagos"), refined("ORGANIZATION", "TX")
    ('STATE', 'CITY', 'STATE')
    """
    if label not in ("LOCATION", "CITY", "ORGANIZATION"):
        return label
    if is_state(text):
        return "STATE"
    if text.strip().casefold() in _COUNTRIES:
        return "COUNTRY"
    return "CITY" if label == "LOCATION" and is_city(text) else label


_PLACED = frozenset({"STREET_ADDRESS", "CITY", "LOCATION", "POSTAL_CODE"})
_ZIP = re.compile(r"(?:^|(?<=[\s,]))\d{5}(?:-\d{4})?$")
_LAST = re.compile(r"[^,\n]*$")
_ENDS = re.compile(r"[^\s,]+$"), re.compile(r"[^\s,]+\s[^\s,]+$"), re.compile(r"[^\s,]+\s[^\s,]+\s[^\s,]+$")


def divided(text: str, span: Span) -> list[Span]:
    """Return *span*, or what it consists of where a model took an address for one place: street, town, state, code.

    >>> line = "12 Main Street, Boston, MA 02110"
    >>> [(line[p.start : p.end], p.label) for p in divided(line, Span(0, len(line), "STREET_ADDRESS", 0.9, "model"))]
    [('12 Main Street', 'STREET_ADDRESS'), ('Boston', 'CITY'), ('MA', 'STATE'), ('02110', 'POSTAL_CODE')]
    """
    if span.source != "model" or span.label not in _PLACED:
        return [span]
    value = text[span.start : span.end]
    found = list(_pieces(value, span.label))
    if not found:
        return [span]
    pieces = (replace(span, start=span.start + a, end=span.start + b, label=label) for a, b, label in found)
    return sorted(pieces, key=lambda piece: piece.start)


def _pieces(value: str, label: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and label of the places in *value*, from its end to its beginning; nothing if it is only one."""
    end = _bare_end(value, len(value))
    country = _country(value, end)
    if country is not None:
        yield country, end, "COUNTRY"
        end = _bare_end(value, country)
    code = _ZIP.search(value[:end])
    before = _bare_end(value, code.start()) if code else end
    state = _state(value, before, coded=code is not None)
    if code and state is not None:
        yield code.start(), end, "POSTAL_CODE"
    if state is not None:
        yield state, before, "STATE"
        end = _bare_end(value, state)
    town = _town(value, end, label, told=state is not None or country is not None)
    if town is None and end == _bare_end(value, len(value)):
        return
    if town is not None:
        yield town, end, "CITY"
        end = _bare_end(value, town)
    if end > 0:
        yield 0, end, label


def _country(value: str, end: int) -> int | None:
    """Return where the country begins that *value* ends with: behind a comma or a line's end, or alone."""
    last = value[:end]
    for at in (end - len(last.split(",")[-1].lstrip()), end - len(last.split("\n")[-1].lstrip()), 0):
        if last[at:].casefold() in _COUNTRIES and not is_state(last[at:]):
            return at
    return end - 3 if last.endswith((" USA", "\nUSA")) else None


def _state(value: str, end: int, *, coded: bool) -> int | None:
    """Return where the state begins that *value* has before *end*: behind a comma, before a code, or alone."""
    for at in _candidates(value, end):
        name = value[at:end]
        known = is_state(name) or (coded and name.casefold() in ("new york", "washington"))
        if known and (coded or at == 0 or value[:at].rstrip()[-1:] == "," or is_city(value[:at])):
            return at
    return None


def _town(value: str, end: int, label: str, *, told: bool) -> int | None:
    """Return where the town begins that *value* has before *end*; *told*: a state or a country follows it."""
    if end <= 0:
        return None
    match = _LAST.search(value[:end])
    at = match.start() if match else 0
    at += len(value[at:end]) - len(value[at:end].lstrip())
    last = value[at:end]
    if at > 0:
        plain = not any(map(str.isdigit, last)) and 0 < len(last.split()) <= 4
        return at if plain and (told or is_city(last)) else None
    if told and label in ("CITY", "LOCATION") and not any(map(str.isdigit, last)):
        return 0
    known = (found for found in _candidates(value, end) if found > 0 and is_city(value[found:end]))
    return min(known, default=None) if told else None


def _candidates(value: str, end: int) -> Iterator[int]:
    """Yield where the last one, two and three words of ``value[:end]`` begin."""
    for pattern in _ENDS:
        if match := pattern.search(value[:end]):
            yield match.start()


def _bare_end(value: str, end: int) -> int:
    """Return where ``value[:end]`` ends without blanks and commas."""
    return len(value[:end].rstrip(" ,\t\r\n"))


def is_city(text: str) -> bool:
    """Return whether *text* names a city of the list, in any case and with or without its accents."""
    folded = fold(text.strip()).casefold()
    return folded in _cities() and folded not in common_words()


@cache
def _cities() -> frozenset[str]:
    return frozenset(fold(city).casefold() for _, _, cities in rows("cities.tsv") for city in cities.split("|"))


def is_state(text: str) -> bool:
    """Return whether *text* names a state or province, in full or by its postal abbreviation."""
    return text.strip().casefold().rstrip(".") in _STATES or text.strip() in _ABBREVIATED


def is_region(text: str) -> bool:
    """Return whether *text* names a state, a province or a country."""
    return is_state(text) or text.strip().casefold() in _COUNTRIES
