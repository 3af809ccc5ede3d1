"""JSON as segments: strings, long numbers and keys at any depth, also of JSON that is written inside of a string.

The tokens lie in flat arrays and segments are made when they are asked for, so that a file of millions of tokens
takes some tens of bytes for each of them.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, overload

from textsynth.document import Edit, Segment, apply
from textsynth.encoding import Decoded
from textsynth.errors import SetAside
from textsynth.formats._places import Notation, Place, SplicedDocument, rewritten
from textsynth.formats._tokens import CLOSE, COMMENT, KEY, NUMBER, OPEN, STRING, Broken, is_json, tokens

DEEPEST = 4  # how many times JSON inside of a string is read as JSON
LONGEST_HINT = 200
FEWEST_DIGITS = 5  # shorter numbers identify nobody

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LOOSE_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s*")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


class StringNotation(Notation):
    """The inside of a JSON string. Half a surrogate pair is read as U+FFFD; an escape that JSON lacks, as it stands."""

    pattern = re.compile(
        r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}"
        r"|\\.|/|[^\\/]+|\\",
        re.DOTALL,
    )

    def __init__(self, ascii_only: bool, encoding: str = "utf-8") -> None:
        self._ascii_only, self._encoding = ascii_only, encoding

    def read(self, raw: str) -> str:
        if "\\" not in raw:
            return raw
        try:
            text: str = json.loads(f'"{raw}"', strict=False)
        except ValueError:
            return "".join(meaning for _, meaning in self.pieces(raw))
        return _SURROGATES.sub("\ufffd", text)

    def meaning(self, piece: str) -> str:
        if piece[0] != "\\" or len(piece) == 1:
            return piece
        if len(piece) > 2:
            text = "".join(chr(int(code, 16)) for code in re.split(r"\\[ux]", piece)[1:])
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _SHORT.get(piece[1], piece)

    def write(self, text: str, raw: str) -> str:
        escaped = self._ascii_only or (raw.isascii() and any(int(e[2:], 16) > 126 for e in _ESCAPE.findall(raw)))
        written = json.dumps(text, ensure_ascii=escaped)[1:-1]
        written = written.replace("/", "\\/") if "\\/" in raw else written
        try:
            written.encode(self._encoding)
        except UnicodeEncodeError:
            return json.dumps(text)[1:-1]
        return written


class NumberNotation(StringNotation):
    """A number; it becomes a string when what is written there is none."""

    pattern = re.compile(r".+", re.DOTALL)

    def write(self, text: str, raw: str) -> str:
        return text

    def close(self, written: str, raw: str) -> str:
        loose = not _NUMBER.fullmatch(raw) and _LOOSE_NUMBER.fullmatch(written)
        return written if loose or _NUMBER.fullmatch(written) else f'"{super().write(written, raw)}"'


class CommentNotation(Notation):
    """A comment, which must neither end early nor go on."""

    def write(self, text: str, raw: str) -> str:
        text = text.replace("*/", "* /")
        return super().write(text, raw) if "\n" in raw else text.replace("\n", " ")


class _Texts:
    """The text of the file and those that its strings hold; for each of them, which text it is in and where."""

    def __init__(self, text: str) -> None:
        self.texts = [text]
        self.holders, self.starts, self.ends = array("I", [0]), array("q", [0]), array("q", [0])

    def add(self, text: str, holder: int, start: int, end: int) -> int:
        """Note *text*, which stands escaped at ``start:end`` of the text number *holder*; return its number."""
        self.texts.append(text)
        self.holders.append(holder)
        self.starts.append(start)
        self.ends.append(end)
        return len(self.texts) - 1


class _Tokens:
    """Tokens in flat arrays: the text that each is in, its start and end, its kind and path."""

    def __init__(self) -> None:
        self.kinds, self.sources, self.paths = bytearray(), array("I"), array("I")
        self.starts, self.ends = array("q"), array("q")

    def add(self, kind: int, source: int, start: int, end: int, path: int) -> None:
        """Note one token."""
        self.kinds.append(kind)
        self.sources.append(source)
        self.paths.append(path)
        self.starts.append(start)
        self.ends.append(end)


class _Paths:
    """The dotted paths of a file, without indices; each but the first is a key under a path."""

    def __init__(self) -> None:
        self.hints, self.keys, self.parents = [""], [""], array("I", [0])
        self._known: dict[tuple[int, str], int] = {}

    def under(self, parent: int, key: str) -> tuple[int, bool]:
        """Return the number of the path of *key* under *parent*, and whether it is new."""
        number = self._known.setdefault((parent, key), len(self.keys))
        if number < len(self.keys):
            return number, False
        hint = f"{self.hints[parent]}.{key}" if parent else key
        self.hints.append(hint[-LONGEST_HINT:])
        self.keys.append(key)
        self.parents.append(parent)
        return number, True


class Json(Sequence[Segment]):
    """A JSON text, scanned; it is the sequence of its segments. Raises ``Broken`` for what is not JSON.

    Equal keys of one path (``people.name``, whatever the index) are one segment: an edit of it is made wherever the
    key stands, so that objects of one kind go on having the same keys.
    """

    def __init__(self, text: str, encoding: str = "utf-8") -> None:
        self._string = StringNotation(text.isascii(), encoding)
        self._number, self._comment = NumberNotation(text.isascii(), encoding), CommentNotation()
        self._texts, self._paths = _Texts(text), _Paths()
        self._tokens, self._keys = _Tokens(), _Tokens()  # one per segment; every key, wherever it stands
        self._scan(0, 0, 0)

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments, made when they are asked for."""
        return self

    def __len__(self) -> int:
        return len(self._tokens.kinds)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Segment]: ...
    def __getitem__(self, index: int | slice) -> Segment | Sequence[Segment]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        tokens = self._tokens
        kind, path = tokens.kinds[index], tokens.paths[index]
        if kind == KEY:
            return Segment(self._paths.keys[path], "", "key")
        raw = self._texts.texts[tokens.sources[index]][tokens.starts[index] : tokens.ends[index]]
        if kind == COMMENT:
            return Segment(self._comment.read(raw), "comment")
        return Segment(self._string.read(raw), self._paths.hints[path], "number" if kind == NUMBER else "text")

    def splices(self, edits: Sequence[Sequence[Edit]]) -> list[Edit]:
        """Return the edits of the text that carry out *edits*, one list per segment."""
        found: dict[int, list[Edit]] = defaultdict(list)  # for each text
        keys: dict[int, Sequence[Edit]] = {}
        for index, own in enumerate(edits):
            if own and self._tokens.kinds[index] == KEY:
                keys[self._tokens.paths[index]] = own
            elif own:
                self._splice(self._tokens, index, own, found)
        self._splice_keys(keys, found)
        for source in range(len(self._texts.texts) - 1, 0, -1):  # what is inside comes later in the list
            if inner := found.pop(source, None):
                holder, start, end = (c[source] for c in (self._texts.holders, self._texts.starts, self._texts.ends))
                text = self._texts.texts[holder]
                found[holder] += rewritten(text, [Place(start, end, self._string)], sorted(inner))
        return sorted(found[0])

    def _splice(self, tokens: _Tokens, index: int, edits: Sequence[Edit], found: dict[int, list[Edit]]) -> None:
        source, kind = tokens.sources[index], tokens.kinds[index]
        notation = self._number if kind == NUMBER else self._comment if kind == COMMENT else self._string
        place = Place(tokens.starts[index], tokens.ends[index], notation)
        found[source] += rewritten(self._texts.texts[source], [place], edits)

    def _splice_keys(self, keys: Mapping[int, Sequence[Edit]], found: dict[int, list[Edit]]) -> None:
        keys = self._distinct(keys) if keys else {}
        for index, path in enumerate(self._keys.paths if keys else ()):
            if own := keys.get(path):
                self._splice(self._keys, index, own, found)

    def _distinct(self, keys: Mapping[int, Sequence[Edit]]) -> dict[int, Sequence[Edit]]:
        """Return *keys* (edits by path) with a number at the end of those that would meet another under their path."""
        old, parents = self._paths.keys, self._paths.parents
        touched = {parents[path] for path in keys}
        taken = {(parents[path], old[path]) for path in range(1, len(old)) if parents[path] in touched}
        taken -= {(parents[path], old[path]) for path in keys}
        out = {}
        for path, own in keys.items():
            new = apply(old[path], own)
            ending = next(e for e in _endings() if (parents[path], new + e) not in taken)
            taken.add((parents[path], new + ending))
            out[path] = [*own, Edit(len(old[path]), len(old[path]), ending)] if ending else own
        return out

    def _scan(self, source: int, path: int, depth: int) -> None:
        text = self._texts.texts[source]
        root = path
        stack: list[int] = []  # the paths of the open containers
        for kind, start, end in tokens(text):
            if kind == STRING:
                self._add_string(source, start, end, path, depth)
            elif kind == KEY:
                path, new = self._paths.under(stack[-1], self._string.read(text[start:end]))
                self._keys.add(KEY, source, start, end, path)
                if new and self._paths.keys[path]:
                    self._tokens.add(KEY, source, start, end, path)
            elif kind == OPEN:
                stack.append(path)
            elif kind == CLOSE:
                stack.pop()
                path = stack[-1] if stack else root
            elif kind == COMMENT or (end - start >= FEWEST_DIGITS and _is_long(text[start:end])):
                self._tokens.add(kind, source, start, end, path)

    def _add_string(self, source: int, start: int, end: int, path: int, depth: int) -> None:
        raw = self._texts.texts[source][start:end]
        if not raw or raw.isspace():
            return
        if raw[0] in "{[ \\\t\r\n" and depth < DEEPEST:
            text = self._string.read(raw)
            bare = text.strip()
            if bare[:1] in ("{", "[") and bare[-1:] in ("}", "]") and is_json(text):
                self._scan(self._texts.add(text, source, start, end), path, depth + 1)
                return
        self._tokens.add(STRING, source, start, end, path)


def document_of(decoded: Decoded) -> SplicedDocument:
    """Return the JSON document of a decoded text; raise ``SetAside`` where it is not JSON."""
    try:
        return SplicedDocument(decoded, Json(decoded.text, decoded.encoding))
    except Broken as broken:
        line = decoded.text.count("\n", 0, broken.offset) + 1
        column = broken.offset - decoded.text.rfind("\n", 0, broken.offset)
        where = f"line {line}, column {column}"
    raise SetAside("damaged", f"this is not valid JSON from {where} on; repair it, or read it with --format text")


def strings(text: str) -> Iterator[str]:
    """Yield every string, key and number of the JSON *text*, read by ``json.loads``; what that refuses, as it is."""
    try:
        pending = list(_values(text))[::-1]
    except (ValueError, RecursionError):
        yield text
        return
    while pending:
        value = pending.pop()
        if isinstance(value, (list, tuple)):
            pending += reversed(value)
        elif isinstance(value, str):
            try:
                inner = list(_values(value)) if value.strip()[:1] in ("{", "[") else []
            except (ValueError, RecursionError):
                inner = []
            if inner:
                pending += reversed(inner)
            else:
                yield _SURROGATES.sub("\ufffd", value)


def _values(text: str) -> Iterator[Any]:
    """Yield the values of *text*: lists, strings (numbers are strings), constants; an object is a list of pairs."""
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, object_pairs_hook=list)
    at = _SPACE.match(text).end()  # type: ignore[union-attr]  # it matches the empty string
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _is_long(number: str) -> bool:
    return number.isascii() and "e" not in number.lower() and sum(map(str.isdigit, number)) >= FEWEST_DIGITS


def _endings() -> Iterator[str]:
    yield ""
    for number in count(2):
        yield f"_{number}"
