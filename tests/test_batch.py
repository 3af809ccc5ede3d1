"""Folders: mirrored, verified, resumable, the same bytes however they are run; nothing lost, nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import KEY, ROOT, contents

from textsynth.batch import Options, deidentify
from textsynth.config import Config
from textsynth.errors import UsageError
from textsynth.format import Reading
from textsynth.report import Report

Tree = Callable[..., Path]
CARD = "4539 1488 0343 6467"
FILES: dict[str, bytes | str] = {
    "a.txt": f"Card {CARD}, mail rosalind.tremayne@fernhollow.example.\n",
    "b/notes.md": "Call +1 212 555 0143 before noon.\r\n",
    "b/people.json": '{"email": "rosalind.tremayne@fernhollow.example", "n": 12}',
    "c.csv": f"name,card\nRosalind Tremayne,{CARD}\n",
}


def run(source: Path, out: Path, **changes: object) -> Report:
    options = {name: changes.pop(name) for name in ("jobs", "resume", "dry_run", "report_paths") if name in changes}
    config = Config(**{"key": KEY, "model": None, **changes})  # type: ignore[arg-type]
    return deidentify(config, [source], out, key=config.key, options=Options(**options))  # type: ignore[arg-type]


def test_a_folder_comes_back_mirrored_and_clean(tree: Tree, tmp_path: Path) -> None:
    report = run(tree(FILES), tmp_path / "out")
    assert sorted(contents(tmp_path / "out")) == sorted(FILES)
    assert report.exit_code == 0
    assert {row.status for row in report.rows} == {"written"}
    everything = b" ".join(contents(tmp_path / "out").values())
    assert CARD.encode() not in everything
    assert b"tremayne" not in everything.lower()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "out.journal"]


def test_bytes_do_not_depend_on_jobs_or_order(tree: Tree, tmp_path: Path) -> None:
    source = tree(FILES)
    for consistency in ("document", "corpus"):
        outs = [tmp_path / f"{consistency}{n}" for n in (1, 2, 3)]
        run(source, outs[0], consistency=consistency)
        run(source, outs[1], consistency=consistency, jobs=2)
        config = Config(key=KEY, model=None, consistency=consistency)  # type: ignore[arg-type]
        paths = sorted(source.iterdir(), reverse=True)
        deidentify(config, paths, outs[2], key=KEY)
        assert contents(outs[0]) == contents(outs[1])
        if consistency == "document":
            again = {name.removeprefix("b/"): data for name, data in contents(outs[2]).items()}
            assert again == {name.removeprefix("b/"): data for name, data in contents(outs[0]).items()}


def test_corpus_scope_is_one_mapping(tree: Tree, tmp_path: Path) -> None:
    source = tree({"a.json": f'["card {CARD}"]', "b.txt": f"card {CARD}"})
    run(source, tmp_path / "out", consistency="corpus")
    out = contents(tmp_path / "out")
    assert json.loads(out["a.json"])[0].encode() == out["b.txt"]


def test_names_of_files_and_folders_are_treated(tree: Tree, tmp_path: Path) -> None:
    text = "Full name: Rosalind Tremayne\nEmail: rosalind.tremayne@fernhollow.example\n"
    source = tree({"tremayne-2231/Rosalind_Tremayne.letter.txt": text, "tremayne-2231/plain.txt": "Nothing here.\n"})
    report = run(source, tmp_path / "out")
    names = list(contents(tmp_path / "out"))
    assert len(names) == 2
    assert not any("tremayne" in name.lower() or "rosalind" in name.lower() for name in names)
    assert len({name.split("/")[0] for name in names}) == 1
    assert any(name.endswith("/plain.txt") for name in names)
    assert any(name.endswith(".letter.txt") for name in names)
    assert "tremayne" not in json.dumps(report.as_dict()).lower()


def test_a_full_name_of_ordinary_words_is_found_in_a_file_name(tree: Tree, tmp_path: Path) -> None:
    source = tree({"grace-park-adoption.txt": "Full name: Grace Park\n", "front-desk-rota.txt": "Nothing.\n"})
    for consistency in ("document", "corpus"):
        run(source, tmp_path / consistency, consistency=consistency)
        one, other = sorted(contents(tmp_path / consistency), key=lambda name: "adoption" in name)
        assert one == "front-desk-rota.txt"
        assert other.endswith("-adoption.txt")
        assert "grace" not in other
        assert "park" not in other


def test_unsupported_files_are_set_aside_or_copied(tree: Tree, tmp_path: Path) -> None:
    source = tree({"a.txt": "fine", "b.bin": b"\x00\x01\x02\xff" * 50})
    report = run(source, tmp_path / "out")
    assert report.exit_code == 3
    assert [row.reason for row in report.rows] == ["", "unsupported"]
    assert list(contents(tmp_path / "out")) == ["a.txt"]
    copied = run(source, tmp_path / "out2", reading=Reading(copy_unsupported=True))
    assert copied.exit_code == 0
    assert contents(tmp_path / "out2") == contents(source)


def test_dry_run_writes_nothing(tree: Tree, tmp_path: Path) -> None:
    report = run(tree(FILES), tmp_path / "out", dry_run=True)
    assert report.labels["CREDIT_CARD"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda source, out: (source / "missing", out), "does not exist"),
        (lambda source, out: (source, source / "out"), "inside of the input"),
        (lambda source, out: (source / "b", source), "inside of the output"),
        (lambda source, out: (source, _full(out)), "not empty"),
        (lambda source, out: (source, source / "a.txt" / "x"), "inside of the input"),
        (lambda source, out: (source, _file(out)), "is a file"),
    ],
)
def test_bad_places_are_refused(tree: Tree, tmp_path: Path, make: object, message: str) -> None:
    source = tree(FILES)
    before = contents(source)
    given, out = make(source, tmp_path / "out")  # type: ignore[operator]
    with pytest.raises(UsageError, match=message):
        run(given, out)
    assert contents(source) == before


def _full(out: Path) -> Path:
    out.mkdir()
    (out / "old.txt").write_text("old")
    return out


def _file(out: Path) -> Path:
    out.write_text("a file")
    return out


def test_links_and_special_files_are_set_aside(tree: Tree, tmp_path: Path) -> None:
    source = tree({"a.txt": "fine"})
    (source / "loop").symlink_to(source)
    (source / "link.txt").symlink_to(source / "a.txt")
    os.mkfifo(source / "pipe")
    report = run(source, tmp_path / "out", report_paths=True)
    assert {row.source: row.reason for row in report.rows} == {
        "a.txt": "",
        "link.txt": "link",
        "loop": "link",
        "pipe": "special",
    }


def test_a_damaged_file_does_not_stop_the_others(tree: Tree, tmp_path: Path) -> None:
    source = tree({"a.json": '{"name": "Rosal', "b.txt": "fine", "c.txt": b"\xff\xfeh\x00i\x00x"})
    report = run(source, tmp_path / "out")
    assert [row.status for row in report.rows] == ["set-aside", "written", "set-aside"]
    assert all(row.advice for row in report.rows if row.status == "set-aside")
    assert "Rosal" not in json.dumps(report.as_dict())


def test_a_full_disk_ends_the_run_clearly(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tree(FILES)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("textsynth.pipeline.Pipeline._write", full)
    with pytest.raises(UsageError, match=r"no space left.*--resume"):
        run(source, tmp_path / "out")
    assert contents(tmp_path / "out") == {}
    monkeypatch.undo()
    assert run(source, tmp_path / "out", resume=True).exit_code == 0


SLOW = """
import sys, time
from textsynth import work
before = work.Worker.rewrite
def slowly(self, task):
    time.sleep(0.15)
    return before(self, task)
work.Worker.rewrite = slowly
from textsynth.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_is_resumed_to_the_same_tree(tree: Tree, tmp_path: Path, kill: signal.Signals) -> None:
    source = tree({f"{n}.txt": f"ticket {n}: card {CARD}\n" for n in range(20)})
    key = tmp_path / "key"
    key.write_bytes(KEY)
    arguments = [
        "deidentify",
        str(source),
        "-o",
        str(tmp_path / "out"),
        "--rules-only",
        "--key-file",
        str(key),
        "--jobs",
        "1",
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while len(contents(tmp_path / "out") if (tmp_path / "out").exists() else {}) < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(kill)
    _, errors = process.communicate(timeout=30)
    done = contents(tmp_path / "out")
    assert 0 < len(done) < 20
    assert "Traceback" not in errors
    if kill == signal.SIGINT:
        assert process.returncode == 130
        assert "--resume" in errors
    subprocess.run(
        [sys.executable, "-m", "textsynth", *arguments, "--resume"], cwd=ROOT, check=True, capture_output=True
    )
    run(source, tmp_path / "whole")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert all(contents(tmp_path / "out")[name] == data for name, data in done.items())


def test_resume_refuses_another_key(tree: Tree, tmp_path: Path) -> None:
    source = tree(FILES)
    run(source, tmp_path / "out")
    config = Config(key=b"another key of 24 bytes!", model=None)
    with pytest.raises(UsageError, match="another key"):
        deidentify(config, [source], tmp_path / "out", key=config.key, options=Options(resume=True))


def test_a_second_resume_changes_nothing(tree: Tree, tmp_path: Path) -> None:
    source = tree(FILES)
    first = run(source, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    second = run(source, tmp_path / "out", resume=True)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before
    assert [row.labels for row in second.rows] == [row.labels for row in first.rows]


def test_a_report_is_written_for_people_too(tree: Tree, tmp_path: Path) -> None:
    report = run(tree(FILES), tmp_path / "out", report_paths=True)
    report.write(tmp_path / "r.html")
    report.write(tmp_path / "r.json")
    assert "CREDIT_CARD" in (tmp_path / "r.html").read_text()
    said = json.loads((tmp_path / "r.json").read_text())
    assert said["files"] == 4
    assert said["verdict"] == "verified"
    assert said["rows"][0]["source"] == "a.txt"
    assert CARD not in (tmp_path / "r.json").read_text() + (tmp_path / "r.html").read_text()
