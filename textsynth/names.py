"""The names of files and folders that hold personal data are treated like text; their suffixes and structure stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

from textsynth.document import Edit, Segment, Span, apply
from textsynth.entity import Mention
from textsynth.propagation import Propagation, fold
from textsynth.rewriting import Rewriter, Rewritten
from textsynth.words import common_words, rows

_SEPARATORS = re.compile(r"[_\-.+,]")
_UNSAFE = re.compile(r'[/\\\0:*?"<>|\n\r\t]')
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){0,2}$")


@cache
def known_names() -> frozenset[str]:
    """Return the given and family names of the word lists, folded."""
    return frozenset(fold(row[0]) for name in ("given_names.tsv", "surnames.tsv") for row in rows(name))


def stem_segment(component: str) -> Segment:
    """Return a file or folder name as text to search: without its suffix, with blanks for separators, same offsets."""
    stem = component[: len(component) - len(_SUFFIX.search(component[1:]).group())]  # type: ignore[union-attr]
    return Segment(_SEPARATORS.sub(" ", stem), role="name")


def components(paths: Iterable[PurePosixPath]) -> list[str]:
    """Return the distinct file and folder names of *paths*, sorted."""
    return sorted({part for path in paths for part in path.parts})


def sure(segment: Segment, spans: Sequence[Span]) -> list[Span]:
    """Return those of *spans* that are sure in so short a text: a person only where a word is a known name."""
    out = []
    for span in spans:
        words = re.findall(r"[^\W\d_]+", fold(segment.text[span.start : span.end]))
        if span.label == "PERSON" and not any(w in known_names() and w not in common_words() for w in words):
            continue
        if span.label in ("ORGANIZATION", "LOCATION", "CITY", "AGE", "NRP", "POSTAL_CODE") and span.source == "model":
            continue
        out.append(span)
    return out


def mentioned(path: PurePosixPath, mentions: Sequence[Mention]) -> list[Mention]:
    """Return those of *mentions* (what the file at *path* holds) that stand in one of the names of *path*."""
    segments = [stem_segment(part) for part in path.parts]
    out = set()
    for segment, spans in zip(segments, Propagation(mentions).find(segments), strict=True):
        out |= {Mention(span.label, segment.text[span.start : span.end]) for span in spans}
    return sorted(out)


def treated(names: Sequence[str], found: Sequence[Sequence[Span]], rewriter: Rewriter) -> dict[str, str]:
    """Return the name that each of *names* gets; *found* are the spans of their ``stem_segment``."""
    segments = [stem_segment(name) for name in names]
    edits = rewriter.edits(segments, found, Rewritten())
    return {name: _renamed(name, changes) for name, changes in zip(names, edits, strict=True)}


def plan(paths: Sequence[PurePosixPath], new: Mapping[str, str]) -> dict[PurePosixPath, PurePosixPath]:
    """Return where each of *paths* goes; two that would meet are told apart by a number."""
    out: dict[PurePosixPath, PurePosixPath] = {}
    taken: dict[str, PurePosixPath] = {}
    for path in sorted(paths, key=lambda p: (any(new[part] != part for part in p.parts), p.parts)):
        target = PurePosixPath(*(new[part] for part in path.parts))
        number = 1
        while taken.get(str(target).casefold(), path) != path:
            number += 1
            target = target.with_name(f"{PurePosixPath(new[path.name]).stem}-{number}{path.suffix}")
        taken[str(target).casefold()] = path
        out[path] = target
    return out


def _renamed(name: str, edits: Sequence[Edit]) -> str:
    """Return *name* with *edits*, its own separators in place of their blanks and nothing that a path cannot hold."""
    safe = []
    for edit in edits:
        separators = _SEPARATORS.findall(name[edit.start : edit.end]) or ["-"]
        words = _UNSAFE.sub("-", edit.text).split(" ")
        joined = words[0]
        for number, word in enumerate(words[1:]):
            joined += separators[min(number, len(separators) - 1)] + word
        safe.append(Edit(edit.start, edit.end, joined))
    return apply(name, safe).strip() or "unnamed"
