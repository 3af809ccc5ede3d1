"""De-identify documents in place by synthesis: find what identifies, put believable substitutes in its place."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textsynth.config import Config
    from textsynth.document import Edit, Segment, Span
    from textsynth.errors import SetAside, TextsynthError, UsageError
    from textsynth.pipeline import Pipeline, Result, deidentify

__version__ = "0.1.0"
__all__ = [
    "Config",
    "Edit",
    "Pipeline",
    "Result",
    "Segment",
    "SetAside",
    "Span",
    "TextsynthError",
    "UsageError",
    "deidentify",
]

_HOMES = {
    "Config": "config", "Edit": "document", "Segment": "document", "Span": "document",
    "SetAside": "errors", "TextsynthError": "errors", "UsageError": "errors",
    "Pipeline": "pipeline", "Result": "pipeline", "deidentify": "pipeline",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that ``import textsynth`` costs nothing."""
    if name in _HOMES:
        return getattr(import_module(f"textsynth.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'textsynth' has no attribute {name!r}")
