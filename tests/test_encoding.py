"""Bytes come back as they were, or the file is set aside."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textsynth.encoding import Decoded, decode, encode, marked
from textsynth.errors import SetAside

UNHURRIED = settings(deadline=None, max_examples=100)

CODECS = ["utf-8", "cp1252", "latin-1", "iso8859-15", "cp437", "utf-16-le", "utf-16-be", "shift_jis", "koi8-r", "utf-7"]
BOMS = [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE]


def attempted(data: bytes, declared: str = "") -> Decoded | None:
    """Return what *data* decodes to, or ``None`` where it is set aside."""
    try:
        return decode(data, declared)
    except SetAside:
        return None


@UNHURRIED
@given(st.binary(max_size=60), st.sampled_from(["", *CODECS, "no-such-codec", "ascii", "idna", "hex", "rot13"]))
@example(b"\xff\xfe", "")
@example(b"\xff\xfe\x00\x00", "")
@example(b"\xef\xbb\xbf\xff", "")
@example(b"\x81\x8d", "")
@example(b"a\0b", "")
@example(b"+AGE-", "utf-7")
def test_bytes_come_back_or_are_set_aside(data: bytes, declared: str) -> None:
    decoded = attempted(data, declared)
    if decoded is not None:
        assert decoded.encode(decoded.text) == data
        assert "\0" not in decoded.text or decoded.bom


@UNHURRIED
@given(st.sampled_from(BOMS), st.binary(max_size=20))
def test_marks_are_kept_or_refused(bom: bytes, rest: bytes) -> None:
    decoded = attempted(bom + rest)
    if decoded is not None:
        assert decoded.bom
        assert decoded.encode(decoded.text) == bom + rest


@UNHURRIED
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30), st.sampled_from(CODECS))
def test_text_written_in_a_declared_codec_is_read_in_it(text: str, codec: str) -> None:
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        return
    if data.decode(codec) != text or not data or marked(data)[0]:
        return  # shift_jis gives two characters one code
    if "utf-16" not in codec and codec != "utf-7":
        assert decode(data, codec).text == text


@pytest.mark.parametrize("bom", BOMS)
def test_what_a_mark_says(bom: bytes) -> None:
    encoding = marked(bom + b"")[1]
    decoded = decode(bom + "Zoë".encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.bom) == ("Zoë", encoding, bom)
    assert decoded.encode("René") == bom + "René".encode(encoding)


def test_utf8_before_windows_before_latin() -> None:
    assert decode("Zoë".encode()).encoding == "utf-8"
    assert decode(b"Zo\xeb \x80").text == "Zoë €"
    assert decode(b"\x81").encoding == "latin-1"  # a code that Windows-1252 lacks
    assert decode(b"").text == ""


def test_what_is_not_text() -> None:
    with pytest.raises(SetAside, match=r"encoding: .*NUL"):
        decode(b"PK\x03\x04\0\0")
    with pytest.raises(SetAside, match=r"encoding: .*begins as"):
        decode(codecs.BOM_UTF8 + b"\xff\xfe")


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Łukasz", "latin-1", b"Lukasz"), ("Wójcik", "ascii", b"Wojcik"), ("Dvořák", "latin-1", b"Dvor\xe1k"),
        ("D’Amore", "latin-1", b"D'Amore"), ("Weiß", "ascii", b"Weiss"), ("李", "latin-1", b"?"), ("Zoë", "cp1252", b"Zo\xeb"),
    ],
)  # fmt: skip
def test_letters_that_an_encoding_lacks(text: str, encoding: str, expected: bytes) -> None:
    assert encode(text, encoding) == expected


@UNHURRIED
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["ascii", "latin-1", "cp1252", "shift_jis"]),
)
def test_any_text_can_be_written(text: str, encoding: str) -> None:
    assert encode(text, encoding).decode(encoding) is not None


def test_text_is_not_shown() -> None:
    assert "Megan" not in repr(decode(b"Megan"))
