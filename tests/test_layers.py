"""Imports point one way: the floor; detection, surrogates and formats beside each other on it; where they meet; on top.

Detection, surrogates and formats never import one another, so that adding a recognizer, a surrogate or a format touches
one file. A module that is not in the table fails too: it has to be given its place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LAYERS = {
    "floor": "document errors draw encoding labels plugins entity words",
    "formats": "format formats",
    "settings": "config keys",
    "detection": "beginnings anchors recognizer recognizers patterns places ensemble model propagation plausibility fields forms "
                 "correspondence looks languages detection",
    "surrogates": "surrogate surrogates link name people orgname spelled spoken_date "
                  "written_date",
    "meeting": "rewriting verification spill pipeline",
    "top": "batch work stream spotting evaluation filenames report journal sources commands cli __main__ __init__",
}  # fmt: skip
BELOW = {
    "floor": "",
    "formats": "floor",
    "settings": "floor",
    "detection": "floor",
    "surrogates": "floor",
    "meeting": "floor formats settings detection surrogates",
    "top": "floor formats settings detection surrogates meeting",
}
EXCEPTIONS = {
    ("config", "format"),  # for Reading, which says how far a format may go
    ("detection", "config"),  # puts together what the user asks for
    ("pipeline", "stream"), ("pipeline", "batch"),  # methods that stand for the modules on top, imported when called
}  # fmt: skip


def part(path: Path) -> str:
    """Return what the table calls the module at *path*: itself, or the folder of which it is one of many."""
    inside = path.relative_to(ROOT).with_suffix("").parts
    return inside[1] if inside[0] == "textsynth" else inside[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of this package that *tree* imports anywhere, by their names below it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".", 1)[1] for alias in node.names if alias.name.startswith("textsynth."))
        elif isinstance(node, ast.ImportFrom) and node.module == "textsynth":
            yield from (alias.name for alias in node.names if not alias.name.startswith("__"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textsynth."):
            yield str(node.module).split(".", 1)[1]
        elif isinstance(node, ast.ImportFrom) and node.level:
            raise AssertionError("imports are written in full")


def violations(name: str, source: str) -> list[str]:
    """Return what the module called *name* imports from where it must not."""
    layer = {module: layer for layer, modules in LAYERS.items() for module in modules.split()}
    if name not in layer:
        return [f"{name} has no layer"]
    allowed = {layer[name], *BELOW[layer[name]].split()}
    targets = {target.split(".")[0] for target in imported(ast.parse(source))}
    return [
        f"{name} ({layer[name]}) imports {target} ({layer.get(target, 'no layer')})"
        for target in sorted(targets)
        if layer.get(target) not in allowed and (name, target) not in EXCEPTIONS
    ]


def sources() -> list[Path]:
    return sorted([*ROOT.glob("textsynth/**/*.py"), *ROOT.glob("recognizers/*.py")])


def test_imports_point_one_way() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {v}" for path in sources() for v in violations(part(path), path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_every_layer_names_modules_that_exist() -> None:
    there = {part(path) for path in sources()}
    assert there == {module for modules in LAYERS.values() for module in modules.split()}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("formats", "from textsynth.recognizer import Recognizer"),
        ("recognizers", "from textsynth.surrogate import Surrogates"),
        ("surrogates", "import textsynth.formats.json"),
        ("link", "from textsynth import detection"),
        ("document", "def f():\n    from textsynth.pipeline import Pipeline"),
        ("pipeline", "from textsynth.commands import detect"),
        ("verification", "if True:\n    import textsynth.cli as cli"),
        ("anew", ""),
        ("pipeline", "from textsynth.anew import x"),
    ],
)
def test_a_violation_is_seen(name: str, source: str) -> None:
    assert len(violations(name, source)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "recognizers",
            "from textsynth.draw import Draw\nimport re\nfrom textsynth.recognizer import PatternRecognizer",
        ),
        ("propagation", "from textsynth.entity import Mention\nfrom textsynth.words import common_words"),
        ("pipeline", "from textsynth.stream import stream"),
        ("cli", "from textsynth import __version__, commands"),
    ],
)
def test_what_is_allowed(name: str, source: str) -> None:
    assert violations(name, source) == []


def top_level(tree: ast.Module) -> ast.Module:
    """Return what of *tree* runs on import: no bodies of functions, nothing that is only for type checkers."""
    skipped = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return ast.Module(
        [n for n in tree.body if not isinstance(n, skipped) and "TYPE_CHECKING" not in ast.dump(n)[:80]], []
    )


def test_no_module_waits_for_itself() -> None:
    names = {
        ".".join(p.relative_to(ROOT / "textsynth").with_suffix("").parts): p for p in ROOT.glob("textsynth/**/*.py")
    }
    waits = {
        name: set(imported(top_level(ast.parse(path.read_text("utf-8"))))) & set(names) for name, path in names.items()
    }
    assert list(TopologicalSorter(waits).static_order())


def test_the_floor_needs_nothing_heavy() -> None:
    for name in LAYERS["floor"].split():
        tree = ast.parse((ROOT / "textsynth" / f"{name}.py").read_text("utf-8"))
        modules = {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        modules |= {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
        heavy = {"torch", "transformers", "regex", "phonenumbers", "stdnum", "ahocorasick", "cryptography"}
        assert not {module.split(".")[0] for module in modules} & heavy
