"""People: each part of a name by itself, so that "Smith" stays with "John Smith" and relatives go on sharing a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from textsynth.entity import Part, canonical, fold, laid, like
from textsynth.name import Name, Word, family_names, given_names, nicknames, origin_of, read_name
from textsynth.people import related
from textsynth.surrogate import Kind, Pool, Surrogate, Surrogates
from textsynth.words import ordinary_words, rows

_PARTICLE_OF = {
    "van": "nl", "ter": "nl", "ten": "nl", "von": "de", "zu": "de", "zum": "de", "zur": "de", "del": "es", "de la": "es",
    "de los": "es", "de las": "es", "da": "pt", "dos": "pt", "das": "pt", "do": "pt", "di": "it", "della": "it", "dal": "it",
    "du": "fr", "le": "fr", "la": "fr", "al": "ar", "el": "ar", "bin": "ar", "ibn": "ar", "abu": "ar",
}  # fmt: skip
_LETTERS = "ABCDEGHJKLMNPRSTW"
_ONSETS = "b br c ch d f g gr h j k l m n p r s sh st t th v w".split()
_RHYMES = {
    "f": "ala ana ara ea elia ena ina ira isa ona oria una".split(),
    "m": "an aro el en ero ian im in on or us yn".split(),
    "family": "aldon ander arrow ason ellard ellin enfield erwick illard imore ingham olden onwell orrick ulver".split(),
}
_CROWD = 250  # given names of a scope from which on surrogates may be among them (never their own)
_COMMON = 51  # frequency of the given names that English surrogates are drawn from first
_ENOUGH = 20  # names that a pool must have to be drawn from


@cache
def _givens(origin: str, gender: str, least: int = 15) -> Pool:
    """Return given names of *origin* for *gender*; none that are ordinary words or short, nor English ones that are rare."""
    values = [
        name.text
        for key, name in given_names().items()
        if origin in name.origins
        and gender == name.gender
        and key not in ordinary_words()
        and len(key) > 2
        and " " not in name.text
        if origin != "en" or (name.frequency >= least and name.text.isascii())
        if name.origins[0] == origin or (origin != "en" and len(name.origins) < 3)
    ]
    return Pool.of(f"given {origin} {gender} {least}", values)


@cache
def _families(origin: str, rank: int = 3_000) -> Pool:
    """Return family names of *origin*, of English ones the common, none that are ordinary words or given names."""
    values = [
        name.text
        for key, name in family_names().items()
        if name.origin == origin and key not in ordinary_words() and len(key) > 2 and " " not in name.text
        if origin != "en" or (name.rank < rank and (key not in given_names() or given_names()[key].frequency < 5))
    ]
    return Pool.of(f"family {origin} {rank}", values)


@cache
def _prefixed(prefix: str) -> Pool:
    """Return family names that are written with *prefix*: Mc, O', D', Al-."""
    return Pool.of(
        f"family {prefix}", [n.text for n in family_names().values() if n.text.startswith(prefix) and len(n.text) > 4]
    )


@cache
def _particled(origin: str) -> Pool:
    return Pool.of(f"particles {origin}", [name for of, name in rows("particled_names.tsv") if of == origin])


def propose_given(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a given name of the same gender and origin."""
    origin, gender = _given_origin(part.value, scope), _gender(part.value, scope)
    common = _givens("en", gender, _COMMON if gender != "u" else 15)
    pools = [
        common if origin == "en" else _givens(origin, gender),
        common,
        _givens("en", gender),
        _givens("en", gender, 4),
    ]
    if part.value in scope.links.nicknamed:
        pools.insert(0, _called(origin, gender))
    found, left = scope.pick_from([pool for pool in pools if len(pool.values) >= _ENOUGH], part.value, attempt)
    return apart(found, part, scope) if found else _invented("m" if gender == "m" else "f", part, left, scope)


def apart(found: str, part: Part, scope: Surrogates) -> str:
    """Return *found*, or the value of *part*, which is no surrogate, where it begins alike or has a real name for a half.

    So no initial and no acronym is left as it was.
    """
    halves = re.split("[- ]", found)
    alike = canonical(found)[:1] == part.value[:1] or (
        len(halves) > 1 and any(canonical(half) in scope.links.names for half in halves)
    )
    return part.value if alike else found


@cache
def _called(origin: str, gender: str) -> Pool:
    """Return those given names that have a nickname, so that who is called by one still can be."""
    values = [name for name in _givens(origin, gender).values if shorts(canonical(name))]
    return Pool.of(f"called {origin} {gender}", values)


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


def _gender(given: str, scope: Surrogates) -> str:
    """Return the gender of a canonical given name: by titles and other forms of the scope, the lists, or its ending."""
    if said := scope.links.genders.get(given):
        return said
    if given in given_names() or (listed := gender_of(given)) != "u":
        return gender_of(given)
    origins = {origin_of(family) for family in scope.links.kin.get(given, ())}
    return next((gender for of, pattern, gender in _ENDINGS if of & origins and re.search(pattern, given)), listed)


_ENDINGS = (
    (frozenset("es it pt pl ru cz hu gr".split()), "a$", "f"),
    (frozenset("es it pt".split()), "o$", "m"),
    (frozenset("pl ru cz gr".split()), "[^aeiouy]$", "m"),
)


def _given_origin(given: str, scope: Surrogates) -> str:
    known = given_names().get(given)
    origins = known.origins if known else ()
    families = [origin_of(family) for family in scope.links.kin.get(given, ())]
    if both := [origin for origin in families if origin in origins]:
        return both[0]
    return (*origins, *families, "en")[0]


def propose_family(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a family name of the same origin and the same build."""
    found, left = scope.pick_from(
        _family_pools(part.value, scope.links.particled.get(part.value, "")), part.value, attempt
    )
    if found and part.value not in scope.links.particled:
        return apart(found, part, scope)
    return found or _invented("family", part, left, scope)


@lru_cache(maxsize=1 << 13)
def _family_pools(family: str, written: str) -> tuple[Pool, ...]:
    pools = [
        pool
        for pool in (_built(family, written), _families(origin_of(family)))
        if pool and len(pool.values) >= _ENOUGH // 2
    ]
    return (*dict.fromkeys((*pools, _families("en"), _families("en", 12_000))),)


def _built(family: str, written: str) -> Pool | None:
    """Return the family names that are built like *family*: with particles (as *written*), Mc, O', D', Al-; else None."""
    known = family_names().get(family)
    written = fold(written or (known.text if known else "")).casefold()
    particles = written.split()[:-1]
    if particles:
        name = _PARTICLE_OF.get(" ".join(particles)) or _PARTICLE_OF.get(particles[0], origin_of(family))
        return _particled(name) if _particled(name).values else _particled("es")
    if written[1:2] == "'":
        return _particled(written[:2])
    prefix = next((prefix for prefix in ("Al-", "El-") if written.startswith(prefix.lower())), "")
    if not prefix and re.match("mc[bcdfgklmnpt]", family):
        prefix = "Mc"
    return _prefixed(prefix) if prefix else None


def _invented(sort: str, part: Part, attempt: int, scope: Surrogates) -> str:
    """Return a made-up name, for scopes with more names than the lists have."""
    draw = scope.draw.of("invented", part.kind, part.value, str(attempt))
    middle = "".join(draw.choice(_ONSETS) + draw.choice("aeio") for _ in range(draw.below(2) + attempt // 40))
    return (middle + draw.choice(_ONSETS) + draw.choice(_RHYMES[sort])).capitalize()


def is_real_name(name: str, scope: Surrogates) -> bool:
    """Return whether a canonical *name* is one of the scope's, or holds one of at least five letters."""
    names = scope.links.names
    if name in names:
        return True
    return any(name[a:b] in names for a in range(len(name) - 4) for b in range(a + 5, len(name) + 1))


def is_real_given(name: str, scope: Surrogates) -> bool:
    """Return whether a canonical given name is real; in a crowd nobody is known by one, and all believable ones are."""
    return len(scope.links.roster.givens) < _CROWD and is_real_name(name, scope)


def given(value: str, scope: Surrogates, family: str = "") -> str:
    """Return the surrogate of a canonical given name; a nickname of somebody in the scope becomes a nickname."""
    full = scope.links.full_given(value, family)
    if not full:
        return scope.value(Part("given", value))
    new = scope.value(Part("given", full))
    if related(value, full) == "variant":
        return new
    short = [nick for nick in shorts(canonical(new)) if not is_real_name(nick, scope)]
    if not short:
        return new
    known = nicknames().get(full, ())
    return short[known.index(value) % len(short) if value in known else 0].capitalize()


def shorts(given: str) -> tuple[str, ...]:
    """Return those usual short forms of a canonical given name in which it can be recognised: Meg, not Peggy."""
    return tuple(
        nick
        for nick in nicknames().get(given, ())
        if given.startswith(nick) or (len(nick) > 2 and nick in given) or (len(nick) < 6 and nick[:2] == given[:2])
    )


def family(value: str, scope: Surrogates) -> str:
    """Return the surrogate of a canonical family name, feminine where it is (Kowalska beside Kowalski)."""
    if value in scope.links.tails and value not in scope.links.roster.by_family:
        return scope.value(Part("family", scope.links.tails[value])).split()[-1]
    value = scope.links.misspelled.get(value, value)
    base = _masculine(value, scope)
    new = scope.value(Part("family", base))
    return new if base == value else _feminine(new, value)


def _masculine(value: str, scope: Surrogates) -> str:
    for ending, base in (
        ("ska", value[:-1] + "i"),
        ("cka", value[:-1] + "i"),
        ("ova", value[:-3]),
        ("ova", value[:-1]),
        ("eva", value[:-1]),
    ):
        if value.endswith(ending) and (base in family_names() or base in scope.links.roster.families):
            return base
    return value


def _feminine(name: str, original: str) -> str:
    if original.endswith("ova") and not name.endswith(("ski", "cki", "ov", "ev", "in", "y")):
        return name + "ová"
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
        return laid(word.text, _initial(word, name, scope))
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


def _initial(word: Word, name: Name, scope: Surrogates) -> str:
    """Return the initials that stand for *word*, of the person that the rest of the name points to."""
    first = canonical(word.text)[:1]
    roster = scope.links.roster
    if word.role == "family initial":
        people = [
            last for last in roster.by_given.get(name.given[0] if name.given else "", ()) if last.startswith(first)
        ]
        new = family(people[0], scope) if people else ""
    else:
        bearers = scope.links.bearers.get(name.family[-1] if name.family else "", ())
        people = [g for g in bearers if g.startswith(first) and g not in name.given]
        if not people and not name.given:
            alone = [g for g in roster.givens if g.startswith(first) and g not in roster.by_given]
            people = alone if len(alone) == 1 else []
        new = given(people[0], scope, name.family[-1] if name.family else "") if people else ""
    context = (*name.given, *name.family)
    rest = "".join(other_letter(letter, scope, *context) for letter in canonical(word.text)[1 if new else 0 :])
    return fold(new)[:1].upper() + rest


def _initials(name: Name, scope: Surrogates) -> str:
    """Return the initials of the surrogate of whoever in the scope has the initials that *name* consists of."""
    letters = canonical("".join(word.text for word in name.words if word.role != "keep"))
    new = [other_letter(letter, scope, letters) for letter in letters]
    roster = scope.links.roster
    if words := scope.links.letters.get(letters):
        new = [(given if role == "given" else family)(value, scope)[:1] for role, value in words]
    elif len(letters) > 1 and (person := roster.initials(letters[0], letters[-1])):
        new[0], new[-1] = given(person[0], scope, person[1])[:1], family(person[1], scope)[:1]
    elif len(letters) == 1 and (first := [g for g in sorted(roster.givens) if g.startswith(letters)]):
        new[0] = given(first[0], scope)[:1]
    left = iter(fold("".join(new)))
    return "".join(
        word.text if word.role == "keep" else laid(word.text, "".join(next(left, "") for _ in word.text))
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
        "given": Kind(propose_given, "name", is_real_given),
        "family": Kind(propose_family, "name", is_real_name),
    },
)
