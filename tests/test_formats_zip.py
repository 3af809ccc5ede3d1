"""Zip archives: unedited ones come back byte for byte, edited ones are safe to unpack and say what they should."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textsynth.format
from textsynth.document import Document, Edit, Segment, apply
from textsynth.encoding import decode
from textsynth.errors import SetAside
from textsynth.format import Reading
from textsynth.formats import zip as archives


class Whole(Document):
    """All of a file as one segment."""

    def __init__(self, data: bytes) -> None:
        self._read = decode(data)
        self.segments = [Segment(self._read.text)]

    def rewrite(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        return self._read.encode(apply(self._read.text, edits[0]))


class Text:
    """A format that the tests bring."""

    name, suffixes = "text", (".txt",)
    scope: Literal["file", "document"] = "file"

    def recognises(self, head: bytes) -> bool:
        return False

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        yield Whole(reading.whole(stream))

    def texts(self, data: bytes) -> Iterable[str]:
        yield decode(data).text


@pytest.fixture(autouse=True, scope="module")
def _formats() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textsynth.format, "formats", lambda: (Text(), archives.format))
        yield


STAMP = (2026, 3, 3, 9, 12, 44)


def packed(*members: tuple[str, bytes], comment: bytes = b"", method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        archive.comment = comment
        for name, data in members:
            info = ZipInfo(name, STAMP)
            info.compress_type, info.external_attr = method, 0o640 << 16
            archive.writestr(info, data)
    return out.getvalue()


def read(data: bytes, **options: int) -> Document:
    (document,) = archives.format.read(BytesIO(data), Reading(**options))  # type: ignore[arg-type]
    return document


def replaced(document: Document, old: str, new: str) -> bytes:
    edits = []
    for segment in document.segments:
        at = segment.text.find(old)
        edits.append([Edit(at, at + len(old), new)] if at >= 0 else [])
    return document.rewrite(edits)


def unchanged(document: Document) -> bytes:
    return document.rewrite([[] for _ in document.segments])


def names(data: bytes) -> list[str]:
    return ZipFile(BytesIO(data)).namelist()


COMPONENTS = st.text("abMé日 .-_", min_size=1, max_size=8).filter(lambda name: name.strip(". ") and "/" not in name)
PATHS = st.lists(COMPONENTS, min_size=1, max_size=3).map(lambda path: "/".join(path) + ".txt")
MEMBERS = st.lists(
    st.tuples(PATHS, st.text("Megan é\n", max_size=50).map(str.encode)), max_size=5, unique_by=lambda m: m[0].lower()
)


@given(
    MEMBERS, st.sampled_from([ZIP_STORED, ZIP_DEFLATED]), st.sampled_from([b"", "Grüße von Megan".encode(), b"\xfc"])
)
@settings(max_examples=50, deadline=None)
def test_no_edit_gives_the_same_bytes(members: list[tuple[str, bytes]], method: int, comment: bytes) -> None:
    data = packed(*members, comment=comment, method=method)
    assert unchanged(read(data)) == data


@given(MEMBERS, st.data())
@settings(max_examples=50, deadline=None)
def test_edits_land(members: list[tuple[str, bytes]], data: st.DataObject) -> None:
    document = read(packed(*members, comment=b"by Megan"))
    edits = []
    for segment in document.segments:
        start = data.draw(st.integers(0, len(segment.text)))
        text = data.draw(st.sampled_from(["Carla", "Zoë", "x/../../y", "..", ""]))
        content = segment.role == "text" and segment.hint == ""
        edits.append([Edit(start, start, text)] if content else [])
    out = document.rewrite(edits)
    assert [s.text for s in read(out).segments] == [
        apply(s.text, e) for s, e in zip(document.segments, edits, strict=True)
    ]


@given(
    MEMBERS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.text("ab/.\\\0\n:é", max_size=6)), max_size=6)
)
@settings(max_examples=80, deadline=None)
def test_no_edit_of_a_name_leads_out_or_collides(
    members: list[tuple[str, bytes]], cuts: list[tuple[int, int, str]]
) -> None:
    document = read(packed(*members))
    edits, queue = [], list(cuts)
    for segment in document.segments:
        edits.append([])
        if segment.hint == "filename" and queue:
            start, size, text = queue.pop()
            start = min(start, len(segment.text))
            edits[-1].append(Edit(start, min(start + size, len(segment.text)), text))
    out = names(document.rewrite(edits))
    assert len(out) == len({name.lower() for name in out}) == len(members)
    for name, (old, _) in zip(out, members, strict=True):
        assert not name.startswith("/")
        assert ".." not in name.replace("\\", "/").split("/")
        assert name.count("/") == old.count("/")
    read(document.rewrite(edits))


def test_segments_say_where_they_come_from() -> None:
    data = packed(("Megan/", b""), ("Megan/notes.txt", b"Ask Megan"), comment=b"for Megan")
    found = [(segment.text, segment.hint, segment.role) for segment in read(data).segments]
    assert found == [
        ("for Megan", "comment", "text"),
        ("Megan/", "filename", "name"),
        ("2026-03-03 09:12:44", "modified", "text"),
        ("Megan/notes.txt", "filename", "name"),
        ("2026-03-03 09:12:44", "modified", "text"),
        ("Ask Megan", "", "text"),
    ]
    out = replaced(read(data), "Megan", "Carla")
    assert names(out) == ["Carla/", "Carla/notes.txt"]
    assert b"Megan" not in out
    assert next(iter(archives.format.texts(out))) == "for Carla"
    assert "Ask Carla" in [*archives.format.texts(out)]


def test_what_a_rewrite_keeps_and_drops() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, method in (("b.txt", ZIP_DEFLATED), ("a.txt", ZIP_STORED)):
            info = ZipInfo(name, STAMP)
            info.compress_type, info.external_attr, info.comment = method, 0o640 << 16, b"Megan's"
            info.extra = struct.pack("<HHBI", 0x5455, 5, 1, 1772529164)
            archive.writestr(info, b"Megan " * 50)
    infos = ZipFile(BytesIO(replaced(read(out.getvalue()), "Megan", "Carla"))).infolist()
    assert [(i.filename, i.compress_type, i.external_attr >> 16) for i in infos] == [
        ("b.txt", ZIP_DEFLATED, 0o640),
        ("a.txt", ZIP_STORED, 0o640),
    ]
    assert {(i.extra, i.comment) for i in infos} == {(b"", b"Carla's")}


def test_stamps_move() -> None:
    document = read(packed(("a.txt", b"x")))
    for new, expected in (("2024-01-02 03:04:06", (2024, 1, 2, 3, 4, 6)), ("soon", (1980, 1, 1, 0, 0, 0))):
        out = replaced(document, "2026-03-03 09:12:44", new)
        assert ZipFile(BytesIO(out)).infolist()[0].date_time == expected
    assert replaced(document, "2026-03-03", "1970-03-03")


def test_names_that_meet_get_a_number() -> None:
    data = packed(("Megan.txt", b"1"), ("Meg.txt", b"2"), ("MEGAN.txt", b"3"))
    document = read(data)
    edits = [[Edit(0, len(s.text) - 4, "Carla")] if s.hint == "filename" else [] for s in document.segments]
    assert names(document.rewrite(edits)) == ["Carla.txt", "Carla_2.txt", "Carla_3.txt"]


def test_members_that_no_format_reads_are_replaced() -> None:
    data = packed(("Megan.bin", b"\0\1Megan"), ("a.txt", b"Hello Megan"))
    document = read(data)
    assert [reason.partition(":")[0] for reason in document.omitted] == ["unsupported"]
    out = unchanged(document)
    assert names(out) == ["Megan.bin.removed.txt", "a.txt"]
    assert b"unsupported" in ZipFile(BytesIO(out)).read("Megan.bin.removed.txt")
    assert names(replaced(document, "Megan", "Carla"))[0] == "Carla.bin.removed.txt"
    copied = read(data, copy_unsupported=True)
    assert not copied.omitted
    assert unchanged(copied) == data
    assert ZipFile(BytesIO(replaced(copied, "Megan", "Carla"))).read("Carla.bin") == b"\0\1Megan"


def test_archives_in_archives() -> None:
    inner = packed(("deep/Megan.txt", b"Deep Megan"), ("x.bin", b"\0"))
    document = read(packed(("inner.zip", inner)))
    assert len(document.omitted) == 1
    out = ZipFile(BytesIO(replaced(document, "Megan", "Carla"))).read("inner.zip")
    assert names(out) == ["deep/Carla.txt", "x.bin.removed.txt"]
    for _ in range(7):
        inner = packed(("inner.zip", inner))
    assert any(reason.startswith("nested") for reason in read(inner).omitted)


def test_a_name_in_utf8_without_the_flag() -> None:
    data = packed(("Zo__ Megan.txt", b"x")).replace(b"Zo__", "Zoë".encode())
    assert read(data).segments[0].text == "Zoë Megan.txt"
    assert names(replaced(read(data), "Megan", "Carla")) == ["Zoë Carla.txt"]


def test_a_bomb_is_set_aside() -> None:
    with pytest.raises(SetAside, match="too-large"):
        read(packed(("a.txt", b"0" * (1 << 20))), max_bytes=1 << 16)
    with pytest.raises(SetAside, match="too-large"):
        read(packed(*[(f"{n}.txt", b"0" * 40000) for n in range(4)]), max_bytes=1 << 17)
    with pytest.raises(SetAside, match="times its size"):
        read(packed(("a.txt", b"0" * (17 << 20))))


def test_the_word_of_the_header_on_sizes_is_not_believed() -> None:
    data = packed(("a.txt", b"0" * (1 << 20)))
    lie = data.replace(struct.pack("<I", 1 << 20), struct.pack("<I", 10))
    with pytest.raises(SetAside):
        read(lie, max_bytes=1 << 16)


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:evil.txt", "..\\evil.txt", "a/.."]
)
def test_paths_that_lead_out_are_set_aside(name: str) -> None:
    with pytest.raises(SetAside, match="damaged"):
        read(packed((name, b"x")))


def test_encrypted_and_damaged_archives_are_set_aside() -> None:
    data = packed(("a.txt", b"Hello Megan"))
    locked = bytearray(data)
    locked[6] |= 1
    locked[data.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(SetAside, match="encrypted"):
        read(bytes(locked))
    torn = bytearray(data)
    torn[40] ^= 0xFF
    for bad in (data[:-30], b"", b"not a zip", bytes(torn)):
        with pytest.raises(SetAside, match="damaged"):
            read(bad)


def test_bytes_outside_of_members_are_not_passed_on_unseen() -> None:
    data = packed(("a.txt", b"Hello"))
    two = packed(("gone.txt", b"Megan was deleted"), ("a.txt", b"Hello"))
    first = two.index(b"PK\3\4", 4)
    directory = two.index(b"PK\1\2")
    second = two.index(b"PK\1\2", directory + 4)
    end = two.index(b"PK\5\6")
    entries = struct.pack("<HHII", 1, 1, end - second, directory + (second - second))
    deleted = two[:directory] + two[second:end] + two[end : end + 8] + entries + b"\0\0"
    assert first > 0
    for bad in (b"Megan's stub" * 9 + data, data + b"Megan's tail", deleted):
        with pytest.raises(SetAside, match="damaged"):
            read(bad)


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_documents_in_zip_clothing_are_refused(name: str) -> None:
    data = packed((name, b"x"), ("a.txt", b"y"))
    assert not archives.format.recognises(data[:4096])
    with pytest.raises(SetAside, match="unsupported"):
        read(data)


def test_recognises() -> None:
    assert archives.format.recognises(packed(("a.txt", b"y")))
    assert archives.format.recognises(packed())
    assert not archives.format.recognises(b"PKZIP is a program")


def test_no_text_in_reprs() -> None:
    document = read(packed(("Megan.txt", b"Megan"), comment=b"Megan"))
    assert "Megan" not in repr(document) + repr(document._members)  # type: ignore[attr-defined]
    assert PurePosixPath("Megan.txt").name in document.segments[1].text
