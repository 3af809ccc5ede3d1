"""Street lines and other places: what names is replaced, what it is (Street, County, Suite, Highway) stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textsynth.entity import Part, canonical, like
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.surrogates import organization, person, place, region
from textsynth.words import rows
from textsynth.written_date import ordinal_ending

_SUFFIXES = (
    "alley aly avenue ave av bayou bend blvd boulevard bluff branch bridge brook bypass canyon causeway center centre chase circle cir close "
    "common commons corner corners court ct cove creek crescent cres crossing dale drive dr estate estates expressway expy extension ext fork "
    "freeway fwy gardens gate glen green grove harbor heights hts highway hwy hill hills hollow interstate island junction knoll lake landing "
    "lane ln loop mall manor meadow meadows mews mile mill mount mountain overlook parade park parkway pkwy pass path pike place pl plaza "
    "plz point port ranch ridge rise river road rd route rte row run shore shores spring springs square sq station street st terrace ter "
    "trace trail trl turnpike tpke valley view village ville vista walk way wharf woods yard"
)
_UNITS = "apt apartment suite ste unit floor fl room rm bldg building flat lot no nr level dept tower wing block blk box pmb stop space spc house po p o"
_SIDES = "n s e w ne nw se sw north south east west northeast northwest southeast southwest upper lower old new nord sud est ouest"
_TYPES = {
    "fr": "rue avenue boulevard bd place chemin allee impasse quai route cours passage square de des du la le les l d bis ter",
    "es": "calle c avenida avda paseo plaza camino carrera cra calzada ronda de del la las los el numero num colonia col",
    "it": "via viale piazza piazzale corso largo vicolo strada lungotevere dei degli delle della del di",
    "pt": "rua travessa alameda largo praca estrada avenida da das do dos",
    "pl": "ul ulica aleja aleje al plac os osiedle",
    "de": "am an der dem den im in zum zur auf hinter unter strasse str weg platz gasse",
}
_COMPOUND = re.compile(
    r"^(?P<core>\w{3,}?)(?P<joint>s|n|en|er)?(?P<type>straße|strasse|str\.?|allee|platz|gasse|damm|ufer|chaussee|steig|pfad|weg|straat|laan|plein|"
    r"gracht|kade|dijk|singel|gatan|vägen|gata|veien|vej|gade|katu|tie)$",
    re.IGNORECASE,
)
_KINDS = (
    "county parish borough township district region area zone province state city town village river lake creek mountain mountains mount mt "
    "hill hills valley canyon forest park beach bay island islands sea ocean gulf coast shore cape peninsula desert falls spring springs road "
    "street avenue highway hwy route interstate freeway turnpike exit bridge tunnel airport terminal station harbor port building tower hall "
    "center centre campus library stadium arena field plaza mall square gardens garden trail dam reservoir cemetery house hotel room floor "
    "wing level lobby north south east west northern southern eastern western northeast northwest southeast southwest central upper lower "
    "new old great greater the of and at in near downtown midtown uptown metro sr us fm cr rd st i fort camp base ward unit suite church "
    "school hospital clinic museum theater theatre bank market memorial national international regional annex warehouse plant dock pier"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?|\d+")


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _names(language: str) -> Pool:
    return Pool.of(f"streets {language}", [name for lang, name in rows("street_names.tsv") if lang == language])


def _language(words: Sequence[str]) -> str:
    """Return the language of a street line by its words; English where none tells."""
    names = [canonical(word) for word in words]
    for language in ("fr", "es", "it", "pt", "pl"):
        first = _TYPES[language].split(" de ")[0].split()[:12]
        if any(name in first for name in names[:3]) and not any(n in _set(_SUFFIXES) for n in names[2:]):
            return language
    return (
        "de"
        if any(_COMPOUND.match(word) or name in ("strasse", "str") for word, name in zip(words, names, strict=True))
        else "en"
    )


def propose_street(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another street name of the same language; a numbered street gets another number."""
    language, _, name = part.value.partition(":")
    draw = scope.draw.of("street", part.value, str(attempt))
    if name[:1].isdigit():
        count = len(re.match(r"\d+", name)[0])  # type: ignore[index]
        number = 10 ** (count - 1) + draw.below(9 * 10 ** (count - 1))
        return f"{number}{ordinal_ending(number)}"
    pool = _names(language if language in ("de", "fr", "es", "it") else "en")
    if attempt < len(pool.values):
        return scope.pick(pool, name, attempt)
    return organization.propose(Part("core", name), attempt - len(pool.values), scope)


def propose_house(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another number with as many digits, and the street that it is a number of."""
    number, _, street = part.value.partition(" ")
    draw = scope.draw.of("house", part.value, str(attempt))
    first = str(1 + draw.below(9)) if number[0] != "0" else "0"
    return f"{first}{draw.digits(len(number) - 1)} {street}"


def render_street(text: str, scope: Surrogates) -> str:
    """Return another street line in the form of *text*."""
    pieces = re.split(r"(\s*[,\n]\s*)", text)
    out = []
    for index, piece in enumerate(pieces):
        if index % 2 or not canonical(piece):
            out.append(piece)
        elif index and place.is_tail(piece):
            out.append(place.tail(piece, scope))
        elif index and not re.search(r"\d", piece) and place.is_city(piece, scope):
            out.append(place.render_city("CITY", piece, scope))
        else:
            out.append(_line(piece, scope))
    return "".join(out)


def _line(text: str, scope: Surrogates) -> str:
    matches = list(_WORD.finditer(text))
    words = [match[0] for match in matches]
    language, out, at, index = _language(words), "", 0, 0
    street = _street_name(words, language)
    while index < len(matches):
        out += text[at : matches[index].start()]
        end = index + 1
        if street and street[0] == index:
            end = street[1]
            at = matches[end - 1].end()
            out += _renamed(text[matches[index].start() : at], language, scope)
        else:
            at = matches[index].end()
            out += _other(words, index, street, language, scope)
        index = end
    return out + text[at:]


def _street_name(words: Sequence[str], language: str) -> tuple[int, int] | None:
    """Return where the words begin and end that name the street; None where there are only numbers."""
    kept = _set(_SIDES) | _set(_UNITS) | (_set(_TYPES[language]) if language in _TYPES else _set(""))
    naming = []
    for index, word in enumerate(words):
        name = canonical(word)
        numbered = word.isdigit() and index + 1 < len(words) and words[index + 1].lower() in ("st", "nd", "rd", "th")
        if numbered or not (word.isdigit() or name in kept or len(name) < 2 or _is_suffix(words, index, language)):
            naming.append(index)
    if not naming:
        return None
    end = naming[0] + 1
    while end < len(words) and (
        end in naming or words[end].lower() in ("st", "nd", "rd", "th") and words[end - 1].isdigit()
    ):
        end += 1
    return naming[0], end


def _is_suffix(words: Sequence[str], index: int, language: str) -> bool:
    """Return whether the word at *index* is the kind of the street: the last such word before units and numbers."""
    if language != "en" or canonical(words[index]) not in _set(_SUFFIXES):
        return False
    after = words[index + 1 :]
    named = any(not w.isdigit() and canonical(w) not in _set(_SIDES) for w in words[:index])
    stops = not after or after[0].isdigit() or canonical(after[0]) in _set(_SIDES) | _set(_UNITS) or len(after[0]) < 2
    return stops or named and canonical(after[0]) not in _set(_SUFFIXES)


def _renamed(text: str, language: str, scope: Surrogates) -> str:
    compound = _COMPOUND.match(text) if language == "de" else None
    if compound:
        core = scope.value(Part("street", f"de:{canonical(compound['core'])}"))
        return _cased(text[: compound.start("type")], core) + compound["type"]
    return _cased(text, scope.value(Part("street", f"{language}:{canonical(text)}")))


def _cased(original: str, new: str) -> str:
    return like(original, new) if any(map(str.isalpha, original)) and not original[:1].isdigit() else new


def _other(words: Sequence[str], index: int, street: tuple[int, int] | None, language: str, scope: Surrogates) -> str:
    """Return what becomes of a word that does not name the street: numbers and the letters of units are re-drawn."""
    word = words[index]
    about = canonical("".join(words[street[0] : street[1]])) if street else "".join(map(canonical, words[:index]))
    if word.isdigit():
        return scope.value(Part("house", f"{word} {language}{about}")).split(" ")[0]
    single = len(word) == 1 and index and (canonical(words[index - 1]) in _set(_UNITS) or words[index - 1].isdigit())
    if single and word.casefold() not in _set(_SIDES):
        return like(word, person.other_letter(word, scope, about))
    return word


def render_location(text: str, scope: Surrogates) -> str:
    """Return another place: naming words replaced, kinds and directions kept, numbers of roads re-drawn."""
    if region.is_region(text):
        return region.kept(text, scope)
    if place.is_city(text, scope):
        return place.render_city("CITY", text, scope)
    names = [canonical(match[0]) for match in _WORD.finditer(text)]
    alone = all(name in _set(_KINDS) or name.isdigit() for name in names) and not any(map(str.isdigit, text))

    def word(match: re.Match[str]) -> str:
        name = canonical(match[0])
        if name.isdigit():
            return scope.value(Part("house", f"{name} {' '.join(n for n in names if not n.isdigit())}")).split(" ")[0]
        if not alone and (name in _set(_KINDS) or len(name) < 2) or match[0].casefold() in ("st", "nd", "rd", "th"):
            return match[0]
        new = like(match[0], organization.word(name, scope))
        return new[:1].upper() + new[1:] if match[0][:1].isupper() else new

    return re.sub(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\d+", word, text)


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another street line or place in the form of *text*."""
    return render_street(text, scope) if label == "STREET_ADDRESS" else render_location(text, scope)


surrogate = Surrogate(
    labels=frozenset({"STREET_ADDRESS", "LOCATION"}),
    render=render,
    kinds={
        "street": Kind(propose_street, "street", lambda name, scope: person.is_real_name(name, scope)),
        "house": Kind(propose_house, "house"),
    },
    may_stay=True,
)
