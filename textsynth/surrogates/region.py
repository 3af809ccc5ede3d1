"""States, countries and peoples: kept by the default profile; where they are not, another member of the same set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from textsynth.entity import Part, canonical, like
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.words import rows

_STATES = (
    "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,"
    "GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,"
    "MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,"
    "NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,"
    "SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming"
)
_SHORT_COUNTRIES = ("US", "UK", "USA", "UAE", "NZ", "GB", "EU", "U.S.", "U.K.", "U.S.A.")
_COUNTRIES = (
    "England,Scotland,Wales,Northern Ireland,Great Britain,Turkey,Russia,South Korea,Vietnam,Syria,Laos,Iran,Tanzania,Venezuela,Bolivia,"
    "Moldova,Taiwan,Czech Republic,Holland,The Netherlands,United States of America,Macedonia,Ivory Coast,Deutschland,España,Italia,Brasil"
)
_PEOPLES = (
    "American,Argentine,Australian,Austrian,Bangladeshi,Belgian,Bolivian,Brazilian,British,Bulgarian,Cambodian,Canadian,Chilean,Chinese,"
    "Colombian,Croatian,Cuban,Czech,Danish,Dominican,Dutch,Ecuadorian,Egyptian,English,Eritrean,Estonian,Ethiopian,Filipino,Finnish,French,"
    "German,Ghanaian,Greek,Guatemalan,Haitian,Honduran,Hungarian,Icelandic,Indian,Indonesian,Iranian,Iraqi,Irish,Israeli,Italian,Jamaican,"
    "Japanese,Jordanian,Kenyan,Korean,Latvian,Lebanese,Lithuanian,Malaysian,Mexican,Moroccan,Nepali,Nigerian,Norwegian,Pakistani,Peruvian,"
    "Polish,Portuguese,Romanian,Russian,Salvadoran,Scottish,Senegalese,Serbian,Slovak,Somali,Spanish,Swedish,Swiss,Syrian,Taiwanese,Thai,"
    "Tunisian,Turkish,Ukrainian,Venezuelan,Vietnamese,Welsh"
)
_FAITHS = (
    "Adventist,Anglican,Baptist,Buddhist,Catholic,Christian,Episcopalian,Evangelical,Hindu,Jain,Jewish,Lutheran,Mennonite,Methodist,Mormon,"
    "Muslim,Orthodox,Pentecostal,Presbyterian,Protestant,Quaker,Shia,Sikh,Sunni,Unitarian"
)
_ORIGINS = "African American,Asian American,Hispanic,Latino,Latina,Caucasian,Native American,Pacific Islander,White,Black,Asian,Arab,Roma"


@cache
def _states() -> Mapping[str, str]:
    """Return the names of the US states by their codes, canonical."""
    return {entry[:2].lower(): entry[3:] for entry in _STATES.split(",")}


def state_name(value: str) -> str:
    """Return the name of the US state that *value*, canonical, is the code or the name of; else ""."""
    return _states().get(value) or next((name for name in _states().values() if canonical(name) == value), "")


@cache
def _set(name: str) -> Pool:
    values = {
        "state code": [entry[:2] for entry in _STATES.split(",")],
        "state": list(_states().values()),
        "short country": _SHORT_COUNTRIES,
        "country": [*dict.fromkeys(row[0] for row in rows("cities.tsv") if len(row[0]) < 16 and "No " not in row[0])],
        "other country": [*_COUNTRIES.split(",")],
        "people": _PEOPLES.split(","),
        "faith": _FAITHS.split(","),
        "origin": _ORIGINS.split(","),
    }[name]
    return Pool.of(name, values)


_SETS = ("state code", "state", "short country", "country", "other country", "people", "faith", "origin")


def _set_of(value: str) -> str:
    return next((name for name in _SETS if value in _set(name).places), "")


def is_region(text: str) -> bool:
    """Return whether *text* is a state or a country."""
    return _set_of(canonical(text)) in ("state code", "state", "short country", "country", "other country")


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
