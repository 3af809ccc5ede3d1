"""Names of files and folders: where words meet, which suffix stays, and that no two paths become one."""

from __future__ import annotations

from pathlib import PurePosixPath as Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Span
from textsynth.entity import Mention
from textsynth.filenames import components, mentioned, plan, stem_segment, suffix, sure, treated
from textsynth.format import formats
from textsynth.pipeline import Pipeline
from textsynth.rewriting import Roster

UNHURRIED = settings(deadline=None, max_examples=40)

NAME = st.text(st.sampled_from("abAB.-_ 1"), min_size=1, max_size=6).filter(lambda name: name.strip(".") != "")
PATH = st.builds(lambda parts, end: Path(*parts[:-1], parts[-1] + end), st.lists(NAME, min_size=1, max_size=3),
                 st.sampled_from(["", ".txt", ".tar.gz", ".json"]))  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("notes.txt", ".txt"), ("NOTES.TXT", ".TXT"), ("a.tar.gz", ".tar.gz"), ("a.json.gz", ".json.gz"),
        ("megan.donovan.pdf", ".pdf"), ("megan.donovan", ""), ("minutes.kim", ""), ("a.03.18", ""), (".txt", ""),
        ("x", ""), ("a.b.c.txt.gz", ".txt.gz"), ("", ""),
    ],
)  # fmt: skip
def test_suffixes(name: str, expected: str) -> None:
    assert suffix(name) == expected


def test_every_suffix_of_a_format_is_known() -> None:
    for format in formats():
        for end in format.suffixes:
            assert suffix(f"megan.donovan{end}") == end


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Megan_Donovan-cv.pdf", "Megan Donovan cv"),
        ("megan.donovan.txt", "megan donovan"),
        ("DONOVAN-MEGAN.txt", "DONOVAN MEGAN"),
        ("visit_2024-03-18.txt", "visit 2024-03-18"),
        ("visit-2024-03-18.txt", "visit 2024-03-18"),
        ("HO-2026-2231.md", "HO-2026-2231"),
        ("call 555-0199", "call 555-0199"),
    ],
)
def test_words_are_searched_apart_and_numbers_whole(name: str, text: str) -> None:
    assert stem_segment(name).text == text
    assert stem_segment(name).role == "name"


@UNHURRIED
@given(NAME, st.sampled_from(["", ".txt", ".tar.gz"]))
def test_offsets_into_the_stem_are_offsets_into_the_name(name: str, end: str) -> None:
    text = stem_segment(name + end).text
    assert len(text) <= len(name + end)
    assert all(new in (old, " ") for new, old in zip(text, name + end, strict=False))


@UNHURRIED
@given(st.lists(PATH, max_size=8, unique=True).flatmap(lambda paths: st.tuples(
    st.just(paths),
    st.fixed_dictionaries({part: st.one_of(st.just(part), NAME.map(lambda new, part=part: new + suffix(part)))
                           for part in components(paths)}),
)))  # fmt: skip
def test_no_two_paths_become_one(case: tuple[list[Path], dict[str, str]]) -> None:
    paths, new = case
    out = plan(paths, new)
    assert set(out) == set(paths)
    places = [str(target).casefold() for target in out.values()]
    assert len(set(places)) == len(places)  # nor where case does not count
    folders = {str(folder).casefold() for target in out.values() for folder in target.parents}
    assert not folders & set(places)  # no file stands where a folder has to be
    for path, target in out.items():
        assert target.name.endswith(suffix(new[path.name]))
        assert [new[part] for part in path.parts[:-1]] == list(target.parts[:-1])


@UNHURRIED
@given(st.lists(PATH, max_size=6, unique=True).flatmap(lambda paths: st.tuples(st.just(paths), st.permutations(paths))))
def test_the_order_of_paths_does_not_matter(case: tuple[list[Path], list[Path]]) -> None:
    new = {part: part for part in components(case[0])}
    assert plan(case[0], new) == plan(case[1], new)


def test_what_stays_keeps_its_place() -> None:
    paths = [Path("carla.txt"), Path("megan.txt"), Path("x/megan.tar.gz"), Path("x/carla.tar.gz")]
    new = {"megan.txt": "carla.txt", "megan.tar.gz": "carla.tar.gz"}
    out = plan(paths, {part: new.get(part, part) for part in components(paths)})
    assert out[Path("carla.txt")] == Path("carla.txt")
    assert out[Path("megan.txt")] == Path("carla-2.txt")
    assert out[Path("x/megan.tar.gz")] == Path("x/carla-2.tar.gz")


def test_components_are_distinct_and_sorted() -> None:
    assert components([Path("b/a"), Path("a/b/c")]) == ["a", "b", "c"]


def test_what_a_file_holds_is_found_in_its_path() -> None:
    person, other = Mention("PERSON", "Megan Donovan"), Mention("PERSON", "Ruth Adeyemi")
    found = mentioned(Path("clients/megan_donovan/notes.txt"), [person, other])
    assert [mention.label for mention in found] == ["PERSON"]
    assert found[0].text == "megan donovan"
    assert mentioned(Path("HO-2026-2231.md"), [Mention("OTHER_ID", "HO-2026-2231")]) == [
        Mention("OTHER_ID", "HO-2026-2231")
    ]


def test_a_person_needs_a_known_name() -> None:
    segment = stem_segment("invoice Megan Donovan.pdf")
    name, word = Span(8, 21, "PERSON", 0.9, "model"), Span(0, 7, "PERSON", 0.9, "model")
    assert sure(segment, [word, name]) == [name]
    assert sure(segment, [Span(0, 7, "ORGANIZATION", 0.9, "model"), Span(0, 7, "US_SSN", 0.9, "us_ssn")]) == [
        Span(0, 7, "US_SSN", 0.9, "us_ssn")
    ]


def test_treated_names_keep_suffix_and_separators(rules: Pipeline) -> None:
    names = ["Megan_Donovan.txt", "budget.txt", "notes"]
    found = [[Span(0, 13, "PERSON", 0.9, "model")], [], []]
    roster = Roster()
    roster.add([stem_segment(name) for name in names], found)
    new = treated(names, found, rules.rewriter(roster, "filenames"))
    assert new["budget.txt"] == "budget.txt"
    assert new["notes"] == "notes"
    changed = new["Megan_Donovan.txt"]
    assert changed.endswith(".txt")
    assert "_" in changed
    assert " " not in changed
    assert "Megan" not in changed
    assert "Donovan" not in changed
