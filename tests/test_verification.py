"""What was written is searched for every distinctive original, however it is written there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.entity import Mention
from textsynth.verification import Originals, forms, normal, residue

UNHURRIED = settings(deadline=None, max_examples=100)

MEGAN = Mention("PERSON", "Megan Donovan")
SSN = Mention("US_SSN", "536-22-8710")
FIRM = Mention("ORGANIZATION", "Halvorsen Pike LLP")
STREET = Mention("STREET_ADDRESS", "12 Elm Street")
ALL = [MEGAN, SSN, FIRM, STREET]


def left(text: str, *explained: str, mentions: list[Mention] = ALL) -> list[Mention]:
    return residue(Originals(mentions), [text], explained)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("by Megan Donovan.", MEGAN), ("MEGAN DONOVAN", MEGAN), ("megan_donovan", MEGAN), ("Donovan", MEGAN), ("Megan", MEGAN),
        ("Mégan", MEGAN), ("x@donovan.com", MEGAN), ("<b>Donovan</b>", MEGAN), ("donovan2", MEGAN),
        ("Halvorsen\r\n  Pike\tLLP", FIRM), ("HALVORSEN PIKE LLP", FIRM), ("12\nelm  street", STREET),
        ("536-22-8710", SSN), ("536228710", SSN), ('"ssn":"536228710"', SSN),
    ],
)  # fmt: skip
def test_what_is_left_is_found(text: str, mention: Mention) -> None:
    assert left(text) == [mention]
    assert left(f"{text} and more") == [mention]


@pytest.mark.parametrize(
    "text",
    ["", "Donovans", "Meganne", "5362287101", "1536-22-8710", "Halvorsen", "Pike LLP", "112 Elm Street", "Carla"],
)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert left(text) == []


@pytest.mark.parametrize(
    "mention",
    [
        Mention("DATE_TIME", "2024"), Mention("DATE_TIME", "1999"), Mention("PERSON", "Will"), Mention("AGE", "47"),
        Mention("ORGANIZATION", "Invoice"), Mention("OTHER_ID", "4821"), Mention("PERSON", "Al"), Mention("OTHER_ID", "-----"),
        Mention("CARD_SECURITY_CODE", "00000"),
    ],
)  # fmt: skip
def test_what_is_not_distinctive_is_not_looked_for(mention: Mention) -> None:
    assert forms(mention) == set()
    assert not len(Originals([mention]))
    assert left(f"so {mention.text} it is", mentions=[mention]) == []


def test_what_a_surrogate_or_the_user_explains_may_stand() -> None:
    assert left("Megan Fox", "Megan Fox") == []
    assert left("Megan Donovan", "Megan Fox") == [MEGAN]  # her family name is not explained
    assert left("megan fox", "MEGAN") == []
    assert left("536228710", "536-22-8710") == []  # in whatever form


def test_every_original_is_reported_once_and_in_order() -> None:
    text = "Donovan 536-22-8710 Megan Donovan Halvorsen Pike LLP"
    assert left(text) == sorted([MEGAN, SSN, FIRM])
    assert residue(Originals(ALL[::-1]), [text, text], []) == sorted([MEGAN, SSN, FIRM])
    assert residue(Originals(ALL), ["Megan", "536-22", "-8710"], []) == [MEGAN]  # texts are not joined


def test_nothing_to_look_for() -> None:
    assert residue(Originals([]), ["Megan Donovan"], []) == []


NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@UNHURRIED
@given(NOISE, NOISE, st.sampled_from(ALL), st.sampled_from([str, str.upper, str.lower, str.title]))
def test_a_planted_original_is_found_in_any_text(before: str, after: str, mention: Mention, write: type[str]) -> None:
    text = write(mention.text)
    assert mention in left(f"{before} {text} {after}")
    assert mention in left(f"{before}\n{text.replace(' ', chr(10))}\n{after}")
    assert mention not in left(f"{before} {text} {after}", mention.text, *mention.text.split(), mentions=[mention])


@UNHURRIED
@given(NOISE)
def test_normal_text_stays_normal(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert normal(text) == normal(f" {text}\n")


def test_the_text_of_originals_does_not_show() -> None:
    assert "Megan" not in repr(Originals(ALL))
    assert "Megan" not in repr(left("Megan"))
