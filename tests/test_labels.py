"""What the labels are, and what others call them."""

from __future__ import annotations

import pytest

from textsynth import labels
from textsynth.labels import DIRECT, KEPT, LABELS, OTHER_NAMES, ours


def test_groups_are_disjoint_and_make_up_all() -> None:
    groups = [labels.NAMES, labels.PLACES, labels.DATES, labels.CONTACTS, labels.NUMBERS, labels.SECRETS]
    assert sum(map(len, groups)) + len({"ORGANIZATION", "NRP"}) == len(LABELS)


def test_direct_and_kept_are_labels() -> None:
    assert DIRECT < LABELS
    assert KEPT < LABELS
    assert not DIRECT & KEPT
    assert {"PERSON", "US_SSN", "EMAIL_ADDRESS", "STREET_ADDRESS", "DATE_OF_BIRTH", "PASSWORD"} <= DIRECT
    assert not {"CITY", "DATE_TIME", "AGE", "ORGANIZATION", "URL"} & DIRECT


def test_other_names_stand_for_ours() -> None:
    for name, meant in OTHER_NAMES.items():
        assert meant
        assert meant <= LABELS, name


@pytest.mark.parametrize("label", sorted(LABELS))
def test_our_names_stand_for_themselves(label: str) -> None:
    assert ours(label) == {label}
    assert label in ours(label, coarse=True)


def test_a_coarse_location_is_any_place_but_a_street() -> None:
    assert ours("LOCATION", coarse=True) == {"CITY", "STATE", "COUNTRY", "LOCATION"}
    assert ours("GPE") == ours("LOCATION", coarse=True)


def test_names_of_the_users_own_stand_for_themselves() -> None:
    assert ours("PROJECT") == ours("PROJECT", coarse=True) == {"PROJECT"}


def test_labels_cannot_be_changed() -> None:
    for group in (LABELS, DIRECT, KEPT, labels.NUMBERS, labels.COARSE_LOCATION):
        assert isinstance(group, frozenset)
