"""Which places are states and countries, and what an address that was found as one consists of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Span
from textsynth.labels import LABELS
from textsynth.places import divided, is_state, refined


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Wisconsin", "STATE"), ("WISCONSIN", "STATE"), (" new jersey ", "STATE"), ("TX", "STATE"), ("Calif.", "STATE"),
        ("Ontario", "STATE"), ("NSW", "STATE"), ("Norway", "COUNTRY"), ("USA", "COUNTRY"), ("U.S.", "COUNTRY"),
        ("the Netherlands", "COUNTRY"), ("Türkiye", "COUNTRY"), ("Oslo", "CITY"), ("New York", "LOCATION"),
        ("Washington", "CITY"), ("", "LOCATION"),
        ("in", "LOCATION"), ("or", "LOCATION"), ("me", "LOCATION"), ("Texas Road", "LOCATION"),
    ],
)  # fmt: skip
def test_a_location_becomes_what_it_surely_is(text: str, label: str) -> None:
    assert refined("LOCATION", text) == label
    assert refined("CITY", text) == ("CITY" if label == "LOCATION" else label)


@pytest.mark.parametrize("label", sorted(LABELS - {"LOCATION", "CITY", "ORGANIZATION"}))
def test_other_labels_stay(label: str) -> None:
    assert refined(label, "Wisconsin") == refined(label, "France") == label


def test_abbreviations_need_capitals() -> None:
    assert is_state("OR")
    assert not is_state("or")
    assert not is_state("")


def parts(label: str, text: str, source: str = "model") -> list[tuple[str, str]]:
    found = divided(text, Span(0, len(text), label, 0.9, source))
    return [(text[part.start : part.end], part.label) for part in found]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("LOCATION", "Madison, WI 53703", [("Madison", "CITY"), ("WI", "STATE"), ("53703", "POSTAL_CODE")]),
        ("CITY", "Madison, WI", [("Madison", "CITY"), ("WI", "STATE")]),
        ("POSTAL_CODE", "WI 53703-1204", [("WI", "STATE"), ("53703-1204", "POSTAL_CODE")]),
        ("CITY", "WI", [("WI", "STATE")]),
        (
            "STREET_ADDRESS", "12 Main Street\nBoston, Massachusetts 02110, USA",
            [("12 Main Street", "STREET_ADDRESS"), ("Boston", "CITY"), ("Massachusetts", "STATE"), ("02110", "POSTAL_CODE"),
             ("USA", "COUNTRY")],
        ),
        (
            "STREET_ADDRESS", "99 Oak Ave, Apt 3, Albany, New York 12207",
            [("99 Oak Ave, Apt 3", "STREET_ADDRESS"), ("Albany", "CITY"), ("New York", "STATE"), ("12207", "POSTAL_CODE")],
        ),
        ("LOCATION", "Mayo Clinic, Rochester, MN", [("Mayo Clinic", "LOCATION"), ("Rochester", "CITY"), ("MN", "STATE")]),
        ("LOCATION", "Paris, France", [("Paris", "CITY"), ("France", "COUNTRY")]),
        ("LOCATION", "France", [("France", "COUNTRY")]),
        ("STREET_ADDRESS", "4 Elm St, Apt 3", [("4 Elm St, Apt 3", "STREET_ADDRESS")]),
        ("POSTAL_CODE", "53703", [("53703", "POSTAL_CODE")]),
        ("ORGANIZATION", "Boston, MA", [("Boston, MA", "ORGANIZATION")]),
    ],
)  # fmt: skip
def test_an_address_falls_into_its_places(label: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(label, text) == expected


def test_what_a_field_or_its_user_says_is_not_divided() -> None:
    assert parts("STREET_ADDRESS", "12 Main Street, Boston, MA 02110", "field") == [
        ("12 Main Street, Boston, MA 02110", "STREET_ADDRESS")
    ]


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(["12", "Main", "Street", "Boston", "MA", "02110", "USA", ",", "\n", " ", "New York"]),
        max_size=9,
        unique=True,
    )
)
def test_dividing_uncovers_no_letter_or_digit_and_once_is_enough(words: list[str]) -> None:
    text = " ".join(words)
    found = divided(text, Span(0, len(text), "STREET_ADDRESS", 0.9, "model"))
    covered = [at for part in found for at in range(part.start, part.end)]
    assert len(covered) == len(set(covered))
    assert {at for at in range(len(text)) if text[at].isalnum()} <= set(covered)
    assert all(len(divided(text, part)) == 1 for part in found if part.label != "STREET_ADDRESS")
