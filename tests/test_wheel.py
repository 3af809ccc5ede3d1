"""The wheel works without the checkout: recognizers, data and model are inside of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT


def test_the_wheel_deidentifies_on_its_own(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(tmp_path / "site"),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    (tmp_path / "note.txt").write_text("Philippa Drummond pays with 4539 1488 0343 6467.\n")
    run = subprocess.run(
        [sys.executable, "-m", "textsynth", "deidentify", "note.txt", "-o", "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    out = (tmp_path / "out/note.txt").read_text()
    assert "Drummond" not in out
    assert "1488 0343" not in out
    where = [sys.executable, "-c", "import textsynth; print(textsynth.__file__)"]
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    shown = subprocess.run(where, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout
    assert shown.startswith(str(tmp_path / "site"))
