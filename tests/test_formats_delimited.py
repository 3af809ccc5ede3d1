"""Delimited tables: cells change, everything else stays byte for byte, and the csv module reads the same back."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textsynth.document import Document, Edit, apply
from textsynth.errors import SetAside
from textsynth.format import CHUNK_BYTES, Reading
from textsynth.formats._rows import LONGEST_CELL, sniffed
from textsynth.formats.delimited import format as table_format

CELLS = st.text('ab é"\n,;', max_size=6).filter(lambda cell: cell.strip() != "")
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)
)
STYLES = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from([",", ";", "\t", "|"]),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
        "lineterminator": st.sampled_from(["\n", "\r\n"]),
    }
)


def documents(data: bytes, **limits: int) -> list[Document]:
    return list(table_format.read(BytesIO(data), Reading(**limits)))


def unedited(data: bytes) -> bytes:
    return b"".join(document.rewrite([[]] * len(document.segments)) for document in documents(data))


def segments(data: bytes) -> list[tuple[str, str, str]]:
    return [(s.text, s.hint, s.role) for document in documents(data) for s in document.segments]


def replaced(data: bytes, old: str, new: str) -> bytes:
    out = b""
    for document in documents(data):
        found = [(segment.text, segment.text.find(old)) for segment in document.segments]
        out += document.rewrite([[Edit(at, at + len(old), new)] if at >= 0 else [] for _, at in found])
    return out


@given(st.text('a,;"\r\n\t|#é=', max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_unedited_tables_keep_their_bytes(content, encoding):
    data = content.encode(encoding)
    assert unedited(data) == data


@given(TABLES, STYLES, st.data())
def test_edits_land_where_the_csv_module_reads_them(table, style, data):
    written = StringIO()
    written.write(f"sep={style['delimiter']}{style['lineterminator']}")
    csv.writer(written, **style).writerows(table)
    (document,) = documents(written.getvalue().encode())
    assert [segment.text for segment in document.segments] == [cell for row in table for cell in row]

    planned = []
    for segment in document.segments:
        start = data.draw(st.integers(0, len(segment.text) - 1))
        text = data.draw(st.text('X"ö,;|', min_size=1, max_size=3))
        planned.append([Edit(start, data.draw(st.integers(start, len(segment.text))), text)])
    want = [apply(segment.text, own) for segment, own in zip(document.segments, planned, strict=True)]
    out = document.rewrite(planned).decode()
    lines = csv.reader(StringIO(out, newline=""), delimiter=style["delimiter"])
    next(lines)
    assert [cell.replace("\r\n", "\n") for row in lines for cell in row] == want


def test_cells_are_called_by_their_headers():
    data = b'id,name,note\r\n1,Megan,"a ""b""\r\nc"\r\n2,,x,extra\r\n'
    assert segments(data) == [
        ("id", "", "key"), ("name", "", "key"), ("note", "", "key"), ("1", "id", "text"), ("Megan", "name", "text"),
        ('a "b"\nc', "note", "text"), ("2", "id", "text"), ("x", "note", "text"), ("extra", "", "text"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "delimiter", "headers"),
    [
        ("name;amount\nAnn;1,5\nBob;2,5\n", ";", ("name", "amount")),
        ("first_name\tlast_name\nAnn\tLee\n", "\t", ("first_name", "last_name")),
        ("Customer|City\n1|a\n", "|", ("Customer", "City")),
        ("Stanley Cups,,\nTeam,Location,Cups\nBlues,STL,1\n", ",", ("Team", "Location", "Cups")),
        ("# made by hand\nTeam,Cups\nBlues,1\n", ",", ("Team", "Cups")),
        ("Ann,Lee\nBob,Ray\n", ",", ()),
        ("Ann,ann@x.com\nBob,bob@x.com\n", ",", ()),
        ("Ann Lee\nBob Ray\n", ",", ()),
        ("sep=|\nname|city\na,b|c,d\n", "|", ("name", "city")),
    ],
)
def test_the_dialect_is_sniffed(data, delimiter, headers):
    found = sniffed(data)
    assert (found.delimiter, found.headers) == (delimiter, headers)


def test_only_the_edited_cell_changes_and_is_quoted_when_needed():
    data = b'name,"note"\r\nMegan,"5"" of Megan"\r\n "x" ,\r\n\r\nlast, row'
    assert replaced(data, "Megan", "Ann") == data.replace(b"Megan", b"Ann")
    assert replaced(data, "Megan", 'A, "B"') == data.replace(b'\nMegan,"5"" of Megan', b'\n"A, ""B""","5"" of A, ""B""')


def test_an_edit_makes_no_formula():
    assert replaced(b"name,x\nMegan,1\n", "Megan", "=1+1") == b"name,x\n'=1+1,1\n"
    assert replaced(b"name,tel\nMegan,+1 555 0199\n", "+1 555 0199", "+1 555 0123") == b"name,tel\nMegan,+1 555 0123\n"


def test_a_large_table_is_read_in_chunks_of_whole_rows():
    row = b'1001,Megan,"12 Elm St,\r\nBoston"\r\n'
    data = b"id,name,address\r\n" + row * (3 * CHUNK_BYTES // len(row))
    found = documents(data)
    parts = [document.rewrite([[]] * len(document.segments)) for document in found]
    assert b"".join(parts) == data
    assert len(parts) > 2
    assert all(part.endswith(row) and len(part) < 2 * CHUNK_BYTES for part in parts)
    assert all(s.hint == "name" for document in found for s in document.segments if s.text == "Megan")


def test_a_stray_quotation_mark_takes_no_more_than_a_cell():
    data = b'name,note\na,"b\n' + (b"c," + b"d" * 2000 + b"\n") * (LONGEST_CELL // 1000)
    assert unedited(data) == data
    assert ("c", "name", "text") in segments(data)
    with pytest.raises(SetAside, match="too-large"):
        documents(b"a" * (2 * CHUNK_BYTES), max_bytes=CHUNK_BYTES)


def test_tables_are_recognised_and_prose_is_not():
    assert table_format.recognises(b"name,city\nAnn,Rome\nBob,Oslo\n")
    assert table_format.recognises(b"first_name\tage\nAnn\t31\n" + b"Bob\t44\n" * 900)
    for head in (
        b"Dear Ann,\nhello, you\nthere, bye\n",
        b"2024-01-01 10:00:00,123 INFO a\n" * 3,
        b"| a | b |\n|---|---|\n| c | d |\n",
    ):
        assert not table_format.recognises(head)


@given(TABLES, STYLES)
def test_verification_sees_every_cell(table, style):
    written = StringIO()
    written.write(f"sep={style['delimiter']}{style['lineterminator']}")
    csv.writer(written, **style).writerows(table)
    seen = set(table_format.texts(written.getvalue().encode()))
    assert all(cell in seen for row in table for cell in row)
