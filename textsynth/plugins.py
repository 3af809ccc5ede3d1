"""Find the one-file parts of textsynth: recognizers, formats, surrogates, and the bundled model."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType


def bundled(folder: str) -> Path:
    """Return *folder* (such as ``recognizers``): inside this package in a wheel, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent / folder


def modules(package: str) -> Iterator[ModuleType]:
    """Import the public modules of *package*, in the order of their names."""
    for found in sorted(pkgutil.iter_modules(import_module(package).__path__), key=lambda module: module.name):
        if not found.name.startswith("_"):
            yield import_module(f"{package}.{found.name}")
