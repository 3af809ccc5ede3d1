"""Records that arrive one by one go out one by one, in order, in bounded memory; a broken one stops nothing."""

from __future__ import annotations

import io
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import KEY, ROOT

from textsynth.config import Config
from textsynth.errors import SetAside
from textsynth.format import Reading
from textsynth.pipeline import Pipeline
from textsynth.stream import Lines, Rejected, pump

CARD = "4539 1488 0343 6467"


def lines(**changes: Any) -> Lines:
    return Lines(Pipeline(Config(key=KEY, model=None, **changes)))


def pumped(lines: Lines, data: bytes) -> tuple[list[bytes], list[tuple[Rejected, bytes]]]:
    written: list[bytes] = []
    rejected: list[tuple[Rejected, bytes]] = []
    pump(lines, io.BytesIO(data), written.append, lambda why, line: rejected.append((why, line)))
    return written, rejected


def record(number: int, text: str = f"card {CARD}") -> bytes:
    return json.dumps({"id": number, "text": text}).encode() + b"\n"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b'{"id": 1, "text": "card 4539 14\n', "damaged"),
        (b"\xff\xfe\x00broken\n", "damaged"),
        (b"{'id': 1}\n", "damaged"),
        (b'"' + b"x" * 5000 + b'"\n', "too-large"),
        (b'["' + b"x" * 100_000 + b'"]\n', "too-large"),
        (b"[" * 1500 + b"]" * 1400 + b"\n", "damaged"),
    ],
)
def test_a_broken_record_goes_to_the_rejects_and_the_rest_goes_on(broken: bytes, reason: str) -> None:
    data = b"".join(record(n) for n in range(50)) + broken + b"".join(record(n) for n in range(50, 60))
    written, rejected = pumped(lines(reading=Reading(max_bytes=4096)), data)
    assert [json.loads(line)["id"] for line in written] == list(range(60))
    assert [(why.number, why.reason) for why, _ in rejected] == [(51, reason)]
    assert "4539" not in rejected[0][0].advice
    assert broken.startswith(rejected[0][1].rstrip(b"\n"))


def test_an_unexpected_error_rejects_only_its_record(monkeypatch: pytest.MonkeyPatch) -> None:
    under = lines()
    find = under._pipeline.detector.find

    def sometimes(segments: Any) -> Any:
        if any("boom" in segment.text for segment in segments):
            raise KeyError(CARD)
        return find(segments)

    monkeypatch.setattr(under._pipeline.detector, "find", sometimes)
    written, rejected = pumped(under, record(1) + record(2, "boom") + record(3))
    assert [json.loads(line)["id"] for line in written] == [1, 3]
    assert rejected[0][0].reason == "internal"
    assert CARD not in rejected[0][0].advice


def test_blank_lines_and_a_missing_end_of_line() -> None:
    written, rejected = pumped(lines(), b"\n" + record(1) + b"\r\n" + record(2).rstrip())
    assert not rejected
    assert written[0] == b"\n"
    assert [json.loads(line)["id"] for line in (written[1], written[3])] == [1, 2]


def test_memory_stays_flat() -> None:
    under = lines()
    drained = [0]

    def feed(count: int) -> int:
        tracemalloc.start()
        data = io.BytesIO(
            b"".join(record(n, f"mail person{n}@fernhollow{n}.example, ticket {n}") for n in range(count))
        )
        before = tracemalloc.get_traced_memory()[0]
        pump(under, data, lambda line: drained.__setitem__(0, drained[0] + len(line)), lambda *_: None)
        grown = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        return grown

    feed(50)
    assert feed(150) < 1 << 19


def test_everything_is_loaded_before_the_first_record(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline(Config(key=KEY, model=None))
    asked: list[int] = []

    def records() -> Iterator[str]:
        asked.append(1)
        yield f"card {CARD}"

    answers = pipeline.stream(records())
    assert "detector" in vars(pipeline)
    assert not asked
    assert CARD not in next(answers)


def test_one_record_is_answered_before_the_next_is_asked_for() -> None:
    events: list[str] = []

    def records() -> Iterator[dict[str, str]]:
        for number in range(3):
            events.append(f"in {number}")
            yield {"text": f"{number}: card {CARD}"}

    for answer in Pipeline(Config(key=KEY, model=None)).stream(records()):
        events.append(f"out {answer['text'][0]}")
    assert events == ["in 0", "out 0", "in 1", "out 1", "in 2", "out 2"]


def test_the_stream_of_a_pipeline_rejects_or_raises() -> None:
    pipeline = Pipeline(Config(key=KEY, model=None, reading=Reading(max_bytes=200)))
    records = ["a", "x" * 300, f"card {CARD}"]
    rejected: list[Rejected] = []
    answers = list(pipeline.stream(records, reject=rejected.append))
    assert answers[0] == "a"
    assert len(answers) == 2
    assert [(one.number, one.reason) for one in rejected] == [(2, "too-large")]
    with pytest.raises(SetAside, match="record 2"):
        list(pipeline.stream(records))


class Typed:
    """The command with someone typing: what comes out is read as it comes."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "textsynth", "stream", "--rules-only", *arguments], cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": ""},
        )  # fmt: skip
        self.out: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.out.put(line)

    def ask(self, line: bytes) -> tuple[bytes, float]:
        """Return the answer to *line* and how long it took."""
        assert self.process.stdin
        started = time.monotonic()
        self.process.stdin.write(line)
        self.process.stdin.flush()
        return self.out.get(timeout=60), time.monotonic() - started


def test_a_line_goes_out_while_the_input_waits(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.jsonl"
    typed = Typed("--rejects", str(rejects))
    _, first = typed.ask(record(0))
    times = [typed.ask(record(n))[1] for n in range(1, 6)]
    assert min(times) < max(1.0, first)  # the input is still open: nothing waits for more of it
    assert typed.process.stdin
    typed.process.stdin.write(b"{broken\n")
    typed.ask(record(6))
    assert rejects.read_bytes() == b"{broken\n"  # seen at once, not at the end
    typed.process.send_signal(signal.SIGINT)
    _, errors = typed.process.communicate(timeout=30)
    assert typed.process.returncode == 130
    assert b"Traceback" not in errors
    assert errors.splitlines()[-1] == b"textsynth: interrupted"
