"""Numbers: another one of the same kind, laid into the formatting that the original had.

All formattings of a number are one part; the last digits of a longer number of the scope follow that number.
"""

from __future__ import annotations

import re

from textsynth.draw import Draw, same_shape
from textsynth.entity import Part, canonical, laid, like
from textsynth.labels import NUMBERS
from textsynth.link import digits_of
from textsynth.spelled import digits, respelled
from textsynth.surrogate import Kind, Surrogate, Surrogates, different

LETTERS_STAY = re.compile(r"^[A-Za-z]{2,}(?=[-_/#: .]?\d{2,})")  # the EMP of EMP-10442 says what it is, not who
_PREFIXED = frozenset({"EMPLOYEE_ID", "ACCOUNT_NUMBER", "OTHER_ID", "MEDICAL_RECORD", "HEALTH_PLAN_ID"})
_NORTH_AMERICAN = re.compile(r"(1?[2-9]\d\d)[2-9]\d{6}")
_FICTION = (
    40  # attempts after which the fictional numbers of an area are as good as used up: then no exchange is like that
)
_MASK = re.compile(r"^(?:[xX*•·#.…\-\s]{2,}|[xX*•#])(?=\d{2,6}$)")


def propose(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another number: by the recognizer's own generator, which minds check digits, else of the same shape."""
    label, _, value = part.value.partition(":")
    draw = scope.draw.of("number", part.value, str(attempt))
    surface = scope.links.surfaces.get(value, value.upper())
    fake = scope.fakes.get(label)
    if label == "PHONE_NUMBER" and attempt >= _FICTION and (area := _NORTH_AMERICAN.fullmatch(value)):
        return f"{label}:{area[1]}{draw.below(2)}{draw.digits(6)}"
    if fake is not None:
        new = digits_of(label, fake(surface, draw))
        if len(new) == len(value):
            return f"{label}:{new}"
    return f"{label}:{_plain(label, value, draw)}"


def _plain(label: str, value: str, draw: Draw) -> str:
    """Return *value* re-drawn; letters that say what the number is stay."""
    if label == "CARD_EXPIRY" and value.isdigit() and len(value) in (4, 6):
        return f"{1 + draw.below(12):02}{int(value[2:]) + draw.below(4):0{len(value) - 2}}"
    stays = LETTERS_STAY.match(value) if label in _PREFIXED else re.match(r"0+(?=\d{3})", value)
    kept = stays.end() if stays else 0
    zeros = len(value) - kept - len(value[kept:].lstrip("0")) if len(value[kept:].lstrip("0")) > 2 else 0
    return value[: kept + zeros] + same_shape(value[kept + zeros :], draw)


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another number in the formatting of *text*."""
    if scope.holds(Part("slack", text)):
        return scope.value(Part("slack", text))
    if label in ("IP_ADDRESS", "MAC_ADDRESS"):
        return _address(label, text, scope)
    if spelled := digits(text):
        return respelled(text, laid(spelled, number(label, spelled, scope)))
    if mask := _MASK.match(text):
        return mask[0] + ending(text[mask.end() :], label, scope)
    if label == "PHONE_NUMBER" and (extension := re.search(r"(?i)\s*(?:ext\.?|x|#|extension)\s*\d+$", text)):
        return render(label, text[: extension.start()], scope) + _extension(extension[0], scope)
    return laid(text, number(label, digits_of(label, text), scope))


def _extension(text: str, scope: Surrogates) -> str:
    return re.sub(r"\d+", lambda m: different(m[0], scope.draw.of("extension", m[0])), text)


def number(label: str, value: str, scope: Surrogates) -> str:
    """Return the surrogate of the canonical *value*, whichever label it was found with elsewhere."""
    if not value:
        return value
    known = scope.links.numbers.get(value)
    if known is None or value in scope.links.endings:
        longer = scope.links.endings.get(value)
        if longer and value.isdigit():
            return ending(value, label, scope)
    label = known or label
    return scope.value(Part("number", f"{label}:{value}")).partition(":")[2]


def ending(text: str, label: str, scope: Surrogates) -> str:
    """Return the last digits of the surrogate of the number that ends in *text*; else other digits."""
    longer = scope.links.endings.get(canonical(text))
    if longer is not None:
        new = number(scope.links.numbers[longer], longer, scope)
        if new[-len(text) :].isdigit():
            return new[-len(text) :]
    return scope.value(Part("number", f"{label}:{canonical(text)}")).partition(":")[2]


def _address(label: str, text: str, scope: Surrogates) -> str:
    """Return another network address; prefix lengths and ports stay."""
    match = re.match(r"\[?([0-9A-Fa-f.:\-]+?)\]?((?:/\d+)?)$", text)
    inner, rest = (match[1], text[match.end(1) :]) if match else (text, "")
    port = re.search(r"(?<=\d):\d{1,5}$", inner) if inner.count(".") == 3 else None
    core = inner[: port.start()] if port else inner
    new = scope.value(Part(label.lower(), core.lower()))
    return text.replace(inner, like(core, new) + (port[0] if port else ""), 1) if core else text + rest


def propose_address(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return another address of the same family: private stays private, the vendor of a MAC address is re-drawn too."""
    draw = scope.draw.of(part.kind, part.value, str(attempt))
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", part.value):
        return _ipv4(part.value.split("."), draw)
    if part.kind == "ip_address" and part.value.count(":") > 1:
        kept = re.match(r"2001:0?db8:|[0-9a-f]{4}:|", part.value)
        return _hexadecimal(part.value, kept.end() if kept else 0, draw)
    fake = scope.fakes.get(part.kind.upper())
    return fake(part.value, draw) if fake is not None else _hexadecimal(part.value, 0, draw)


def _hexadecimal(text: str, kept: int, draw: Draw) -> str:
    """Return *text* with its digits and its letters a to f, each after *kept*, as others of the same sort."""
    return text[:kept] + "".join(
        draw.choice("123456789") if c.isdigit() else draw.choice("abcdef") if c in "abcdef" else c for c in text[kept:]
    )


def _ipv4(octets: list[str], draw: Draw) -> str:
    """Return another address with as many digits in each place; a private one stays in its block (RFC 1918, RFC 3927)."""
    kept = {"10": 1, "127": 1, "172": 2, "192": 2, "169": 2}.get(octets[0], 0)
    first = [] if kept else [draw.choice([n for n in _octets(len(octets[0])) if n < 224 and n not in _RESERVED])]
    rest = octets[max(kept, 1) :]
    return ".".join(map(str, [*octets[:kept], *first, *(draw.choice(_octets(len(octet))) for octet in rest)]))


_RESERVED = frozenset({10, 127, 169, 172, 192})


def _octets(size: int) -> range:
    """Return the numbers of *size* digits that may stand in an address."""
    return range(10 ** (size - 1), min(10**size, 255))


def _real(name: str, scope: Surrogates) -> bool:
    """Return whether *name*, a label and digits, has the digits of a number of the scope."""
    label = next((label for label in _LABELS if name.startswith(label)), "")
    return name.removeprefix(label) in scope.links.numbers


_LABELS = tuple(
    sorted((canonical(label) for label in NUMBERS | {"PHONE_NUMBER"}), key=lambda label: (-len(label), label))
)


surrogate = Surrogate(
    labels=NUMBERS | {"PHONE_NUMBER", "IP_ADDRESS", "MAC_ADDRESS", "*"},
    render=render,
    kinds={
        "number": Kind(propose, "number", _real),
        "ip_address": Kind(propose_address, "address"),
        "mac_address": Kind(propose_address, "address"),
    },
)
