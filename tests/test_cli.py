"""The commands as a user types them: exit codes, messages, no tracebacks, nothing half-written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import KEY, ROOT

from textsynth.cli import main

CARD = "4539 1488 0343 6467"


def textsynth(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "textsynth", *map(str, arguments)],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.write_bytes(KEY + b"\n")
    return path


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(f"Card {CARD}.")
    return path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["deidentify"], "required: SRC"),
        (["deidentify", "{note}"], "-o OUT"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--jobs", "0"], "whole number from 1"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--resume"], "--key-file"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--labels", "PERSONS"], "unknown label 'PERSONS'"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--profile", "x"], "unknown profile 'x'"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--format", "x"], "unknown format 'x'"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--key-file", "{note}x"], "cannot be read"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--max-bytes", "much"], "a size such as"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--report", "{tmp}/o/r.json"], "inside of the output"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--config", "{note}"], "not valid TOML"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--model", "{tmp}/nothing"], "cannot be loaded"),
        (["deidentify", "{tmp}/none.txt", "-o", "{tmp}/o"], "does not exist"),
        (["detect", "{tmp}/none.txt"], "is not a file"),
        (["evaluate", "{tmp}/none.jsonl"], "none.jsonl"),
        (["keygen", "-o", "{note}"], "exists already"),
        (["unknown"], "invalid choice"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: list[str], message: str, note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main([a.format(note=note, tmp=tmp_path) for a in arguments])
    except SystemExit as exit:
        code = int(str(exit.code))
    said = capsys.readouterr().err
    assert code == 1
    assert message in said
    assert "Traceback" not in said
    assert CARD not in said
    assert not (tmp_path / "o").exists() or not any((tmp_path / "o").iterdir())


def test_deidentify_prints_a_verdict_and_writes_a_report(note: Path, tmp_path: Path, key: Path) -> None:
    run = textsynth("deidentify", note, "-o", tmp_path / "o", "--rules-only", "--key-file", key, "--log", "json")
    assert run.returncode == 0, run.stderr
    assert b"CREDIT_CARD" in run.stdout
    assert b"verified" in run.stdout
    assert json.loads(run.stderr)["status"] == "written"
    report = json.loads((tmp_path / "o.report.json").read_text())
    assert report["labels"] == {"CREDIT_CARD": 1}
    assert note.name not in json.dumps(report)


def test_something_set_aside_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    run = textsynth("deidentify", tmp_path / "bad.json", "-o", tmp_path / "o", "--rules-only")
    assert run.returncode == 3
    assert b"damaged" in run.stdout
    assert b"Traceback" not in run.stderr


def test_key_file_makes_runs_alike(note: Path, tmp_path: Path, key: Path) -> None:
    for name in "ab":
        textsynth("deidentify", note, "-o", tmp_path / name, "--rules-only", "--key-file", key)
    assert (tmp_path / "a/note.txt").read_bytes() == (tmp_path / "b/note.txt").read_bytes()


def test_keygen_writes_a_private_key(tmp_path: Path) -> None:
    assert textsynth("keygen", "-o", tmp_path / "k").returncode == 0
    assert (tmp_path / "k").stat().st_mode & 0o077 == 0
    assert len((tmp_path / "k").read_bytes().strip()) >= 32


def test_detect_gives_offsets_and_no_text(tmp_path: Path) -> None:
    source, out = tmp_path / "r.jsonl", tmp_path / "spans.jsonl"
    text = f"Card {CARD}."
    source.write_text(json.dumps({"id": "x1", "text": text, "spans": []}) + "\n")
    assert textsynth("detect", source, "-o", out, "--rules-only").returncode == 0
    record = json.loads(out.read_text())
    assert record["id"] == "x1"
    assert [text[s["start"] : s["end"]] for s in record["spans"]] == [CARD]
    assert CARD not in out.read_text()


def test_stream_rejects_a_broken_line_and_goes_on(tmp_path: Path) -> None:
    lines = [json.dumps({"id": n, "text": f"card {CARD}"}).encode() for n in range(12)]
    lines[7] = b'{"id": 7, "text": "card 4539 14'
    rejects = tmp_path / "rejects.jsonl"
    run = textsynth("stream", "--rules-only", "--rejects", rejects, stdin=b"\n".join(lines) + b"\n")
    assert run.returncode == 3
    out = [json.loads(line) for line in run.stdout.splitlines()]
    assert [record["id"] for record in out] == [n for n in range(12) if n != 7]
    assert CARD.encode() not in run.stdout
    assert rejects.read_bytes().splitlines() == [lines[7]]
    assert b"record 8" in run.stderr
    assert b"4539" not in run.stderr


def test_stream_field_and_scope_field(key: Path) -> None:
    records = [{"user": u, "a": f"card {CARD}", "b": f"card {CARD}"} for u in ("x", "y", "x")]
    stdin = "".join(json.dumps(r) + "\n" for r in records).encode()
    run = textsynth("stream", "--rules-only", "--key-file", key, "--field", "a", "--scope-field", "user", stdin=stdin)
    one, two, three = (json.loads(line) for line in run.stdout.splitlines())
    assert one["b"] == records[0]["b"]
    assert one["a"] != records[0]["a"]
    assert one["a"] == three["a"]
    assert one["a"] != two["a"]
