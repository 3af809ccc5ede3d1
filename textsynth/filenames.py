"""The names of files and folders that hold personal data are treated like text; their suffixes and structure stay."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

from textsynth.document import Edit, Segment, Span, apply
from textsynth.entity import Mention
from textsynth.format import formats
from textsynth.plausibility import sure_in_name
from textsynth.propagation import Propagation, bounded, fold
from textsynth.rewriting import Rewriter, Rewritten

_SEPARATORS = re.compile(r"[_\-.+,]")
# Where words of a name meet. Not inside of dates and numbers (2024-03-18, HO-2231), which are found by what joins them.
_JOINTS = re.compile(r"_|(?<![\dA-Z])[-.+,]|[-.+,](?![\dA-Z])|(?<=[A-Z])[-.+,](?=[A-Z])")
_UNSAFE = re.compile(r'[/\\\0:*?"<>|\n\r\t]')
_BYTES = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are not UTF-8
_LONGEST = 255  # bytes of a name, on every common file system
_UNREAD = (
    "pdf doc docx docm dot dotx rtf odt ods odp xls xlsx xlsm xlsb ppt pptx pptm tar gz tgz bz2 xz zst 7z rar png jpg jpeg "
    "gif tif tiff bmp webp svg heic mp3 mp4 m4a wav ogg avi mov mkv webm msg ics vcf sql db sqlite parquet py js ts css sh "
    "bat ps1 bak orig tmp gpg asc sig pem crt cer p12 pfx epub"
).split()


@cache
def _suffix() -> re.Pattern[str]:
    """Only what is known to be a suffix is one: in "megan.donovan" and "minutes.kim" a name follows the dot."""
    known = {suffix.lstrip(".") for format in formats() for suffix in format.suffixes} | set(_UNREAD)
    return re.compile(rf"(?:\.(?:{'|'.join(map(re.escape, sorted(known)))})){{0,2}}$", re.IGNORECASE)


def suffix(component: str) -> str:
    """Return the suffix of a file or folder name with its dot, both of two, as in ``.tar.gz``, or nothing.

    >>> suffix("notes.tar.gz"), suffix("megan.donovan.pdf"), suffix("megan.donovan"), suffix(".txt")
    ('.tar.gz', '.pdf', '', '')
    """
    match = _suffix().search(component[1:])
    return match.group() if match else ""


def stem_segment(component: str) -> Segment:
    """Return a file or folder name as text to search: without its suffix, with blanks for separators, same offsets."""
    stem = _BYTES.sub("\ufffd", component.removesuffix(suffix(component)))
    return Segment(_JOINTS.sub(" ", stem), role="name")


def components(paths: Iterable[PurePosixPath]) -> list[str]:
    """Return the distinct file and folder names of *paths*, sorted."""
    return sorted({part for path in paths for part in path.parts})


def sure(segment: Segment, spans: Sequence[Span]) -> list[Span]:
    """Return those of *spans* that are sure in so short a text: of what only the model says, people with known names.

    >>> sure(Segment("grace park adoption"), [Span(0, 10, "ORGANIZATION", 0.9, "model")])
    []
    """
    return [span for span in spans if _sure(segment, span)]


def _sure(segment: Segment, span: Span) -> bool:
    return sure_in_name(span.label, segment.text[span.start : span.end], span.source)


def mentioned(path: PurePosixPath, mentions: Sequence[Mention]) -> list[Mention]:
    """Return those of *mentions* (what the file at *path* holds) that stand in one of the names of *path*, as they do."""
    segments = [stem_segment(part) for part in path.parts]
    people = [mention for mention in mentions if mention.label == "PERSON" and " " in mention.text]
    out = set()
    for segment, known, whole in zip(
        segments, Propagation(mentions).find(segments), located(segments, people), strict=True
    ):
        spans = [span for span in (*known, *whole) if _sure(segment, span)]
        out |= {Mention(span.label, segment.text[span.start : span.end]) for span in spans}
    return sorted(out)


def located(segments: Sequence[Segment], mentions: Iterable[Mention]) -> list[list[Span]]:
    """Return where any of *mentions* stands in *segments* as whole words, in any case."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for mention in sorted(mentions):
        automaton.add_word(fold(mention.text), (len(mention.text), mention.label))
    if not len(automaton):
        return [[] for _ in segments]
    automaton.make_automaton()
    return [
        [
            Span(last + 1 - length, last + 1, label, 1.0, "content")
            for last, (length, label) in automaton.iter(fold(segment.text))
            if bounded(segment.text, last + 1 - length, last + 1)
        ]
        for segment in segments
    ]


def treated(names: Sequence[str], found: Sequence[Sequence[Span]], rewriter: Rewriter) -> dict[str, str]:
    """Return the name that each of *names* gets; *found* are the spans of their ``stem_segment``."""
    segments = [stem_segment(name) for name in names]
    edits = rewriter.edits(segments, found, Rewritten())
    return {name: _renamed(name, changes) for name, changes in zip(names, edits, strict=True)}


def plan(paths: Sequence[PurePosixPath], new: Mapping[str, str]) -> dict[PurePosixPath, PurePosixPath]:
    """Return where each of *paths* goes; what would meet, also where case does not count, is told apart by a number.

    Names that stay go first, so that they keep their places; a file never goes where a folder has to be.
    """
    targets = {path: PurePosixPath(*(new[part] for part in path.parts)) for path in paths}
    folders = {_place(folder) for target in targets.values() for folder in target.parents}
    taken: set[str] = set()
    out: dict[PurePosixPath, PurePosixPath] = {}
    for path in sorted(targets, key=lambda p: (p != targets[p], p.parts)):
        target, number = targets[path], 1
        while _place(target) in taken or _place(target) in folders:
            number += 1
            target = _numbered(targets[path], number)
        taken.add(_place(target))
        out[path] = target
    return out


def _place(path: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _numbered(path: PurePosixPath, number: int) -> PurePosixPath:
    end = suffix(path.name)
    return path.with_name(_fitted(path.name.removesuffix(end), f"-{number}{end}"))


def _fitted(stem: str, end: str) -> str:
    """Return *stem* and *end* as one name, without the last letters of *stem* where that is too long for a name."""
    while len(os.fsencode(stem + end)) > _LONGEST:
        stem = stem[:-1]
    return stem + end


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
    if not safe:
        return name
    end = suffix(name)
    return _fitted(apply(name.removesuffix(end), safe).strip() or "unnamed", end)
