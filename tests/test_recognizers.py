"""The contract that every bundled recognizer keeps: its examples, its counterexamples, its surrogates, its speed.

An example is the bare value, or a text in which every value to be found stands between « and ».
"""

from __future__ import annotations

import re
import time
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Segment, Span
from textsynth.draw import Draw
from textsynth.labels import LABELS
from textsynth.plugins import modules

MODULES = tuple(modules("textsynth.recognizers"))


def recognizers_of(module: ModuleType) -> tuple[Any, ...]:
    return tuple(module.recognizers) if hasattr(module, "recognizers") else (module.recognizer,)


RECOGNIZERS = tuple(recognizer for module in MODULES for recognizer in recognizers_of(module))
EXAMPLES = [(recognizer, example) for recognizer in RECOGNIZERS for example in recognizer.examples]
COUNTEREXAMPLES = [(recognizer, example) for recognizer in RECOGNIZERS for example in recognizer.counterexamples]
FAKES = [recognizer for recognizer in RECOGNIZERS if recognizer.fake is not None]


def marked(example: str) -> tuple[str, list[str]]:
    """Return the text of an example and the values that are to be found in it."""
    values = re.findall("«(.*?)»", example, re.DOTALL)
    return (example.replace("«", "").replace("»", ""), values) if values else (example, [example])


def confident(recognizer: Any, text: str, hint: str = "") -> list[Span]:
    return [span for span in recognizer.find([Segment(text, hint)])[0] if span.score >= 0.5]


def found(recognizer: Any, text: str, hint: str = "") -> list[str]:
    return [text[span.start : span.end] for span in confident(recognizer, text, hint)]


def spans(text: str, hint: str = "") -> set[tuple[str, str]]:
    """Return what all recognizers together find, as pairs of label and text."""
    return {(r.label, value) for r in RECOGNIZERS for value in found(r, text, hint)}


def shape(text: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "0", text))


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda r: r.name)
def test_every_recognizer_says_what_it_is(recognizer: Any) -> None:
    assert recognizer.label in LABELS
    assert len(recognizer.examples) >= 6
    assert len(recognizer.counterexamples) >= 6


def test_names_are_unique_and_modules_documented() -> None:
    names = [recognizer.name for recognizer in RECOGNIZERS]
    assert len(names) == len(set(names))
    assert all(module.__doc__ for module in MODULES)


@pytest.mark.parametrize(("recognizer", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", None))
def test_examples_are_found_whole(recognizer: Any, example: str) -> None:
    text, values = marked(example)
    assert found(recognizer, text) == values


@pytest.mark.parametrize(("recognizer", "example"), COUNTEREXAMPLES, ids=lambda value: getattr(value, "name", None))
def test_counterexamples_are_not_found(recognizer: Any, example: str) -> None:
    assert found(recognizer, example) == []


@pytest.mark.parametrize("recognizer", FAKES, ids=lambda r: r.name)
def test_fakes_differ_keep_the_format_and_are_found_again(recognizer: Any) -> None:
    for example in recognizer.examples:
        text, values = marked(example)
        for number in range(5):
            fakes = [recognizer.fake(value, Draw(b"key", str(number))) for value in values]
            assert fakes == [recognizer.fake(value, Draw(b"key", str(number))) for value in values]
            other = text
            for value, fake in zip(values, fakes, strict=True):
                assert fake != value
                assert shape(fake) == shape(value) or recognizer.label in ("IP_ADDRESS", "MAC_ADDRESS")
                other = other.replace(value, fake)
            assert found(recognizer, other) == fakes


@given(st.text(max_size=40), st.sampled_from(FAKES))
@settings(max_examples=300, deadline=None)
def test_fakes_take_any_text(text: str, recognizer: Any) -> None:
    fake = recognizer.fake(text, Draw(b"key", text))
    assert fake != text or not any(character.isdecimal() or character.isalpha() for character in text)


@given(st.text(alphabet="aA1. -:#@/«»\n+()MRNssn", max_size=60), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_and_have_no_blank_ends(text: str, more: str) -> None:
    segment = Segment(text + more)
    for recognizer in RECOGNIZERS:
        for span in recognizer.find([segment])[0]:
            value = segment.text[span.start : span.end]
            assert 0 <= span.start < span.end <= len(segment.text)
            assert value == value.strip()
            assert 0 <= span.score <= 1


HOSTILE = (
    "a", "1", "1 ", "-", "@", " ", "a.", "1.", "1-", "A1", "A ", "Aa ", "a@", "a@a.", "(", "+1 ", "http://",
    "://", ":", "a:", "card ", "0 ", "12/", "www.", "=", "'", "a'", "_", "A1 ", "policy no. ", "born ",
    "key=", "1 Aa ", "St ", "\n", "\t", "x-", "ab cd ", "é", "%40", "a%40", "Rue de ", "March ", "2026-",
    ". ", "123 Aa Aa ", "pw is ", "eyJ", "«", "|", "| ", "\\", "a\\", "0a", ":a", "1:", "....", "MRN ",
    "im ", "password ",
)  # fmt: skip


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda r: r.name)
def test_no_text_makes_a_recognizer_slow(recognizer: Any) -> None:
    """Eight times the text takes far less than the 64 times that a quadratic pattern would."""
    for unit in HOSTILE:
        short, long = (measured(recognizer, unit * (size // len(unit))) for size in (2_500, 20_000))
        if long > 0.05 and long > 24 * short:  # noise of a busy machine: once more
            short, long = (measured(recognizer, unit * (size // len(unit))) for size in (2_500, 20_000))
        assert long < 0.05 or long < 24 * short, unit


def measured(recognizer: Any, text: str) -> float:
    recognizer.find([Segment("warm")])
    start = time.perf_counter()
    recognizer.find([Segment(text)])
    return time.perf_counter() - start
