"""The tokens of JSON (RFC 8259) with their offsets; JSON with comments, NaN, trailing commas and several values passes.

Containers are kept in a list, not on the call stack, and no pattern can backtrack: any depth and any length will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

STRING, KEY, NUMBER, OPEN, CLOSE, COMMENT, LITERAL = range(7)

Token = tuple[int, int, int]  # kind, start, end; of strings and keys without their quotes, of comments without marks

_PLAIN, _COLON, _ESCAPED, _COMMENT = 2, 3, 4, 10  # groups of _TOKEN
_KINDS = (-1, -1, STRING, KEY, STRING, NUMBER, OPEN, CLOSE, LITERAL, COMMENT, COMMENT)  # what each group is
_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:(,)[ \t\r\n]*)?(?:
    "([^"\\]*)"([ \t\r\n]*:)?          # a string without escapes, a key
    |"([^"\\]*(?=\\))                  # a string up to its first escape
    |(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.]))
    |([{\[]) |([}\]])
    |(true|false|null|NaN|-?Infinity)(?!\w)
    |//([^\r\n]*) |/\*())""",
    re.VERBOSE,
)
_CUT_SCALAR = re.compile(r"\s*(?:-?[0-9][0-9.eE+-]*|-?I[nfity]*|Na?|tr?u?|fa?l?s?|nu?l?)", re.ASCII)
_ESCAPES = re.compile(r'(?:\\.[^"\\]*){1,500}', re.DOTALL)
_AFTER_KEY = re.compile(r"[ \t\r\n]*:")
_SPACE = re.compile(r"[ \t\r\n]*")

# What may come next: a value; a value or "]"; a key or "}"; a comma or the end of the container; a value or the end.
_VALUE, _ITEM, _MEMBER, _NEXT, _TOP = range(5)
_A_VALUE = (_VALUE, _ITEM, _TOP)
_FITS = (_A_VALUE, (_MEMBER,), _A_VALUE, _A_VALUE, (_ITEM, _MEMBER, _NEXT), range(5), _A_VALUE)  # for each kind


class Broken(Exception):
    """This is not JSON; ``offset`` is where that shows."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of *text* that hold text or structure; raise ``Broken`` where it is not JSON."""
    closers: list[str] = []
    expected = _TOP
    for kind, start, end, comma in _lexed(text):
        if comma:
            if expected != _NEXT:
                raise Broken(start)
            expected = _MEMBER if closers[-1] == "}" else _ITEM
        if expected not in _FITS[kind]:
            raise Broken(start)
        if kind == OPEN:
            closers.append("}" if text[start] == "{" else "]")
            expected = _MEMBER if closers[-1] == "}" else _ITEM
        elif kind == KEY:
            expected = _VALUE
        elif kind != COMMENT:
            if kind == CLOSE and closers.pop() != text[start]:
                raise Broken(start)
            expected = _NEXT if closers else _TOP
        if kind != LITERAL:
            yield kind, start, end
    if expected != _TOP:
        raise Broken(len(text))


def is_json(text: str) -> bool:
    """Return whether all of *text* is JSON."""
    try:
        for _ in tokens(text):
            pass
    except Broken:
        return False
    return True


def is_cut_json(head: str) -> bool:
    """Return whether *head*, of which the rest may be missing, begins like an object or an array."""
    seen = 0
    try:
        for kind, _, end in tokens(head):
            if not seen and kind != OPEN:
                return False
            seen = end
    except Broken as broken:
        rest = head[broken.offset :]
        return bool(seen) and (not rest or rest[0] == '"' or bool(_CUT_SCALAR.fullmatch(rest)))
    return bool(seen)


def _lexed(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield kind, start and end of the tokens of *text*, and whether a comma stands before each."""
    match = _TOKEN.match
    at = 0
    while found := match(text, at):
        group, at = found.lastindex or 0, found.end()
        start, end = found.span(_PLAIN if group == _COLON else group)
        kind = _KINDS[group]
        if group == _ESCAPED:
            end, at, key = _escaped(text, start, at)
            kind = KEY if key else STRING
        elif group == _COMMENT:
            end = text.find("*/", at)
            if end < 0:
                raise Broken(start)
            at = end + 2
        yield kind, start, end, found.start(1) >= 0
    end = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty string
    if end < len(text):
        raise Broken(end)


def _escaped(text: str, start: int, at: int) -> tuple[int, int, bool]:
    """Return where the string from *start* ends, where to go on, and whether it is a key; *at* is its first escape."""
    while found := _ESCAPES.match(text, at):
        at = found.end()
    if at >= len(text) or text[at] != '"':
        raise Broken(start - 1)
    colon = _AFTER_KEY.match(text, at + 1)
    return at, colon.end() if colon else at + 1, bool(colon)
