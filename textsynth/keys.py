"""Keys: read from a file, made, and told apart by a fingerprint that gives nothing away."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from textsynth.draw import derive
from textsynth.errors import UsageError

LENGTH = 32  # bytes of a new key


def read_key(path: Path) -> bytes:
    """Return the key in the file at *path*: all of its bytes but a final newline, at least 16."""
    try:
        key = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: the key file cannot be read ({error.strerror})") from error
    key = key.removesuffix(b"\n").removesuffix(b"\r")
    if len(key) < 16:
        raise UsageError(f"{path}: a key file holds at least 16 bytes; `textsynth keygen -o FILE` writes a good one")
    return key


def write_key(path: Path) -> None:
    """Write a new random key to *path*, readable by its owner alone; an existing file is never overwritten."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(
            f"{path}: exists already; a key that was used is worth keeping, so choose another name"
        ) from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(LENGTH).encode() + b"\n")
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error


def fingerprint(key: bytes) -> str:
    """Return eight hex digits that tell keys apart."""
    return derive(key, "fingerprint").hex()[:8]
