"""Draws depend on what they are about and on nothing else, and they never change: the vectors here must hold for ever."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.draw import Draw, derive, same_shape

UNHURRIED = settings(deadline=None, max_examples=100)

KEY = b"key"


def test_vectors_of_draws() -> None:
    draw = Draw(KEY, "family", "smith")
    assert [draw.below(100) for _ in range(10)] == [53, 6, 69, 64, 75, 34, 45, 69, 11, 37]
    draw = Draw(KEY, "family", "smith")
    assert [draw.below(n) for n in (1, 2, 3, 256, 257, 65536, 10**12)] == [0, 0, 0, 164, 50, 11689, 479056181533]
    assert Draw(KEY, "a").digits(20) == "34254942170162314216"
    assert Draw(KEY, "a").choice("abcdefgh") == "b"
    assert Draw(KEY, "a").of("b").below(10**9) == 562514607
    assert Draw(b"k" * 32).below(10**9) == 458828905
    assert same_shape("AB-0123 xyz É9", Draw(KEY, "shape")) == "IM-3603 pcg L6"


def test_vectors_of_keys() -> None:
    assert derive(KEY).hex() == "5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0"
    assert derive(KEY, "a", "b").hex() == "8b441ffc7669a9a6d760046c4020f3efb9add4d813abcd244e4849f970e6ea05"
    assert derive(KEY, "ab").hex() == "84f976e81364b98061972a7a6aad08d429f2a34d6abaa4926c2c582d8020ab11"


def test_another_process_draws_the_same() -> None:
    code = "from textsynth.draw import Draw; print(Draw(b'key', 'Zoë').digits(30))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert out == Draw(KEY, "Zoë").digits(30)


WORDS = st.lists(st.text(max_size=4), max_size=4)


@UNHURRIED
@given(WORDS, WORDS)
def test_different_words_never_share_a_key(one: list[str], other: list[str]) -> None:
    assert (derive(KEY, *one) == derive(KEY, *other)) == (one == other)


@UNHURRIED
@given(st.binary(max_size=40), st.binary(max_size=40))
def test_another_key_draws_otherwise(one: bytes, other: bytes) -> None:
    if Draw(one, "x").below(2**64) == Draw(other, "x").below(2**64):
        assert one.rstrip(b"\0") == other.rstrip(b"\0")  # HMAC pads keys with zeros


def test_lone_surrogates_are_words_too() -> None:
    assert derive(KEY, "\ud800") != derive(KEY, "\ud801")


@UNHURRIED
@given(st.text(max_size=5), st.text(max_size=5), st.integers(0, 50))
def test_what_was_drawn_before_does_not_matter_to_narrower_draws(about: str, narrower: str, before: int) -> None:
    fresh, used = Draw(KEY, about), Draw(KEY, about)
    used.digits(before)
    assert fresh.of(narrower).below(2**64) == used.of(narrower).below(2**64)


@UNHURRIED
@given(st.integers(1, 2**70), st.text(max_size=5))
def test_numbers_stay_below_their_limit(limit: int, about: str) -> None:
    draw = Draw(KEY, about)
    assert all(0 <= draw.below(limit) < limit for _ in range(20))


@pytest.mark.parametrize("limit", [2, 3, 7, 10, 200])
def test_all_numbers_are_equally_likely(limit: int) -> None:
    draw, n = Draw(KEY, "fair", str(limit)), 200 * limit
    counts = Counter(draw.below(limit) for _ in range(n))
    assert len(counts) == limit
    assert sum((count - 200) ** 2 / 200 for count in counts.values()) < limit + 6 * (2 * limit) ** 0.5  # chi squared


@UNHURRIED
@given(st.text())
def test_shapes_stay(original: str) -> None:
    new = same_shape(original, Draw(KEY, original))
    assert len(new) == len(original)
    for old, drawn in zip(original, new, strict=True):
        if old.isdecimal():
            assert drawn in "0123456789"
        elif old.isalpha():
            assert drawn.isascii()
            assert drawn.isalpha()
            assert drawn.isupper() == old.isupper()
        else:
            assert drawn == old


@UNHURRIED
@given(st.from_regex(r"[1-9][0-9]{0,6}", fullmatch=True))
def test_numbers_keep_their_length(original: str) -> None:
    assert not same_shape(original, Draw(KEY, original)).startswith("0")


def test_a_draw_does_not_show_its_key() -> None:
    assert "key" not in repr(Draw(b"key"))
