"""JSON and JSON Lines: lossless without edits, valid and changed in the edited tokens only with them."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Document, Edit, Segment, apply
from textsynth.errors import SetAside
from textsynth.format import Format, Reading
from textsynth.formats.json import format as json_format
from textsynth.formats.jsonl import format as jsonl_format
from textsynth.formats.jsonl import read_record

WORDS = st.text('ab é😀"\\/\n{[', max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(WORDS, inner, max_size=3)
        | inner.map(lambda value: json.dumps([value]))
    ),
    max_leaves=8,
)
STYLES = st.fixed_dictionaries({"ensure_ascii": st.booleans(), "indent": st.sampled_from([None, 1, "\t"])})


def document_of(data: bytes, format: Format = json_format) -> Document:
    (document,) = format.read(BytesIO(data), Reading())
    return document


def segments(data: bytes) -> list[tuple[str, str, str]]:
    return [(segment.text, segment.hint, segment.role) for segment in document_of(data).segments]


def replaced(data: bytes, old: str, new: str) -> bytes:
    document = document_of(data)
    return document.rewrite([[Edit(0, len(old), new)] if segment.text == old else [] for segment in document.segments])


@given(VALUES, STYLES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_unedited_json_keeps_its_bytes(value, style, encoding):
    data = json.dumps(value, **style).encode(encoding)
    document = document_of(data)
    assert document.rewrite([[]] * len(document.segments)) == data


@given(VALUES, STYLES, st.data())
@settings(max_examples=60)
def test_edits_land(value, style, data):
    document = document_of(json.dumps(value, **style).encode())

    def edits(segment: Segment) -> list[Edit]:
        if segment.role == "key":
            return []
        start = data.draw(st.integers(0, len(segment.text) - 1))
        end = data.draw(st.integers(start, len(segment.text)))
        return [Edit(start, end, data.draw(st.text('Xö"\\/😀', min_size=1, max_size=3)))]

    planned = [edits(segment) for segment in document.segments]
    out = document.rewrite(planned)
    json.loads(out)
    # What was a number may be text now, and what was text may now be JSON or the other way round.
    seen = "\0".join(json_format.texts(out))
    for segment, own in zip(document.segments, planned, strict=True):
        if not segment.text.lstrip().startswith(("{", "[")):
            assert apply(segment.text, own) in seen


def test_everything_that_can_identify_is_a_segment():
    data = (
        rb'{"patient": {"name": "Zo\u00eb", "ids": [1234567, 12]}, "at": 51.50735, "ok": true, "none": null, "e": 1e10}'
    )
    assert segments(data) == [
        ("patient", "", "key"), ("name", "", "key"), ("Zoë", "patient.name", "text"), ("ids", "", "key"),
        ("1234567", "patient.ids", "number"), ("at", "", "key"), ("51.50735", "at", "number"), ("ok", "", "key"),
        ("none", "", "key"), ("e", "", "key"),
    ]  # fmt: skip


def test_only_the_edited_characters_change():
    data = rb'{"a":"Zo\u00eb \/ Megan \ud83d\ude00", "a" : "Megan" , "b":[ 1.50, -0, "x\u0041" ]}'
    document = document_of(data)
    edits = [
        [Edit(s.text.index("Megan"), s.text.index("Megan") + 5, "Zoé/")] if "Megan" in s.text else []
        for s in document.segments
    ]
    assert document.rewrite(edits) == data.replace(b"Megan \\ud", b"Zo\\u00e9\\/ \\ud").replace(
        b'"Megan"', b'"Zo\\u00e9/"'
    )


def test_json_inside_of_strings_is_read_and_escaped_again():
    inner = json.dumps({"who": 'Megan "M" D', "deep": json.dumps(["Megan"])})
    data = json.dumps({"arguments": inner}).encode()
    assert ("Megan", "arguments.deep", "text") in segments(data)
    assert ('Megan "M" D', "arguments.who", "text") in segments(data)
    out = json.loads(replaced(data, "Megan", 'A"B'))
    assert json.loads(json.loads(out["arguments"])["deep"]) == ['A"B']


def test_a_key_is_one_segment_and_changes_wherever_it_stands():
    data = b'{"people": [{"Ann Lee": 1}, {"Ann Lee": 2, "Bob": 3}], "Ann Lee": 4}'
    assert [text for text, _, role in segments(data) if role == "key"] == ["people", "Ann Lee", "Bob", "Ann Lee"]
    document = document_of(data)
    edits = [[Edit(0, 7, "Bob")] if index in (1, 3) else [] for index in range(len(document.segments))]
    assert document.rewrite(edits) == b'{"people": [{"Bob_2": 1}, {"Bob_2": 2, "Bob": 3}], "Bob": 4}'


def test_a_number_stays_one_if_it_can():
    assert replaced(b"[1234567]", "1234567", "7654321") == b"[7654321]"
    assert replaced(b"[0012345]", "0012345", "0054321") == b"[0054321]"
    assert replaced(b"[1234567]", "1234567", "0054321") == b'["0054321"]'
    assert replaced(b"[1234567]", "1234567", "none") == b'["none"]'


@pytest.mark.parametrize(
    "data",
    [b'{"a":1,}\n{"b":[2,],}', b"// c\n[1] /* d */", b"[NaN, -Infinity]", b'["\\x41\\q"]', b'["\\ud83d"]', b"", b' "x" ',
     b'{"a":1,"a":2}', b'["tab\there"]', b'["\xe9"]'],
)  # fmt: skip
def test_what_is_common_though_not_in_the_standard_passes(data):
    document = document_of(data)
    assert document.rewrite([[]] * len(document.segments)) == data
    assert all(not "\ud800" <= c <= "\udfff" for segment in document.segments for c in segment.text)


@pytest.mark.parametrize(
    "data", [b'{"a":}', b"[1,2", b"secret", b"[1}", b'{"a" 1}', b"[1 2]", b'["a]', b"]", b"{,}", b"[1]x"]
)
def test_what_is_damaged_is_set_aside(data):
    with pytest.raises(SetAside, match="line 1, column") as caught:
        document_of(data)
    assert caught.value.reason == "damaged"
    assert "secret" not in str(caught.value)


def test_depth_and_length_do_no_harm():
    for data in (
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'["' + b"\\n" * 500_000 + b'"]',
    ):
        document = document_of(data)
        assert document.rewrite([[]] * len(document.segments)) == data
        assert list(json_format.texts(data))
    with pytest.raises(SetAside):
        document_of(b"[" * 100_000)


def test_lines_are_documents():
    data = b'\xef\xbb\xbf{"a":"x"}\r\n\r\n{"a":"y"}'
    found = list(jsonl_format.read(BytesIO(data), Reading()))
    assert [[segment.text for segment in document.segments] for document in found] == [["a", "x"], [], ["a", "y"]]
    assert b"".join(document.rewrite([[]] * len(document.segments)) for document in found) == data
    assert read_record(b'{"a":"x"}').rewrite([[], [Edit(0, 1, "z")]]) == b'{"a":"z"}'


def test_a_broken_line_is_named():
    with pytest.raises(SetAside, match="in line 3, ") as caught:
        list(jsonl_format.read(BytesIO(b'{}\n{}\n{"a":\n{}\n'), Reading()))
    assert caught.value.reason == "damaged"
    with pytest.raises(SetAside, match="too-large"):
        list(jsonl_format.read(BytesIO(b'{"a":"' + b"x" * 99 + b'"}'), Reading(max_bytes=50)))


def test_each_recognises_its_own():
    for head in (b'{"a": 1}', b'[{"a": "cut', b'{"a": tru', b'{\n "a": 1}\n', b"[]"):
        assert json_format.recognises(head)
        assert not jsonl_format.recognises(head)
    assert jsonl_format.recognises(b'{"a": 1}\n{"b": "cu')
    assert not json_format.recognises(b'{"a": 1}\n{"b": "cu')
    for head in (b"[12/31/23, 7:02 PM] Ann: hi", b"{rtf", b"[link](x)", b"", b"12345"):
        assert not json_format.recognises(head)


@given(VALUES, STYLES)
@settings(max_examples=40)
def test_verification_sees_every_segment(value, style):
    data = json.dumps(value, **style).encode()
    seen = list(json_format.texts(data))
    assert all(segment.text in seen for segment in document_of(data).segments if segment.role != "number")
