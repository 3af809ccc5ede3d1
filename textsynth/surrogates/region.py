"""States, countries and peoples: kept by the default profile; where they are not, another member of the same set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from textsynth.entity import Part, canonical, like
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.words import rows


@cache
def _states() -> Mapping[str, str]:
    """Return the names of the US states by their codes, canonical."""
    return {code.lower(): name for code, name, _ in rows("us_states.tsv")}


def state_name(value: str) -> str:
    """Return the name of the US state that *value*, canonical, is the code or the name of; else ""."""
    return _states().get(value) or next((name for name in _states().values() if canonical(name) == value), "")


@cache
def _set(name: str) -> Pool:
    if name == "state code":
        return Pool.of(name, [code for code, _, _ in rows("us_states.tsv")])
    if name == "state":
        return Pool.of(name, list(_states().values()))
    if name == "country":
        return Pool.of(
            name, [c for c in dict.fromkeys(row[0] for row in rows("cities.tsv")) if len(c) < 16 and "No " not in c]
        )
    values = [value for of, value in rows("peoples.tsv") if of == name]
    return Pool.of(name, values)


_SETS = ("state code", "state", "short country", "country", "other country", "people", "faith", "origin")


def _set_of(value: str) -> str:
    return next((name for name in _SETS if value in _set(name).places), "")


def is_region(text: str) -> bool:
    """Return whether *text* is a state or a country."""
    return _set_of(canonical(text)) in ("state code", "state", "short country", "country", "other country")


def state_set(value: str) -> str:
    """Return the set of states that a canonical *value*, a word of four letters or more, is of; else ""."""
    return "state" if len(value) > 3 and value in _set("state").places else ""


def propose(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another member of the set that the value belongs to."""
    return scope.pick(_set(part.kind), part.value, attempt)


def kept(text: str, scope: Surrogates) -> str:
    """Return *text*, a state or country inside of other text, replaced only where the profile replaces such."""
    name = _set_of(canonical(text))
    label = "STATE" if name.startswith("state") else "COUNTRY"
    return text if label in scope.kept or not name else render(label, text, scope)


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another state, country or people in the form of *text*."""
    value = canonical(text)
    plural = "s" if label == "NRP" and value.endswith("s") and not _set_of(value) and _set_of(value[:-1]) else ""
    value = value.removesuffix(plural) if plural else value
    fallback = {"STATE": "state code" if len(value) < 3 else "state", "COUNTRY": "country"}.get(label, "people")
    name = _set_of(value) or fallback
    return like(text, scope.value(Part(name, value)) + plural)


surrogate = Surrogate(
    labels=frozenset({"STATE", "COUNTRY", "NRP"}),
    render=render,
    kinds={name: Kind(propose, name) for name in _SETS},
)
