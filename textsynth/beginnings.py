"""What the matches of a regular expression begin with and what they cannot do without, read from the expression.

Both are written in an alphabet of *kinds*. There are two: ``words`` keeps letters, in lower case; ``shapes`` takes all small
letters for one and all capitals for one. In both, all digits are one and all white space is one. What is said is never too
little: a match begins with one of the beginnings, whatever else begins with them. A construct that is not known raises
``NotUnderstood``.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod

DIGIT, BLANK, BEYOND = "0", " ", "\x80"  # BEYOND: whatever else is not ASCII
MOST, LONG = 256, 8  # beginnings of one expression, characters of one
_ASCII = frozenset(map(chr, range(128)))
_BLANKS = frozenset(" \t\n\r\f\v")
_STRUCTURE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_PLAIN = re.compile(rf"[A-Za-z0-9_@,:;%&=~'\"!/<>-]{{1,{LONG}}}(?![*+?{{])")
_CLASSES = {"d": frozenset(string.digits), "w": frozenset(string.ascii_letters + string.digits + "_"), "s": _BLANKS}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_FOLDED = {"i": "İı", "k": "\u212a", "s": "ſ"}  # what else is the same letter in another case


class Alphabet(dict[int, str]):
    """Maps each character to its kind; to be used with ``str.translate``."""

    def __init__(self, letter: Callable[[str], str], frequencies: Mapping[str, float]) -> None:
        self.frequencies = frequencies
        self._rates: dict[frozenset[str], float] = {}
        self._kinds: dict[_Class, frozenset[str]] = {}
        self.sets: dict[tuple[str, bool], _Class] = {}
        self.known: dict[tuple[str, bool], Part] = {}
        for character in _ASCII:
            kind = DIGIT if character in string.digits else BLANK if character in _BLANKS else character
            self[ord(character)] = letter(character) if character.isalpha() else kind
        self.members: dict[str, set[str]] = {BEYOND: set()}
        for character in _ASCII:
            self.members.setdefault(self[ord(character)], set()).add(character)

    def __missing__(self, code: int) -> str:
        import regex

        kind = DIGIT if regex.match(r"\d", chr(code)) else BLANK if regex.match(r"\s", chr(code)) else BEYOND
        self[code] = kind
        return kind

    def rate(self, beginnings: frozenset[str]) -> float:
        """Return about how many of *beginnings* a character of a usual text has."""
        if beginnings not in self._rates:
            self._rates[beginnings] = sum(prod(map(self.frequency, beginning)) for beginning in beginnings)
        return self._rates[beginnings]

    def frequency(self, kind: str) -> float:
        return self.frequencies.get(kind, 0.004)

    def kinds(self, characters: _Class) -> frozenset[str]:
        """Return the kinds of *characters*."""
        if characters not in self._kinds:
            ascii = {kind for kind, members in self.members.items() if not members.isdisjoint(characters.ascii)}
            self._kinds[characters] = frozenset(ascii | characters.beyond)
        return self._kinds[characters]

    def covered(self, characters: _Class) -> frozenset[str]:
        """Return the kinds of which every character is one of *characters*."""
        elsewhere = {DIGIT, BLANK, BEYOND} - characters.covered
        return frozenset(k for k, members in self.members.items() if members <= characters.ascii and k not in elsewhere)


_LETTERS = "etaoinsrhldcumfpgwybvkxjqz"
_SHARE = {letter: 0.095 * 0.88**place for place, letter in enumerate(_LETTERS)}
_SIGNS = {BLANK: 0.18, DIGIT: 0.03, ".": 0.01, ",": 0.01, "@": 0.0005, "\\": 0.0003}


def words() -> Alphabet:
    """Return the alphabet that keeps letters, in lower case."""
    return Alphabet(str.lower, {**_SHARE, **_SIGNS})


def shapes() -> Alphabet:
    """Return the alphabet that tells small letters from capitals, but not from one another."""
    return Alphabet(lambda c: "a" if c.islower() else "A", {"a": 0.72, "A": 0.05, **_SIGNS})


class NotUnderstood(Exception):
    """The expression has a part whose meaning this module does not know."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of an expression can begin with: *whole* texts that it matches, and texts *begun*, which go on somehow.

    *needed*: every match holds one of these; *tail*: every match ends with one of these; None where nothing is known.
    """

    whole: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    needed: frozenset[str] | None = None
    tail: frozenset[str] | None = None
    after: frozenset[str] = frozenset()  # kinds behind which it never matches

    @property
    def telling(self) -> frozenset[str] | None:
        """What every match begins with one of; None where that may be anything."""
        beginnings = self.whole | self.begun
        return None if "" in beginnings or not beginnings else beginnings


_NOTHING = Part(frozenset({""}), tail=frozenset({""}))
_ANYTHING = Part(begun=frozenset({""}))


@dataclass(frozen=True, slots=True)
class _Class:
    """A set of characters, as kinds of an alphabet are in it: some of their characters, or all."""

    ascii: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()  # kinds with characters outside of ASCII that may be in the set
    covered: frozenset[str] = frozenset()  # kinds of which all characters outside of ASCII are surely in the set

    def __or__(self, other: _Class) -> _Class:
        return _Class(self.ascii | other.ascii, self.beyond | other.beyond, self.covered | other.covered)


class Reader:
    """Reads one expression of the ``regex`` or ``re`` module in one alphabet."""

    def __init__(self, pattern: str, alphabet: Alphabet, ignore_case: bool, whole: bool) -> None:
        """*whole*: also read what comes after the beginning, for what a match needs."""
        self.pattern, self.alphabet, self.at, self.ignore_case = pattern, alphabet, 0, ignore_case
        self.whole = whole

    def read(self) -> Part:
        if self.pattern.startswith("(?i)"):
            self.at, self.ignore_case = 4, True
        part = self._alternation()
        if self.at < len(self.pattern):
            raise NotUnderstood
        return part

    def _peek(self, count: int = 1) -> str:
        return self.pattern[self.at : self.at + count]

    def _take(self, text: str) -> bool:
        if self.pattern.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    # ------------------------------------------------------------------ structure
    def _alternation(self) -> Part:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        whole, begun = (
            frozenset[str]().union(*texts) for texts in ((p.whole for p in parts), (p.begun for p in parts))
        )
        part = _bounded(whole, begun, _union(map(self._needs, parts)), _union(part.tail for part in parts))
        return replace(part, after=frozenset[str].intersection(*(p.after for p in parts)))

    def _sequence(self) -> Part:
        first: Part | None = None  # what the sequence begins with, once that is settled
        run = _NOTHING  # what stands there without a gap since the beginning, or since the last gap
        needs: list[frozenset[str] | None] = []
        after: frozenset[str] = frozenset()
        while self._peek() not in ("", "|", ")"):
            part = self._repeated()
            after = after | part.after if run == _NOTHING and first is None else after
            run = self._then(run, part)
            needs += part.needed, part.telling
            if not run.whole:
                if not self.whole:
                    self._skip("|)")
                    return replace(run, after=after)
                first = first or run
                needs.append(run.telling)
                run = Part(part.tail or frozenset({""}))
        needs.append(run.telling)
        start = first or run
        return Part(start.whole, start.begun, self._rarest(needs), None if run.begun else run.whole, after)

    def _then(self, left: Part, right: Part) -> Part:
        """Return what *left* and then *right* begins with; only what *left* does, where that would be too much."""
        longest = max(map(len, left.whole), default=0)
        if len(left.whole) * (len(right.whole) + len(right.begun)) + len(left.begun) > MOST or longest >= LONG:
            return self._cut(left, right.whole | right.begun)
        whole = frozenset(a + b for a in left.whole for b in right.whole)
        return Part(whole, left.begun | frozenset(a + b for a in left.whole for b in right.begun))

    def _cut(self, left: Part, more: frozenset[str]) -> Part:
        """Return what *left* begins with; those texts of it that are frequent go on with *more*, as far as there is room."""
        begun, room = set(left.begun), MOST - len(left.begun) - len(left.whole)
        for text in sorted(left.whole, key=lambda t: (-self.alphabet.rate(frozenset((t,))), t)):
            if "" in more or len(text) >= LONG or room < len(more):
                begun.add(text)
            else:
                begun.update(text + end for end in more)
                room -= len(more) - 1
        return Part(begun=frozenset(begun))

    def _needs(self, part: Part) -> frozenset[str] | None:
        return self._rarest((part.needed, part.telling))

    def _rarest(self, sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
        return min((texts for texts in sets if texts), key=self.alphabet.rate, default=None) if self.whole else None

    # ------------------------------------------------------------------ repetition
    def _repeated(self) -> Part:
        part = self._item()
        while (bounds := self._quantifier()) is not None:
            part = self._times(part, *bounds)
        return part

    def _quantifier(self) -> tuple[int, int | None] | None:
        bounds: tuple[int, int | None]
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if (sign := self._peek()) in simple:
            bounds, self.at = simple[sign], self.at + 1
        elif sign == "{":
            inside, brace, _ = self.pattern[self.at + 1 :].partition("}")
            least, comma, most = inside.partition(",")
            if not brace or not (least + most).isdecimal():
                raise NotUnderstood
            bounds = int(least or 0), (int(most) if most else None) if comma else int(least)
            self.at += len(inside) + 2
        else:
            return None
        if self._peek() in ("?", "+"):  # lazy or possessive
            self.at += 1
        return bounds

    def _times(self, part: Part, least: int, most: int | None) -> Part:
        run, count = _NOTHING, 0
        while count < least and run.whole:
            run, count = self._then(run, part), count + 1
        whole, begun = run.whole, run.begun
        while run.whole and (most is None or count < most):
            run, count = self._then(run, part), count + 1
            if not run.whole or count > least + 2:  # enough is known of the beginning: it goes on somehow
                begun |= run.whole | run.begun
                break
            whole, begun = whole | run.whole, begun | run.begun
        return _bounded(whole, begun, self._needs(part) if least else None, part.tail if least else None)

    # ------------------------------------------------------------------ items
    def _item(self) -> Part:
        if plain := _PLAIN.match(self.pattern, self.at):
            self.at = plain.end()
            return self._word(plain.group())
        if self._take("("):
            return self._group()
        if self._take("["):
            return self._of(self._set())
        if self._peek() in ("^", "$"):
            self.at += 1
            return _NOTHING
        if self._take("."):
            return _ANYTHING
        if self._peek() == "\\":
            return self._escaped()
        if self._peek() in "*+?{":
            raise NotUnderstood
        self.at += 1
        return self._of(self._literal(self.pattern[self.at - 1]))

    def _word(self, word: str) -> Part:
        """Return the part that matches just *word*, characters that stand for themselves."""
        key = word, self.ignore_case
        if key not in self.alphabet.known:
            kinds = (sorted(self.alphabet.kinds(self._literal(character))) for character in word)
            texts = frozenset(map("".join, product(*kinds)))
            self.alphabet.known[key] = Part(texts, tail=texts)
        return self.alphabet.known[key]

    def _group(self) -> Part:
        if self._take("?<!"):
            return replace(_NOTHING, after=self._refused())
        if self._take("?!"):
            self._skip(")")
            self.at += 1
            return _NOTHING
        around = self._take("?=") or self._take("?<=")  # takes nothing, but must be there
        before = self.ignore_case
        if not around:
            self._opening()
        part = self._alternation()
        if not self._take(")"):
            raise NotUnderstood
        self.ignore_case = before
        return replace(_NOTHING, needed=self._needs(part)) if around else part

    def _refused(self) -> frozenset[str]:
        """Return the kinds of which every character is refused by the group that looks behind."""
        refused: frozenset[str] = frozenset()
        while True:
            characters = _Class()
            if self._take("["):
                characters = self._set()
            elif self._peek(2)[1:].lower() in _CLASSES:
                characters = self._escape()
            if self._peek() in ("|", ")"):
                refused |= self.alphabet.covered(characters)
            self._skip("|)")
            self.at += 1
            if self.pattern[self.at - 1] == ")":
                return refused

    def _skip(self, ends: str) -> None:
        """Go to the next of *ends* that is not inside of a group or a set."""
        depth = 0
        for match in _STRUCTURE.finditer(self.pattern, self.at):
            if depth == 0 and match.group() in ends:
                self.at = match.start()
                return
            depth += (match.group() == "(") - (match.group() == ")")
        self.at = len(self.pattern)

    def _opening(self) -> None:
        """Read what says what kind of group begins."""
        if not self._take("?"):
            if self._peek() == "*":
                raise NotUnderstood
        elif self._take("P<") or self._take("<"):
            self.at = self.pattern.index(">", self.at) + 1
        elif self._take("i:") or self._take("-i:"):
            self.ignore_case = self.pattern[self.at - 3] != "-"
        elif not (self._take(":") or self._take(">")):
            raise NotUnderstood

    def _escaped(self) -> Part:
        character = self._peek(2)[1:]
        if character in ("b", "B", "A", "Z"):
            self.at += 2
            return _NOTHING
        if character.isdecimal() and character != "0":
            self.at += 1
            while self._peek().isdecimal():
                self.at += 1
            return _ANYTHING
        return self._of(self._escape())

    def _of(self, characters: _Class) -> Part:
        kinds = self.alphabet.kinds(characters)
        return Part(kinds, tail=kinds)

    # ------------------------------------------------------------------ characters
    def _set(self) -> _Class:
        whole = _STRUCTURE.match(self.pattern, self.at - 1)
        if whole is None:
            raise NotUnderstood
        key = whole.group(), self.ignore_case
        if key not in self.alphabet.sets:
            self.alphabet.sets[key] = self._members()
        self.at = whole.end()
        return self.alphabet.sets[key]

    def _members(self) -> _Class:
        negated = self._take("^")
        inside, first = _Class(), True
        while first or self._peek() != "]":
            if not self._peek() or self._peek(2) in ("[:", "[=", "[."):
                raise NotUnderstood
            inside |= self._range()
            first = False
        self.at += 1
        return self._negated(inside) if negated else inside

    def _range(self) -> _Class:
        start, left = self.at, self._member()
        if self._peek() != "-" or self._peek(2)[1:] in ("]", ""):
            return left
        low = self.pattern[start : self.at]
        self.at += 1
        start = self.at
        self._member()
        high = self.pattern[start : self.at]
        if len(low) != 1 or len(high) != 1:
            raise NotUnderstood
        out = _Class()
        if ord(high) - ord(low) > 5000:
            raise NotUnderstood
        for code in range(ord(low), ord(high) + 1):
            out |= self._literal(chr(code))
        return out

    def _member(self) -> _Class:
        if self._peek() == "\\":
            return self._escape()
        self.at += 1
        return self._literal(self.pattern[self.at - 1])

    def _escape(self) -> _Class:
        character = self._peek(2)[1:]
        self.at += 2
        if character in _CONTROLS:
            return self._literal(_CONTROLS[character])
        if character.lower() in _CLASSES:
            return _named(character)
        if character == "u" and len(digits := self._peek(4)) == 4:
            self.at += 4
            return self._literal(chr(int(digits, 16)))
        if character == "p" and any(self._take(f"{{{name}}}") for name in ("Lu", "Ll", "L")):
            return self._letters(self.pattern[self.at - 3 : self.at - 1].lstrip("{"))
        if not character or (character.isalnum() and character.isascii()):
            raise NotUnderstood
        return self._literal(character)

    def _letters(self, name: str) -> _Class:
        both = name == "L" or self.ignore_case
        letters = string.ascii_letters if both else string.ascii_uppercase if name == "Lu" else string.ascii_lowercase
        return _Class(frozenset(letters), frozenset({BEYOND}))

    def _literal(self, character: str) -> _Class:
        same = {character}
        if self.ignore_case:
            same |= {other for other in (character.lower(), character.upper(), character.swapcase()) if len(other) == 1}
            for letter, others in _FOLDED.items():
                if same & {letter, *others}:
                    same |= {letter, letter.upper(), *others}
        ascii = frozenset(same) & _ASCII
        return _Class(ascii, frozenset(self.alphabet[ord(other)] for other in same - ascii))

    def _negated(self, inside: _Class) -> _Class:
        every = frozenset({DIGIT, BLANK, BEYOND})
        return _Class(_ASCII - inside.ascii, every - inside.covered, every - inside.beyond)


def _named(character: str) -> _Class:
    """Return the class that an escape such as ``\\d`` or ``\\W`` stands for."""
    ascii = _CLASSES[character.lower()]
    kinds = {"d": {DIGIT}, "w": {DIGIT, BEYOND}, "s": {BLANK}}[character.lower()]
    surely = {"d": {DIGIT}, "w": {DIGIT}, "s": {BLANK}}[character.lower()]
    if character.islower():
        return _Class(ascii, frozenset(kinds), frozenset(surely))
    every = {DIGIT, BLANK, BEYOND}
    return _Class(_ASCII - ascii, frozenset(every - surely), frozenset(every - kinds))


def _bounded(
    whole: frozenset[str], begun: frozenset[str], needed: frozenset[str] | None, tail: frozenset[str] | None
) -> Part:
    """Return the part that begins so; with shorter beginnings where they are too many."""
    length = LONG
    while len(whole) + len(begun) > MOST and length:
        length -= 1
        whole, begun = frozenset(), frozenset(text[:length] for text in whole | begun)
    return Part(whole, begun, needed, tail)


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """Return all members of *sets*; None where one of them is None."""
    out: set[str] = set()
    for texts in sets:
        if texts is None:
            return None
        out |= texts
    return frozenset(out)
