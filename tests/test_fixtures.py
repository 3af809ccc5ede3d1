"""The invented inbox and its gold: every file is readable, every row of the gold is true, every number checks.

The files are decoded with the standard library alone, so that the gold does not depend on what it judges.
"""

from __future__ import annotations

import csv
import email
import email.message
import email.policy
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from stdnum import iban, luhn
from stdnum.gb import vat
from stdnum.us import ein, rtn, ssn

from textsynth.labels import LABELS

ROOT = Path(__file__).parent.parent / "fixtures"
INBOX = ROOT / "inbox"
FILES = sorted(path.relative_to(INBOX).as_posix() for path in INBOX.rglob("*") if path.is_file())
GOLD: list[dict[str, Any]] = [json.loads(line) for line in (ROOT / "gold.jsonl").read_text("utf-8").splitlines()]

# Where a name is an ordinary word. No row of the gold stands for these.
WORDS = ("Will do", "Will next", "No stone unturned")
# What looks like personal data and is not: part numbers, versions, products, pets, error codes, books.
HARMLESS = (
    "7740-0032-118", "10.4.0.2", "DR-4343", "Jordan River", "Lead apron", "Biscuit", "Mochi", "E-204", "1,615",
    "ISBN 978-0-7020-2892-2", "0d9b8a52-7a4e-4f0c-9f39-3f1de2f8c7aa", "9fceb02d0ae598e95dc970b74767f19372d61af8",
    "dog park", "bright light", "may",
)  # fmt: skip
INLINE = {"b", "em", "strong", "span", "a", "i", "small"}


# --- what a file holds, as text ---------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Collects text (joined over inline tags), attribute values and comments."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.aside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.aside += [value for _, value in attrs if value]
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.aside.append(data)


def html_texts(text: str) -> Iterator[str]:
    page = Page(text)
    yield "".join(page.parts)
    yield from page.aside


def json_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from json_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from json_texts(inner)
    elif isinstance(value, str) and value[:1] in ("{", "["):
        yield from json_texts(json.loads(value))
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def table_texts(text: str, delimiter: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert len({len(row) for row in rows}) == 1, "ragged rows"
    for row in rows:
        yield from row


def mail_texts(message: email.message.Message) -> Iterator[str]:
    """Yield header values, bodies and attachments of *message*; a multipart's own headers too."""
    for part in message.walk():
        assert not part.defects
        yield from (str(value) for value in part.values())
        if part.is_multipart():
            continue
        name, content = part.get_filename(), part.get_content()  # type: ignore[attr-defined]
        kind = {"text/csv": "csv", "application/json": "json", "text/html": "html"}.get(part.get_content_type(), "txt")
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        yield from typed_texts(kind, text, name or "")


def typed_texts(kind: str, text: str, name: str) -> Iterator[str]:
    if kind == "csv":
        yield from table_texts(text, ";" if "semicolon" in name else ",")
    elif kind == "tsv":
        yield from table_texts(text, "\t")
    elif kind == "json":
        yield from json_texts(json.loads(text))
    elif kind == "jsonl":
        for line in text.splitlines():
            yield from json_texts(json.loads(line))
    elif kind == "html":
        yield from html_texts(text)
    else:
        yield text


def encoding_of(file: str) -> str:
    return "utf-16" if "utf16" in file else "cp1252" if "cp1252" in file else "utf-8-sig"


def texts(file: str) -> Iterator[str]:
    """Yield the path of *file* below the inbox, without its ending, and every text in it, with LF at line ends."""
    return (text.replace("\r\n", "\n") for text in raw_texts(file))


def raw_texts(file: str) -> Iterator[str]:
    data, (stem, _, kind) = (INBOX / file).read_bytes(), file.rpartition(".")
    yield stem
    if kind == "eml":
        yield from mail_texts(email.message_from_bytes(data, policy=email.policy.default))
    elif kind == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield archive.read(name).decode("utf-8")
    else:
        yield from typed_texts(kind, data.decode(encoding_of(file)), file)


# --- counting ---------------------------------------------------------------------------------------------------------


def alone(surface: str) -> str:
    """Return a pattern for *surface* where it is not a piece of a longer word or number."""
    before = r"(?<!\d)" if surface[0].isdigit() else r"(?<![^\W\d_])" if surface[0].isalpha() else ""
    after = r"(?!\d)" if surface[-1].isdigit() else r"(?![^\W\d_])" if surface[-1].isalpha() else ""
    return before + re.escape(surface) + after


def occurrences(file: str, surfaces: set[str]) -> Counter[str]:
    """Count each of *surfaces* in *file*, the leftmost and longest first: "Okafor" in "Ngozi Okafor" does not count."""
    pattern = re.compile("|".join(alone(s) for s in sorted({*surfaces, *WORDS}, key=len, reverse=True)))
    return Counter(found for text in texts(file) for found in pattern.findall(text) if found not in WORDS)


def surfaces_of(file: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in GOLD:
        if row["file"] == file:
            counts[row["text"]] += row["count"]
    return counts


def values(*labels: str) -> list[str]:
    return sorted({row["text"] for row in GOLD if row["label"] in labels})


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


# --- tests ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES)
def test_gold_counts_what_the_file_holds(file: str) -> None:
    gold = surfaces_of(file)
    assert gold
    assert occurrences(file, set(gold)) == gold


def test_gold_is_well_formed() -> None:
    seen = [(row["file"], row["label"], row["entity"], row["text"]) for row in GOLD]
    assert len(set(seen)) == len(seen)
    assert {row["file"] for row in GOLD} == set(FILES)
    for row in GOLD:
        assert list(row) == ["file", "label", "entity", "text", "count"]
        assert row["label"] in LABELS
        assert re.fullmatch(r"[po]\d+|-", row["entity"])
        assert row["count"] > 0
        assert row["text"].strip() == row["text"] != ""


def test_people_and_organisations_recur() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for row in GOLD:
        where[row["entity"]].add(row["file"])
    assert sum(len(files) >= 5 for entity, files in where.items() if entity[0] == "p") >= 12
    assert sum(len(files) >= 4 for entity, files in where.items() if entity[0] == "o") >= 6


def test_check_digits() -> None:
    cards = [card for card in values("CREDIT_CARD") if len(digits(card)) > 4]
    assert len({digits(card) for card in cards}) == 5
    assert all(luhn.is_valid(digits(card)) for card in cards)
    assert all(map(iban.is_valid, values("IBAN_CODE")))
    assert all(ssn.is_valid(number) for number in values("US_SSN") if len(number) > 4)
    assert all(map(rtn.is_valid, values("ROUTING_NUMBER")))
    assert all(map(ein.is_valid, values("US_EIN")))
    assert all(vat.is_valid(number) for number in values("OTHER_ID") if number.startswith("GB"))
    assert all(map(vin_is_valid, values("VEHICLE_ID")))
    assert all(parcel_is_valid(number) for number in values("OTHER_ID") if number.startswith("1Z"))


def vin_is_valid(vin: str) -> bool:
    """Return whether the ninth character of *vin* checks (49 CFR 565.15)."""
    letters = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum(int(letters.get(c, c)) * weight for c, weight in zip(vin, weights, strict=True))
    return vin[8] == "0123456789X"[total % 11]


def parcel_is_valid(number: str) -> bool:
    """Return whether the last digit of a UPS tracking number checks."""
    worth = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in number[2:-1]]
    return (sum(worth) + sum(worth[1::2]) + int(number[-1])) % 10 == 0


def test_weekdays_of_mails_are_true() -> None:
    for file in INBOX.glob("mail/*.eml"):
        for weekday, date in re.findall(rb"^Date: (\w+), (\d\d \w+ \d{4})", file.read_bytes(), re.MULTILINE):
            assert datetime.strptime(date.decode(), "%d %b %Y").strftime("%a") == weekday.decode()


def test_harmless_look_alikes_are_there_and_not_gold() -> None:
    everything = "\n".join(text for file in FILES for text in texts(file))
    for look_alike in HARMLESS:
        assert look_alike in everything
        assert not [row for row in GOLD if look_alike == row["text"]]


def test_built_files_are_current() -> None:
    utf16 = (INBOX / "supplier/service-visit-utf16.txt").read_bytes().decode("utf-16")
    assert utf16.replace("\r\n", "\n") == (ROOT / "source/service-visit.txt").read_text("utf-8")
    with zipfile.ZipFile(INBOX / "supplier/quotes.zip") as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in (ROOT / "source/quotes").iterdir()}


def test_the_inbox_is_as_messy_as_it_says() -> None:
    raw = {file: (INBOX / file).read_bytes() for file in FILES}
    endings = ["csv", "eml", "html", "json", "jsonl", "log", "md", "srt", "tsv", "txt", "vtt", "zip"]
    assert sorted({file.rpartition(".")[2] for file in FILES}) == endings
    assert sum(len(data) for data in raw.values()) < 300_000
    assert sum(b"\r\n" in data for data in raw.values()) >= 3
    assert raw["clinic/boarding-semicolon.csv"].startswith(b"\xef\xbb\xbf")
    for file in ("mail/04-claim-pickle.eml", "clinic/appointments-cp1252.csv"):
        with pytest.raises(UnicodeDecodeError):
            raw[file].decode("utf-8")
    for trait in (b"quoted-printable", b"base64", b"message/rfc822", b"=?utf-8?Q?", b"=?utf-8?B?", b"format=flowed"):
        assert any(trait in data for data in raw.values())


def test_example_configuration_is_read() -> None:
    from textsynth.config import Config, from_toml

    config = from_toml(ROOT.parent / "examples/textsynth.toml", Config())
    assert config.fields["status"] == "keep"
    assert set(config.fields.values()) <= LABELS | {"keep"}
    text = "\n".join(text for file in FILES for text in texts(file))
    assert all(re.search(own.pattern, text) for own in config.patterns)
    assert all(term.text in text for term in config.terms)
    assert all(value in text for value in config.allow)
