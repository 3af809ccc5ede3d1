"""E-mail address: local part, "@", domain. RFC 5321, section 4.1.2; RFC 6531 for letters outside of ASCII.

Also as it stands in query strings (``%40``) and as people hide it from harvesters ("name (at) example.org").
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw
from textsynth.recognizer import PatternRecognizer

PROVIDERS = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "aol.com",
        "gmx.de",
        "gmx.net",
        "gmx.com",
        "web.de",
        "t-online.de",
        "proton.me",
        "protonmail.com",
        "mail.com",
        "orange.fr",
        "yahoo.co.uk",
        "hotmail.co.uk",
        "yandex.ru",
        "mail.ru",
        "qq.com",
        "163.com",
        "free.fr",
        "laposte.net",
        "libero.it",
    }
)

_ANYBODY = frozenset(
    (
        "name department default user email domain example test someone somebody you me foo bar your yourname "
        "company mail"
    ).split()
)


def validate(text: str) -> bool:
    """Return whether local part and domain have the form of an address that is a person's (``git@`` is a protocol's)."""
    local, domain = _apart(text)[::2]
    if local.lower() in _ANYBODY and domain.partition(".")[0].lower() in _ANYBODY:
        return False
    top = domain.rpartition(".")[2]
    return local not in ("git", "") and local[0] != "." and local[-1:] != "." and ".." not in text and top.isalpha()


def fake(original: str, draw: Draw) -> str:
    """Return an address of the same shape; the domain of a public mail provider and every top-level domain stay."""
    local, at, domain = _apart(original)
    if not any(character.isalnum() for character in local):
        return redraw(original, draw, same_shape)
    name, dot, top = domain.rpartition(".")
    other = domain if domain.lower() in PROVIDERS else same_shape(name, draw.of("domain")) + dot + top
    return redraw(local, draw, same_shape) + at + other


def _apart(text: str) -> tuple[str, str, str]:
    for at in ("@", "%40", " (at) ", "(at)", " [at] ", "[at]", " at "):
        if at in text:
            return text.rpartition(at)
    return text, "", ""


recognizer = PatternRecognizer(
    label="EMAIL_ADDRESS",
    pattern=(
        r"(?<![\w.+'~-])[.'~-]*+(?P<value>[\w+][\w.+'~-]*+(?:@|%40| ?[(\[]at[)\]] ?)[^\W_][\w-]*+"
        r"(?:\.[^\W_][\w-]*+)++)(?!@)"
    ),
    checked=1.0,
    validate=validate,
    fake=fake,
    examples=(
        "megan.donovan@halvorsenpike.com",
        "q.o'dwyer+notes@mail.hospital.example",
        "zoë_91@posteo.example",
        "Megan Donovan <«megan@corp.co.uk»>, please",
        "mailto:«jobs@northwind.io»?subject=x",
        "write to «a.b@c-d.org».",
        "GET /reset?email=«marek.w%40hutasrebrna.pl»&x=1",
        "reach me: «nina (at) corrib-maps.ie»",
    ),
    counterexamples=(
        "@mdonovan",
        "npm i left-pad@1.3.0",
        "git@github.com:org/repo.git",
        "meet @ 5.30 pm",
        "user@localhost",
        "a@b",
        "x@@y.com",
        "4 units @112.50",
    ),
)
