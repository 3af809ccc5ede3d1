"""What the user decides: profiles, files, and clear words for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from textsynth.cli import parser
from textsynth.commands import configured
from textsynth.config import PRESETS, PROFILES, Config, OwnPattern, Term, from_toml, profiled
from textsynth.errors import UsageError
from textsynth.labels import KEPT, LABELS

EVERYTHING = """
consistency = "corpus"
preset = "recall"
model = "some/model"
keep = ["STATE"]
languages = ["de"]
allow = ["Acme"]
deny = ["Project Falcon"]

[patterns]
EMPLOYEE_ID = 'EMP-\\d{5}'
TICKET = [{ pattern = 'T\\d{4}', context = ["ticket"] }, 'TT-\\d+']

[terms]
ORGANIZATION = ["Halvorsen", "Pike"]
CITY = "Oslo"

[fields]
"patient.name" = "PERSON"
"status" = "keep"

[reading]
max_bytes = 1000
"""


def read(tmp_path: Path, text: str, config: Config | None = None) -> Config:
    path = tmp_path / "textsynth.toml"
    path.write_text(text, "utf-8")
    return from_toml(path, config or Config())


def test_all_that_a_file_can_say(tmp_path: Path) -> None:
    config = read(tmp_path, EVERYTHING)
    assert (config.consistency, config.preset, config.model) == ("corpus", "recall", "some/model")
    assert config.keep == {"STATE"}
    assert config.languages == ("de",)
    assert config.allow == ("Acme",)
    assert config.patterns == (
        OwnPattern("EMPLOYEE_ID", r"EMP-\d{5}"), OwnPattern("TICKET", r"T\d{4}", ("ticket",)), OwnPattern("TICKET", r"TT-\d+"),
    )  # fmt: skip
    assert config.terms == (
        Term("Halvorsen", "ORGANIZATION"), Term("Pike", "ORGANIZATION"), Term("Oslo", "CITY"), Term("Project Falcon", "OTHER_ID"),
    )  # fmt: skip
    assert config.fields == {"patient.name": "PERSON", "status": "keep"}
    assert config.reading.max_bytes == 1000
    assert config.reading.max_depth == Config().reading.max_depth


def test_a_file_adds_to_what_is_there(tmp_path: Path) -> None:
    before = Config(allow=("A",), terms=(Term("B", "CITY"),), fields={"x": "CITY"}, patterns=(OwnPattern("CITY", "C"),))
    after = read(tmp_path, EVERYTHING, before)
    assert after.allow == ("A", "Acme")
    assert after.terms[0] == Term("B", "CITY")
    assert after.patterns[0] == OwnPattern("CITY", "C")
    assert after.fields["x"] == "CITY"
    assert read(tmp_path, "", before) == before


@pytest.mark.parametrize(
    "text",
    [
        "not toml", "colour = 1", "key = '0123456789abcdef0123'", "allow = 'Megan'", "deny = 3", "allow = [1]",
        "labels = 'PERSON'", "labels = ['NOTHING']", "keep = ['PERSONS']", "fields = 'x'", "[fields]\nx = 1",
        "[terms]\nCITY = 3", "terms = ['Megan']", "patterns = 'x'", "[patterns]\nX = '('", "[patterns]\nX = 3",
        "[patterns]\nX = { context = ['a'] }", "[patterns]\nX = { pattern = 'a', context = 'a' }",
        "[reading]\nmax = 1", "[reading]\nmax_bytes = 'much'", "reading = 3", "consistency = 'never'", "preset = 'high'",
        "preset = 3", "model = 3", "model_labels = 'x'", "device = 1",
    ],
)  # fmt: skip
def test_what_a_file_cannot_say(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(tmp_path, text)
    assert "Megan" not in str(caught.value)
    assert "0123456789abcdef" not in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        from_toml(tmp_path / "none.toml", Config())
    (tmp_path / "latin.toml").write_bytes(b"allow = ['\xff']")
    with pytest.raises(UsageError, match="not valid TOML"):
        from_toml(tmp_path / "latin.toml", Config())


def test_every_profile_is_a_config() -> None:
    for name in PROFILES:
        config = profiled(name)
        assert config.profile == name
        assert config.labels | config.keep <= LABELS
        assert config.replaced("PERSON")
        assert config.replaced("CREDIT_CARD")
    with pytest.raises(UsageError, match="default"):
        profiled("strict")
    assert profiled("default", consistency="corpus").consistency == "corpus"


def test_what_is_replaced() -> None:
    default = Config()
    assert {label for label in LABELS if not default.replaced(label)} == KEPT
    only = Config(labels=frozenset({"PERSON", "STATE"}))
    assert {label for label in LABELS if only.replaced(label)} == {"PERSON"}
    assert profiled("gdpr").replaced("NRP")
    assert not profiled("pci").replaced("DATE_TIME")


def test_labels_of_the_users_own_are_known() -> None:
    own = Config(terms=(Term("Falcon", "PROJECT"),), labels=frozenset({"PROJECT"}))
    assert own.replaced("PROJECT")
    with pytest.raises(UsageError, match="PROJECT"):
        Config(labels=frozenset({"PROJECT"}))


def test_presets_go_from_precision_to_recall() -> None:
    assert Config(preset="precision").threshold > Config().threshold > Config(preset="recall").threshold
    assert Config().threshold == PRESETS["balanced"]


def test_a_short_key_is_refused_and_no_key_is_shown() -> None:
    with pytest.raises(UsageError, match="16 bytes"):
        Config(key=b"short")
    assert "0123456789abcdef" not in repr(Config(key=b"0123456789abcdef"))


def test_nothing_of_the_users_shows() -> None:
    config = Config(allow=("Megan",), terms=(Term("Megan", "PERSON"),), fields={"Megan": "PERSON"})
    assert "Megan" not in repr(config)


def test_a_profile_in_a_file_brings_its_settings_unless_the_call_names_another(tmp_path: Path) -> None:
    assert read(tmp_path, 'profile = "gdpr"').keep == PROFILES["gdpr"]["keep"]
    assert read(tmp_path, 'profile = "gdpr"\nkeep = []').keep == frozenset()
    assert read(tmp_path, 'profile = "gdpr"', profiled("pci")) == profiled("pci")
    with pytest.raises(UsageError, match="unknown profile"):
        read(tmp_path, 'profile = "x"')


def test_what_a_file_says_stays_unless_an_option_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "textsynth.toml"
    path.write_text('device = "cpu"\nformat = "text"\n[reading]\ncopy_unsupported = true\n')
    said = configured(parser().parse_args(["deidentify", "x", "--dry-run", "--config", str(path)]))
    assert (said.device, said.format, said.reading.copy_unsupported) == ("cpu", "text", True)
    said = configured(
        parser().parse_args(["detect", "x", "--config", str(path), "--format", "csv", "--device", "cuda"])
    )
    assert (said.device, said.format) == ("cuda", "csv")
    path.write_text('format = "x"')
    with pytest.raises(UsageError, match="unknown format"):
        configured(parser().parse_args(["detect", "x", "--config", str(path)]))


def test_safe_harbor_keeps_of_dates_the_year() -> None:
    harbor = profiled("hipaa-safe-harbor")
    assert harbor.dates == "year"
    assert all(map(harbor.replaced, ("DATE_TIME", "CITY", "POSTAL_CODE")))
    assert not harbor.replaced("STATE")
    assert profiled("default").dates == "shift"
