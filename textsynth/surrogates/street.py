"""Street lines and other places: what names is replaced, what it is (Street, County, Suite, Highway) stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textsynth.entity import Part, canonical, like
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.surrogates import organization, person, place, region
from textsynth.words import rows, word_set
from textsynth.written_date import ordinal_ending

_COMPOUND = re.compile(
    r"^(?P<core>\w{3,}?)(?P<joint>s|n|en|er)?(?P<type>straße|strasse|str\.?|allee|platz|gasse|damm|ufer|chaussee|steig|pfad|weg|straat|laan|plein|"
    r"gracht|kade|dijk|singel|gatan|vägen|gata|veien|vej|gade|katu|tie)$",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"(?:de la |de l['’]|du |des |de las |de los |del |de |dei |degli |delle |della |dell['’]|la |le |l['’])+(?=\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?|\d+")


def _set(name: str) -> frozenset[str]:
    return word_set("address_words.tsv", name)


@cache
def _names(language: str) -> Pool:
    return Pool.of(f"streets {language}", [name for lang, name in rows("street_names.tsv") if lang == language])


def _language(words: Sequence[str]) -> str:
    """Return the language of a street line by its words; English where none tells."""
    names = [canonical(word) for word in words]
    first = 1 if names and names[0].isdigit() else 0
    named = len(names) > first + 1 and len(names[first + 1]) > 1 and not names[first + 1].isdigit()
    if named and not any(name in _set("suffix") for name in names[first + 1 :]):
        for language in ("fr", "es", "it", "pt", "pl"):
            if names[first] in _set(f"first {language}"):
                return language
    if names[:1] and names[0] in _set("first de") and len(names) > 1:
        return "de"
    german = any(_COMPOUND.match(word) or name in ("strasse", "str") for word, name in zip(words, names, strict=True))
    return "de" if german else "en"


def propose_street(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another street name of the same language; a numbered street gets another number."""
    language, _, name = part.value.partition(":")
    if numbered := re.match(r"\d+", name):
        draw, least = scope.draw.of("street", part.value, str(attempt)), 10 ** (len(numbered[0]) - 1)
        number = least + draw.below(9 * least)
        return f"{language}:{number}{ordinal_ending(number)}"
    found, left = scope.pick_from([_names(language)], name, attempt)
    return f"{language}:{found or organization.propose(Part('core', name), left, scope)}"


def _is_real(name: str, scope: Surrogates) -> bool:
    return person.is_real_name(name[2:], scope)


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
        elif not re.search(r"\d", piece) and _names_city(pieces, index, scope):
            out.append(place.render_city("CITY", piece, scope))
        else:
            line, rest = place.with_city(piece, scope)
            out.append((_line(line, scope) if line else "") + rest)
    return "".join(out)


def _names_city(pieces: Sequence[str], index: int, scope: Surrogates) -> bool:
    """Return whether the piece at *index*, without a digit, is a city: known as such, or with a state after it."""
    if index and place.is_city(pieces[index], scope):
        return True
    last = canonical(_WORD.findall(pieces[index])[-1])
    kind = last in _set("suffix") or last in _set("unit") or last in _set("place kind")
    after = pieces[index + 2] if index + 2 < len(pieces) else ""
    return bool(canonical(after)) and place.is_tail(after) and not kind


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
    kept = _set("side") | _set("unit") | _set(f"type {language}")
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
        end in naming or (words[end].lower() in ("st", "nd", "rd", "th") and words[end - 1].isdigit())
    ):
        end += 1
    return naming[0], end


def _is_suffix(words: Sequence[str], index: int, language: str) -> bool:
    """Return whether the word at *index* is the kind of the street: the last such word before units and numbers."""
    if language != "en" or canonical(words[index]) not in _set("suffix"):
        return False
    after = words[index + 1 :]
    named = any(not w.isdigit() and canonical(w) not in _set("side") for w in words[:index])
    stops = not after or after[0].isdigit() or canonical(after[0]) in _set("side") | _set("unit") or len(after[0]) < 2
    return stops or (named and canonical(after[0]) not in _set("suffix"))


def _renamed(text: str, language: str, scope: Surrogates) -> str:
    compound = _COMPOUND.match(text) if language == "de" else None
    if compound:
        return _cased(text[: compound.start("type")], _street("de", compound["core"], scope)) + compound["type"]
    language = language if _names(language).values else "en"
    article = _ARTICLES.match(text) if language in ("fr", "es", "it") else None
    if article:
        name = _street(language, text[article.end() :], scope)
        return _cased(text, _article(language, name) + name)
    return _cased(text, _street(language, text, scope))


def _street(language: str, name: str, scope: Surrogates) -> str:
    return scope.value(Part("street", f"{language}:{canonical(name)}")).partition(":")[2]


def _article(language: str, name: str) -> str:
    """Return the article that *name*, a plural, takes in a street of its language."""
    if language == "fr":
        return "des "
    if language == "es":
        return "de las " if name.endswith("as") else "de los "
    return "delle " if name.endswith("e") else "degli " if name[0] in "AEIOU" else "dei "


def _cased(original: str, new: str) -> str:
    return like(original, new) if any(map(str.isalpha, original)) and not original[:1].isdigit() else new


def _other(words: Sequence[str], index: int, street: tuple[int, int] | None, language: str, scope: Surrogates) -> str:
    """Return what becomes of a word that does not name the street: numbers and the letters of units are re-drawn."""
    word = words[index]
    about = canonical("".join(words[street[0] : street[1]])) if street else "".join(map(canonical, words[:index]))
    if word.isdigit():
        return scope.value(Part("house", f"{word} {language}{about}")).split(" ")[0]
    single = (
        len(word) == 1
        and word.isascii()
        and index
        and (canonical(words[index - 1]) in _set("unit") or words[index - 1].isdigit())
    )
    if single and word.casefold() not in _set("side"):
        return like(word, person.other_letter(word, scope, about))
    return word


def render_location(text: str, scope: Surrogates) -> str:
    """Return another place: naming words replaced, kinds and directions kept, numbers of roads re-drawn."""
    if region.is_region(text) and canonical(text) not in scope.links.cities:
        return region.kept(text, scope)
    if place.is_city(text, scope):
        return place.render_city("CITY", text, scope)
    if "," in text:
        pieces = re.split(r"(\s*,\s*)", text)
        return "".join(p if index % 2 else _one_place(pieces, index, scope) for index, p in enumerate(pieces))
    names = [canonical(match[0]) for match in _WORD.finditer(text)]
    alone = ""
    if all(name in _set("place kind") for name in names):
        alone = next((name for name in names if name not in ("the", "of", "and", "at", "in", "near")), "")

    def word(match: re.Match[str]) -> str:
        name = canonical(match[0])
        if name.isdigit():
            return scope.value(Part("house", f"{name} {' '.join(n for n in names if not n.isdigit())}")).split(" ")[0]
        if name != alone and (name in _set("place kind") or len(name) < 2):
            return match[0]
        new = like(match[0], organization.word(name, scope))
        return new[:1].upper() + new[1:] if match[0][:1].isupper() else new

    return re.sub(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\d+", word, text)


def _one_place(pieces: Sequence[str], index: int, scope: Surrogates) -> str:
    if not canonical(pieces[index]):
        return pieces[index]
    if index and place.is_tail(pieces[index]):
        return place.tail(pieces[index], scope)
    if _names_city(pieces, index, scope):
        return place.render_city("CITY", pieces[index], scope)
    return render_location(pieces[index], scope)


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another street line or place in the form of *text*."""
    return render_street(text, scope) if label == "STREET_ADDRESS" else render_location(text, scope)


surrogate = Surrogate(
    labels=frozenset({"STREET_ADDRESS", "LOCATION"}),
    render=render,
    kinds={
        "street": Kind(propose_street, "street", _is_real),
        "house": Kind(propose_house, "house"),
    },
    may_stay=True,
)
