"""Scores: cases counted by hand, and the two ends of the scale."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Span
from textsynth.errors import UsageError
from textsynth.evaluation import Counts, Gold, evaluate, read_gold, scores, table, tally
from textsynth.pipeline import Pipeline

UNHURRIED = settings(deadline=None, max_examples=40)

#       0         1         2         3
#       0123456789012345678901234567890123456789
TEXT = "Megan Donovan lives in Oslo, call 555-0199"
PERSON, CITY, PHONE = Span(0, 13, "PERSON"), Span(23, 27, "CITY"), Span(34, 42, "PHONE_NUMBER")


def written(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def as_json(*spans: Span) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "label": span.label} for span in spans]


def scored(gold: Gold, *predicted: Span) -> dict[str, Any]:
    return scores(tally(gold, predicted))


def test_characters_by_hand() -> None:
    # Gold: 12 letters of the name (its blank does not count), 4 of the city, 8 of the phone = 24.
    # Found: "Megan" (5) and "Oslo" (4) = 9; "lives" (5) is false. 9/24, 9/14.
    got = scored(Gold("1", TEXT, (PERSON, CITY, PHONE)), Span(0, 5, "PERSON"), Span(14, 19, "PERSON"), CITY)
    assert got["recall"] == {"value": 0.375, "n": 24}
    assert got["precision"] == {"value": round(9 / 14, 4), "n": 14}
    p, r = round(9 / 14, 4), 0.375
    assert got["f1"]["value"] == pytest.approx(2 * p * r / (p + r), abs=1e-4)
    assert got["f2"]["value"] == pytest.approx(5 * p * r / (4 * p + r), abs=1e-4)


def test_labels_by_hand() -> None:
    # "Donovan" is found as an organisation: covered, but not under a right label.
    got = scored(
        Gold("1", TEXT, (PERSON, CITY)), Span(0, 5, "PERSON"), Span(6, 13, "ORGANIZATION"), Span(28, 33, "PERSON")
    )
    person, city = got["labels"]["PERSON"], got["labels"]["CITY"]
    assert person["recall"] == {"value": 1.0, "n": 12}
    assert person["recall_label"] == {"value": round(5 / 12, 4), "n": 12}
    assert person["precision"] == person["precision_label"] == {"value": round(5 / 9, 4), "n": 9}  # " call" is false
    assert person["spans_touched"] == {"value": 1.0, "n": 1}
    assert city["recall"] == {"value": 0.0, "n": 4}
    assert city["precision"] == {"value": None, "n": 0}
    assert got["false_spans"] == {"PERSON": 1}
    assert got["false_per_1000_tokens"] == {"value": round(1000 / 7, 3), "n": 7}


def test_false_only_inside_of_coverage() -> None:
    gold = Gold("1", TEXT, (PERSON,), frozenset({"PERSON"}))
    assert scored(gold, PERSON, CITY)["precision"] == {"value": 1.0, "n": 12}
    assert scored(gold, PERSON, CITY)["false_spans"] == {}
    assert scored(gold, PERSON, Span(23, 27, "PERSON"))["precision"] == {"value": 0.75, "n": 16}


def test_what_coarse_coverage_covers(tmp_path: Path) -> None:
    record = {"id": 1, "text": TEXT, "spans": [], "coverage": ["LOCATION", "DATE"]}
    (gold,) = read_gold(written(tmp_path / "g.jsonl", record))
    assert all(gold.covers(label) for label in ("CITY", "STATE", "COUNTRY", "LOCATION", "GPE", "DATE_OF_BIRTH", "DATE"))
    assert not any(gold.covers(label) for label in ("PERSON", "STREET_ADDRESS", "AGE", "POSTAL_CODE"))


@pytest.mark.parametrize("coverage", [{}, {"coverage": ["*"]}, {"coverage": ["PERSON", "*"]}])
def test_no_coverage_means_all(tmp_path: Path, coverage: dict[str, Any]) -> None:
    (gold,) = read_gold(written(tmp_path / "g.jsonl", {"id": 1, "text": "x", "spans": [], **coverage}))
    assert gold.covers("PERSON")
    assert gold.covers("ANYTHING")


def test_coarse_labels_are_right_for_finer_ones() -> None:
    got = scored(Gold("1", TEXT, (Span(23, 27, "LOCATION"), Span(34, 42, "PHONE"))), CITY, PHONE)
    assert got["labels"]["LOCATION"]["recall_label"]["value"] == 1.0
    assert got["labels"]["PHONE"]["precision_label"] == {"value": 1.0, "n": 8}


def test_occupations_are_neither_missed_nor_false() -> None:
    gold = Gold("1", TEXT, (Span(14, 19, "OCCUPATION"),))
    assert scored(gold)["recall"]["n"] == 0
    assert scored(gold, Span(14, 19, "PERSON"))["precision"]["n"] == 0
    assert scored(gold, Span(14, 19, "PERSON"))["false_spans"] == {}


def test_direct_identifiers() -> None:
    gold = Gold("1", TEXT, (PERSON, CITY, PHONE))
    assert scored(gold, PERSON, PHONE)["direct_missed"] == {"value": 0.0, "n": 1}  # a city is not one
    assert scored(gold, PERSON, PHONE)["direct_incomplete"]["value"] == 0.0
    half = scored(gold, Span(0, 5, "PERSON"), PHONE)
    assert (half["direct_missed"]["value"], half["direct_incomplete"]["value"]) == (0.0, 1.0)
    assert scored(gold, PERSON)["direct_missed"]["value"] == 1.0
    assert scored(Gold("1", TEXT, (CITY, Span(28, 33, "DATE"))))["direct_missed"] == {"value": None, "n": 0}


def test_punctuation_at_the_end_of_an_identifier_may_stay() -> None:
    gold = Gold("1", "Call Meg.", (Span(5, 9, "PERSON"),))
    assert scored(gold, Span(5, 8, "PERSON"))["direct_incomplete"]["value"] == 0.0


def test_false_spans_count_once_and_only_where_they_touch_nothing() -> None:
    gold = Gold("1", TEXT, (PERSON,))
    got = scored(gold, Span(0, 19, "PERSON"), Span(23, 27, "CITY"), Span(23, 27, "LOCATION"), Span(13, 14, "CITY"))
    assert sum(got["false_spans"].values()) == 1
    assert got["false_per_1000_tokens"]["value"] == round(1000 / 7, 3)


# ---------------------------------------------------------------------------------------------------- files
def test_files_and_total(tmp_path: Path) -> None:
    one = written(tmp_path / "one.jsonl", {"id": "a", "text": TEXT, "spans": as_json(PERSON)})
    two = written(
        tmp_path / "two.jsonl", {"id": 7, "text": TEXT, "spans": as_json(CITY)}, {"id": 8, "text": "", "spans": []}
    )
    pred = written(
        tmp_path / "p.jsonl",
        {"id": 7, "spans": [{**as_json(CITY)[0], "score": 0.9, "source": "model"}]},
        {"id": "a", "entities": [{"start": 0, "end": 5, "entity_type": "PERSON", "score": 0.85}]},
    )
    got = evaluate([one, two], pred, None)
    assert got["files"][str(one)]["recall"] == {"value": round(5 / 12, 4), "n": 12}
    assert got["files"][str(two)]["recall"] == {"value": 1.0, "n": 4}
    assert got["total"]["recall"] == {"value": round(9 / 16, 4), "n": 16}
    assert got["total"]["records"] == 3
    assert got["total"]["unanswered"] == 1
    shown = table(got)
    assert json.loads(json.dumps(got)) == got
    assert [line.split()[0] for line in shown.splitlines()[:4]] == ["file", "one.jsonl", "two.jsonl", "total"]
    assert "0.562 (16)" in shown
    assert "1 record(s) of the gold have no prediction" in shown
    assert not any(word in shown for word in ("Megan", "Donovan", "Oslo", "0199"))


def test_table_of_one_file_has_no_total(tmp_path: Path) -> None:
    gold = written(tmp_path / "g.jsonl", {"id": 1, "text": TEXT, "spans": as_json(PERSON)})
    shown = table(evaluate([gold], written(tmp_path / "p.jsonl", {"id": 1, "spans": as_json(CITY)}), None))
    assert "total" not in shown
    header, row = shown.splitlines()[:2]
    assert len(header) == len(row)
    assert "found falsely" in shown


class StandIn:
    """Finds nothing but every "Oslo"; stands where a pipeline would."""

    def __init__(self) -> None:
        self.asked = 0


def test_a_pipeline_is_asked_for_the_records_of_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = written(tmp_path / "g.jsonl", *({"id": n, "text": TEXT, "spans": as_json(PERSON, CITY)} for n in range(3)))

    def spotted(pipeline: StandIn, source: Path) -> Any:
        pipeline.asked += 1
        return ({"id": json.loads(line)["id"], "spans": as_json(CITY)} for line in source.read_text().splitlines())

    monkeypatch.setattr("textsynth.spotting.spotted", spotted)
    pipeline = StandIn()
    got = evaluate([gold], None, pipeline)  # type: ignore[arg-type]
    assert pipeline.asked == 1
    assert got["total"]["recall"] == {"value": 0.25, "n": 48}


def test_rules_are_scored(tmp_path: Path, rules: Pipeline) -> None:
    text = "Write to megan.donovan@halvorsenpike.com today."
    gold = written(tmp_path / "g.jsonl", {"id": 1, "text": text, "spans": as_json(Span(9, 40, "EMAIL_ADDRESS"))})
    got = evaluate([gold], None, rules)
    assert got["total"]["recall"] == {"value": 1.0, "n": 31}
    assert got["total"]["precision"]["value"] == 1.0


# ---------------------------------------------------------------------------------------------------- what is wrong
@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[1, 2]",
        '{"id": 1, "spans": []}',
        '{"id": 1, "text": "Megan"}',
        '{"id": 1, "text": "Megan", "spans": [{"start": 0, "end": 6, "label": "PERSON"}]}',
        '{"id": 1, "text": "Megan", "spans": [{"start": -1, "end": 2, "label": "PERSON"}]}',
        '{"id": 1, "text": "Megan", "spans": [{"start": 3, "end": 2, "label": "PERSON"}]}',
        '{"id": 1, "text": "Megan", "spans": [{"start": 0, "end": "x", "label": "PERSON"}]}',
        '{"id": 1, "text": "Megan", "spans": [{"start": 0, "end": 5}]}',
        '{"id": 1, "text": "Megan", "spans": ["Megan"]}',
        '{"id": 1, "text": "Megan", "spans": null}',
        '{"id": 1, "text": "Megan", "spans": [], "coverage": "PERSON"}',
    ],
)
def test_broken_gold_names_file_and_line_and_no_text(tmp_path: Path, line: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text('{"id": 0, "text": "", "spans": []}\n\n' + line + "\n")
    with pytest.raises(UsageError, match=r"g\.jsonl: line 3 ") as caught:
        read_gold(path)
    assert "Megan" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_bytes(b'{"id": 1, "text": "\xff", "spans": []}\n')
    with pytest.raises(UsageError, match="line 1 is not JSON"):
        read_gold(tmp_path / "g.jsonl")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")


def test_predictions_that_do_not_fit(tmp_path: Path) -> None:
    gold = written(tmp_path / "g.jsonl", {"id": 1, "text": "Megan", "spans": []})
    outside = written(tmp_path / "o.jsonl", {"id": 1, "spans": as_json(Span(0, 6, "PERSON"))})
    with pytest.raises(UsageError, match=r"o\.jsonl: line 1 "):
        evaluate([gold], outside, None)
    with pytest.raises(UsageError, match="no prediction for any id"):
        evaluate([gold], written(tmp_path / "p.jsonl", {"id": 2, "spans": []}), None)
    with pytest.raises(UsageError, match="line 2 has the same id as line 1"):
        evaluate([gold], written(tmp_path / "p.jsonl", *[{"id": 1, "spans": []}] * 2), None)
    twice = written(tmp_path / "h.jsonl", {"id": 1, "text": "", "spans": []})
    with pytest.raises(UsageError, match="one id to several records"):
        evaluate([gold, twice], written(tmp_path / "p.jsonl", {"id": 1, "spans": []}), None)


def test_gold_shows_no_text() -> None:
    assert "Megan" not in repr(Gold("Megan", TEXT, (PERSON,)))


# ---------------------------------------------------------------------------------------------------- laws
@st.composite
def golds(draw: st.DrawFn) -> Gold:
    text = draw(st.text(st.sampled_from("ab1 .\n"), min_size=1, max_size=30))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    labels = st.sampled_from(["PERSON", "CITY", "PHONE_NUMBER", "US_SSN"])
    spans = draw(st.lists(st.builds(lambda at, label: Span(*at, label), ends, labels), max_size=5))
    return Gold("1", text, tuple(spans))


@UNHURRIED
@given(golds())
def test_perfect_predictions_score_one_and_none_score_nothing(gold: Gold) -> None:
    perfect, nothing = scored(gold, *gold.spans), scored(gold)
    solid = any(not gold.text[i].isspace() for span in gold.spans for i in range(span.start, span.end))
    for score in ("precision", "recall", "f1", "f2"):
        assert perfect[score]["value"] == (1.0 if solid else None)
    assert perfect["direct_missed"]["value"] in (0.0, None)
    assert perfect["direct_incomplete"]["value"] in (0.0, None)
    assert perfect["false_spans"] == {}
    for score in ("recall", "f1", "f2"):
        assert nothing[score]["value"] == (0.0 if solid else None)
    assert nothing["direct_missed"]["value"] in (1.0, None)
    assert nothing["false_per_1000_tokens"]["value"] in (0.0, None)


@UNHURRIED
@given(golds(), golds())
def test_figures_are_shares_and_counts_add_up(gold: Gold, other: Gold) -> None:
    predicted = [span for span in other.spans if span.end <= len(gold.text)]
    one = tally(gold, predicted)
    both = scores(one + one)
    for figure in ("precision", "recall", "f1", "f2", "direct_missed", "direct_incomplete"):
        assert both[figure]["value"] == scores(one)[figure]["value"]
        assert both[figure]["value"] is None or 0 <= both[figure]["value"] <= 1
        assert both[figure]["n"] == 2 * scores(one)[figure]["n"]
    for row in both["labels"].values():
        assert (row["recall_label"]["value"] or 0) <= (row["recall"]["value"] or 0)
        assert (row["precision_label"]["value"] or 0) <= (row["precision"]["value"] or 0)


def test_no_records_give_no_figures() -> None:
    assert scores(Counts())["recall"] == {"value": None, "n": 0}
