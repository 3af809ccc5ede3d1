"""The stages together, on texts, records and single files: what is replaced, what stays, what is held back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import KEY, ROOT

import textsynth
from textsynth.config import Config, OwnPattern, Term
from textsynth.document import Document
from textsynth.errors import SetAside, UsageError
from textsynth.pipeline import Pipeline

LINE = "From: Marta Oyelaran <marta.oyelaran@example-clinic.org>, card 4539 1488 0343 6467, call (212) 555-0143."


def test_text_is_replaced_and_offsets_are_of_the_original(rules: Pipeline) -> None:
    result = rules.text(LINE)
    assert "4539 1488 0343 6467" not in result.text
    assert "marta.oyelaran@" not in result.text
    assert {LINE[s.start : s.end] for s in result.spans} >= {"4539 1488 0343 6467", "(212) 555-0143"}
    assert "4539" not in repr(result)


def test_same_key_same_text_another_key_another(rules: Pipeline) -> None:
    assert rules.text(LINE).text == Pipeline(Config(key=KEY, model=None)).text(LINE).text
    assert rules.text(LINE).text != Pipeline(Config(key=b"another key of 24 bytes!", model=None)).text(LINE).text


def test_same_output_in_another_process(rules: Pipeline) -> None:
    code = (
        "import sys; from textsynth import Config, Pipeline\n"
        "print(Pipeline(Config(key=bytes.fromhex(sys.argv[1]), model=None)).text(sys.argv[2]).text)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, KEY.hex(), LINE],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "77"},
        capture_output=True,
        text=True,
    )
    assert run.stdout.rstrip("\n") == rules.text(LINE).text, run.stderr


def test_document_scope_parts_and_corpus_scope_joins(tmp_path: Path) -> None:
    text = "Card 4539 1488 0343 6467 was declined."
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(text)
    other.write_text(f"{text} Again.")

    def outputs(consistency: str) -> list[str]:
        pipeline = Pipeline(Config(key=KEY, model=None, consistency=consistency))  # type: ignore[arg-type]
        return [pipeline.text(path.read_text()).text[5:24] for path in (one, other)]

    assert len(set(outputs("corpus"))) == 1
    assert len(set(outputs("document"))) == 2


def test_mention_scope_gives_each_mention_its_own() -> None:
    pipeline = Pipeline(Config(key=KEY, model=None, consistency="mention"))
    first, second = (
        pipeline.text("Card 4539 1488 0343 6467 or card 4539 1488 0343 6467.").text.rstrip(".").split(" or card ")
    )
    assert first.removeprefix("Card ") != second


def test_kept_labels_fields_and_allowed_texts_stay() -> None:
    fields = {"status": "keep", "owner": "PERSON"}
    config = Config(key=KEY, model=None, fields=fields, allow=("help@example.org",))
    record = {"status": "jane.roe@mail.example", "owner": "Zebedee Quux", "note": "write to help@example.org"}
    out = next(iter(Pipeline(config).stream([record])))
    assert out["status"] == record["status"]
    assert out["note"] == record["note"]
    assert "Quux" not in out["owner"]


def test_own_terms_and_patterns() -> None:
    config = Config(
        key=KEY,
        model=None,
        terms=(Term("Project Nightjar", "ORGANIZATION"),),
        patterns=(OwnPattern("EMPLOYEE_ID", r"\bZQ-\d{5}\b"), OwnPattern("OTHER_ID", r"\b\d{4}\b", ("locker",))),
    )
    out = Pipeline(config).text("project nightjar: ZQ-48213, locker 4417. " + "Nothing else. " * 9 + "Gate 4418").text
    assert "nightjar" not in out.lower()
    assert "ZQ-48213" not in out
    assert "4417" not in out
    assert "4418" in out


def test_a_planted_original_is_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that leaves an original in its output, for whatever reason, does not get it past verification."""
    source, target = tmp_path / "note.txt", tmp_path / "out.txt"
    source.write_text("Card 4539 1488 0343 6467 was declined.")
    from textsynth.formats import text as module

    written = module.format.read

    class Leaky(Document):
        def __init__(self, inner: Document) -> None:
            self._inner, self.segments = inner, inner.segments

        def rewrite(self, edits: object) -> bytes:
            return self._inner.rewrite(edits) + b"\n<!-- 4539-1488-0343-6467 -->"  # type: ignore[arg-type]

    monkeypatch.setattr(type(module.format), "read", lambda self, *a: (Leaky(d) for d in written(*a)))
    with pytest.raises(SetAside, match="residue") as caught:
        Pipeline(Config(key=KEY, model=None)).file(source, target)
    assert not target.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
    assert "4539" not in str(caught.value)


def test_a_value_below_its_threshold_elsewhere_is_repaired(tmp_path: Path) -> None:
    """What one place shows to be sensitive is found at every other place, whatever stands around it there."""
    source, target = tmp_path / "log.txt", tmp_path / "out.txt"
    source.write_text("employee id: QX77412\n\n" + "x" * 300 + "\n\nupload_QX77412_final by qx77412\n")
    Pipeline(Config(key=KEY, model=None)).file(source, target)
    assert "qx77412" not in target.read_text().lower()


def test_jsonl_records_are_scopes_of_their_own(tmp_path: Path) -> None:
    source, target = tmp_path / "r.jsonl", tmp_path / "o.jsonl"
    row = {"mail": "ines.calder@northfold.example", "n": 1}
    source.write_text("".join(json.dumps({**row, "n": n}) + "\n" for n in (1, 2)) + json.dumps({**row, "n": 1}) + "\n")
    Pipeline(Config(key=KEY, model=None)).file(source, target)
    one, two, again = (json.loads(line) for line in target.read_text().splitlines())
    assert one == again
    assert one["mail"] != two["mail"]
    assert [r["n"] for r in (one, two, again)] == [1, 2, 1]


def test_output_over_its_input_is_refused(tmp_path: Path, rules: Pipeline) -> None:
    path = tmp_path / "a.txt"
    path.write_text("nothing")
    with pytest.raises(UsageError, match="same file"):
        rules.file(path, path)


def test_public_names_are_curated() -> None:
    assert all(getattr(textsynth, name) is not None for name in textsynth.__all__)
    with pytest.raises(AttributeError):
        textsynth.nothing  # noqa: B018


def test_import_is_light() -> None:
    """``import textsynth`` must not bring torch or any other heavy library in."""
    code = "import textsynth, textsynth.cli, sys; print([m for m in sys.modules if m in ('torch','numpy','regex')])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.strip() == "[]", run.stderr
