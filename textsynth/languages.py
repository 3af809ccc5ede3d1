"""Which language a file is in: a model that was not made for it would miss its names without a word (law 7).

Naive Bayes over byte n-grams, 97 languages (Lui and Baldwin, langid.py, ACL 2012; the package py3langid).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from textsynth.document import Segment
from textsynth.errors import SetAside

LETTERS = 300  # that a file needs in running text before its language is judged
ENOUGH = 20_000  # characters that are judged at most
SURE = 0.95
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "la"})  # unknown, none, many; and filler text ("lorem ipsum")


class Sample:
    """The running text at the beginning of a file."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._size = 0

    def add(self, segments: Sequence[Segment]) -> None:
        """Take in the running text of *segments*: what has words and blanks, not keys, names or numbers."""
        for segment in segments:
            if self.full:
                return
            if segment.role == "text" and segment.text.count(" ") >= 5:
                self._texts.append(segment.text[: ENOUGH - self._size])
                self._size += len(self._texts[-1])

    @property
    def full(self) -> bool:
        return self._size >= ENOUGH

    def language(self) -> str:
        """Return the ISO 639 code of the language, or "" where there is too little text or no clear answer."""
        text = "\n".join(self._texts)
        if sum(map(str.isalpha, text)) < LETTERS:
            return ""
        code, confidence = _identifier().classify(text)
        return str(code) if confidence >= SURE and code not in _NO_LANGUAGE else ""


def refuse_foreign(language: str, known: Sequence[str], allowed: Sequence[str]) -> None:
    """Raise ``SetAside`` for a *language* that the model does not know (*known* empty: any) and nobody allowed."""
    if language and known and language not in {*known, *allowed} and "any" not in allowed:
        raise SetAside(
            "language",
            f"its text is in {language!r}, and the model was made for {', '.join(known)}: names would be missed; "
            f"give a model that knows it, or accept that with --allow-language {language}",
        )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
