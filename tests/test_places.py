"""Which places are states and countries."""

from __future__ import annotations

import pytest

from textsynth.labels import LABELS
from textsynth.places import is_state, refined


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
