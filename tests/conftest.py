"""What several tests share: small inputs, a key, and pipelines without the model (which has tests of its own)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from textsynth.config import Config
from textsynth.pipeline import Pipeline

ROOT = Path(__file__).parent.parent
settings.register_profile("shared", deadline=None)  # the machine may be busy with something else
settings.load_profile("shared")
KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="session")
def rules() -> Pipeline:
    """A pipeline of the bundled rules, without a model."""
    return Pipeline(Config(key=KEY, model=None))


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[dict[str, bytes | str]], Path]:
    """Return a function that makes a folder of files."""

    def make(files: dict[str, bytes | str], name: str = "in") -> Path:
        folder = tmp_path / name
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        folder.mkdir(exist_ok=True)
        return folder

    return make


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder* by its relative path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
