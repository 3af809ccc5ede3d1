"""The value of a mail header as text, and edits of that text as the header's bytes.

RFC 5322 (folding, quoted strings, comments, addresses) and RFC 2047 (encoded words), read as leniently as mail programs
do. A value is cut into pieces; those that an edit changes are written anew, the others keep their bytes.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from textsynth.document import Edit
from textsynth.encoding import encode
from textsynth.formats._charset import decoded, expressible, guessed
from textsynth.formats._pieces import apply_between

_ADDRESSES = frozenset({
    "from", "to", "cc", "bcc", "sender", "reply-to", "return-path", "delivered-to", "disposition-notification-to",
    "resent-from", "resent-to", "resent-cc", "resent-bcc", "resent-sender", "resent-reply-to", "mail-followup-to",
    "mail-reply-to", "return-receipt-to", "errors-to", "apparently-to", "x-original-to", "x-envelope-to",
    "x-envelope-from", "x-original-from", "envelope-to", "x-sender", "x-receiver", "x-forwarded-to", "x-forwarded-for",
})  # fmt: skip
_MACHINE = frozenset({
    "message-id", "references", "in-reply-to", "received", "x-received", "date", "resent-date", "resent-message-id",
    "content-id", "content-location", "x-originating-ip", "received-spf", "list-unsubscribe", "list-post", "list-help",
    "list-subscribe", "list-archive", "list-owner",
})  # fmt: skip

_FOLD = r"[ \t]*(?:\r*\n|\r)[ \t]+"
_WORD = r"=\?[^?\s]+\?[bBqQ]\?[^\r\n?]*\?="
_WORDS = rf"{_WORD}(?:(?:{_FOLD}|[ \t]+)?{_WORD})*"
_ONE_WORD = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^\r\n?]*)\?=")
_PLAIN = re.compile(rf"(?P<words>{_WORDS})|(?P<fold>{_FOLD})|(?P<text>[^\s=]+|.)", re.DOTALL)
_STRUCTURED = re.compile(
    rf"(?P<words>{_WORDS})|(?P<fold>{_FOLD})|(?P<escape>\\.)|(?P<mark>[\"()<>,;:])|(?P<text>[^\s=\\\"()<>,;:]+|.)",
    re.DOTALL,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]+")
_SPECIALS = re.compile(r"[()<>\[\]:;@\\,\"]")
_BARE = re.compile(r"\s*\S+@\S+\s*")
_LENGTH = 78

Kind = Literal["mark", "fold", "words", "quoted", "comment", "address", "phrase", "plain", "machine"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a header value: what it says, how it is written, what it is."""

    text: str = field(repr=False)
    raw: str = field(repr=False)
    kind: Kind


@dataclass(frozen=True, slots=True)
class Value:
    """The value of one header, without the white space round it."""

    pieces: tuple[Piece, ...] = field(repr=False)
    codec: str

    @property
    def text(self) -> str:
        """The value decoded and on one line."""
        return "".join(piece.text for piece in self.pieces)


class _Item(NamedTuple):
    """Written text, or (with ``charset``) text that is to be written as encoded words."""

    text: str
    charset: str = ""
    method: str = "q"
    raw: str = ""


def read_value(name: str, raw: bytes) -> Value:
    """Return the value *raw* of the header called *name*."""
    text, codec = guessed(raw)
    lowered = name.lower()
    if lowered in _ADDRESSES:
        pieces = _joined(_structured(text))
    else:
        pieces = _joined(_unstructured(text, "machine" if lowered in _MACHINE else "plain"))
    return Value(tuple(pieces), codec)


def written(value: Value, edits: Sequence[Edit], prefix: str, newline: str) -> bytes:
    """Return *value* with *edits* as bytes, folded as it was and where a changed line is too long.

    *prefix* is what stands before it on its line. No edit can add a line or another header.
    """
    clean = [Edit(edit.start, edit.end, _CONTROLS.sub(" ", edit.text)) for edit in edits]
    texts = apply_between([(piece.text, piece.kind == "mark") for piece in value.pieces], clean)
    items = _items(value, texts)
    text = "".join(item.raw or (_encoded_words(item) if item.charset else item.text) for item in _merged(items))
    text = re.sub(r"[ \t]*(?:\r*\n|\r(?!\n))[ \t]*(?=[\r\n]|\Z)", "", text)  # a line of white space ends a header
    before = set(re.split(r"\r*\n|\r", "".join(piece.raw for piece in value.pieces)))
    return encode(_folded(text, prefix, newline, before), value.codec)


def _unstructured(text: str, kind: Kind) -> Iterator[Piece]:
    for found in _PLAIN.finditer(text):
        if found.lastgroup == "text":
            yield Piece(found[0], found[0], kind)
        else:
            yield _decoded_piece(found, kind)


def _structured(text: str) -> Iterator[Piece]:
    """Yield the pieces of a list of addresses; quotes, brackets and commas are marks, where they mean something."""
    quoted, comments, angle = False, 0, False
    for found in _STRUCTURED.finditer(text):
        token, group = found[0], found.lastgroup
        kind: Kind = "quoted" if quoted else "comment" if comments else "address" if angle else "phrase"
        if group in ("words", "fold"):
            yield _decoded_piece(found, kind)
        elif group == "escape":
            yield Piece(token[1] if kind in ("quoted", "comment") else token, token, kind)
        elif group == "mark" and _means(token, quoted, comments):
            yield Piece(token, token, "mark")
            quoted ^= token == '"'
            comments = max(0, comments + (token == "(") - (token == ")"))
            angle = token == "<" or (angle and token != ">")
        else:
            yield Piece(token, token, kind)


def _means(mark: str, quoted: bool, comments: int) -> bool:
    if quoted:
        return mark == '"'
    return mark in "()" if comments else True


def _decoded_piece(found: re.Match[str], kind: Kind) -> Piece:
    if found.lastgroup == "fold":
        return Piece(" ", found[0], "fold")
    text = _words_text(found[0])
    return Piece(found[0], found[0], kind) if text is None else Piece(text, found[0], "words")


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours of one kind that are ordinary text."""
    run: list[Piece] = []
    for piece in pieces:
        if run and (piece.kind != run[0].kind or piece.kind in ("mark", "fold", "words")):
            yield _one(run)
            run = []
        run.append(piece)
    if run:
        yield _one(run)


def _one(run: Sequence[Piece]) -> Piece:
    return Piece("".join(piece.text for piece in run), "".join(piece.raw for piece in run), run[0].kind)


def _words_text(raw: str) -> str | None:
    """Return what adjacent encoded words say, or ``None`` where they are broken; a letter may be split over two."""
    runs: list[tuple[str, bytearray]] = []
    for charset, method, letters in _ONE_WORD.findall(raw):
        try:
            data = _from_word(method, letters)
        except (Base64Error, ValueError):
            return None
        if runs and runs[-1][0] == charset.lower():
            runs[-1][1].extend(data)
        else:
            runs.append((charset.lower(), bytearray(data)))
    return "".join((decoded(bytes(data), name.partition("*")[0]) or guessed(bytes(data))).text for name, data in runs)


def _from_word(method: str, letters: str) -> bytes:
    data = letters.encode("utf-8")
    if method in "bB":
        data = re.sub(rb"[\s=]", b"", data)
        return b64decode(data + b"=" * (-len(data) % 4), validate=True)
    return re.sub(rb"=([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), data.replace(b"_", b" "))


def _items(value: Value, texts: Sequence[str]) -> list[_Item]:
    items: list[_Item] = []
    unquote = False
    for number, (piece, text) in enumerate(zip(value.pieces, texts, strict=True)):
        if unquote and piece.raw == '"':
            unquote = False
            continue
        if text == piece.text:
            items.append(_kept(piece))
        elif piece.kind == "quoted" and _needs_words(text, value.codec):
            unquote = _drop_quote(items, value.pieces, number)
            items.append(_Item(text, "utf-8"))
        else:
            items += _changed(piece, text, value, number)
    return items


def _drop_quote(items: list[_Item], pieces: Sequence[Piece], number: int) -> bool:
    """Take the quote away that stands before an encoded word, which may not be quoted, and say if one is to follow."""
    alone = 0 < number < len(pieces) - 1 and pieces[number - 1].raw == pieces[number + 1].raw == '"'
    if alone:
        items.pop()
    return alone


def _kept(piece: Piece) -> _Item:
    if piece.kind != "words":
        return _Item(piece.raw)
    charset, method, _ = _ONE_WORD.findall(piece.raw)[0]
    return _Item(piece.text, charset, method.lower(), piece.raw)


def _changed(piece: Piece, text: str, value: Value, number: int) -> list[_Item]:
    if piece.kind == "words":
        return [_kept(piece)._replace(text=text, raw="")] if text else []
    if piece.kind == "quoted":
        return [_Item(re.sub(r'(["\\])', r"\\\1", text))]
    if piece.kind in ("machine", "address") or (piece.kind == "phrase" and _BARE.fullmatch(piece.text)):
        return [_Item(_machine(text, value.codec, address=piece.kind != "machine"))]
    if piece.kind == "phrase":
        return _phrase(text, value.codec, _in_mailbox(value.pieces, number))
    if piece.kind == "comment":
        text = re.sub(r"([()\\])", r"\\\1", text)
    return _in_words(text, value.codec)


def _in_mailbox(pieces: Sequence[Piece], number: int) -> bool:
    """Return whether the phrase at *number* stands alone before its mark, so that it may be put in quotes."""
    return all(
        piece.kind in ("fold", "phrase") or piece.raw in ",;:<" for piece in pieces[max(0, number - 1) : number + 2]
    )


def _phrase(text: str, codec: str, quotable: bool) -> list[_Item]:
    core = text.strip(" \t")
    if not core:
        return [_Item(text)]
    lead, tail = text[: text.index(core)], text[text.index(core) + len(core) :]
    if _needs_words(core, codec):
        return [_Item(lead), _Item(core, "utf-8"), _Item(tail)]
    if _SPECIALS.search(core):
        escaped = re.sub(r'(["\\])', r"\\\1", core)
        core = f'"{escaped}"' if quotable else _SPECIALS.sub(" ", core)
    return [_Item(lead + core + tail)]


def _machine(text: str, codec: str, *, address: bool) -> str:
    text = encode(text, codec).decode(codec).replace("=?", "=")
    if not address:
        return text
    lead, tail = re.match(r"\s*", text), re.search(r"\s*\Z", text.lstrip())
    core = re.sub(r"[\s<>,;:()\"\\]", "", text)
    return (lead[0] if lead else "") + core + (tail[0] if tail else "")


def _needs_words(text: str, codec: str) -> bool:
    return "=?" in text or (not text.isascii() and (codec == "ascii" or not expressible(text, codec)))


def _in_words(text: str, codec: str) -> list[_Item]:
    """Return running text with those of its words encoded that need it."""
    tokens = (token for token in re.split(r"([ \t]+)", text) if token)
    return [_Item(token, "utf-8" if _needs_words(token, codec) else "") for token in tokens]


def _merged(items: Iterable[_Item]) -> list[_Item]:
    """Join encoded words with only white space between them, which a reader would drop."""
    out: list[_Item] = []
    for item in items:
        if not item.text and not item.raw:
            continue
        between = bool(out) and not out[-1].charset and not out[-1].text.strip() and len(out) > 1
        if item.charset and out and out[-1].charset:
            out[-1] = out[-1]._replace(text=out[-1].text + item.text, raw="")
        elif item.charset and between and out[-2].charset:
            space = re.sub(r"\s*[\r\n]\s*", " ", out.pop().text)
            out[-1] = out[-1]._replace(text=out[-1].text + space + item.text, raw="")
        else:
            out.append(item)
    return out


def _encoded_words(item: _Item) -> str:
    """Return the text of *item* as encoded words of at most 75 characters each, in its charset if that has all letters."""
    read = decoded(b"", item.charset.partition("*")[0])
    charset, codec = (item.charset, read.codec) if read and expressible(item.text, read.codec) else ("utf-8", "utf-8")
    words, room = [], 75 - len(f"=?{charset}?q??=")
    chunk = ""
    for letter in item.text:
        if chunk and len(_word_letters(chunk + letter, codec, item.method)) > room:
            words.append(chunk)
            chunk = ""
        chunk += letter
    return " ".join(
        f"=?{charset}?{item.method.upper()}?{_word_letters(w, codec, item.method)}?=" for w in [*words, chunk]
    )


def _word_letters(text: str, codec: str, method: str) -> str:
    data = text.encode(codec)
    if method == "b":
        return b64encode(data).decode()
    return re.sub(
        rb"[^A-Za-z0-9!*+/-]", lambda found: b"_" if found[0] == b" " else b"=%02X" % found[0][0], data
    ).decode()


def _folded(text: str, prefix: str, newline: str, before: set[str]) -> str:
    """Fold the lines of *text* that are too long, but for those that stood there *before*."""
    lines = re.split(r"(\r*\n|\r)", text)
    for number in range(0, len(lines), 2):
        start = prefix if number == 0 else ""
        if lines[number] not in before and len(start + lines[number]) > _LENGTH:
            lines[number] = _fold(lines[number], len(start), newline)
    return "".join(lines)


def _fold(line: str, column: int, newline: str) -> str:
    out, start, last = [], 0, -1
    for gap in re.finditer(r"(?<=\S) (?=\S)", line):
        if gap.start() - start + column > _LENGTH and last > start:
            out.append(line[start:last])
            start, column = last, 0
        last = gap.start()
    if len(line) - start + column > _LENGTH and last > start:
        out.append(line[start:last])
        start = last
    return newline.join([*out, line[start:]])
