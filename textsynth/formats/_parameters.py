"""The parameters of Content-Type and Content-Disposition (RFC 2045, section 5.1; RFC 2231), with their places.

Read leniently: encoded words in quotes, spaces without quotes and missing quotes are all common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

from textsynth.formats._charset import decoded, guessed
from textsynth.formats._headers import read_value

Splice = tuple[int, int, bytes]

_PARAMETER = re.compile(
    rb'(\A|;)[\s;]*(?P<name>[^\s=;*"]+)(?P<index>\*\d+)?(?P<extended>\*)?[ \t\r\n]*=[ \t\r\n]*'
    rb'(?P<value>"(?:[^"\\]|\\.)*"|[^;]*)',
    re.DOTALL,
)
_TOKEN = re.compile(r"[A-Za-z0-9!#$&+.^_`{|}~-]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name in lower case, its value decoded, and the places of its pieces in the header's value."""

    name: str
    value: str = field(repr=False)
    places: tuple[tuple[int, int], ...]  # from the name to the value's end

    def splices(self, value: str, raw: bytes) -> Iterator[Splice]:
        """Yield what makes it say *value* in *raw*, the value of its header."""
        (start, end), *others = self.places
        bare = raw[start:end].partition(b"=")[2].strip()[:1] != b'"'
        yield start, end, self.written(value, bare=bare)
        for begin, stop in others:
            yield raw.rindex(b";", 0, begin), stop, b""

    def written(self, value: str, *, bare: bool = False) -> bytes:
        """Return it with another *value*, without quotes if it was *bare* and can be."""
        value = re.sub(r"[\x00-\x1f\x7f]+", " ", value)
        if not value.isascii() or "=?" in value:
            return f"{self.name}*=utf-8''{quote(value, safe='')}".encode()
        if bare and _TOKEN.fullmatch(value):
            return f"{self.name}={value}".encode()
        escaped = re.sub(r'(["\\])', r"\\\1", value)
        return f'{self.name}="{escaped}"'.encode()


def parameters(raw: bytes) -> list[Parameter]:
    """Return the parameters in *raw*, the value of a header; continued ones are joined."""
    groups: dict[tuple[str, int], list[re.Match[bytes]]] = {}
    for found in _PARAMETER.finditer(raw):
        name = found["name"].decode("latin-1").lower()
        groups.setdefault((name, -1 if found["index"] else found.start()), []).append(found)
    return [_parameter(name, group) for (name, _), group in groups.items()]


def main_value(raw: bytes) -> str:
    """Return what stands before the parameters, in lower case: a media type, a disposition."""
    return re.sub(r"\s|\([^)]*\)", "", raw.partition(b";")[0].decode("latin-1")).lower()


def _parameter(name: str, group: Sequence[re.Match[bytes]]) -> Parameter:
    places = tuple((found.start("name"), found.start("value") + len(found["value"].rstrip())) for found in group)
    if group[0]["index"] or group[0]["extended"]:
        ordered = sorted(group, key=lambda found: int((found["index"] or b"*0")[1:]))
        return Parameter(name, _joined(ordered), places)
    plain = _unquoted(group[0]["value"].strip())
    return Parameter(name, read_value("name", plain).text, places)


def _unquoted(value: bytes) -> bytes:
    if value.startswith(b'"'):
        return re.sub(rb"\\(.)", rb"\1", value[1:].removesuffix(b'"'))
    return value


def _joined(group: Sequence[re.Match[bytes]]) -> str:
    """Return what the pieces of an extended parameter say; the first one names the charset."""
    charset, data = "", b""
    for number, found in enumerate(group):
        value = _unquoted(found["value"].strip())
        if found["extended"] and number == 0 and value.count(b"'") >= 2:
            name, _, value = value.split(b"'", 2)
            charset = name.decode("latin-1")
        data += unquote_to_bytes(value) if found["extended"] else value
    return (decoded(data, charset) or guessed(data)).text
