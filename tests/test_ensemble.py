"""Resolving overlaps: nothing is uncovered, nothing else is covered, in whatever order spans come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Segment, Span
from textsynth.ensemble import Ensemble, carved, resolve, settled, tidy

UNHURRIED = settings(deadline=None, max_examples=100)

SPANS = st.lists(
    st.builds(
        lambda start, length, label, score, source: Span(start, start + length, label, score, source),
        st.integers(0, 30), st.integers(0, 12), st.sampled_from(["PERSON", "CITY", "DATE_TIME"]),
        st.sampled_from([0.2, 0.4, 0.5, 0.7, 0.75, 1.0]), st.sampled_from(["model", "rules", "field"]),
    ),
    max_size=12,
)  # fmt: skip


def covered(spans: Iterable[Span]) -> set[int]:
    return {offset for span in spans for offset in range(span.start, span.end)}


@UNHURRIED
@given(SPANS)
def test_exactly_what_was_covered_stays_covered(spans: list[Span]) -> None:
    assert covered(resolve(spans)) == covered(spans)


@UNHURRIED
@given(SPANS)
def test_what_is_left_is_disjoint_and_in_order(spans: list[Span]) -> None:
    out = resolve(spans)
    assert all(span.start < span.end for span in out)
    assert all(one.end <= after.start for one, after in pairwise(out))


@UNHURRIED
@given(SPANS.flatmap(lambda spans: st.tuples(st.just(spans), st.permutations(spans))))
def test_order_does_not_matter(case: tuple[list[Span], list[Span]]) -> None:
    assert resolve(case[0]) == resolve(case[1])


@UNHURRIED
@given(SPANS)
def test_twice_is_once(spans: list[Span]) -> None:
    assert resolve(resolve(spans)) == resolve(spans)


@UNHURRIED
@given(SPANS)
def test_every_offset_keeps_a_label_that_was_found_there(spans: list[Span]) -> None:
    for out in resolve(spans):
        for offset in range(out.start, out.end):
            assert out.label in {span.label for span in spans if span.start <= offset < span.end}


@UNHURRIED
@given(SPANS, st.integers(1, 3))
def test_a_span_found_again_changes_nothing(spans: list[Span], times: int) -> None:
    assert resolve(spans * times) == resolve(spans)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        # a loser is trimmed, not dropped
        ([Span(0, 10, "A", 0.9), Span(5, 15, "B", 0.5)], [Span(0, 10, "A", 0.9), Span(10, 15, "B", 0.5)]),
        # what contains another wins unless it is clearly worse
        ([Span(0, 10, "A", 0.6), Span(2, 5, "B", 0.8)], [Span(0, 10, "A", 0.6)]),
        (
            [Span(0, 10, "A", 0.5), Span(2, 5, "B", 1.0)],
            [Span(0, 2, "A", 0.5), Span(2, 5, "B", 1.0), Span(5, 10, "A", 0.5)],
        ),
        # one label is one span, at the better score
        ([Span(0, 6, "A", 0.5, "x"), Span(4, 9, "A", 0.9, "y")], [Span(0, 9, "A", 0.9, "y")]),
        # neighbours stay two
        ([Span(0, 4, "A", 0.5), Span(4, 8, "A", 0.5)], [Span(0, 4, "A", 0.5), Span(4, 8, "A", 0.5)]),
        ([Span(3, 3, "A")], []),
        ([], []),
    ],
)
def test_who_wins(spans: list[Span], expected: list[Span]) -> None:
    assert resolve(spans) == expected


# ---------------------------------------------------------------------------------------------------- tidy
TEXT = st.text(st.sampled_from("aZé9ß٣ \t\n.,;:()[]<>@#$/\\-_+!?*=~%&^\"'’"), max_size=30)


@UNHURRIED
@given(TEXT.flatmap(lambda text: st.tuples(st.just(text), st.lists(
    st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda at: Span(min(at), max(at), "A")), max_size=4,
))))  # fmt: skip
def test_tidying_never_uncovers_a_letter_or_digit(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    out = tidy(text, spans)
    solid = {offset for offset in covered(spans) if text[offset].isalnum()}
    assert solid <= covered(out) <= covered(spans)
    assert tidy(text, out) == out


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        (" Megan, ", "Megan"),
        ("(414) 617-8842.", "(414) 617-8842"),
        ("J. S.", "J. S."),
        ("Acme Inc.", "Acme Inc."),
        ("+47 123", "+47 123"),
        ("@meg", "@meg"),
        ('"Megan"', "Megan"),
        (", Acme;", "Acme"),
        ("--- ...", None),
        ("", None),
    ],
)
def test_what_belongs_to_a_value_stays(text: str, tidied: str | None) -> None:
    out = [text[span.start : span.end] for span in tidy(text, [Span(0, len(text), "A")])]
    assert out == ([] if tidied is None else [tidied])


# ---------------------------------------------------------------------------------------------------- carving
MODEL, RULE = "model", "rule"


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "53642 387.473.4215",
            [Span(0, 18, "POSTAL_CODE", 1.0, MODEL), Span(6, 18, "PHONE_NUMBER", 0.85, RULE)],
            [("53642", "POSTAL_CODE"), ("387.473.4215", "PHONE_NUMBER")],
        ),
        (
            "Ann Lee a@b.org",
            [Span(0, 15, "PERSON", 1.0, MODEL), Span(8, 15, "EMAIL_ADDRESS", 0.95, RULE)],
            [("Ann Lee", "PERSON"), ("a@b.org", "EMAIL_ADDRESS")],
        ),
        (
            "53703, Reno", [Span(0, 5, "STREET_ADDRESS", 1.0, MODEL), Span(0, 5, "POSTAL_CODE", 0.85, RULE)],
            [("53703", "POSTAL_CODE")],
        ),
        (
            'Ann "Bo" Lee  DOB', [Span(0, 17, "PERSON", 1.0, MODEL)], [('Ann "Bo" Lee', "PERSON"), ("DOB", "PERSON")],
        ),
        ('Bo" Lee (Ann', [Span(0, 12, "PERSON", 1.0, MODEL)], [("Bo", "PERSON"), ("Lee", "PERSON"), ("Ann", "PERSON")]),
        # no part of a longer word, no weak pattern, no day inside of a name
        ("x-53642", [Span(0, 7, "OTHER_ID", 1.0, MODEL), Span(2, 7, "POSTAL_CODE", 0.9, RULE)], [("x-53642", "OTHER_ID")]),
        ("AB 53642", [Span(0, 8, "OTHER_ID", 1.0, MODEL), Span(3, 8, "POSTAL_CODE", 0.6, RULE)], [("AB 53642", "OTHER_ID")]),
        (
            "4 May Street", [Span(0, 12, "STREET_ADDRESS", 1.0, MODEL), Span(0, 5, "DATE_TIME", 0.85, RULE)],
            [("4 May Street", "STREET_ADDRESS")],
        ),
        # what a rule found is never carved
        ("AB 53642", [Span(0, 8, "OTHER_ID", 0.9, RULE), Span(3, 8, "POSTAL_CODE", 0.9, RULE)], [("AB 53642", "OTHER_ID")]),
    ],
)  # fmt: skip
def test_what_has_a_form_is_carved_out_of_the_models_larger_span(
    text: str, spans: list[Span], expected: list[tuple[str, str]]
) -> None:
    assert [(text[span.start : span.end], span.label) for span in settled(text, spans)] == expected


@UNHURRIED
@given(
    st.lists(
        st.builds(
            lambda start, length, label, score, source: Span(start, min(start + length, 30), label, score, source),
            st.integers(0, 29), st.integers(1, 12), st.sampled_from(["PERSON", "PHONE_NUMBER", "DATE_TIME"]),
            st.sampled_from([0.5, 0.75, 1.0]), st.sampled_from([MODEL, RULE]),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_carving_covers_exactly_what_was_covered(spans: list[Span]) -> None:
    assert covered(carved("ab, 12 34;" * 3, spans)) == covered(spans)


# ---------------------------------------------------------------------------------------------------- ensemble
class Finds:
    """Finds one word everywhere."""

    def __init__(self, word: str, label: str, score: float = 0.9) -> None:
        self.name, self._word, self._label, self._score = word, word, label, score

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        return [
            [Span(at, at + len(self._word), self._label, self._score, self.name)]
            if (at := segment.text.find(self._word)) >= 0
            else []
            for segment in segments
        ]


def test_an_ensemble_is_a_recognizer_made_of_recognizers() -> None:
    inner = Ensemble([Finds("Megan", "PERSON"), Finds("Megan Donovan ", "PERSON", 0.8)])
    outer = Ensemble([Finds("Oslo", "CITY"), inner])
    segments = [Segment("Megan Donovan in Oslo"), Segment(""), Segment("Oslo")]
    assert outer.find(segments) == [
        [Span(0, 13, "PERSON", 0.9, "Megan"), Span(17, 21, "CITY", 0.9, "Oslo")],
        [],
        [Span(0, 4, "CITY", 0.9, "Oslo")],
    ]


def test_an_ensemble_of_none_finds_nothing() -> None:
    assert Ensemble([]).find([Segment("Megan"), Segment("x")]) == [[], []]
    assert Ensemble([Finds("x", "A")]).find([]) == []


def test_a_recognizer_that_loses_segments_is_refused() -> None:
    class Loses(Finds):
        def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
            return super().find(segments)[:-1]

    with pytest.raises(ValueError, match="zip"):
        Ensemble([Loses("x", "A")]).find([Segment("x"), Segment("y")])
