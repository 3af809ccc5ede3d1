"""Edits on pieces are edits on the whole, and nothing that holds text shows it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textsynth.document import Document, Edit, Segment, Span, apply, apply_to_pieces

UNHURRIED = settings(deadline=None, max_examples=100)


def edited(text: str, edits: list[Edit]) -> str:
    """Edit by the shortest code there is: from the end, so that no offset moves."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@st.composite
def edits_of(draw: st.DrawFn, text: str, *, empty: bool = True) -> list[Edit]:
    """Sorted, disjoint edits of *text*, adjacent ones and (with *empty*) insertions included."""
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = [pair for pair in zip(ends[::2], ends[1::2], strict=False) if empty or pair[0] < pair[1]]
    return [Edit(start, end, draw(st.text("xyz", max_size=3))) for start, end in pairs]


PIECES = st.lists(st.text("abc ", max_size=4), min_size=1, max_size=7)
CASES = PIECES.flatmap(lambda pieces: st.tuples(st.just(pieces), edits_of("".join(pieces))))


@UNHURRIED
@given(CASES)
@example((["", "ab", ""], [Edit(0, 0, "x"), Edit(0, 2, "y"), Edit(2, 2, "z")]))
@example((["a", "", "", "b"], [Edit(0, 2, "x")]))
@example((["abc", "abc", "abc"], [Edit(1, 3, "x"), Edit(3, 8, ""), Edit(8, 9, "z")]))
@example((["", ""], [Edit(0, 0, "x"), Edit(0, 0, "y")]))
def test_edits_on_pieces_are_edits_on_the_whole(case: tuple[list[str], list[Edit]]) -> None:
    pieces, edits = case
    text = "".join(pieces)
    out = apply_to_pieces(pieces, edits)
    assert len(out) == len(pieces)
    assert "".join(out) == apply(text, edits) == edited(text, edits)


@UNHURRIED
@given(CASES)
def test_pieces_that_no_edit_touches_stay(case: tuple[list[str], list[Edit]]) -> None:
    pieces, edits = case
    at = 0
    for old, new in zip(pieces, apply_to_pieces(pieces, edits), strict=True):
        end = at + len(old)
        if not any(edit.start <= end and at <= edit.end for edit in edits):
            assert old == new
        at = end


@UNHURRIED
@given(PIECES.flatmap(lambda pieces: st.tuples(st.just(pieces), edits_of("".join(pieces), empty=False))))
def test_a_replacement_lies_where_its_first_character_lay(case: tuple[list[str], list[Edit]]) -> None:
    pieces, edits = case
    homes = [number for number, piece in enumerate(pieces) for _ in piece]
    marked = [Edit(edit.start, edit.end, chr(0x100 + number)) for number, edit in enumerate(edits)]
    out = apply_to_pieces(pieces, marked)
    for edit in marked:
        assert edit.text in out[homes[edit.start]]


@pytest.mark.parametrize(
    ("pieces", "edits", "expected"),
    [
        ([], [], []),
        (["ab", "cd"], [], ["ab", "cd"]),
        (["ab", "cd"], [Edit(2, 2, "x")], ["ab", "xcd"]),
        (["ab", "cd"], [Edit(4, 4, "x")], ["ab", "cdx"]),
        (["ab", "", "cd"], [Edit(1, 3, "x")], ["ax", "", "d"]),
        (["ab", "cd", "ef"], [Edit(0, 6, "x")], ["x", "", ""]),
        (["ab", "cd"], [Edit(0, 2, "x"), Edit(2, 4, "y")], ["x", "y"]),
        (["ab", "cd"], [Edit(1, 2, ""), Edit(2, 3, "")], ["a", "d"]),
    ],
)
def test_where_edits_go(pieces: list[str], edits: list[Edit], expected: list[str]) -> None:
    assert apply_to_pieces(pieces, edits) == expected


@UNHURRIED
@given(st.text())
def test_no_edit_changes_nothing(text: str) -> None:
    assert apply(text, []) == text


def test_edits_may_come_from_an_iterator() -> None:
    assert apply_to_pieces(["abc"], iter([Edit(0, 1, "x")])) == ["xbc"]


def test_nothing_shows_text() -> None:
    assert "Megan" not in repr(Segment("Megan", "Megan's phone"))
    assert "Segment" in repr(Segment("Megan"))


def test_nouns_do_not_change() -> None:
    for noun, name in ((Segment("x"), "text"), (Span(0, 1, "PERSON"), "label"), (Edit(0, 1, "x"), "text")):
        with pytest.raises(AttributeError):
            setattr(noun, name, "y")


def test_a_document_says_how_it_is_rewritten() -> None:
    with pytest.raises(TypeError):
        Document()  # type: ignore[abstract]
