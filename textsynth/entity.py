"""What detection hands to linking, and linking to the surrogates: mentions, and the parts that entities are made of."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Mention(NamedTuple):
    """A distinct piece of text that was found, with its label. Where and how often it stands does not matter to it."""

    label: str
    text: str

    def __repr__(self) -> str:
        return f"Mention(label={self.label!r}, text=…)"


class Part(NamedTuple):
    """What is replaced as one: a given name, a family name, a word of a company, an account number.

    ``value`` is canonical, so that every way of writing the same thing is one part.
    """

    kind: str
    value: str

    def __repr__(self) -> str:
        return f"Part(kind={self.kind!r}, value=…)"


_LATIN = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
    "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "´": "'", "‐": "-", "‑": "-",
})  # fmt: skip


def fold(text: str) -> str:
    """Return *text* without accents and with plain apostrophes and hyphens; case stays.

    >>> fold("Wójcik D’Amore")
    "Wojcik D'Amore"
    """
    if text.isascii():
        return text
    bare = unicodedata.normalize("NFKD", text.translate(_LATIN))
    return "".join(character for character in bare if not unicodedata.combining(character))


@lru_cache(maxsize=1 << 14)
def canonical(text: str) -> str:
    """Return the letters and digits of *text*, folded and in lower case: what all its spellings share.

    >>> canonical("O’Brien") == canonical("OBRIEN") == canonical("o'brien")
    True
    """
    return "".join(character for character in fold(text).casefold() if character.isalnum())


def laid(text: str, new: str) -> str:
    """Return *text* with its last letters and digits replaced by those of *new*, in place and in the case of each.

    >>> laid("+1 (414) 617-8842", "4145550142"), laid("SW1A 1AA", "sw4b9zh"), laid("H&P", "kw")
    ('+1 (414) 555-0142', 'SW4B 9ZH', 'K&W')
    """
    out = list(text)
    places = [place for place, character in enumerate(text) if character.isalnum()]
    for place, character in zip(reversed(places), reversed(new), strict=False):
        out[place] = character.lower() if text[place].islower() else character.upper()
    return "".join(out)


def like(original: str, new: str) -> str:
    """Return *new* in the case of *original*, and without accents where *original* has none.

    >>> like("DONOVAN", "Kowalski"), like("megan", "Zoë"), like("Megan", "Zoë"), like("Zoë", "René")
    ('KOWALSKI', 'zoe', 'Zoe', 'René')
    """
    if original.isascii():
        new = fold(new)
    if "’" in original:
        new = new.replace("'", "’")
    if original.islower():
        return new.lower()
    if original.isupper() and sum(map(str.isalpha, original)) > 1:
        return new.upper()
    return new
