"""What detection hands to linking, and linking to the surrogates."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """A distinct piece of text that was found, with its label. Where and how often it stands does not matter to it."""

    label: str
    text: str

    def __repr__(self) -> str:
        return f"Mention(label={self.label!r}, text=…)"
