"""Web address: with a scheme (RFC 3986), with "www.", or a bare domain with a plausible top-level domain.

Punctuation that ends the sentence stays outside. A bare domain counts without a path only where its top-level domain
is no word and no file suffix ("node.js", "setup.py", "ok.so").
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw
from textsynth.recognizer import PatternRecognizer

_TOP = (
    "com|org|net|edu|gov|mil|int|info|biz|io|dev|app|ai|co|shop|online|site|store|tech|cloud|agency|health"
    "|legal|law|bank|coop|example|"
    "test|eu|uk|de|fr|es|nl|pl|ch|se|dk|fi|cz|hu|ro|bg|gr|pt|br|mx|ar|cl|pe|au|nz|ca|jp|kr|cn|tw|hk|sg|th|vn"
    "|ph|za|ng|ke|gh|eg|ae|sa|om|tr|ru|ua|"
    "ie|lu|lt|lv|ee|sk|hr|rs|si|lk|pk|bd|np|gg|tv|fm|news|blog|page|link|live|life|world|works|team|company"
    "|group|care|clinic|foundation|pro|club"
)
_WITH_PATH = _TOP + "|in|is|it|me|no|so|to|at|be|my|us|am|im|id|ly|tt|cc|gl|xyz|pub|st|td"
_BODY = r"(?:[^\s<>\"|\\^`{}\[\]()«»“”]|\([^\s()<>\"]{0,200}\))"
_TAIL = rf"{_BODY}*(?<![.,;:!?'’…*_])"
_HOST = r"(?:[^\W_][\w-]{0,62}\.){1,5}"

_EXAMPLES = frozenset(
    {
        "example.com",
        "example.org",
        "example.net",
        "default.com",
        "domain.com",
        "mydomain.com",
        "yourdomain.com",
        "test.com",
    }
)


def validate(text: str) -> bool:
    """Return whether there is a host, and not only this machine."""
    host = text.partition("://")[2] or text
    return not host.lower().startswith(("localhost", "127.0.0.1", "0.0.0.0", "$", "{", "%s", "...")) and len(host) > 3


def named(text: str) -> bool:
    """Return whether a bare domain, with its path, is somebody's and no example."""
    host, _, path = text.lower().partition("/")
    if not any(character.isalpha() for character in host.rpartition(".")[0]) or host in _EXAMPLES:
        return False
    return not path or (
        max((len(set(part)) for part in path.split("/")), default=0) > 2 and not path.startswith("test")
    )


def fake(original: str, draw: Draw) -> str:
    """Return an address of the same shape; scheme, "www.", top-level domain, port, punctuation and file suffix stay."""
    scheme, slashes, rest = original.rpartition("://") if "://" in original else ("", "", original)
    cut = min((at for at in map(rest.find, "/?#:") if at >= 0), default=len(rest))
    host, path = rest[:cut], rest[cut:]
    www = host[:4] if host.lower().startswith("www.") else ""
    name, dot, top = host[len(www) :].rpartition(".")
    made = redraw(name or top, draw.of("host"), same_shape)
    return scheme + slashes + www + (made + dot + top if name else made) + same_shape(path, draw.of("path"))


recognizers = (
    PatternRecognizer(
        label="URL",
        pattern=rf"(?<![^\W_])(?:(?i:https?|ftps?|wss?)://|(?i:www\.)(?=[\w-]{{1,63}}\.)){_BODY}{_TAIL}",
        checked=0.9,
        validate=validate,
        fake=fake,
        examples=(
            "https://www.linkedin.com/in/megan-donovan-4a1b",
            "http://10.2.0.14:8080/names?q=odd",
            "(see «https://en.wikipedia.org/wiki/Ada_(name)»).",
            "<«https://vox.gravyclan.example/j/88-otter»|here>",
            "go to «www.halvorsenpike.com», please.",
            "[x](«https://a.example/b»)",
            'href="«https://hooks.modrapila.cz/T08552/rotate»"',
        ),
        counterexamples=(
            "http://localhost:8080/x",
            "https://",
            "www.",
            "http://127.0.0.1/",
            "the http protocol",
            "https://${HOST}/x",
            "://x",
        ),
    ),
    PatternRecognizer(
        label="URL",
        name="url_bare",
        pattern=(
            rf"(?<![\w@./%+=&'-])(?<!://)(?=[a-zA-Z0-9-]{{1,63}}\.)(?:{_HOST}(?:{_WITH_PATH})"
            rf"(?::\d{{2,5}})?/(?=[\w@~]){_TAIL}"
            rf"|(?=[a-z0-9.-]*+(?![\w(])){_HOST}(?:{_TOP})(?![\w@(]|[./-]\w|:\w))"
        ),
        checked=0.6,
        validate=named,
        fake=fake,
        examples=(
            "linkedin.com/in/megan-donovan",
            "umhlangapathlab.co.za/level1",
            "«github.com/mdonovan».",
            "at «pandesal.shop», all day",
            "see «resultados.ipe-roxo.com.br».",
            "«twitter.com/meg_d»",
            "maps.lime.tt/p/x8Kq2",
        ),
        counterexamples=(
            "Node.js",
            "setup.py",
            "e.g. this",
            "the end.In the",
            "3.5.com",
            "megan@corp.com",
            "and/or",
            "ok.so what",
            "list.append(x)",
            "Inc.com. Next",
            "image.de(3)",
        ),
    ),
)
