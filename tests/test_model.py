"""The transformer recognizer, on a tiny model that the test makes and on the bundled one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import KEY, contents
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.batch import Options, deidentify
from textsynth.config import Config
from textsynth.document import Segment
from textsynth.errors import UsageError
from textsynth.model import (
    BATCH_TOKENS,
    CPU_PADDING,
    PADDING_TOKENS,
    TransformerRecognizer,
    _batches,
    _Window,
    word_shapes,
)
from textsynth.plugins import bundled

WORDS = "call marisol on the way to oslo with red green blue".split()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer that calls the word "marisol" a person, wherever it stands, in anybody's folder format."""
    torch = pytest.importorskip("torch")
    from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *".,:", *(f"##{c}" for c in "abcdef")]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=40, id2label={0: "O", 1: "B-PER", 2: "I-PER"}, label2id={"O": 0, "B-PER": 1, "I-PER": 2},
    )  # fmt: skip
    model = BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for norm in (m for m in model.modules() if isinstance(m, torch.nn.LayerNorm)):
            norm.weight.fill_(1.0)
        model.bert.embeddings.word_embeddings.weight[vocabulary.index("marisol"), 0] = 5.0
        model.classifier.weight[1, 0] = 5.0
        model.classifier.bias[0] = 5.0
    model.save_pretrained(folder)
    return folder


def test_any_model_is_loaded_and_its_labels_are_mapped(tiny: Path) -> None:
    recognizer = TransformerRecognizer(str(tiny))
    (spans,) = recognizer.find([Segment("call marisol on the way")])
    assert [(s.start, s.end, s.label, s.source) for s in spans] == [(5, 12, "PERSON", "model")]
    renamed = TransformerRecognizer(str(tiny), labels={"PER": "EMPLOYEE_ID"})
    assert renamed.find([Segment("call marisol")])[0][0].label == "EMPLOYEE_ID"


def test_every_place_of_a_long_line_is_seen(tiny: Path) -> None:
    """An entity at any distance from the start, so also on every window border, is found where it stands."""
    recognizer = TransformerRecognizer(str(tiny))
    words = ["red"] * 200
    for place in range(0, 200, 7):
        words[place] = "marisol"
    text = " ".join(words)
    (spans,) = recognizer.find([Segment(text)])
    assert len(spans) == len(range(0, 200, 7))
    assert {text[s.start : s.end] for s in spans} == {"marisol"}


def test_a_megabyte_in_one_line_is_seen_to_its_end(tiny: Path) -> None:
    text = "red " * 260_000 + "marisol"
    (spans,) = TransformerRecognizer(str(tiny)).find([Segment(text)])
    assert [(s.start, s.end) for s in spans] == [(len(text) - 7, len(text))]


def test_segments_keep_their_own_offsets(tiny: Path) -> None:
    segments = [
        Segment(""),
        Segment("marisol", "name"),
        Segment("  "),
        Segment("to marisol"),
        Segment("red " * 60 + "marisol"),
    ]
    found = TransformerRecognizer(str(tiny)).find(segments)
    assert [[s.text[x.start : x.end] for x in spans] for s, spans in zip(segments, found, strict=True)] == [
        [], ["marisol"], [], ["marisol"], ["marisol"],
    ]  # fmt: skip


@given(st.lists(st.integers(1, 510), max_size=60))
@settings(max_examples=60, deadline=None)
def test_batches_hold_every_window_once_and_little_padding(lengths: list[int]) -> None:
    windows = [_Window(n, 0, [0] * length, [0] * length) for n, length in enumerate(sorted(lengths, reverse=True))]
    batches = list(_batches(windows, CPU_PADDING))
    assert [window for batch in batches for window in batch] == windows
    for batch in batches:
        longest, shortest = (len(batch[at].ids) + 2 for at in (0, -1))
        assert longest * len(batch) <= max(BATCH_TOKENS, longest)
        assert longest - shortest <= max(PADDING_TOKENS, CPU_PADDING * longest)


def test_word_shapes_follow_words_not_pieces() -> None:
    assert word_shapes("McKay, B12", [(0, 2), (2, 5), (5, 6), (7, 8), (8, 10)]) == [4, 4, 0, 5, 5]


def test_a_model_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--rules-only"):
        TransformerRecognizer(str(tmp_path)).find([Segment("x")])


TEXT = "Yesterday Philippa Drummond of Castlemere Logistics met Tunde Bakare in Leicester."


def test_the_bundled_model_finds_people_and_organisations() -> None:
    recognizer = TransformerRecognizer(str(bundled("models") / "ner"))
    (spans,) = recognizer.find([Segment(TEXT)])
    found = {TEXT[s.start : s.end].strip(): s.label for s in spans}
    assert found["Philippa Drummond"] == found["Tunde Bakare"] == "PERSON"
    assert found["Castlemere Logistics"] == "ORGANIZATION"


def test_bytes_are_equal_for_any_jobs_and_order_with_the_model_on(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(6):
        (source / f"{number}.txt").write_text(
            f"{TEXT} Note {number}: ask Philippa about the {number}th crate.\n" * (number + 1)
        )
    (source / "rows.json").write_text(json.dumps([{"name": "Tunde Bakare", "text": TEXT}] * 5))
    outs = [tmp_path / f"out{n}" for n in range(3)]
    config = Config(key=KEY)
    deidentify(config, [source], outs[0], key=KEY)
    deidentify(config, [source], outs[1], key=KEY, options=Options(jobs=2))
    deidentify(config, sorted(source.iterdir(), reverse=True), outs[2], key=KEY, options=Options(jobs=2))
    assert contents(outs[0]) == contents(outs[1]) == contents(outs[2])
    everything = b" ".join(contents(outs[0]).values())
    assert b"Drummond" not in everything
    assert b"Bakare" not in everything
