"""Which files a run reads, and whether its output may lie where the user wants it."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from textsynth.errors import UsageError


@dataclass(frozen=True, slots=True)
class Source:
    """One input: where it lies, where its output belongs below OUT (before its names are treated), and, for what is
    not an ordinary file, why it cannot be read."""

    path: Path
    relative: PurePosixPath
    problem: str = ""


def find_sources(inputs: Sequence[Path], out: Path | None) -> list[Source]:
    """Return every file of *inputs*, sorted by where its output belongs; *out* must lie outside of them.

    The contents of a single folder lie directly under OUT, those of several each under its base name. Links are not
    followed inside of a folder, so that a loop of them cannot trap the run.
    """
    found: list[Source] = []
    for given in inputs:
        _refuse_missing(given)
        if out:
            _refuse_overlap(given, out)
        if given.is_dir():
            prefix = PurePosixPath() if len(inputs) == 1 else PurePosixPath(given.resolve().name)
            found.extend(Source(s.path, prefix / s.relative, s.problem) for s in _walk(given))
        else:
            found.append(Source(given, PurePosixPath(given.name), _problem(given.resolve())))
    if not found:
        raise UsageError(f"{', '.join(map(str, inputs))}: holds no files, so there is nothing to do")
    found.sort(key=lambda source: source.relative.parts)
    for one, next_one in pairwise(found):
        if one.relative == next_one.relative:
            raise UsageError(f"{one.path} and {next_one.path} would be written to the same place; run them apart")
    return found


def prepare_output(out: Path, goes_on: bool) -> None:
    """Make the folder *out*, or refuse it if it holds something already and no earlier run *goes_on* there."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: the output is a folder, and this is a file")
    try:
        if out.exists() and not goes_on and any(out.iterdir()):
            raise UsageError(f"{out}: is not empty; choose a new folder, or finish an earlier run with --resume")
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: the output folder cannot be made ({error.strerror})") from error


def beside(out: Path, what: str) -> Path:
    """Return the path of *what* beside the folder *out*."""
    if not out.name or out.name == "..":
        raise UsageError(f"{out}: give the output as a folder with a name")
    return out.with_name(f"{out.name}.{what}")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make *folder*, where a run keeps what lies between its passes, and keep other runs away from it meanwhile."""
    mark = folder / "lock"
    if folder.exists() and not mark.exists():
        raise UsageError(
            f"{folder}: is needed for what lies between the passes; move it away, or choose another output"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with mark.open("ab") as lock:
        if not _locked(lock) or not mark.exists() or mark.stat().st_ino != os.fstat(lock.fileno()).st_ino:
            raise UsageError(f"{folder}: another run is writing to the same output; wait until it has ended")
        yield


def _locked(file: BinaryIO) -> bool:
    """Lock *file* until it is closed, or return that another process has; the lock of a killed process is gone."""
    try:
        import fcntl
    except ImportError:  # Windows, where nobody can remove an open file
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def replaced(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Give what writes to the file at *path*, which appears whole or not at all; to a pipe or a device it goes directly."""
    place = path.resolve()
    partial = place.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as file:
                yield file.write
            return
        try:
            with partial.open("xb") as file:
                yield file.write
            os.replace(partial, place)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        if error.filename not in (None, str(place), str(partial)):
            raise  # it is about what is read
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error


def _refuse_missing(given: Path) -> None:
    try:
        given.stat()
    except OSError as error:
        why = "does not exist" if error.errno in (errno.ENOENT, errno.ENOTDIR) else f"cannot be read ({error.strerror})"
        raise UsageError(f"{given}: {why}") from error


def _refuse_overlap(given: Path, out: Path) -> None:
    source, target = given.resolve(), out.resolve()
    if source == target or source in target.parents:
        raise UsageError(f"{out}: the output lies inside of the input {given}; choose a folder outside of it")
    if target in source.parents:
        raise UsageError(f"{given}: the input lies inside of the output {out}; choose another output")


def _walk(folder: Path) -> Iterator[Source]:
    unreadable: list[Source] = []

    def note(error: OSError) -> None:
        path = Path(error.filename)
        unreadable.append(Source(path, PurePosixPath(path.relative_to(folder).as_posix()), "unreadable"))

    for parent, folders, names in os.walk(folder, onerror=note, followlinks=False):
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in [*names, *linked]:
            path = Path(parent) / name
            yield Source(path, PurePosixPath(path.relative_to(folder).as_posix()), _problem(path))
    yield from unreadable


def _problem(path: Path) -> str:
    if path.is_symlink():
        return "link"
    if not path.is_file():
        return "special"
    return "" if os.access(path, os.R_OK) else "unreadable"


ADVICE = {
    "link": "a link is not followed; give what it points to as an input of its own",
    "special": "this is no ordinary file",
    "unreadable": "the permissions do not allow it to be read",
}
"""What to do about each ``Source.problem``."""
