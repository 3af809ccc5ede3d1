"""Plain text and subtitles: the same bytes without edits, the edits and nothing else with them, in flat memory."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Document, Edit, apply
from textsynth.errors import SetAside
from textsynth.format import CHUNK_BYTES, Format, Reading
from textsynth.formats.subtitles import format as subtitles
from textsynth.formats.text import LONGEST
from textsynth.formats.text import format as text

LINES = st.lists(
    st.tuples(st.text("ab é.,:–\t", max_size=8), st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", "\n \n"])),
    max_size=12,
).map(lambda pairs: "".join(line + end for line, end in pairs))


def documents(format: Format, data: bytes, **limits: int) -> list[Document]:
    return list(format.read(BytesIO(data), Reading(**limits)))


def unedited(format: Format, data: bytes) -> bytes:
    return b"".join(document.rewrite([[] for _ in document.segments]) for document in documents(format, data))


def texts(format: Format, data: bytes) -> list[str]:
    return [segment.text for document in documents(format, data) for segment in document.segments]


@given(st.text("ab\r\n \t\ufeffé\x85\u2028", max_size=40), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unedited_text_keeps_its_bytes(content, encoding):
    data = content.encode(encoding)
    assert unedited(text, data) == data
    assert unedited(subtitles, data) == data


@given(st.binary(max_size=60).filter(lambda data: 0 not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))))
def test_any_bytes_without_nul_are_kept(data):
    assert unedited(text, data) == data


@given(LINES, st.data())
def test_edits_land(content, data):
    raw = content.encode()
    edited = b""
    want = []
    for document in documents(text, raw):
        edits = []
        for segment in document.segments:
            start = data.draw(st.integers(0, len(segment.text) - 1))
            own = [Edit(start, data.draw(st.integers(start, len(segment.text))), data.draw(st.text("Xö", min_size=1)))]
            edits.append(own)
            want.append(apply(segment.text, own))
        edited += document.rewrite(edits)
    assert texts(text, edited) == want


def test_a_paragraph_is_a_segment_with_plain_line_breaks():
    assert texts(text, b"Dear Megan,\r\nthank you.\r\n \r\n\r\nYours\rAnn") == ["Dear Megan,\nthank you.", "Yours\nAnn"]


def test_replaced_line_breaks_are_written_as_the_file_has_them():
    (document,) = documents(text, b"12 Elm St\r\nBoston\r\n")
    assert document.rewrite([[Edit(0, 16, "9 Oak Rd\nSalem")]]) == b"9 Oak Rd\r\nSalem\r\n"


def test_long_paragraphs_are_cut_between_lines():
    log = "".join(f"2024-01-01 line {number} of a log\n" for number in range(2000))
    found = texts(text, log.encode())
    assert len(found) > 5
    assert max(map(len, found)) <= LONGEST
    assert "\n".join(found) + "\n" == log


def test_a_large_file_is_read_in_chunks():
    paragraph = "Megan Donovan called.\nAnn was out.\n\n"
    data = (paragraph * (3 * CHUNK_BYTES // len(paragraph))).encode()
    found = documents(text, data)
    assert len(found) > 2
    assert all(len(document.rewrite([[]] * len(document.segments))) < 2 * CHUNK_BYTES for document in found)
    assert all(segment.text == paragraph.strip() for document in found for segment in document.segments)


@pytest.mark.parametrize("line", ["a,b\n", "a\r\n", "a b\r"])
def test_chunks_fall_between_lines(line):
    data = (line * (2 * CHUNK_BYTES // len(line))).encode()
    found = documents(text, data)
    parts = [document.rewrite([[]] * len(document.segments)) for document in found]
    assert b"".join(parts) == data
    assert len(parts) > 1
    assert all(part.endswith(line.encode()) for part in parts)


def test_the_encoding_is_decided_for_the_whole_file():
    data = b"plain words\n\n" * (CHUNK_BYTES // 4) + b"Zo\xeb\n"
    assert unedited(text, data) == data
    assert texts(text, data)[-1] == "Zoë"


def test_a_line_over_the_limit_is_set_aside():
    with pytest.raises(SetAside) as caught:
        documents(text, b"a" * (2 * CHUNK_BYTES), max_bytes=CHUNK_BYTES)
    assert caught.value.reason == "too-large"


def test_what_is_not_text_is_not_recognised():
    assert text.recognises("Grüße\n".encode() * 900)
    assert text.recognises("Grüße".encode("cp1252"))
    for head in (
        b"<?xml version='1.0'?>",
        b'<svg xmlns="x">',
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"\x00\x01",
        b"{\\rtf1",
        b"\x89PNG\r\n\x1a\n",
    ):
        assert not text.recognises(head)


VTT = """WEBVTT - Talk by Ann Lee

NOTE checked by Bob

1
00:00:01.000 --> 00:00:02.500 align:start
<v Ann Lee>Good <i>mor</i>ning,
Tom &amp; all</v>

00:00:03.000 --> 00:00:04.000
Bye
"""


def test_cues_and_speakers_are_segments():
    (document,) = documents(subtitles, VTT.encode())
    assert [(segment.text, segment.hint) for segment in document.segments] == [
        ("Talk by Ann Lee", ""), ("checked by Bob", ""), ("Ann Lee", "speaker"), ("Good morning,\nTom & all", ""), ("Bye", ""),
    ]  # fmt: skip
    edits = [[], [], [Edit(0, 3, "Eve")], [Edit(14, 17, "<Jo>")], []]
    assert document.rewrite(edits).decode() == VTT.replace("<v Ann", "<v Eve").replace("Tom", "&lt;Jo&gt;")


def test_a_number_is_an_index_or_what_is_said():
    data = b"1\r\n00:00:01,000 --> 00:00:02,000\r\n42\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>Hi</i>\r\n"
    assert texts(subtitles, data) == ["42", "Hi"]
    assert unedited(subtitles, data) == data
    assert "Hi" in "".join(subtitles.texts(data))
    assert subtitles.recognises(data)
    assert not subtitles.recognises(b"1\nno\n")


@given(LINES)
@settings(max_examples=30)
def test_verification_sees_every_segment(content):
    seen = "\n".join(text.texts(content.encode()))
    assert all(segment in seen for segment in texts(text, content.encode()))
