"""What a run did, for people (HTML, terminal) and programs (JSON). No originals, and no paths unless they are asked for."""

from __future__ import annotations

import html
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePath
from typing import Any, Literal

from textsynth.sources import replaced

Status = Literal["written", "partial", "copied", "set-aside"]


def shown(path: PurePath | str) -> str:
    r"""Return *path* as one line that every terminal and file can hold.

    >>> shown("two\nlines")
    'two\\nlines'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@dataclass(frozen=True, slots=True)
class Row:
    """One file of a run. ``partial``: written, but inner parts that no format reads were replaced by a notice."""

    number: int
    status: Status
    format: str = ""
    language: str = ""
    segments: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    advice: str = ""
    omitted: tuple[str, ...] = ()
    repaired: int = 0
    renamed: bool = False
    source: str = ""  # paths, only where the user asked for them
    target: str = ""

    def dump(self) -> dict[str, Any]:
        """Return what a journal keeps of this row: no paths."""
        return {**asdict(self), "source": "", "target": ""}

    @classmethod
    def load(cls, said: dict[str, Any]) -> Row:
        """Return the row that ``dump`` gave."""
        return cls(**{**said, "omitted": tuple(said["omitted"])})


@dataclass
class Report:
    """A whole run: how it was made, and a row per file."""

    version: str
    profile: str
    consistency: str
    preset: str
    model: str
    key: str
    random_key: bool
    dry_run: bool = False
    seconds: float = 0.0
    rows: list[Row] = field(default_factory=list)
    sources: list[str] = field(
        default_factory=list, repr=False
    )  # paths in the order of the rows, for the terminal only

    def count(self, *statuses: Status) -> int:
        """Return how many files ended with one of *statuses*."""
        return sum(row.status in statuses for row in self.rows)

    @property
    def labels(self) -> Counter[str]:
        """How many spans of each label were replaced."""
        total: Counter[str] = Counter()
        for row in self.rows:
            total.update(row.labels)
        return total

    @property
    def exit_code(self) -> int:
        """0 when all was written and verified, 3 when something was set aside."""
        return 3 if self.count("set-aside", "partial") else 0

    def as_dict(self) -> dict[str, Any]:
        said = asdict(self)
        rows = said.pop("rows")
        del said["sources"]
        verdict = "verified" if not self.exit_code else "some inputs set aside"
        return {
            **said, "verdict": verdict, "files": len(rows), "written": self.count("written", "partial"),
            "copied": self.count("copied"), "set_aside": self.count("set-aside"), "labels": dict(sorted(self.labels.items())),
            "rows": [{k: v for k, v in row.items() if v or k == "number"} for row in rows],
        }  # fmt: skip

    def write(self, path: Path) -> None:
        """Write the report to *path*: HTML if it ends so, else JSON. (Its number maps a row to a file, see README.)"""
        text = (
            self.as_html() if path.suffix.lower() in (".html", ".htm") else json.dumps(self.as_dict(), indent=1) + "\n"
        )
        with replaced(path) as write:
            write(text.encode("utf-8"))

    def as_html(self) -> str:
        said = self.as_dict()
        facts = "".join(
            f"<tr><th>{html.escape(name)}<td>{html.escape(str(value))}"
            for name, value in said.items()
            if name not in ("rows", "labels")
        )
        labels = "".join(f"<tr><th>{html.escape(name)}<td>{n:,}" for name, n in self.labels.most_common())
        return _PAGE.format(facts=facts, labels=labels, rows="".join(map(_html_row, self.rows)))


def _html_row(row: Row) -> str:
    found = ", ".join(f"{label} {n}" for label, n in sorted(row.labels.items(), key=lambda item: (-item[1], item[0])))
    why = "; ".join(filter(None, (row.reason, row.advice, *_counted(row.omitted))))
    cells = (row.number, row.source, row.target, row.status, row.format, row.language, row.segments, found, why)
    return f"<tr class={row.status}>" + "".join(f"<td>{html.escape(str(cell))}" for cell in cells)


def _counted(reasons: Iterable[str]) -> list[str]:
    return [f"{n} inner part(s) removed: {reason}" for reason, n in sorted(Counter(reasons).items())]


_PAGE = """<!doctype html><meta charset=utf-8><title>textsynth report</title>
<style>body{{font:14px/1.5 system-ui,sans-serif;margin:2rem;max-width:72rem}}table{{border-collapse:collapse;margin:0 0 2rem}}
td,th{{border-bottom:1px solid #ddd;padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}}
.set-aside td{{color:#a00}}.partial td{{color:#850}}</style>
<h1>De-identification report</h1><table>{facts}</table><h2>Replaced</h2><table>{labels}</table>
<h2>Files</h2><table><tr><th>#<th>source<th>target<th>status<th>format<th>language<th>segments<th>replaced<th>reason{rows}</table>
"""
