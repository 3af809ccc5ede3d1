"""Score the tool on an annotated work export with a harness that knows its gold (recall, coherence, leaks, damage).

    python benchmarks/work_export.py HARNESS ANNOTATED WORK [--python PY] [--kinds eml,csv,txt,json] [-- OPTION …]

HARNESS is a folder with ``build.py`` and ``score.py``, ANNOTATED an export in its source format, WORK a new folder for what
comes of it. PY is the interpreter that has what the harness needs. Only files of KINDS are scored, and of mails not the
attachments of other kinds, which the tool replaces by a notice. What follows ``--`` goes to ``textsynth deidentify``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

KEY = "0123456789abcdef0123456789abcdef"  # figures are of one key


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("harness", type=Path)
    parser.add_argument("annotated", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--kinds", default="eml,csv,txt,json")
    parser.add_argument("options", nargs="*")
    a = parser.parse_args()
    a.work.mkdir()
    (a.work / "key").write_text(KEY)
    run(a.python, a.harness / "build.py", a.annotated, a.work / "built")
    report = a.work / "report.json"
    tool = [sys.executable, "-m", "textsynth", "deidentify", a.work / "built/export", "-o", a.work / "done"]
    tool += ["--key-file", a.work / "key", "--consistency", "corpus", "--report", report, "--report-paths", *a.options]
    run(*tool, accepted=(0, 3))
    rows = json.loads(report.read_text("utf-8"))["rows"]
    names = {row["source"]: row["target"] for row in rows if row.get("target")}
    (a.work / "map.json").write_text(json.dumps(names))
    gold = supported(json.loads((a.work / "built/gold.json").read_text("utf-8")), a.kinds.split(","))
    (a.work / "gold.json").write_text(json.dumps(gold))
    score = [a.python, a.harness / "score.py", a.work / "gold.json", a.work / "built/export", a.work / "done"]
    run(*score, "--map", a.work / "map.json", "--out", a.work / "results.json", shown=True)
    return 0


def supported(gold: dict, kinds: list[str]) -> dict:
    """Return the part of *gold* that lies in files of *kinds*."""
    gold["files"] = {name: file for name, file in gold["files"].items() if name.rpartition(".")[2] in kinds}
    for file in gold["files"].values():
        names = [u["text"] for u in file["units"] if u["unit"].endswith(":filename")]
        if any(name.rpartition(".")[2] not in kinds for name in names):
            file["units"] = [
                u for u in file["units"] if not u["unit"].startswith("att:") or u["unit"].endswith("filename")
            ]
    return gold


def run(*command: object, accepted: tuple[int, ...] = (0,), shown: bool = False) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=not shown, text=True, check=False)
    if done.returncode not in accepted:
        sys.exit(done.stderr or f"failed: {command[1]}")


if __name__ == "__main__":
    raise SystemExit(main())
