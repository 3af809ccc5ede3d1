"""Passwords, keys and tokens: the same alphabet, the same length, a vendor's prefix, and nothing that ever worked."""

from __future__ import annotations

import re

from textsynth.draw import same_shape
from textsynth.entity import Part
from textsynth.spelled import digits, respelled
from textsynth.surrogate import Kind, Surrogate, Surrogates

_PREFIX = re.compile(
    r"^(?:(?:sk|pk|rk|whsec)_(?:live_|test_)?|sk-(?:proj-|ant-)?|gh[pousr]_|github_pat_|glpat-|xox[abpros]-|AKIA|ASIA|AIza|ya29\.|"
    r"SG\.|hf_|npm_|pypi-|dop_v1_|shpat_|EAAC|eyJ|Bearer\s+|Basic\s+|ssh-(?:rsa|ed25519)\s+|-----[A-Z ]+-----\s*)"
)


def propose(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a secret of the same build; hexadecimal stays so."""
    draw = scope.draw.of("secret", part.value, str(attempt))
    prefix = _PREFIX.match(part.value)
    kept = prefix.end() if prefix else 0
    rest = part.value[kept:]
    if re.fullmatch(r"[0-9a-f-]{16,}|[0-9A-F-]{16,}", rest):
        digits = "0123456789abcdef" if rest == rest.lower() else "0123456789ABCDEF"
        return part.value[:kept] + "".join(draw.choice(digits) if c != "-" else c for c in rest)
    return part.value[:kept] + same_shape(rest, draw)


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another secret of the same build; one that is spoken is spoken."""
    if spelled := digits(text):
        return respelled(text, scope.value(Part("secret", spelled)))
    return scope.value(Part("secret", text))


surrogate = Surrogate(
    labels=frozenset({"PASSWORD", "SECRET"}), render=render, kinds={"secret": Kind(propose, "secret")}
)
