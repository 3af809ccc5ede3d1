"""The word lists that linking, propagation and verification stand on.

The first line of every file in ``data/`` names its source and licence. Files are read once per process.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of the data file *name*, without its first, which names source and licence."""
    text = (files("textsynth") / "data" / name).read_text(encoding="utf-8")
    return tuple(text.splitlines()[1:])


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the tab-separated fields of every line of the data file *name*."""
    return tuple(tuple(line.split("\t")) for line in lines(name))


@cache
def common_words() -> frozenset[str]:
    """Return ordinary English words in lower case, among them names that are words as well (will, rose, banks).

    >>> "invoice" in common_words(), "rose" in common_words(), "megan" in common_words()
    (True, True, False)
    """
    return frozenset(lines("common_words.txt"))


@cache
def word_set(name: str, which: str) -> frozenset[str]:
    """Return the words of the set *which* of the data file *name*; none where it has no such set."""
    return frozenset(word for row in rows(name) if row[0] == which for word in row[1].split())


@cache
def ordinary_words() -> frozenset[str]:
    """Return all words that an English dictionary writes in lower case, the common ones among them.

    >>> "deckhand" in ordinary_words(), "donovan" in ordinary_words()
    (True, False)
    """
    return common_words() | frozenset(lines("dictionary.txt"))
