"""What can go wrong, as an error tree. No message holds text of the input; a path is added by whoever knows it."""

from __future__ import annotations

import traceback
from pathlib import PurePath


class TextsynthError(Exception):
    """Anything textsynth raises on purpose; ``str()`` is one clear sentence for the user."""


class UsageError(TextsynthError):
    """The call itself cannot be carried out: a wrong option, a missing key, an output that is not empty."""


class SetAside(TextsynthError):
    """This input cannot be read, understood or verified, so it is not written (law 7: fail closed).

    ``reason`` is a short code for reports (``encoding``, ``damaged``, ``too-large``, ``unsupported``, ``residue`` …),
    ``advice`` one sentence that says what is wrong and what the user can do about it.
    """

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.reason, self.advice = reason, advice

    def __str__(self) -> str:
        return f"{self.reason}: {self.advice}"


def place_of(error: BaseException) -> str:
    """Return where in the code *error* was raised: its message may hold text of the input, this does not."""
    at = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{PurePath(at[0].filename).name}:{at[0].lineno}" if at else "an unknown place"
