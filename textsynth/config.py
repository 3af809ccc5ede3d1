"""What the user decides, in one frozen noun; a profile is a named Config, a ``textsynth.toml`` changes one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args

from textsynth.errors import UsageError
from textsynth.format import Reading
from textsynth.labels import KEPT, LABELS
from textsynth.plugins import bundled

Consistency = Literal["document", "corpus", "mention"]
Dates = Literal["shift", "year"]
Preset = Literal["precision", "balanced", "recall"]

PRESETS: Mapping[Preset, float] = {"precision": 0.75, "balanced": 0.5, "recall": 0.3}
"""The score from which a span counts, and the probability from which a word of the model's does."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the user's that is always sensitive."""

    text: str = field(repr=False)
    label: str


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """A regular expression of the user's; ``context`` words near it are required when there are any."""

    label: str
    pattern: str
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that decides what comes out. Without ``key`` each ``Pipeline`` draws a random one."""

    key: bytes = field(default=b"", repr=False)
    consistency: Consistency = "document"
    profile: str = "default"
    preset: Preset = "balanced"
    labels: frozenset[str] = frozenset()  # only these are replaced; empty: all
    keep: frozenset[str] = KEPT  # found, but left as they are
    dates: Dates = "shift"  # all by the same number of weeks; "year": only years are left, and ages over 89 are "90+"
    model: str | None = field(default_factory=lambda: str(bundled("models") / "ner"))  # None: rules only
    device: str = "auto"
    languages: tuple[str, ...] = ()  # accepted beside those of the model; "any": all
    model_labels: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)  # "patient.name" -> "PERSON" or "keep"
    terms: tuple[Term, ...] = ()
    patterns: tuple[OwnPattern, ...] = ()
    allow: tuple[str, ...] = field(default=(), repr=False)  # never replaced
    reading: Reading = field(default_factory=Reading)
    format: str = ""  # name of a format that overrides what the suffix says

    def __post_init__(self) -> None:
        if self.key and len(self.key) < 16:
            raise UsageError("the key is shorter than 16 bytes; `textsynth keygen -o FILE` writes a good one")
        if self.consistency not in get_args(Consistency):
            raise UsageError(f"consistency is one of {', '.join(get_args(Consistency))}")
        if self.dates not in get_args(Dates):
            raise UsageError(f"dates is one of {', '.join(get_args(Dates))}")
        if self.preset not in PRESETS:
            raise UsageError(f"preset is one of {', '.join(PRESETS)}")
        for label in self.labels | self.keep:
            if label not in LABELS and label not in self._own_labels():
                raise UsageError(f"unknown label {label!r}; the labels are {', '.join(sorted(LABELS))}")

    def _own_labels(self) -> set[str]:
        return {t.label for t in self.terms} | {p.label for p in self.patterns} | set(self.fields.values())

    @property
    def threshold(self) -> float:
        """The score from which a span counts."""
        return PRESETS[self.preset]

    def replaced(self, label: str) -> bool:
        """Return whether spans with *label* are replaced, not only found."""
        return label not in self.keep and (not self.labels or label in self.labels)


PROFILES: Mapping[str, Mapping[str, Any]] = {
    "default": {},
    "gdpr": {"keep": frozenset({"STATE", "COUNTRY"})},  # Art. 9 GDPR: origin and religion are special categories
    # 45 CFR 164.514(b)(2): places smaller than a state move (ZIP codes wholly), of dates only the year is left, ages over 89
    # are one; states, countries and peoples are not among its eighteen identifiers
    "hipaa-safe-harbor": {"dates": "year"},
    "pci": {
        "labels": frozenset({
            "CREDIT_CARD", "CARD_SECURITY_CODE", "CARD_EXPIRY", "PERSON", "BANK_ACCOUNT", "IBAN_CODE", "PASSWORD", "SECRET",
        }),
    },
}  # fmt: skip


def profiled(name: str, **changes: Any) -> Config:
    """Return the Config of profile *name* with *changes*."""
    if name not in PROFILES:
        raise UsageError(f"unknown profile {name!r}; the profiles are {', '.join(PROFILES)}")
    return Config(**{"profile": name, **PROFILES[name], **changes})


def from_toml(path: Path, config: Config) -> Config:
    """Return *config* with what the file at *path* says.

    Its tables: top-level names of ``Config``; ``[patterns]`` label = "expression" (or a table with ``pattern`` and
    ``context``, or a list of either); ``[terms]`` label = ["word", …]; ``allow`` and ``deny`` lists of texts;
    ``[fields]`` "path.or.column" = "LABEL" or "keep".
    """
    said = _read_toml(path)
    _check(said, path)
    if "profile" in said:
        config = _under(config, said.pop("profile"))
    changes: dict[str, Any] = {
        name: said[name] for name in said if name not in ("patterns", "terms", "deny", "reading")
    }
    for name, kind in (("labels", frozenset), ("keep", frozenset), ("languages", tuple)):
        if name in changes:
            changes[name] = kind(changes[name])
    changes["allow"] = (*config.allow, *said.get("allow", ()))
    changes["fields"] = {**config.fields, **said.get("fields", {})}
    changes["patterns"] = (*config.patterns, *_patterns(said.get("patterns", {}), path))
    changes["terms"] = (*config.terms, *_terms(said.get("terms", {}), said.get("deny", ())))
    changes["reading"] = replace(config.reading, **said.get("reading", {}))
    return replace(config, **changes)


def _under(config: Config, profile: str) -> Config:
    """Return *config* with the settings of *profile*, unless it has those of another one already."""
    settings = profiled(profile)
    if config.profile != "default":
        return config
    return replace(config, profile=profile, **{name: getattr(settings, name) for name in PROFILES[profile]})


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_table(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, dict) and all(map(fits, value.values()))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


_KINDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(("allow", "deny", "labels", "keep", "languages"), ("a list of texts", _is_texts)),
    **dict.fromkeys(("fields", "model_labels"), ("a table of texts", lambda v: _is_table(v, _is_text))),
    "terms": ("a table of lists of texts", lambda v: _is_table(v, lambda item: _is_text(item) or _is_texts(item))),
    "patterns": ("a table", lambda v: isinstance(v, dict)),
    "reading": (
        "a table of " + ", ".join(f.name for f in fields(Reading)),
        lambda v: _is_table(v, lambda item: isinstance(item, int)) and set(v) <= {f.name for f in fields(Reading)},
    ),
}


def _check(said: Mapping[str, Any], path: Path) -> None:
    """Refuse settings that do not exist, that do not belong in a file, or that are of another kind than they should be."""
    if "key" in said:
        raise UsageError(f"{path}: a key does not belong in a configuration file; use --key-file")
    known = {f.name for f in fields(Config)} - {"key"} | {"deny"}
    if unknown := sorted(set(said) - known):
        raise UsageError(f"{path}: unknown setting {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    for name, value in said.items():
        kind, fits = _KINDS.get(name, ("a text", _is_text))
        if not fits(value):
            raise UsageError(f"{path}: {name} must be {kind}")


def _read_toml(path: Path) -> dict[str, Any]:
    tomllib: Any = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        said: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not valid TOML ({error})") from error
    return said


def _patterns(said: Mapping[str, Any], path: Path) -> list[OwnPattern]:
    return [
        _pattern(label, {"pattern": item} if isinstance(item, str) else item, path)
        for label, value in said.items()
        for item in (value if isinstance(value, list) else [value])
    ]


def _pattern(label: str, table: Any, path: Path) -> OwnPattern:
    import regex

    try:
        regex.compile(table["pattern"])
    except (regex.error, KeyError, TypeError) as error:
        raise UsageError(f"{path}: the pattern of {label} is not a regular expression ({error})") from error
    context = table.get("context", [])
    if not _is_texts(context):
        raise UsageError(f"{path}: the context of {label} must be a list of texts")
    return OwnPattern(label, table["pattern"], tuple(context))


def _terms(said: Mapping[str, Any], deny: Any) -> list[Term]:
    terms = [
        Term(text, label) for label, texts in said.items() for text in ([texts] if isinstance(texts, str) else texts)
    ]
    return terms + [Term(text, "OTHER_ID") for text in deny]
