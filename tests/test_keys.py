"""Keys are read whole, made once, and told apart without being shown."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from textsynth.errors import UsageError
from textsynth.keys import fingerprint, read_key, write_key

KEY = b"0123456789abcdef"


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_final_newline_is_not_of_the_key(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "key").write_bytes(KEY + end)
    assert read_key(tmp_path / "key") == KEY


def test_all_other_bytes_are(tmp_path: Path) -> None:
    odd = b" \0\xff" + KEY + b" \n"
    (tmp_path / "key").write_bytes(odd + b"\n")
    assert read_key(tmp_path / "key") == odd


@pytest.mark.parametrize("content", [b"", b"short", KEY[:15], KEY[:15] + b"\n"])
def test_short_keys_are_refused_and_not_shown(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UsageError, match="at least 16 bytes") as caught:
        read_key(tmp_path / "key")
    assert "0123456789" not in str(caught.value)


def test_keys_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_key(tmp_path / "none")
    with pytest.raises(UsageError, match="cannot be written"):
        write_key(tmp_path / "none" / "key")


def test_a_new_key_is_private_random_and_never_overwritten(tmp_path: Path) -> None:
    write_key(tmp_path / "one")
    write_key(tmp_path / "two")
    one = read_key(tmp_path / "one")
    assert len(one) >= 32
    assert one != read_key(tmp_path / "two")
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600
    with pytest.raises(UsageError, match="exists already"):
        write_key(tmp_path / "one")
    assert read_key(tmp_path / "one") == one


def test_fingerprints() -> None:
    assert fingerprint(KEY) == "ea2c7ac5"  # reports of earlier runs are compared with it
    assert fingerprint(KEY) != fingerprint(KEY + b"x")
