"""Cities and postal codes: another city of the same region, another code of the same state.

Cities are GeoNames' (CC-BY-4.0); the prefixes of ZIP codes are those of USPS Publication 65.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from textsynth.entity import Part, canonical, laid, like
from textsynth.spelled import digits, respelled
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.surrogates import region
from textsynth.surrogates.person import is_real_name
from textsynth.words import rows

_FIRST = (
    "United States",
    "United Kingdom",
    "Canada",
    "Australia",
    "Germany",
    "France",
    "Ireland",
    "India",
    "Spain",
    "Italy",
)
_TAIL = re.compile(r"^(?P<state>[A-Za-z][A-Za-z. ]*?)?(?P<space>\.?\s*)(?P<zip>\d{5}(?:-\d{4})?)?$")
_ENOUGH = 6


@cache
def cities() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the regions, as (country, region), that have a city of a canonical name; the likeliest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for country, area, names in rows("cities.tsv"):
        for name in names.split("|"):
            found[canonical(name)].append((country, area))
    order = {country: place for place, country in enumerate(_FIRST)}
    return {name: tuple(sorted(areas, key=lambda a: (order.get(a[0], 99), a))) for name, areas in found.items()}


@cache
def _of_country(country: str) -> Pool:
    return Pool.of(
        f"cities of {country}", [n for c, _, names in rows("cities.tsv") if c == country for n in names.split("|")]
    )


@cache
def _of_region(country: str, area: str) -> Pool:
    names = next((names for c, a, names in rows("cities.tsv") if (c, a) == (country, area)), "")
    return Pool.of(f"cities of {area}, {country}", [name for name in names.split("|") if name])


def propose_city(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another city of the same region, then of the same country."""
    country, area = _home(part.value, scope)
    near, far = _of_region(country, area), _of_country(country)
    return scope.pick_from([near, far] if len(near.values) >= _ENOUGH else [far], part.value, attempt)[0]


def _home(name: str, scope: Surrogates) -> tuple[str, str]:
    """Return the region of a city: one that the scope speaks of, else the likeliest."""
    spoken = [region.state_name(place) for place in sorted(scope.links.regions)]
    areas = cities().get(name) or cities().get(f"{name}city", ())
    for country, area in areas:
        if canonical(area) in map(canonical, spoken) or canonical(country) in scope.links.regions:
            return country, area
    if areas:
        return areas[0]
    states = [state for state in spoken if state]
    if states:
        return "United States", states[scope.draw.of("state", name).below(len(states))]
    return "United States", ""


def city(value: str, scope: Surrogates) -> str:
    """Return the surrogate of a canonical city name."""
    return scope.value(Part("city", value))


def is_city(text: str, scope: Surrogates) -> bool:
    """Return whether *text* is a city of the scope or of the list."""
    return canonical(text) in scope.links.cities or canonical(text) in cities()


def render_city(label: str, text: str, scope: Surrogates) -> str:
    """Return another city in the form of *text*; a state, a postal code and a country after a comma stay consistent."""
    first, *rest = re.split(r"(,\s*)", text)
    new = _one_city(first, scope)
    for index, piece in enumerate(rest):
        new += piece if index % 2 == 0 else tail(piece, scope) if is_tail(piece) else _one_city(piece, scope)
    return new


def _one_city(text: str, scope: Surrogates) -> str:
    trailing = re.search(r"(?:['’]s)?$", text)
    end = trailing.start() if trailing else len(text)
    if not canonical(text[:end]):
        return text
    return like(text[:end], city(canonical(text[:end]), scope)) + text[end:]


def is_tail(text: str) -> bool:
    """Return whether *text* is a state, a ZIP code, both, or a country."""
    match = _TAIL.match(text.strip())
    if region.is_region(text):
        return True
    return bool(match and (match["state"] is None or region.is_region(match["state"])))


def tail(text: str, scope: Surrogates) -> str:
    """Return *text*, a state or country and a postal code, with what is replaced of it."""
    match = _TAIL.match(text.strip())
    if not match or region.is_region(text):
        return region.kept(text, scope)
    code = postal(match["zip"], scope) if match["zip"] else ""
    return region.kept(match["state"] or "", scope) + match["space"] + code


_CODE_LAST = re.compile(r"(?P<state>\b[A-Z]{2}\s+)?(?P<code>\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})$")
_CODE_FIRST = re.compile(r"^(?P<code>(?:[A-Z]{1,2}-)?\d{4,5}(?:\s?[A-Z]{2})?)\s+(?P<city>[^\d,]+)$")


def with_city(text: str, scope: Surrogates) -> tuple[str, str]:
    """Return the street line that *text* begins with, and what becomes of the city and the code after it.

    Without commas between them a city is only known by the list or by the scope: 77 Elm St Boston MA 02108.
    """
    if (first := _CODE_FIRST.match(text)) and is_city(first["city"], scope):
        code, city = postal(first["code"], scope), render_city("CITY", first["city"], scope)
        return "", code + text[first.end("code") : first.start("city")] + city
    last = _CODE_LAST.search(text)
    if not last or (last["state"] and not region.is_region(last["state"])):
        return text, ""
    words = list(re.finditer(r"\S+", text[: last.start()]))
    for first_word in words[-3:]:
        name = text[first_word.start() : last.start()].rstrip()
        if is_city(name, scope):
            between = text[first_word.start() + len(name) : last.start("code")]
            return text[: first_word.start()], _one_city(name, scope) + between + postal(last["code"], scope)
    return text, ""


def postal(text: str, scope: Surrogates) -> str:
    """Return another postal code of the same country and region."""
    return laid(text, scope.value(Part("postal", canonical(text))))


@cache
def _prefixes() -> Mapping[str, tuple[int, int]]:
    """Return, for every first three digits of a ZIP code, the first and last such number of its state."""
    found: dict[str, tuple[int, int]] = {}
    for _, _, prefixes in rows("us_states.tsv"):
        low, high = map(int, prefixes.split("-"))
        found |= {f"{number:03}": (low, high) for number in range(low, high + 1)}
    return found


def propose_postal(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a code of the same format: US codes in the same state, others with the same leading letters or digit."""
    draw, code = scope.draw.of("postal", part.value, str(attempt)), part.value
    if code.isdigit() and len(code) in (5, 9) and code[:3] in _prefixes():
        low, high = _prefixes()[code[:3]]
        return f"{low + draw.below(high - low + 1):03}" + draw.digits(len(code) - 3)
    lead = re.match(r"[a-z]+|\d", code)
    kept = lead.end() if lead else 0
    return code[:kept] + "".join(
        draw.digits(1) if c.isdigit() else draw.choice("abcdeghjklmnprstwxyz") for c in code[kept:]
    )


def render_postal(label: str, text: str, scope: Surrogates) -> str:
    """Return another postal code; a state before it stays, and one that is spoken is spoken."""
    if spelled := digits(text):
        return respelled(text, postal(spelled, scope))
    match = re.search(r"\d{5}(?:-\d{4})?$", text)
    if match and match.start() and is_tail(text):
        return tail(text, scope)
    return postal(text, scope)


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another city or postal code in the form of *text*."""
    return render_city(label, text, scope) if label == "CITY" else render_postal(label, text, scope)


surrogate = Surrogate(
    labels=frozenset({"CITY", "POSTAL_CODE"}),
    render=render,
    kinds={"city": Kind(propose_city, "city", is_real_name), "postal": Kind(propose_postal, "postal")},
)
