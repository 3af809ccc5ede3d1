"""Keys and tokens: the published forms of vendors' keys, JSON Web Tokens (RFC 7519), private keys (RFC 7468), and
high-entropy values that are assigned to a name that says key, token or secret. Hashes, UUIDs and fingerprints are
left alone.

Vendors: GitHub "About authentication", AWS "Understanding unique ID prefixes", Stripe "API keys", Slack "Token
types", Google Cloud "API keys".
"""

from __future__ import annotations

import math
from collections import Counter

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw, universal_unique
from textsynth.recognizer import PatternRecognizer

_VENDORS = (
    r"(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{16}(?!\w)|(?:[a-z]{2,5}_)?(?:sk|pk|rk)_(?:live|test)_\w{8,99}"
    r"|whsec_\w{8,64}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{22,255}|"
    r"xox[abeoprs]-[A-Za-z0-9-]{10,200}|xapp-[A-Za-z0-9-]{10,200}|glpat-[\w-]{20,40}|AIza[\w-]{35}"
    r"|ya29\.[\w-]{20,200}|SG\.[\w-]{16,32}\.[\w-]{16,64}|"
    r"sk-(?:ant-|proj-)?[\w-]{20,200}|hf_[A-Za-z0-9]{20,64}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{16,200}"
    r"|dop_v1_[a-f0-9]{64}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|"
    r"key-[a-f0-9]{32}|EAACEdEose0cBA[A-Za-z0-9]{10,200}|[a-z]{2,4}_live_\w{8,64}"
    r"|hooks\.slack\.com/services/(?P<value>T\w+/B\w+/\w+)|"
    r"eyJ[\w-]{8,2000}\.[\w-]{8,4000}(?:\.[\w-]{8,2000})?"
)
_PREFIX = (
    "AKIA",
    "ASIA",
    "AGPA",
    "AIDA",
    "AROA",
    "github_pat_",
    "glpat-",
    "AIza",
    "ya29.",
    "SG.",
    "sk-ant-",
    "sk-proj-",
    "sk-",
    "hf_",
    "npm_",
    "pypi-",
    "dop_v1_",
    "key-",
    "whsec_",
    "eyJ",
    "xoxa-",
    "xoxb-",
    "xoxe-",
    "xoxo-",
    "xoxp-",
    "xoxr-",
    "xoxs-",
    "xapp-",
    "EAACEdEose0cBA",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "shpat_",
    "shpss_",
    "shpca_",
    "shppa_",
)


def entropy(text: str) -> float:
    """Return the bits per character of *text* by its own frequencies.

    >>> entropy("aaaa"), entropy("abcd")
    (0.0, 2.0)
    """
    return abs(sum(count / len(text) * math.log2(count / len(text)) for count in Counter(text).values()))


def validate(text: str) -> bool:
    """Return whether *text* looks drawn at random, or is a long passphrase; no UUID, variable or path."""
    if universal_unique(text) or text.startswith(("$", "{", "<", "/", "http", "~", ".")) or len(set(text)) < 6:
        return False
    digits, letters = sum(c.isdecimal() for c in text), sum(c.isalpha() for c in text)
    return letters > 2 and entropy(text) > 2.5 and (digits > 1 or entropy(text) > 3.6)


def fake(original: str, draw: Draw) -> str:
    """Return a key of the same alphabet, length and vendor prefix."""
    if "-----BEGIN" in original:
        return "\n".join(
            line if line.startswith("-----") else same_shape(line, draw.of(str(at)))
            for at, line in enumerate(original.split("\n"))
        )
    live = original.find("_live_") if "_live_" in original else original.find("_test_")
    prefix = original[: live + 6] if 0 < live < 12 else next((p for p in _PREFIX if original.startswith(p)), "")
    rest = original[len(prefix) :]
    return prefix + redraw(rest, draw, same_shape, lambda text: len(rest) < 12 or validate(prefix + text))


recognizers = (
    PatternRecognizer(
        label="SECRET",
        pattern=rf"(?<![A-Za-z0-9])(?:{_VENDORS})(?<=\w)(?![\w])",
        score=0.95,
        fake=fake,
        examples=(
            "AKIAQ7W3PLZEXK2014RD",
            "STRIPE_KEY=«sk_live_51Nf0KeXnotreal77Qz»",
            "xoxb-2044912-881023-Qw7tYpLm",
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "token «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZWdhbiJ9.dBjftJeZ4CVPmB92K27u»",
            "«whsec_c0urg3tt3Fleur»",
            "glpat-20charactersABCdef12",
        ),
        counterexamples=("AKIA", "sk_live", "ghp_short", "eyJ", "xoxb", "task-force", "key-value"),
    ),
    PatternRecognizer(
        label="SECRET",
        name="secret_private_key",
        pattern=(
            r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\s:,.\\-]{16,8000}?-----END "
            r"(?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"
        ),
        score=1.0,
        fake=fake,
        examples=tuple(
            f"-----BEGIN {kind}PRIVATE KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----"
            for kind in ("", "RSA ", "EC ")
            for body in ("MIIEvQIBADANBgkqhkiG9w0B", "b3BlbnNzaC1rZXktdjEAAAAA\nAAAEbm9uZQAAAARub25l")
        ),
        counterexamples=(
            "-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END CERTIFICATE-----",
            "-----BEGIN PUBLIC KEY-----",
            "PRIVATE KEY",
            "-----",
            "BEGIN",
            "-----BEGIN RSA PRIVATE KEY-----",
        ),
    ),
    PatternRecognizer(
        label="SECRET",
        name="secret_assigned",
        pattern=(
            r"(?<![A-Za-z0-9])(?i:(?:[a-z0-9]{1,20}[_.-]){0,4}(?:api[_ -]?key|secret(?:[_ -]?(?:access[_ -]?)?key)?"
            r"|token|access[_ -]?key(?:[_ -]?id)?|auth[_ -]?key|private[_ -]?key|client[_ -]?secret|bearer|"
            r"signature|session|csrf|cookie|license[_ -]?key|encryption[_ -]?key|signing[_ -]?key|apikey|sid"
            r"|key))[\"'*]{0,2}(?:[ ]?[:=][ ]?(?:sha256=)?|[ ](?:is[ "
            r"])?(?=[A-Za-z0-9_+/-]{20}))[\"'*`]{0,2}(?i:bearer[ ])?"
            r"(?P<value>[A-Za-z0-9_+/.~-]{12,400}={0,2})(?<=[\w=])(?![\w@(])"
        ),
        checked=0.8,
        validate=validate,
        fake=fake,
        examples=(
            "SESSION_SECRET=«917af35cff24b50a206e61c68b32a621»",
            "AWS_SECRET_ACCESS_KEY='«6XPa5REuLkQDQDVAOIQJTLSE4OXozkQ1s1AHvv9R»'",
            "Authorization: Bearer «qLndGgOJpoteJtFISg5U6wu3gL6M7d5aSQ31WhXZ»",
            '"api_key": "«9aF3x8284TqLm20Zz»"',
            "&token=«e9Qx7-77ab-Lk2»&x",
            "JWT_SECRET=«the-owl-of-the-tower-9never-sleeps4»",
        ),
        counterexamples=(
            "token: string",
            "key=1012d944-b703-45a7-9e6b-3d91a2de14ed",
            "SECRET=${SECRET}",
            "api_key=your-api-key",
            "key = value",
            "token-based authentication",
            "sort_key=created_at_desc",
        ),
    ),
)
