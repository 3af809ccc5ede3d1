"""A value found once is found everywhere, in every variant of it, and only where it can mean nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Segment
from textsynth.entity import Mention
from textsynth.propagation import Propagation, distinctive, fold, squeezed, starts_sentence, without_separators

UNHURRIED = settings(deadline=None, max_examples=100)


def found(mention: Mention | list[Mention], text: str) -> list[tuple[str, str]]:
    mentions = [mention] if isinstance(mention, Mention) else mention
    (spans,) = Propagation(mentions).find([Segment(text)])
    return [(text[span.start : span.end], span.label) for span in sorted(spans, key=lambda span: span.start)]


def words(mention: Mention | list[Mention], text: str) -> list[str]:
    return [word for word, _ in found(mention, text)]


MEGAN = Mention("PERSON", "Megan Donovan")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so Megan Donovan said", ["Megan Donovan"]),
        ("MEGAN DONOVAN", ["MEGAN DONOVAN"]),
        ("megan donovan", ["megan donovan"]),
        ("Donovan, Megan", ["Donovan", "Megan"]),
        ("Ms Donovan’s car", ["Donovan"]),
        ("Megan\r\n  Donovan", ["Megan\r\n  Donovan"]),
        ("notes_donovan_2", ["donovan"]),
        ("donovan2", ["donovan"]),
        ("Donovans and Meganne", []),
        ("", []),
    ],
)
def test_a_person(text: str, expected: list[str]) -> None:
    assert words(MEGAN, text) == expected


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("Sean D’Amore", "sean d'amore"), ("Sean D'Amore", "Sean D’Amore"), ("Zoë Wójcik", "Zoe Wojcik"),
        ("Zoe Wojcik", "ZOË WÓJCIK"), ("İpek Yılmaz", "Ipek Yilmaz"), ("Halvorsen\nPike", "Halvorsen Pike"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(known: str, text: str) -> None:
    assert words(Mention("PERSON", known), f"so {text}, then") == [text]


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        (
            "Will Rose",
            "So Will came. Will you come? I will.",
            ["Will"],
        ),  # only with its capital, and inside of a sentence
        ("Will Rose", "a ROSE, a rose, and Rose", ["Rose"]),
        ("Will Rose", "will rose", []),
        ("Rose", "Rose said: Rose\nRose. “Rose” and Rose", ["Rose"]),
        ("Jan van der Berg", "the van der of Berg", ["Berg"]),
        ("J. K. Adeyemi", "J. and K. by Adeyemi", ["Adeyemi"]),
        ("Mary-Jane O'Brien", "Mary and Jane met Mary-Jane and O'Brien", ["Mary-Jane", "O'Brien"]),
    ],
)
def test_care_with_names(known: str, text: str, expected: list[str]) -> None:
    assert words(Mention("PERSON", known), text) == expected


@pytest.mark.parametrize(
    ("mention", "text", "expected"),
    [
        (Mention("CITY", "Reading"), "I was reading in Reading. Reading is", ["Reading"]),
        (Mention("CITY", "Oslo"), "in Oslo or OSLO or oslo", ["Oslo", "OSLO", "oslo"]),
        (Mention("CITY", "Mobile"), "in Mobile, on a mobile", ["Mobile"]),
        (Mention("PERSON", "Tom"), "so Tom said a tom, TOM", ["Tom"]),
        (Mention("PERSON", "Zoë"), "Zoe said zoë, Zoë", ["Zoë"]),
        (Mention("PERSON", "Jan"), "in Jan", []),
        (Mention("ORGANIZATION", "Halvorsen & Pike LLP"), "at H&P, h&p, HP", ["H&P"]),
        (Mention("ORGANIZATION", "Prairie Mutual Insurance Company"), "PMIC or PMI, pmi", ["PMIC", "PMI"]),
        (Mention("ORGANIZATION", "Central Area Rentals"), "a CAR", []),
        (Mention("ORGANIZATION", "Bank"), "Bank: the Bank, a bank", ["Bank"]),
        (Mention("ORGANIZATION", "Halvorsen Pike LLP"), "HALVORSEN\nPIKE LLP, Halvorsen", ["HALVORSEN\nPIKE LLP"]),
        (Mention("EMAIL_ADDRESS", "mdonovan@x.com"), "MDONOVAN@X.COM and mdonovan", ["MDONOVAN@X.COM", "mdonovan"]),
        (Mention("EMAIL_ADDRESS", "support@x.com"), "our support is support@x.com", ["support@x.com"]),
        (Mention("EMAIL_ADDRESS", "rose@x.com"), "a rose", []),
        (Mention("US_SSN", "536-22-8710"), "536-22-8710 or 536228710", ["536-22-8710", "536228710"]),
        (Mention("PHONE_NUMBER", "(414) 617-8842"), "414 or 4146178842 or (414)\n617-8842", ["4146178842", "(414)\n617-8842"]),
        (Mention("OTHER_ID", "48213"), "48213, 148213, 482130", ["48213"]),
    ],
)  # fmt: skip
def test_other_values(mention: Mention, text: str, expected: list[str]) -> None:
    assert words(mention, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Initials: MRS, MRK", ["MRK"]), ("initialled ABK / MRK.", ["MRK"]), ("Thanks\n- MRK", ["MRK"]), ("Dict: MRK", ["MRK"]),
        ("signed M.R.K.", ["M.R.K."]), ("MRK: on my way", ["MRK"]), ("MRK to countersign", ["MRK"]),
        ("the MRK rule", []), ("mrk", []), ("see MRK and so on", []),
    ],
)  # fmt: skip
def test_initials_of_known_people_where_someone_signs(text: str, expected: list[str]) -> None:
    assert words(Mention("PERSON", "Megan R. Kowal"), text) == expected


def test_initials_that_mean_something_else_never_travel() -> None:
    assert words(Mention("PERSON", "Megan Donovan"), "signed by MD") == []
    assert words(Mention("PERSON", "Megan Donovan"), "signed M.D.") == ["M.D."]


@pytest.mark.parametrize(
    "mention",
    [
        Mention("AGE", "47"), Mention("AGE", "47 years old"), Mention("OTHER_ID", "4821"), Mention("ACCOUNT_NUMBER", "12-34"),
        Mention("DATE_TIME", "2024-03-18"), Mention("PHONE_NUMBER", "11111"), Mention("NRP", "Norwegian"),
        Mention("STATE", "Wisconsin"), Mention("COUNTRY", "Norway"), Mention("USERNAME", "invoice"), Mention("PERSON", "Al"),
    ],
)  # fmt: skip
def test_what_never_travels(mention: Mention) -> None:
    assert words(mention, f"so {mention.text} and {mention.text.replace('-', '')}") == []


def test_the_longest_wins_and_labels_travel() -> None:
    known = [MEGAN, Mention("EMAIL_ADDRESS", "megan.donovan@x.com"), Mention("CITY", "Trondheim")]
    text = "megan.donovan@x.com is Megan Donovan of Trondheim"
    assert found(known, text) == [
        ("megan.donovan@x.com", "EMAIL_ADDRESS"), ("Megan Donovan", "PERSON"), ("Trondheim", "CITY"),
    ]  # fmt: skip


def test_order_of_mentions_does_not_matter() -> None:
    known = [
        MEGAN,
        Mention("CITY", "Donovan"),
        Mention("ORGANIZATION", "Megan Donovan"),
        Mention("PERSON", "Rose Will"),
    ]
    text = "a Donovan, a Megan Donovan, a Rose"
    assert found(known, text) == found(known[::-1], text)


def test_nothing_known_finds_nothing() -> None:
    assert Propagation([]).find([Segment("Megan"), Segment("")]) == [[], []]


@UNHURRIED
@given(st.text(st.sampled_from(" \n.,Ax1'")), st.text(st.sampled_from(" \n.,Ax1'")))
def test_every_whole_word_occurrence_is_found(before: str, after: str) -> None:
    text = f"{before} Megan Donovan {after}"
    assert "Megan Donovan" in words(MEGAN, text)


@UNHURRIED
@given(st.text(max_size=40), st.sampled_from(["Megan Donovan", "Straße Nord", "İpek Åse"]))
def test_spans_are_disjoint_and_hold_the_value(noise: str, name: str) -> None:
    text = f"{noise} {name.upper() if len(name.upper()) == len(name) else name} {noise}{name}"
    (spans,) = Propagation([Mention("PERSON", name)]).find([Segment(text)])
    ordered = sorted(spans, key=lambda span: span.start)
    assert all(one.end <= other.start for one, other in pairwise(ordered))
    parts = {fold(part) for part in [name, *name.split()]}
    assert all(" ".join(fold(text[s.start : s.end]).split()) in parts for s in ordered)


# ---------------------------------------------------------------------------------------------------- its pieces
@UNHURRIED
@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@UNHURRIED
@given(st.text(st.sampled_from("aÉ \n\t\u00a0’")))
def test_squeezing_leaves_single_blanks_and_true_offsets(text: str) -> None:
    squeezed_text, offsets = squeezed(text)
    assert squeezed_text.split() == fold(text).split()
    assert "  " not in squeezed_text
    assert len(offsets) == len(squeezed_text)
    for character, offset in zip(squeezed_text, offsets, strict=True):
        assert character == fold(text)[offset] or (character == " " and text[offset].isspace())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48213", True),
        ("4821", False),
        ("1-2-3-4-5", True),
        ("11111", False),
        ("Invoice", False),
        ("Donovan", True),
        ("", False),
    ],
)
def test_distinctive(text: str, expected: bool) -> None:
    assert distinctive(text) is expected


def test_short_numbers_keep_their_separators() -> None:
    assert without_separators(Mention("OTHER_ID", "12-3456")) == ""
    assert without_separators(Mention("OTHER_ID", "12-34567")) == "1234567"
    assert without_separators(Mention("PERSON", "12-34567")) == ""


@pytest.mark.parametrize("before", ["", "So. ", "What? ", "a\n", "> ", "said: “", "\t", "* "])
def test_where_sentences_start(before: str) -> None:
    assert starts_sentence(f"{before}Rose", len(before))
    assert not starts_sentence(f"{before}a Rose", len(before) + 2)
