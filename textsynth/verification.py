"""Read what was written by other means and look for every original (law 7, DESIGN section 8).

An original is looked for when it is distinctive: five letters or digits at least, no ordinary word, no bare year. It may
stand in the output only where a surrogate or something that the user keeps explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textsynth.entity import Mention
from textsynth.propagation import GAPS, bounded, distinctive, fold, without_separators

_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


class Originals:
    """The originals of one scope, as one automaton over folded text with single blanks."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        import ahocorasick

        self._automaton = ahocorasick.Automaton()
        for mention in sorted(mentions):
            for form in forms(mention):
                self._automaton.add_word(form, (len(form), mention))
        if len(self._automaton):
            self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._automaton)

    def found(self, texts: Iterable[str]) -> dict[str, Mention]:
        """Return the forms that stand somewhere in *texts* as words of their own, each with the mention it is of."""
        hits: dict[str, Mention] = {}
        if len(self):
            for text in map(normal, texts):
                hits.update(self._search(text))
                if any(map(str.isdigit, text)):  # numbers also through whatever separates their digits
                    hits.update((form, m) for form, m in self._search(GAPS.sub("", text)) if form.isdigit())
        return hits

    def _search(self, text: str) -> Iterator[tuple[str, Mention]]:
        for last, (length, mention) in self._automaton.iter(text):
            start = last + 1 - length
            if bounded(text, start, last + 1):
                yield text[start : last + 1], mention


def residue(originals: Originals, output: Iterable[str], explained: Iterable[str]) -> list[Mention]:
    """Return the originals that *output* (every text of the written file) holds and *explained* does not."""
    hits = originals.found(output)
    if hits:
        for form in originals.found(explained):
            hits.pop(form, None)
    return sorted(set(hits.values()))


def forms(mention: Mention) -> set[str]:
    """Return the normal forms of *mention* to look for: none if it is not distinctive."""
    out = {normal(mention.text)} if _telling(mention.text) else set()
    if mention.label == "PERSON":
        out |= {normal(word) for word in re.findall(r"[^\W\d_]+", mention.text) if _telling(word)}
    if solid := without_separators(mention):
        out.add(normal(solid))
    return out


def _telling(text: str) -> bool:
    return distinctive(text) and not _YEAR.fullmatch(text.strip())


def normal(text: str) -> str:
    """Return *text* folded, with one blank for each run of white space."""
    return _SPACE.sub(" ", fold(text)).strip()
