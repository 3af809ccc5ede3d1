"""Seeded choice: what is drawn depends on the key, the scope and the part, on nothing else (law 4).

HMAC-SHA256 in counter mode, so that draws are the same in every Python version, process and machine.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A deterministic source of choices, derived from a key and from what the choices are *about*.

    >>> Draw(b"key", "family", "smith").below(100) == Draw(b"key", "family", "smith").below(100)
    True
    """

    __slots__ = ("_block", "_counter", "_key")

    def __init__(self, key: bytes, *about: str) -> None:
        self._key = derive(key, *about) if about else key
        self._counter, self._block = 0, b""

    def of(self, *about: str) -> Draw:
        """Return an independent draw about something narrower, whatever has been drawn here before."""
        return Draw(self._key, *about)

    def below(self, limit: int) -> int:
        """Return a number from 0 to *limit* - 1, all equally likely."""
        size = (limit.bit_length() + 7) // 8 or 1
        ceiling = 256**size // limit * limit  # rejection keeps the choice unbiased
        while True:
            value = int.from_bytes(self._bytes(size), "big")
            if value < ceiling:
                return value % limit

    def choice(self, options: Sequence[T]) -> T:
        """Return one of *options*."""
        return options[self.below(len(options))]

    def digits(self, count: int) -> str:
        """Return *count* decimal digits."""
        return "".join(str(self.below(10)) for _ in range(count))

    def _bytes(self, size: int) -> bytes:
        while len(self._block) < size:
            self._block += hmac.digest(self._key, self._counter.to_bytes(8, "big"), "sha256")
            self._counter += 1
        taken, self._block = self._block[:size], self._block[size:]
        return taken


def derive(key: bytes, *about: str) -> bytes:
    """Return the 32-byte subkey of *key* for what it is *about*; no two different lists of words share one."""
    message = b"".join(len(part := word.encode("utf-8", "surrogatepass")).to_bytes(4, "big") + part for word in about)
    return hmac.digest(key, message, "sha256")


def same_shape(original: str, draw: Draw) -> str:
    """Return text with the digits, letters, case and punctuation of *original* in place.

    A leading digit that is not zero stays so, so that numbers keep their length when they are read as numbers.
    """
    out: list[str] = []
    for character in original:
        if character.isdecimal():
            leading = character != "0" and not any(c.isdecimal() for c in out)
            out.append(str(1 + draw.below(9)) if leading else str(draw.below(10)))
        elif character.isalpha():
            letter = draw.choice("abcdefghijklmnopqrstuvwxyz")
            out.append(letter.upper() if character.isupper() else letter)
        else:
            out.append(character)
    return "".join(out)
