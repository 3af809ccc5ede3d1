"""Bad input from the user's side: one clear sentence, the right exit code, no traceback, nothing half-written, no text shown."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import KEY, ROOT, contents

from textsynth import sources
from textsynth.batch import Options, Run, deidentify
from textsynth.cli import main
from textsynth.config import Config
from textsynth.errors import SetAside, UsageError
from textsynth.format import Reading
from textsynth.pipeline import Pipeline
from textsynth.report import Report
from textsynth.work import Worker

Tree = Callable[..., Path]
CARD = "4539 1488 0343 6467"
NOTE = f"Card {CARD}.\n"


def run(
    source: Path, out: Path, inputs: list[Path] | None = None, reading: Reading | None = None, **options: Any
) -> Report:
    config = Config(key=KEY, model=None, reading=reading or Reading())
    return deidentify(config, inputs or [source], out, key=KEY, options=Options(**options))


def reasons(report: Report) -> dict[str, str]:
    return {source: row.reason for source, row in zip(report.sources, report.rows, strict=True)}


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ---------------------------------------------------------------------- what files hold
def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


ODD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", ""),
    "empty.csv": (b"", ""),
    "empty.html": (b"", ""),
    "empty.jsonl": (b"", ""),
    "empty.json": (b"", ""),
    "empty.zip": (b"", "damaged"),
    "bom.txt": (b"\xef\xbb\xbf", ""),
    "bom16.csv": (b"\xff\xfe", ""),
    ".hidden.txt": (NOTE.encode(), ""),
    "utf16le.txt": (NOTE.encode("utf-16-le"), ""),
    "utf16be.csv": (f"name,card\nAnn,{CARD}\n".encode("utf-16-be"), ""),
    "utf16be.json": (json.dumps({"card": CARD}).encode("utf-16-be"), ""),
    "utf16.eml": ("Subject: x\n\nhello\n".encode("utf-16-le"), "encoding"),
    "utf16odd.txt": (NOTE.encode("utf-16-le") * 3000 + b"x", "encoding"),
    "sjis.txt": (f"カード番号 {CARD} です\n".encode("shift_jis"), ""),
    "noise.txt": (noise(5000), "encoding"),
    "noise.csv": (noise(5000), "encoding"),
    "noise.json": (noise(5000), "encoding"),
    "noise.xml": (noise(5000), "encoding"),
    "noise.zip": (noise(5000), "damaged"),
    "noise.eml": (noise(5000), "encoding"),
    "noise": (noise(5000), "unsupported"),
    "cut.json": (b'{"a": "b', "damaged"),
    "deep.json": (b"[" * 100_000 + b"]" * 100_000, ""),
    "nul.txt": (b"a\0b" * 9, "encoding"),
}


def test_every_odd_file_is_written_or_set_aside_for_a_reason(tree: Tree, tmp_path: Path) -> None:
    source = tree({name: data for name, (data, _) in ODD.items()})
    report = run(source, tmp_path / "out")
    assert reasons(report) == {name: reason for name, (_, reason) in ODD.items()}
    written = contents(tmp_path / "out")
    assert sorted(written) == sorted(name for name, (_, reason) in ODD.items() if not reason)
    assert all(row.advice and CARD not in row.advice for row in report.rows if row.status == "set-aside")
    assert all(written[name] == b"" for name in ("empty.txt", "empty.csv", "empty.html", "empty.jsonl"))
    assert (written["bom.txt"], written["bom16.csv"]) == (b"\xef\xbb\xbf", b"\xff\xfe")
    for name, codec in (
        ("utf16le.txt", "utf-16-le"),
        ("utf16be.csv", "utf-16-be"),
        ("utf16be.json", "utf-16-be"),
        ("sjis.txt", "cp932"),
    ):
        text = written[name].decode(codec)
        assert CARD not in text
        assert text[:3] == ODD[name][0].decode(codec)[:3]


def packed(files: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_hostile_archives(tree: Tree, tmp_path: Path) -> None:
    bomb = packed({"zeros.txt": b"0" * (40 << 20)})
    deep = packed({"a.txt": NOTE.encode()})
    for number in range(9):
        deep = packed({f"{number}.zip": deep})
    many = packed({f"{number}.txt": b"word " * (1 << 20) for number in range(4)}, zipfile.ZIP_DEFLATED)
    slip, root = packed({"../x.txt": b"x"}), packed({"/etc/x.txt": b"x"})
    files = {"bomb": bomb, "nested": packed({"in.zip": bomb}), "deep": deep, "slip": slip, "root": root, "many": many}
    source = tree({f"{name}.zip": data for name, data in files.items()})
    report = run(source, tmp_path / "out", reading=Reading(max_bytes=8 << 20))
    told = {name: (row.status, row.reason, *row.omitted) for name, row in zip(report.sources, report.rows, strict=True)}
    assert {told[name][1] for name in ("bomb.zip", "many.zip")} == {"too-large"}
    assert {told[name][1] for name in ("slip.zip", "root.zip")} == {"damaged"}
    assert told["nested.zip"][0] == told["deep.zip"][0] == "partial"
    assert "too-large" in told["nested.zip"][2]
    assert "nested" in told["deep.zip"][2]
    assert not (tmp_path / "x.txt").exists()


def test_a_large_file_that_must_be_held_whole_is_refused_at_once(tree: Tree, tmp_path: Path) -> None:
    source = tree(
        {"a.json": b'["' + b"x" * (1 << 20) + b'"]', "b.txt": b"x" * (1 << 20), "c.txt": b"a line of text\n" * 20_000}
    )
    report = run(source, tmp_path / "out", reading=Reading(max_bytes=1 << 19))
    assert reasons(report) == {"a.json": "too-large", "b.txt": "too-large", "c.txt": ""}
    assert all("--max-bytes" in row.advice for row in report.rows[:2])


# ---------------------------------------------------------------------- names of files
def test_names_that_are_hard_to_write(tree: Tree, tmp_path: Path) -> None:
    long = "megan_donovan_" * 17 + "of_wien.txt"
    broken = os.fsdecode(b"bad\xff\xfename.txt")
    names = ["two\nlines.txt", "-rf.txt", "--help", "CASE.txt", "case.txt", " .txt", "…", "e\u0301.txt", "\u00e9.txt"]
    names += [long, "x" * 251 + ".txt", broken]
    source = tree(dict.fromkeys(names, f"Full name: Megan Donovan\n{NOTE}"))
    report = run(source, tmp_path / "out", report_paths=True)
    assert {row.status for row in report.rows} == {"written"}
    out = [path.name for path in (tmp_path / "out").iterdir()]
    assert len(out) == len(names) == len({name.casefold() for name in out})
    assert max(len(os.fsencode(name)) for name in out) <= 255
    assert long not in out
    assert broken in out
    report.write(tmp_path / "r.html")
    report.write(tmp_path / "r.json")
    assert all(name.isprintable() for name in report.sources)
    run(source, tmp_path / "out", resume=True)


def test_rows_are_in_the_order_of_sorted_paths(tree: Tree, tmp_path: Path) -> None:
    source = tree({"b/z.txt": "z", "a.txt": "a", "b/a.txt": "x", "b.txt": "b", "B.txt": "B"})
    plain, named = run(source, tmp_path / "o1"), run(source, tmp_path / "o2", report_paths=True)
    order = sorted((path.relative_to(source) for path in source.rglob("*.txt")), key=lambda path: path.parts)
    assert [row["source"] for row in named.as_dict()["rows"]] == [str(path) for path in order]
    assert [row["number"] for row in plain.as_dict()["rows"]] == [1, 2, 3, 4, 5]
    assert ".txt" not in json.dumps(plain.as_dict()) + plain.as_html()


# ---------------------------------------------------------------------- places
@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.write_bytes(KEY)
    return path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["deidentify", "{tmp}/nothing", "-o", "{tmp}/o"], "nothing to do"),
        (["deidentify", "{tmp}/nothing", "--dry-run"], "nothing to do"),
        (["deidentify", "{note}", "-o", "/"], "a folder with a name"),
        (["deidentify", "{note}", "-o", "{tmp}/.."], "a folder with a name"),
        (["deidentify", "{note}", "-o", "{note}"], "inside of the input"),
        (["deidentify", "{note}", "-o", "{note}/x"], "inside of the input"),
        (["deidentify", "{note}", "-o", "{key}/x"], "cannot be made"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--report", "{note}"], "inside of the input"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--report", "{tmp}"], "cannot be written"),
        (["deidentify", "{note}", "-o", "{tmp}/o", "--report", "{tmp}/none/r.json"], "does not exist"),
        (["deidentify", "{tmp}/full", "{tmp}/full", "-o", "{tmp}/o"], "same place"),
        (["deidentify", "{note}", "-o", "{tmp}/full"], "not empty"),
        (["deidentify", "{note}", "-o", "{tmp}/full", "--resume", "--key-file", "{key}"], "not empty"),
        (["detect", "{records}", "-o", "{records}"], "the same file"),
        (["detect", "{note}", "-o", "{tmp}/none/x"], "cannot be written"),
        (["stream", "--rejects", "{tmp}/none/x"], "cannot be written"),
    ],
)  # fmt: skip
def test_places_that_cannot_be(
    arguments: list[str], message: str, tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"tmp": tmp_path, "note": tmp_path / "note.txt", "records": tmp_path / "r.jsonl", "key": key}
    places["note"].write_text(NOTE)
    places["records"].write_text(json.dumps({"id": 1, "text": NOTE}) + "\n")
    (tmp_path / "nothing" / "deeper").mkdir(parents=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "old.txt").write_text("old")
    before = sorted(tmp_path.rglob("*")), contents(tmp_path)
    code = main([*(a.format(**places) for a in arguments), "--rules-only"])
    said = capsys.readouterr().err
    assert code == 1
    assert message in said
    assert len(said.splitlines()) == 1
    assert (sorted(tmp_path.rglob("*")), contents(tmp_path)) == before


def test_a_dry_run_needs_no_output_and_leaves_nothing(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree({"a.txt": NOTE, "b.bin": b"\0\1\2"})
    monkeypatch.chdir(source)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert main(["deidentify", ".", "--dry-run", "--rules-only", "--jobs", "1"]) == 3
    assert (
        main(["deidentify", ".", "--dry-run", "--rules-only", "--jobs", "1", "-o", str(tmp_path / "o" / "deep")]) == 3
    )
    assert sorted(tmp_path.rglob("*")) == before


def test_no_folder_of_someone_else_is_used_or_removed(tree: Tree, tmp_path: Path) -> None:
    source = tree({"a.txt": NOTE})
    mine = tree({"letter.txt": "mine"}, "out.partial")
    with pytest.raises(UsageError, match="move it away"):
        run(source, tmp_path / "out")
    assert contents(mine) == {"letter.txt": b"mine"}


def test_two_runs_do_not_share_an_output(tree: Tree, tmp_path: Path) -> None:
    source = tree({"a.txt": NOTE})
    with sources.held(tmp_path / "out.partial"), pytest.raises(UsageError, match="another run"):
        run(source, tmp_path / "out")
    assert run(source, tmp_path / "out").exit_code == 0
    assert beside(tmp_path) == ["in", "out", "out.journal"]


def test_what_an_earlier_run_found_is_used_only_by_its_like(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree({"a.txt": f"Card {CARD}, mail megan@fernhollow.example\n"})

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Run, "_targets", killed)
        with pytest.raises(KeyboardInterrupt):
            deidentify(
                Config(key=KEY, model=None, labels=frozenset({"PERSON"}), preset="precision"),
                [source],
                tmp_path / "out",
                key=KEY,
            )
    assert (tmp_path / "out.partial").exists()
    for resume in (False, True):
        report = run(source, tmp_path / "out", resume=resume)
        assert report.labels == {"CREDIT_CARD": 1, "EMAIL_ADDRESS": 1}
    assert beside(tmp_path) == ["in", "out", "out.journal"]


# ---------------------------------------------------------------------- what changes under way
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: path.write_text(f"Another {CARD}. Card 4111 1111 1111 1111\n"), "changed"),
        (lambda path: path.write_text(""), "changed"),
        (lambda path: path.unlink(), "unreadable"),
        (lambda path: (path.unlink(), path.mkdir()), "unreadable"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_a_file_that_changes_between_the_passes_is_set_aside(
    change: Callable[[Path], object],
    reason: str,
    name: str,
    tree: Tree,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = tree({name: json.dumps(NOTE) + "\n", "b.txt": NOTE})
    planned = Run._targets

    def meanwhile(self: Run, *arguments: Any) -> Any:
        change(source / name)
        return planned(self, *arguments)

    monkeypatch.setattr(Run, "_targets", meanwhile)
    report = run(source, tmp_path / "out")
    assert reasons(report) == {name: reason, "b.txt": ""}
    assert list(contents(tmp_path / "out")) == ["b.txt"]


def test_a_file_that_changes_while_it_is_written_is_set_aside(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree({"a.txt": NOTE})
    write = Pipeline._write

    def meanwhile(self: Pipeline, path: Path, *arguments: Any) -> Any:
        done = write(self, path, *arguments)
        path.write_text("now another")
        return done

    monkeypatch.setattr(Pipeline, "_write", meanwhile)
    assert reasons(run(source, tmp_path / "out")) == {"a.txt": "changed"}
    assert contents(tmp_path / "out") == {}


def test_a_file_that_may_not_be_read_is_set_aside(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tree({"a.txt": NOTE, "b.txt": NOTE})
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: real(path, mode) and Path(path).name != "a.txt")
    report = run(source, tmp_path / "out")
    assert reasons(report) == {"a.txt": "unreadable", "b.txt": ""}


def test_an_unexpected_error_says_where_and_not_what(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree({"a.txt": NOTE})

    def broken(self: Worker, *_: object) -> None:
        raise KeyError(CARD)

    monkeypatch.setattr(Pipeline, "survey", broken)
    report = run(source, tmp_path / "out")
    assert reasons(report) == {"a.txt": "internal"}
    assert "KeyError at test_robustness.py:" in report.rows[0].advice
    assert CARD not in json.dumps(report.as_dict())


def test_an_unexpected_error_of_a_command_shows_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise KeyError(CARD)

    monkeypatch.setattr("textsynth.commands.keygen", broken)
    assert main(["keygen", "-o", str(tmp_path / "k")]) == 1
    said = capsys.readouterr().err
    assert "unexpected KeyError at test_robustness.py:" in said
    assert CARD not in said


@pytest.mark.parametrize("where", ["textsynth.pipeline.spill", "textsynth.journal.Journal.add"])
def test_no_space_left_ends_the_run_and_leaves_no_half_file(
    where: str, tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree({"a.txt": NOTE, "b.txt": NOTE})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(where, full)
        with pytest.raises(UsageError, match=r"no space left"):
            run(source, tmp_path / "out")
    assert run(source, tmp_path / "out", resume=True).exit_code == 0
    assert beside(tmp_path) == ["in", "out", "out.journal"]


@pytest.mark.parametrize(
    "arguments", [["detect", "--rules-only", "{note}", "-o", "{disk}/spans"], ["keygen", "-o", "{disk}/key"]]
)
def test_no_space_left_leaves_no_half_file_of_a_command(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "note.txt").write_text(NOTE)
    before = sorted(tmp_path.rglob("*"))
    resource = pytest.importorskip("resource")
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, old[1][1]))  # the disk is full after eight bytes
    try:
        code = main([a.format(note=tmp_path / "note.txt", disk=tmp_path / "disk") for a in arguments])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old[1])
        signal.signal(signal.SIGXFSZ, old[0])
    assert code == 1
    assert "cannot be written (File too large)" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_random_key_leaves_no_journal(tree: Tree, tmp_path: Path) -> None:
    run(tree({"a.txt": NOTE}), tmp_path / "out", resumable=False)
    assert beside(tmp_path) == ["in", "out"]


def test_spans_can_go_to_a_device(tree: Tree) -> None:
    source = tree({"a.txt": NOTE})
    before = Path("/dev/null").stat().st_rdev
    assert main(["detect", str(source / "a.txt"), "-o", "/dev/null", "--rules-only"]) == 0
    assert Path("/dev/null").stat().st_rdev == before
    assert not Path("/dev/null").is_file()


def test_a_chat_export_moves_its_days_and_its_stamps_alike(tmp_path: Path) -> None:
    source = ROOT / "fixtures" / "inbox" / "slack"
    config = Config(key=KEY, model=None, consistency="corpus")
    report = deidentify(config, [source], tmp_path / "out", key=KEY, options=Options(report_paths=True))
    shifts = set()
    for row in report.rows:
        old, new = (Path(name).stem for name in (row.source, row.target))
        if not old[:4].isdigit():
            continue
        shifts.add((date.fromisoformat(new) - date.fromisoformat(old)).days * 86400)
        places = (source / row.source, tmp_path / "out" / row.target)
        before, after = (json.loads(place.read_text()) for place in places)
        for one, other in zip(before, after, strict=True):
            assert list(one) == list(other)
            for stamp in {"ts", "thread_ts"} & set(one):
                assert other[stamp].partition(".")[2] == one[stamp].partition(".")[2]
                shifts.add(int(other[stamp].partition(".")[0]) - int(one[stamp].partition(".")[0]))
    assert len(shifts) == 1
    assert shifts.pop() % (7 * 86400) == 0


def test_a_journal_that_was_cut_goes_on(tree: Tree, tmp_path: Path) -> None:
    source = tree({f"{n}.txt": NOTE for n in range(4)})
    run(source, tmp_path / "out")
    journal = tmp_path / "out.journal"
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-25])
    assert run(source, tmp_path / "out", resume=True).exit_code == 0
    assert journal.read_bytes() == whole
    assert run(source, tmp_path / "out", resume=True).exit_code == 0


def test_a_name_that_the_file_system_refuses_is_set_aside(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tree({"a.txt": NOTE, "b.txt": NOTE})
    real = os.replace

    def replace(one: Any, other: Any) -> None:
        if Path(other).name == "a.txt":
            raise OSError(36, "File name too long")
        real(one, other)

    monkeypatch.setattr(os, "replace", replace)
    assert reasons(run(source, tmp_path / "out")) == {"a.txt": "unwritable", "b.txt": ""}
    assert beside(tmp_path) == ["in", "out", "out.journal"]


# ---------------------------------------------------------------------- how a run is ended
SLOW = """
import sys, time
from textsynth import work
for act in ("find", "rewrite"):
    def slowly(self, item, before=getattr(work.Worker, act)):
        time.sleep({delay})
        return before(self, item)
    setattr(work.Worker, act, slowly)
from textsynth.cli import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition: Callable[[], Any], seconds: float = 40) -> Any:
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes through /proc")


@needs_proc
@pytest.mark.parametrize(("jobs", "phase", "sent"), [
    (1, "finding", signal.SIGTERM), (2, "finding", signal.SIGINT), (2, "writing", signal.SIGTERM), (2, "writing", signal.SIGKILL),
])  # fmt: skip
def test_an_ended_run_leaves_no_process_and_no_half_file(
    jobs: int, phase: str, sent: signal.Signals, tree: Tree, tmp_path: Path
) -> None:
    source = tree({f"{n:02}.txt": f"{NOTE}Item {n}.\n" for n in range(40)})
    script = tmp_path / "slow.py"
    script.write_text(SLOW.format(delay=0.15 if phase == "finding" else 0.05))
    process = subprocess.Popen(
        [sys.executable, str(script), "deidentify", str(source), "-o", str(tmp_path / "out"), "--rules-only", "--jobs", str(jobs)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    begun = (tmp_path / "out.partial").glob if phase == "finding" else (tmp_path / "out").glob
    assert wait_for(lambda: len(list(begun("*.*"))) >= 3)
    children = children_of(process.pid)
    assert len(children) >= (jobs if jobs > 1 else 0)
    process.send_signal(sent)
    _, errors = process.communicate(timeout=30)
    assert wait_for(lambda: not any(map(alive, children)), 10) or not children
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[sent]
    assert "Traceback" not in errors
    done = contents(tmp_path / "out")
    assert len(done) < 40
    assert all(
        CARD.encode() not in data and data.startswith(b"Card ") and data.endswith(b".\n") for data in done.values()
    )
    if sent != signal.SIGKILL:
        assert len(errors.splitlines()) == 1
        assert beside(tmp_path) == ["in", "out", "slow.py"]


def piped(command: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, input=stdin, capture_output=True, check=False,
        env={**os.environ, "PYTHON": sys.executable},
    )  # fmt: skip


def test_a_reader_that_goes_away_ends_quietly(tmp_path: Path) -> None:
    records = "".join(json.dumps({"id": n, "text": f"{NOTE} {n}"}) + "\n" for n in range(3000))
    (tmp_path / "r.jsonl").write_text(records)
    for command in (
        f"$PYTHON -m textsynth stream --rules-only < {tmp_path}/r.jsonl | head -1",
        f"$PYTHON -m textsynth detect {tmp_path}/r.jsonl --rules-only | head -1",
    ):
        done = piped(command)
        assert done.returncode == 1
        assert done.stderr == b""
        assert json.loads(done.stdout)["id"] == 0


def test_closed_stdin_and_stdout_are_said(tmp_path: Path) -> None:
    for command in ("stream --rules-only <&-", "stream --rules-only >&-"):
        done = piped(f"$PYTHON -m textsynth {command}")
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert b"closed" in done.stderr or b"Bad file descriptor" in done.stderr


def test_the_log_is_one_line_of_json_per_file(tree: Tree, tmp_path: Path) -> None:
    source = tree({"a.txt": NOTE, "b.json": "{", "c.csv": "a,b\n"})
    done = piped(f"$PYTHON -m textsynth deidentify {source} -o {tmp_path}/out --rules-only --jobs 1 --log json")
    rows = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(row["number"], row["status"]) for row in rows] == [(1, "written"), (2, "set-aside"), (3, "written")]
    assert b"a.txt" not in done.stderr
    assert b"(b.json)" in done.stdout  # the terminal names what was set aside


def test_api_refuses_the_same_file_and_leaves_nothing(tree: Tree, tmp_path: Path, rules: Pipeline) -> None:
    source = tree({"a.json": "{", "b.txt": NOTE})
    with pytest.raises(UsageError, match="same file"):
        rules.file(source / "b.txt", source / "b.txt")
    with pytest.raises(SetAside, match="damaged"):
        rules.file(source / "a.json", tmp_path / "out.json")
    assert beside(tmp_path) == ["in"]
