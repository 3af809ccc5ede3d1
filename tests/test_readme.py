"""What README.md and docs/ say: their examples run, their links lead somewhere, and nothing of the code is left out."""

from __future__ import annotations

import argparse
import ast
import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import ROOT

from textsynth.cli import parser
from textsynth.config import PRESETS, PROFILES, Config, from_toml
from textsynth.detection import bundled_recognizers
from textsynth.format import Reading, formats
from textsynth.labels import KEPT, LABELS, ours
from textsynth.words import rows

README = ROOT / "README.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS]
DOCUMENTED = "\n".join(page.read_text("utf-8") for page in (README, *DOCS))
OPTION = re.compile(r"(?<![\w`-])`?(--[a-z][a-z-]*)")
OTHERS_OPTIONS = {"--strict", "--wheel"}  # of mypy and of build


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(page: str, language: str, mark: str = "") -> list[str]:
    """Return the fenced blocks of *page* in *language*, or only those right behind the comment *mark*."""
    before = rf"<!-- {mark} -->\n" if mark else ""
    return re.findall(rf"^{before}```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def table(page: str, heading: str) -> list[list[str]]:
    """Return the rows of the tables of *page* whose header line begins with the cell *heading*."""
    found: list[list[str]] = []
    inside = False
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        inside = bool(cells) and (inside or cells[0] == heading)
        if inside and cells[0] != heading and not cells[0].startswith("---"):
            found.append(cells)
    assert found, heading
    return found


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# ---------------------------------------------------------------------------------------------------- what is run
@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with some of the fixtures, the examples, gold, and a ``textsynth`` that does without the model."""
    for name in ("fixtures/inbox/it", "fixtures/inbox/slack", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    gold = {"id": 1, "text": "SSN 536-22-8710.", "spans": [{"start": 4, "end": 15, "label": "US_SSN"}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    command = tmp_path / "bin/textsynth"
    command.parent.mkdir()
    quick = (
        'case "$1" in keygen) ;; deidentify) set -- "$@" --rules-only --jobs 1 ;; *) set -- "$@" --rules-only ;; esac'
    )
    command.write_text(f'#!/bin/sh\n{quick}\nexec "{sys.executable}" -m textsynth "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    env = {**os.environ, "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": path}
    return subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="the commands are those of a POSIX shell")
def test_the_commands_of_the_readme_run(place: Path) -> None:
    (block,) = blocks(text_of("README.md"), "sh", "run")
    done = run(place, "sh", "-e", "-c", block)
    assert done.returncode == 0, done.stderr
    assert len(list((place / "out").rglob("*.*"))) == len(list((place / "fixtures/inbox").rglob("*.*")))
    assert json.loads((place / "out.report.json").read_text())["verdict"] == "verified"
    assert "De-identification report" in (place / "two.html").read_text()
    assert {path.name for path in (place / "two").iterdir()} == {"it", "slack"}
    assert "536-22-8710" not in (place / "safe.jsonl").read_text()
    assert (place / "spans.jsonl").read_text().startswith("{")


def test_the_python_of_the_readme_runs(place: Path) -> None:
    (block,) = blocks(text_of("README.md"), "python", "run")
    done = run(place, sys.executable, "-c", f"{block}\nprint(result.text, safe, report.exit_code)")
    assert done.returncode == 0, done.stderr
    assert "Megan" not in done.stdout
    assert "617-8842" not in done.stdout
    assert "536-22-8710" not in done.stdout
    assert done.stdout.endswith(" 0\n")
    assert (place / "portal.log").stat().st_size
    assert any((place / "slack-out").rglob("*.json"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_of_the_prompt_hold(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False).failed == 0


def test_configurations_are_valid(tmp_path: Path) -> None:
    shown = [block for page in (README, *DOCS) for block in blocks(page.read_text("utf-8"), "toml")]
    assert len(shown) >= 2
    for number, block in enumerate([*shown, text_of("examples/textsynth.toml")]):
        path = tmp_path / f"{number}.toml"
        path.write_text(block, "utf-8")
        assert from_toml(path, Config()) != Config()


def test_the_shown_configuration_is_that_of_the_example(tmp_path: Path) -> None:
    (tmp_path / "shown.toml").write_text(blocks(text_of("README.md"), "toml")[0], "utf-8")
    shown, whole = (from_toml(path, Config()) for path in (tmp_path / "shown.toml", ROOT / "examples/textsynth.toml"))
    assert shown.fields.items() <= whole.fields.items()
    assert set(shown.patterns) | set(shown.terms) | set(shown.allow)
    assert set(shown.terms) <= set(whole.terms)
    assert set(shown.allow) <= set(whole.allow)


def test_the_mail_is_of_the_fixtures_and_nothing_of_it_is_left() -> None:
    (before,), (after,) = (blocks(text_of("README.md"), "text", mark) for mark in ("before", "after"))
    name = "mail/grace-park-adoption.eml"
    mail = text_of(f"fixtures/inbox/{name}").splitlines()
    assert [line for line in before.splitlines() if line not in mail] == []
    assert len(before.splitlines()) == len(after.splitlines())
    gold = [json.loads(line) for line in text_of("fixtures/gold.jsonl").splitlines()]
    originals = {g["text"] for g in gold if g["file"] == name and g["label"] not in KEPT}
    assert len([text for text in originals if text in before]) > 15
    left = [t for t in originals if re.search(rf"(?<!\w){re.escape(t)}(?!\w)", after, re.IGNORECASE)]
    assert left == []


# ---------------------------------------------------------------------------------------------------- what is said
def options(of: argparse.ArgumentParser) -> Iterator[str]:
    for action in of._actions:
        yield from (option for option in action.option_strings if option.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from options(command)


def test_options_that_are_named_exist() -> None:
    assert set(OPTION.findall(DOCUMENTED)) - set(options(parser())) <= OTHERS_OPTIONS


def test_every_option_is_documented() -> None:
    assert set(options(parser())) <= set(OPTION.findall(DOCUMENTED))


def test_every_command_is_shown_in_the_readme() -> None:
    (commands,) = [a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    (block,) = blocks(text_of("README.md"), "sh", "run")
    assert set(re.findall(r"^textsynth (\w+)", block, re.MULTILINE)) == set(commands)


def reasons() -> Iterator[str]:
    """Yield every reason for which the code sets something aside."""
    for path in sorted(ROOT.glob("textsynth/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("SetAside", "Rejected"):
                yield from (a.value for a in node.args[:2] if isinstance(a, ast.Constant) and _is_code(a.value))
            if isinstance(node, ast.FunctionDef) and node.name in ("_explained", "_problem"):
                returned = [n.value for n in ast.walk(node) if isinstance(n, ast.Return) and n.value]
                firsts = [n.elts[0] if isinstance(n, ast.Tuple) else n for n in returned]
                constants = [c for first in firsts for c in ast.walk(first) if isinstance(c, ast.Constant)]
                yield from (c.value for c in constants if _is_code(c.value))


def _is_code(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z]+(-[a-z]+)*", value))


def test_every_reason_is_explained_and_no_other() -> None:
    assert {"link", "special", "internal", "unreadable", "residue", "damaged"} <= set(reasons())
    explained = [reason for row in table(text_of("README.md"), "reason") for reason in quoted(row[0])]
    assert explained == sorted(set(reasons()))


def test_every_format_is_in_the_table_with_suffixes_that_it_has() -> None:
    shown = {quoted(row[0])[0]: re.findall(r"\.\w+", row[1]) for row in table(text_of("README.md"), "format")}
    assert set(shown) == {format.name for format in formats()}
    for format in formats():
        assert shown[format.name]
        assert set(shown[format.name]) <= set(format.suffixes)


def test_every_label_is_in_the_table_with_its_evidence_and_its_other_names() -> None:
    shown = {quoted(row[0])[0]: row for row in table(text_of("docs/labels.md"), "label")}
    assert set(shown) == LABELS
    patterns = {recognizer.label for recognizer in bundled_recognizers()}
    named = {row[0] for row in rows("field_names.tsv")}
    for label, (_, _, found, kept, hipaa, presidio, tonic) in shown.items():
        assert ("P" in found.split()) == (label in patterns), label
        assert ("F" in found.split()) == (label in named), label
        assert (kept == "kept") == (label in KEPT), label
        assert hipaa
        assert all(label in ours(name) for name in quoted(presidio) + quoted(tonic)), label


def test_every_setting_is_explained() -> None:
    page = text_of("docs/configuration.md")
    explained = {name for row in table(page, "in `textsynth.toml` and `Config`") for name in quoted(row[0])[:1]}
    settings = (
        {f.name for f in fields(Config)} - {"reading"} | {"deny"} | {f"reading.{f.name}" for f in fields(Reading)}
    )
    assert explained == settings
    assert {quoted(row[0])[0] for row in table(page, "profile")} == set(PROFILES)
    for preset, score in PRESETS.items():
        assert f"`{preset}` {score:g}" in page
    assert all(f"`{format.name}`" in page for format in formats())


def test_every_module_has_its_place_in_the_design() -> None:
    shown = {name for row in table(text_of("docs/design.md"), "layer") for name in quoted(row[1])}
    modules = {path.stem for path in ROOT.glob("textsynth/*.py")} | {"formats/", "surrogates/"}
    assert shown == modules


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_named_files_lead_somewhere(page: Path) -> None:
    said = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", said):
        path, _, anchor = target.partition("#")
        if not target.startswith("https://"):
            there = page.parent / path if path else page
            assert there.exists(), target
            assert not anchor or anchor in anchors(there), target
    for name in re.findall(r"`((?:tests|textsynth|recognizers|docs|examples|fixtures|formats)/[\w./*]+)`", said):
        base = ROOT / "textsynth" if name.startswith("formats/") else ROOT
        assert "NAME" in name or any(base.glob(name.rstrip("/"))), name


def test_make_has_the_targets_that_are_named() -> None:
    targets = dict(re.findall(r"^([a-z]+):.*?##\s*(.+)$", text_of("Makefile"), re.MULTILINE))
    said = "\n".join(map(text_of, ("README.md", "CONTRIBUTING.md", ".ci/run")))
    named = set(re.findall(r"(?:^ *|`)make ([a-z]+)\b", said, re.MULTILINE))
    assert {"demo", "test", "check"} <= named <= set(targets)
