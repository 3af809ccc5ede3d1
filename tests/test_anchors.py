"""Whatever is skipped on the way, what is found is what a search everywhere finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.anchors import Scout, anchors, matches
from textsynth.beginnings import shapes, words
from textsynth.detection import bundled_recognizers
from textsynth.document import Segment, Span
from textsynth.recognizer import SMALL, PatternRecognizer, Patterns

RECOGNIZERS = [r for r in bundled_recognizers() if isinstance(r, PatternRecognizer)]
TOGETHER = Patterns(RECOGNIZERS)
TOGETHER.find([Segment("a" * SMALL)])  # from here on it is ready
TEXTS = [e.replace("«", "").replace("»", "") for r in RECOGNIZERS for e in (*r.examples, *r.counterexamples)]
FIXTURES = sorted(
    p
    for p in (Path(__file__).parent.parent / "fixtures" / "inbox").rglob("*")
    if p.suffix in (".txt", ".md", ".eml", ".json", ".csv")
)

# One for each construct that is read, and some that are not.
EXPRESSIONS = (
    r"cat|dog", r"(?i:cat|kilo|site)\d", r"(?i)Straße \d+", r"[^\W\d_]{2}-\d", r"(?<![\w.])\d{2,4}-\d", r"(?<!\d|,)0x[0-9a-f]+",
    r"(?<=no\. )\d+", r"\d(?=%)", r"a*b", r"(?:ab)+c", r"(?:ab){2,}?c", r"x{,3}y", r"[]a]b", r"[^]a]\]", r"[a-c-]z", r"[à-ü]x",
    r"(a|b)\1", r"(?P<n>a|bc)d", r"(?>a+)b", r"a++b", r"\bword\b", r"^line", r"(?:^|\n)a", r".x", r"\S+@\S+", r"\s\d\s",
    r"\W\w\D", r"\p{Lu}\p{Ll}+", r"(?i:\p{Lu}b)", r"xab?", r"word+d", r"\u00e9t", r"[\u00e9-\u00ef]t",
    r"", r"a?", r"(?:a|)b", r"(?:)", r"\x41b", r"(?x) a b",
    r"(?:abc){e<=1}", r"(?i:ab(?-i:Cd))e", r"(?:a|b(?:c|d(?!e)))f", r"-{2,}|={3}", r"[[]a", r"a.{0,3}b", r"\t\n?x",
    r"(?<!(?:a|b)c)d", r"(?<![^\W_])(?i:is)k", r"(?i:[a-z]{2}[^a-z]x)", r"\\[nt]", r"\.\d",
    r"(?:(?:a|b)c){1,3}d", r"(?:a[bc]?){2}d",
)  # fmt: skip
LETTERS = "abcdexyzABCDkKisSI019 .,-@:%=|\\[]()\n\tßéÉàüſ\u212aİı٣\u00a0\u2003’é中wordline"


def everywhere(pattern: str, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in regex.finditer(pattern, text)]


def at_anchors(pattern: str, text: str) -> list[tuple[int, int]]:
    places = Scout([(pattern, False)]).places(text)
    return [m.span() for m in matches(regex.compile(pattern), text, places[0])] if 0 in places else []


def separately(segment: Segment) -> list[Span]:
    return sorted((span for r in RECOGNIZERS for span in r.find([segment])[0]), key=repr)


def together(segment: Segment) -> list[Span]:
    return sorted(TOGETHER.find([segment])[0], key=repr)


@pytest.mark.parametrize("pattern", EXPRESSIONS)
def test_an_expression_is_found_at_its_anchors(pattern: str) -> None:
    @given(st.text(st.sampled_from(LETTERS), max_size=12))
    @settings(max_examples=150, deadline=None)
    def law(text: str) -> None:
        assert at_anchors(pattern, text) == everywhere(pattern, text)

    law()


ATOMS = ("a", "B", "[ab]", "[^k]", r"\d", r"\w", r"\W", "(?:a|bc)", "(?i:ks)", "-", "ß", "(?=a)", "(?<!b)", "(?<=-)")
SIGNS = ("", "?", "+", "*", "{2}", "{1,3}", "{0,2}?")


@given(
    st.lists(st.sampled_from(ATOMS), max_size=6),
    st.lists(st.sampled_from(SIGNS), min_size=6, max_size=6),
    st.text(st.sampled_from("abcBkKs1-ß ſ"), max_size=14),
)
@settings(max_examples=400, deadline=None)
def test_made_up_expressions_are_found_at_their_anchors(atoms: list[str], signs: list[str], text: str) -> None:
    pattern = "".join(
        atom + ("" if atom.startswith(("(?=", "(?<")) else sign) for atom, sign in zip(atoms, signs, strict=False)
    )
    if not regex.fullmatch(pattern, ""):  # what matches nothing at all has no anchors
        assert at_anchors(pattern, text) == everywhere(pattern, text)


def test_no_letter_has_a_case_that_is_forgotten() -> None:
    """Every character that ``regex`` takes for an ASCII letter in another case belongs to a kind that its beginnings name."""
    others = "".join(map(chr, range(128, 0xD800)))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        found = anchors(f"(?i:{letter}x1)", [words()]).begin
        assert found is not None
        for other in regex.findall(f"(?i:{letter})", others):
            assert f"{other}x1".translate(found.alphabet) in found.texts


def test_kinds_follow_the_classes_of_regex() -> None:
    for alphabet in (words(), shapes()):
        for code in [*range(0x3100), 0x10D40, 0x1D7CE]:
            assert (chr(code).translate(alphabet) == "0") == bool(regex.match(r"\d", chr(code)))
            assert (chr(code).translate(alphabet) == " ") == bool(regex.match(r"\s", chr(code)))


def test_most_recognizers_have_anchors() -> None:
    """What a new recognizer must not lose unnoticed: a pattern that may match anywhere makes every text slow."""
    alphabets = words(), shapes()
    found = [anchors(r.pattern, alphabets, r.ignore_case) for r in RECOGNIZERS]
    assert sum(not (a.begin or a.needed) for a in found) <= 2


def test_recognizers_together_find_what_each_finds() -> None:
    for text in TEXTS:
        assert together(Segment(text)) == separately(Segment(text)), text
    joined = Segment("\n".join(TEXTS), "card_number")
    assert together(joined) == separately(joined)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.name)
def test_recognizers_together_find_what_each_finds_in_files(path: Path) -> None:
    segment = Segment(path.read_text("utf-8", "replace"))
    assert together(segment) == separately(segment)


@given(
    st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=8), st.text("aZ 0-.:@#/", max_size=8)), max_size=4),
    st.sampled_from(("", "ssn", "car")),
)
@settings(max_examples=60, deadline=None)
def test_recognizers_together_find_what_each_finds_in_any_text(pieces: list[str], hint: str) -> None:
    segment = Segment("".join(pieces), hint)
    assert together(segment) == separately(segment)
