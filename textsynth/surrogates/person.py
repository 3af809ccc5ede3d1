"""People: each part of a name by itself, so that "Smith" stays with "John Smith" and relatives go on sharing a name."""

from __future__ import annotations

import re
from functools import cache

from textsynth.entity import Part, canonical, fold, like
from textsynth.name import Name, Word, family_names, given_names, nicknames, origin_of, read_name
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.words import common_words

_PARTICLED = {
    "nl": "van den Berg,van der Meer,van Dijk,van der Linden,van den Heuvel,van Leeuwen,van der Velde,van den Brink,van der Wal,"
    "van Houten,van den Broek,van der Horst,van Vliet,van der Heijden,van Beek,van den Bosch,van der Laan,van Rijn,van Schaik,van Wijk",
    "de": "von Berg,von Stein,von Arnim,von Bergen,von Hagen,von Linden,von Rosen,von Thal,von Weber,von Kessel,von Brandt,von Essen",
    "es": "de la Cruz,de la Torre,de la Rosa,de la Fuente,de la Vega,del Valle,del Río,de León,de la Garza,del Toro,de la Peña,"
    "de Anda,del Castillo,de la Mora,de la Paz,del Campo,de la Serna,de la Riva,del Bosque,de Haro",
    "pt": "da Silva,dos Santos,da Costa,de Souza,da Rocha,de Almeida,do Nascimento,da Cunha,de Carvalho,dos Reis,da Fonseca,de Castro",
    "it": "De Luca,Di Marco,Della Rosa,De Santis,Di Stefano,De Rosa,Dal Pozzo,Di Pietro,De Angelis,Del Vecchio,Di Lorenzo,De Simone",
    "fr": "de Villiers,du Plessis,de la Tour,Le Gall,de Montfort,du Bois,Le Goff,de Lisle,La Roche,du Pont,Le Roux,de Beaumont",
    "ar": "Al Mansoori,Al Rashid,Al Hashimi,El Sayed,Al Farsi,El Masry,Al Khatib,Al Najjar,El Amin,Al Zahrani,Al Tamimi,Al Hakim",
}  # fmt: skip
_PARTICLE_OF = {
    "van": "nl", "ter": "nl", "ten": "nl", "von": "de", "zu": "de", "zum": "de", "zur": "de", "del": "es", "de la": "es", "de los": "es",
    "de las": "es", "da": "pt", "dos": "pt", "das": "pt", "do": "pt", "di": "it", "della": "it", "dal": "it", "du": "fr", "le": "fr",
    "la": "fr", "al": "ar", "el": "ar", "bin": "ar", "ibn": "ar", "abu": "ar",
}  # fmt: skip
_LETTERS = "ABCDEGHJKLMNPRSTW"
_ONSETS = "b br c ch d f g gr h j k l m n p r s sh st t th v w".split()
_RHYMES = {"f": "ala ana ara ea elia ena ina ira isa ona oria una".split(), "m": "an aro el en ero ian im in on or us yn".split(),
           "family": "aldon ander arrow ason ellard ellin enfield erwick illard imore ingham olden onwell orrick ulver".split()}  # fmt: skip
_ENOUGH = 20  # names that a pool must have to be drawn from


@cache
def _givens(origin: str, gender: str) -> Pool:
    """Return given names of *origin* for *gender*; none that are ordinary words, that are rare, or that are short."""
    values = [
        name.text
        for key, name in given_names().items()
        if origin in name.origins and gender in (name.gender, "u") and key not in common_words() and len(key) > 2
        if origin != "en" or name.frequency >= 5
        if origin == "en" or name.origins[0] == origin or len(name.origins) < 3
    ]
    return Pool.of(f"given {origin} {gender}", values)


@cache
def _families(origin: str) -> Pool:
    """Return family names of *origin*, the common ones, none that are ordinary words or given names."""
    values = [
        name.text
        for key, name in family_names().items()
        if name.origin == origin and key not in common_words() and len(key) > 2 and " " not in name.text
        if origin != "en" or name.rank < 9_000 and (key not in given_names() or given_names()[key].frequency < 5)
    ]
    return Pool.of(f"family {origin}", values)


@cache
def _prefixed(prefix: str) -> Pool:
    """Return family names that are written with *prefix*: Mc, O', D', Al-."""
    return Pool.of(
        f"family {prefix}", [n.text for n in family_names().values() if n.text.startswith(prefix) and len(n.text) > 4]
    )


@cache
def _particled(origin: str) -> Pool:
    return Pool.of(f"particles {origin}", _PARTICLED[origin].split(","))


def propose_given(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a given name of the same gender and origin."""
    origin, gender = _given_origin(part.value, scope), gender_of(part.value)
    for pool in (_givens(origin, gender), _givens("en", gender)):
        if len(pool.values) >= _ENOUGH:
            if attempt < len(pool.values):
                return scope.pick(pool, part.value, attempt)
            attempt -= len(pool.values)
    return _invented("m" if gender == "m" else "f", part, attempt, scope)


def gender_of(given: str) -> str:
    """Return f or m, or u where a canonical given name does not tell."""
    known = given_names().get(given)
    if known is None:
        forms = [
            given_names()[full].gender
            for full, short in nicknames().items()
            if given in short and full in given_names()
        ]
        return forms[0] if len(set(forms)) == 1 else "u"
    return known.gender


def _given_origin(given: str, scope: Surrogates) -> str:
    known = given_names().get(given)
    origins = known.origins if known else ()
    families = sorted(origin_of(family) for name, family in scope.links.roster.people if name == given)
    for origin in families:
        if origin in origins:
            return origin
    if "en" in origins or not (origins or families):
        return "en"
    return origins[0] if origins else families[0]


def propose_family(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a family name of the same origin and the same build."""
    for pool in _family_pools(part.value, scope):
        if attempt < len(pool.values):
            return scope.pick(pool, part.value, attempt)
        attempt -= len(pool.values)
    return _invented("family", part, attempt, scope)


def _family_pools(family: str, scope: Surrogates) -> list[Pool]:
    written = scope.links.particled.get(family, "")
    origin = origin_of(family)
    if written:
        particles = fold(written).casefold().split()[:-1]
        name = _PARTICLE_OF.get(" ".join(particles)) or _PARTICLE_OF.get(
            particles[0], origin if origin in _PARTICLED else "es"
        )
        return [_particled(name), _families(name)]
    known = family_names().get(family)
    prefix = next((p for p in ("Mc", "O'", "D'", "Al-", "El-") if known and known.text.startswith(p)), "")
    if not prefix and re.match("mc[bcdfgklmnpt]", family):
        prefix = "Mc"
    pools = [_prefixed(prefix)] if prefix else []
    if len(_families(origin).values) >= _ENOUGH:
        pools.append(_families(origin))
    return [*pools, _families("en")] if origin != "en" else [*pools, _families("en")]


def _invented(sort: str, part: Part, attempt: int, scope: Surrogates) -> str:
    """Return a made-up name, for scopes with more names than the lists have."""
    draw = scope.draw.of("invented", part.kind, part.value, str(attempt))
    middle = "".join(draw.choice(_ONSETS) + draw.choice("aeio") for _ in range(draw.below(2)))
    return (middle + draw.choice(_ONSETS) + draw.choice(_RHYMES[sort])).capitalize()


def is_real_name(name: str, scope: Surrogates) -> bool:
    """Return whether a canonical *name* is one of the scope's, or holds one of at least five letters."""
    names = scope.links.names
    if name in names:
        return True
    return any(name[a:b] in names for a in range(len(name) - 4) for b in range(a + 5, len(name) + 1))


def given(value: str, scope: Surrogates, family: str = "") -> str:
    """Return the surrogate of a canonical given name; a nickname of somebody in the scope becomes a nickname."""
    full = scope.links.full_given(value, family)
    if (
        not full
        or value in scope.links.roster.givens
        and (value, family) in scope.links.roster.people
        and full == value
    ):
        return scope.value(Part("given", value))
    new = scope.value(Part("given", full))
    short = [nick for nick in nicknames().get(canonical(new), ()) if not is_real_name(canonical(nick), scope)]
    if not short:
        return new
    return short[nicknames()[full].index(value) % len(short) if value in nicknames().get(full, ()) else 0].capitalize()


def family(value: str, scope: Surrogates) -> str:
    """Return the surrogate of a canonical family name, feminine where it is (Kowalska beside Kowalski)."""
    if value in scope.links.tails and value not in scope.links.roster.families:
        return scope.value(Part("family", scope.links.tails[value])).split()[-1]
    base = _masculine(value, scope)
    new = scope.value(Part("family", base))
    return new if base == value else _feminine(new)


def _masculine(value: str, scope: Surrogates) -> str:
    for ending, base in (
        ("ska", value[:-1] + "i"),
        ("cka", value[:-1] + "i"),
        ("ova", value[:-1]),
        ("eva", value[:-1]),
    ):
        if value.endswith(ending) and (base in family_names() or base in scope.links.roster.families):
            return base
    return value


def _feminine(name: str) -> str:
    if name.endswith(("ski", "cki")):
        return name[:-1] + "a"
    return name + "a" if name.endswith(("ov", "ev", "in")) else name


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another person's name in the form of *text*."""
    name = read_name(text, scope.links.roster)
    if all(word.role in ("keep", "given initial", "family initial") for word in name.words):
        return _initials(name, scope)
    return "".join(_word(word, name, scope) for word in name.words)


def _word(word: Word, name: Name, scope: Surrogates) -> str:
    if word.role == "keep":
        return word.text
    surname = name.family[-1] if name.family else ""
    if word.role == "given":
        new = given(canonical(word.text), scope, surname)
    elif word.role == "family":
        new = family(canonical(word.text), scope)
    else:
        return like_letters(word.text, _initial(word, name, scope))
    if name.spelled:
        return _spelled(word.text, new)
    return _cased(word.text, new)


def _cased(original: str, new: str) -> str:
    new = like(original, new)
    return new[:1].upper() + new[1:] if original[:1].isupper() else new


def _spelled(original: str, new: str) -> str:
    """Return *new* letter by letter, with what stands between the letters of *original*."""
    between = re.sub(r"[^\W\d_]", "", original[1:3])
    return like(original, (between or " ").join(fold(new)))


def like_letters(original: str, letters: str) -> str:
    """Return *letters* in the case of *original*, letter by letter."""
    return "".join(new.lower() if old.islower() else new.upper() for old, new in zip(original, letters, strict=False))


def like_letters_between(original: str, letters: str) -> str:
    """Return *letters* in the places of the letters and digits of *original*, with what stands between those.

    >>> like_letters_between("H&P", "kw")
    'K&W'
    """
    left = iter(letters)
    return "".join(like_letters(old, next(left, "")) if old.isalnum() else old for old in original)


def _initial(word: Word, name: Name, scope: Surrogates) -> str:
    """Return the initials that stand for *word*, of the person that the rest of the name points to."""
    first = canonical(word.text)[:1]
    roster = scope.links.roster
    if word.role == "family initial":
        people = sorted(p[1] for p in roster.people if name.given and p[0] == name.given[0] and p[1].startswith(first))
        new = family(people[0], scope) if people else ""
    else:
        people = sorted(
            p[0] for p in roster.people if name.family and p[1] == name.family[-1] and p[0].startswith(first)
        )
        new = given(people[0], scope, name.family[-1]) if people and not name.given else ""
    context = (*name.given, *name.family)
    rest = "".join(other_letter(letter, scope, *context) for letter in canonical(word.text)[1 if new else 0 :])
    return fold(new)[:1].upper() + rest


def _initials(name: Name, scope: Surrogates) -> str:
    """Return the initials of the surrogate of whoever in the scope has the initials that *name* consists of."""
    letters = canonical("".join(word.text for word in name.words if word.role != "keep"))
    new = [other_letter(letter, scope, letters) for letter in letters]
    if len(letters) > 1 and (person := scope.links.roster.initials(letters[0], letters[-1])):
        new[0], new[-1] = given(person[0], scope, person[1])[:1], family(person[1], scope)[:1]
    elif len(letters) == 1 and (first := [g for g in sorted(scope.links.roster.givens) if g.startswith(letters)]):
        new[0] = given(first[0], scope)[:1]
    left = iter(fold("".join(new)))
    return "".join(
        word.text if word.role == "keep" else like_letters(word.text, "".join(next(left, "") for _ in word.text))
        for word in name.words
    )


def other_letter(letter: str, scope: Surrogates, *context: str) -> str:
    """Return another initial than *letter*, always the same one in the same *context*."""
    choices = _LETTERS.replace(letter.upper(), "")
    return scope.draw.of("initial", letter, *context).choice(choices)


surrogate = Surrogate(
    labels=frozenset({"PERSON"}),
    render=render,
    kinds={
        "given": Kind(propose_given, "name", is_real_name),
        "family": Kind(propose_family, "name", is_real_name),
    },
)
