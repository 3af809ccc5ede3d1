"""A text has one label in a scope, whatever it was found as in its several places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.config import Config
from textsynth.detection import Detector
from textsynth.document import Segment, Span
from textsynth.rewriting import Rewriter, Rewritten, Roster

DETECTOR = Detector(Config(key=b"0" * 32, model=None), [])
Found = list[tuple[str, float]]


def labelled(found: Found, text: str = "Halvorsen") -> tuple[list[Segment], list[list[Span]]]:
    """Return a segment of *text* for each of *found* and the span that covers it, under that label and score."""
    return [Segment(text)] * len(found), [[Span(0, len(text), label, score)] for label, score in found]


def rewriter(segments: list[Segment], spans: list[list[Span]]) -> Rewriter:
    roster = Roster()
    roster.add(segments, spans)
    return Rewriter(DETECTOR, b"k" * 32, "scope", roster)


@pytest.mark.parametrize(
    ("found", "label"),
    [
        ([("PERSON", 0.9), ("ORGANIZATION", 0.95), ("ORGANIZATION", 0.6)], "ORGANIZATION"),  # the most frequent
        ([("PERSON", 0.9), ("ORGANIZATION", 0.95)], "ORGANIZATION"),  # then the surest
        ([("LOCATION", 0.9), ("PERSON", 0.9)], "PERSON"),  # then whatever the order
        ([("PERSON", 0.9), ("LOCATION", 0.9)], "PERSON"),
    ],
)
def test_the_most_frequent_label_wins(found: Found, label: str) -> None:
    segments, spans = labelled(found)
    assert {span.label for spans in rewriter(segments, spans).spans(segments, spans) for span in spans} == {label}


def test_its_surrogate_is_one() -> None:
    segments, spans = labelled([("PERSON", 0.9), ("ORGANIZATION", 0.95), ("CITY", 0.6)])
    edits = rewriter(segments, spans).edits(segments, spans, Rewritten())
    assert len({edit.text for edits in edits for edit in edits}) == 1


def test_case_and_possessives_are_the_same_text() -> None:
    segments = [Segment("Halvorsen's"), Segment("HALVORSEN"), Segment("halvorsen")]
    spans = [[Span(0, 11, "PERSON", 0.9)], [Span(0, 9, "PERSON", 0.8)], [Span(0, 9, "ORGANIZATION", 0.9)]]
    out = rewriter(segments, spans).spans(segments, spans)
    assert [[span.label for span in spans] for spans in out] == [["PERSON"]] * 3


def test_other_labels_are_left() -> None:
    segments, spans = labelled([("USERNAME", 0.9), ("PERSON", 0.9), ("STATE", 0.9)])
    out = rewriter(segments, spans).spans(segments, spans)
    assert [span.label for spans in out for span in spans] == ["USERNAME", "PERSON", "STATE"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["PERSON", "ORGANIZATION", "CITY"]), st.sampled_from([0.6, 0.9])), min_size=1, max_size=6)
    .flatmap(lambda found: st.tuples(st.just(found), st.permutations(found)))
)  # fmt: skip
def test_the_order_does_not_matter(case: tuple[Found, Found]) -> None:
    labels = []
    for found in case:
        segments, spans = labelled(found)
        out = rewriter(segments, spans).spans(segments, spans)
        labels.append({span.label for spans in out for span in spans})
    assert labels[0] == labels[1]
    assert len(labels[0]) == 1
