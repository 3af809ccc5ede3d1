"""The transformer recognizer: any Hugging Face token-classification model, fed so that it sees every character.

A model folder may hold ``textsynth.json``: ``languages`` it was made for, ``labels`` that rename its own, ``trust`` (a
factor for the scores of a label), ``window`` and ``overlap`` in tokens, and ``token_types``: "word-shape" for a model that
takes the shape of each word (0 punctuation, 1 lower, 2 Title, 3 UPPER, 4 mixed, 5 with digits) through its token-type
embeddings.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from textsynth.document import Segment, Span
from textsynth.errors import UsageError

BATCH_TOKENS = 4096  # of a batch, padding included
CPU_PADDING = 0.08  # of a window: a CPU gains little from larger batches, and computes what is padded like any text
PADDING_TOKENS = 8  # of a window, which are always worth one batch less
PACKS = 256  # read at once, so that memory stays flat over any amount of text
LONG_HINT = 40  # characters; a longer hint gives no context worth its tokens
_WORD = re.compile(r"\w+|[^\w\s]")
_JOIN = re.compile(r"[ .,'’/&-]{0,2}")  # what may lie between two words of one entity

# The label schemes of well-known public models; a model's own ``textsynth.json`` comes first.
PUBLIC_LABELS = {
    "PER": "PERSON", "PATIENT": "PERSON", "STAFF": "PERSON", "DOCTOR": "PERSON", "FIRSTNAME": "PERSON",
    "LASTNAME": "PERSON", "MIDDLENAME": "PERSON", "GIVENNAME": "PERSON", "SURNAME": "PERSON", "NAME": "PERSON",
    "ORG": "ORGANIZATION", "HOSP": "ORGANIZATION", "PATORG": "ORGANIZATION", "COMPANYNAME": "ORGANIZATION",
    "LOC": "LOCATION", "GPE": "LOCATION", "FAC": "LOCATION", "STREET": "STREET_ADDRESS", "ZIPCODE": "POSTAL_CODE",
    "DATE": "DATE_TIME", "TIME": "", "DOB": "DATE_OF_BIRTH", "PHONE": "PHONE_NUMBER", "PHONENUMBER": "PHONE_NUMBER",
    "EMAIL": "EMAIL_ADDRESS", "NORP": "NRP", "ID": "OTHER_ID", "MISC": "", "O": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """What a model folder says of its model."""

    languages: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    trust: Mapping[str, float] = field(default_factory=dict)  # what a label's score is worth beside other evidence
    token_types: str = ""
    window: int = 0  # tokens without the special ones; 0: as many as the model takes
    overlap: int = 64

    @classmethod
    def read(cls, folder: str) -> Card:
        """Return the card in *folder*, or an empty one where there is none (a hub id, somebody else's model)."""
        path = Path(folder) / "textsynth.json"
        if not path.is_file():
            return cls()
        said = json.loads(path.read_text("utf-8"))
        said["languages"] = tuple(said.get("languages", ()))
        return cls(**said)


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of tokens that the model sees at once: token *start* … of pack number *pack*."""

    pack: int
    start: int
    ids: Sequence[int]
    types: Sequence[int]


@dataclass(slots=True)
class _Pack:
    """Neighbouring segments joined for context; ``places`` says which stretch of ``text`` is which segment."""

    text: str = ""
    places: list[tuple[int, int, int]] = field(default_factory=list)  # start, end, segment number


class TransformerRecognizer:
    """Finds spans with the token-classification model at *source*: a folder, or an id on the Hugging Face hub.

    *threshold* is the probability of "is anything" from which a word counts. On a CPU with AMX or AVX512-BF16 the
    model runs in bf16, on others in fp32; *device* is "auto", "cpu" or a torch device; *threads* are those of one
    forward pass (0: as torch is set), since another number of them may round otherwise.
    """

    name = "model"

    def __init__(
        self,
        source: str,
        threshold: float = 0.5,
        labels: Mapping[str, str] | None = None,
        device: str = "auto",
        threads: int = 0,
    ) -> None:
        self.source, self.threshold, self.device, self.threads = source, threshold, device, threads
        self.card = Card.read(source)
        self._renamed = {**PUBLIC_LABELS, **self.card.labels, **(labels or {})}

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        found: list[list[Span]] = [[] for _ in segments]
        packs = self._packs(segments)
        while group := list(islice(packs, PACKS)):
            for pack, spans in zip(group, self._read([pack.text for pack in group]), strict=True):
                for span in spans:
                    for start, end, number in pack.places:
                        if span.start < end and span.end > start:
                            inside = max(span.start, start) - start, min(span.end, end) - start
                            found[number].append(Span(*inside, span.label, span.score, self.name))
        return found

    # ------------------------------------------------------------------ packing
    def _packs(self, segments: Sequence[Segment]) -> Iterator[_Pack]:
        """Join neighbouring segments, each after its hint, until a window is about full."""
        room = self._window * 3  # characters; English has four to a token, tables and names fewer
        pack = _Pack()
        for number, segment in enumerate(segments):
            if not segment.text.strip():
                continue
            hint = (
                f"{segment.hint}: "
                if segment.hint and len(segment.hint) <= LONG_HINT and len(segment.text) < 200
                else ""
            )
            if pack.text and len(pack.text) + len(hint) + len(segment.text) > room:
                yield pack
                pack = _Pack()
            start = len(pack.text) + len(hint)
            pack.text += f"{hint}{segment.text}\n"
            pack.places.append((start, start + len(segment.text), number))
        if pack.text:
            yield pack

    # ------------------------------------------------------------------ inference
    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any]:
        """The tokenizer, the model and its device."""
        import torch
        from transformers import AutoModelForTokenClassification, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the command line has its own
        device = self.device if self.device != "auto" else "cuda" if torch.cuda.is_available() else "cpu"
        dtype = torch.bfloat16 if device != "cpu" or fast_bf16() else torch.float32
        try:
            tokenizer = AutoTokenizer.from_pretrained(self.source)
            model = AutoModelForTokenClassification.from_pretrained(self.source, dtype=dtype)
        except (OSError, ValueError) as error:
            raise UsageError(f"the model {self.source!r} cannot be loaded ({type(error).__name__}); "
                             "give a folder or hub id of a token-classification model, or --rules-only") from error  # fmt: skip
        if not tokenizer.is_fast:
            raise UsageError(f"the model {self.source!r} has no fast tokenizer, so that its words cannot be placed")
        return tokenizer, model.to(device).eval(), device

    @cached_property
    def _window(self) -> int:
        tokenizer, model, _ = self._loaded
        longest: int = min(tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", 512) or 512)
        most = longest - sum(map(len, self._special))
        return min(self.card.window or most, most)

    @cached_property
    def _special(self) -> tuple[list[int], list[int]]:
        """The special tokens before and after a text, such as [CLS] and [SEP]."""
        tokenizer = self._loaded[0]
        bare = tokenizer("a", add_special_tokens=False)["input_ids"]
        whole = tokenizer("a")["input_ids"]
        lead = next(n for n in range(len(whole)) if whole[n : n + len(bare)] == bare)
        return whole[:lead], whole[lead + len(bare) :]

    @cached_property
    def _types(self) -> list[str]:
        """The label of each entity type, and at the same place in ``_columns`` the model's outputs that mean it."""
        return list(self._columns)

    @cached_property
    def _columns(self) -> dict[str, list[int]]:
        columns: dict[str, list[int]] = {}
        for index, name in self._loaded[1].config.id2label.items():
            bare = re.sub(r"^[BIESLU]-", "", str(name)).upper()
            if label := self._renamed.get(bare, bare):
                columns.setdefault(label, []).append(int(index))
        return columns

    def _read(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the spans of each text: window probabilities averaged towards window centres, decided by words."""
        import numpy as np

        tokenizer = self._loaded[0]
        encoded = [
            tokenizer(text, return_offsets_mapping=True, add_special_tokens=False, verbose=False) for text in texts
        ]
        width = self._loaded[1].config.num_labels
        sums = [np.zeros((len(e["input_ids"]), width), np.float32) for e in encoded]
        weights = [np.zeros((len(e["input_ids"]), 1), np.float32) for e in encoded]
        for window, probabilities in self._probabilities(list(self._windows(texts, encoded))):
            size = len(window.ids)
            weight = np.minimum(np.arange(size), np.arange(size)[::-1])[:, None] + 1.0
            sums[window.pack][window.start : window.start + size] += probabilities * weight
            weights[window.pack][window.start : window.start + size] += weight
        return [
            self._decide(text, e["offset_mapping"], total / np.maximum(weight, 1e-6))
            for text, e, total, weight in zip(texts, encoded, sums, weights, strict=True)
        ]

    def _windows(self, texts: Sequence[str], encoded: Sequence[Any]) -> Iterator[_Window]:
        size = self._window
        overlap = min(self.card.overlap, size // 4)
        for number, (text, e) in enumerate(zip(texts, encoded, strict=True)):
            ids = e["input_ids"]
            types = word_shapes(text, e["offset_mapping"]) if self.card.token_types == "word-shape" else [0] * len(ids)
            for start in range(0, max(1, len(ids) - overlap) if ids else 0, size - overlap):
                yield _Window(number, start, ids[start : start + size], types[start : start + size])

    def _probabilities(self, windows: list[_Window]) -> Iterator[tuple[_Window, Any]]:
        """Run the model over *windows*, the longest first, as many at once as fit a batch."""
        windows.sort(key=lambda w: (-len(w.ids), w.pack, w.start))
        padding = CPU_PADDING if self._loaded[2] == "cpu" else 1.0
        for batch in _batches(windows, padding):
            yield from zip(batch, self._forward(batch), strict=True)

    def _forward(self, batch: Sequence[_Window]) -> list[Any]:
        import torch

        tokenizer, model, device = self._loaded
        before, after = self._special
        rows, lead = [[*before, *w.ids, *after] for w in batch], len(before)
        longest = max(map(len, rows))
        ids = torch.full((len(rows), longest), tokenizer.pad_token_id or 0)
        mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
        for row, (window, tokens) in enumerate(zip(batch, rows, strict=True)):
            ids[row, : len(tokens)], mask[row, : len(tokens)] = torch.tensor(tokens), 1
            types[row, lead : lead + len(window.ids)] = torch.tensor(window.types)
        inputs = {"input_ids": ids.to(device), "attention_mask": mask.to(device)}
        if self.card.token_types:
            inputs["token_type_ids"] = types.to(device)
        with _threads(self.threads), torch.inference_mode():
            probabilities = model(**inputs).logits.float().softmax(-1).cpu().numpy()
        return [p[lead : lead + len(w.ids)] for p, w in zip(probabilities, batch, strict=True)]

    # ------------------------------------------------------------------ decision
    def _decide(self, text: str, offsets: Sequence[tuple[int, int]], probabilities: Any) -> list[Span]:
        """Join tokens to words, give each word one answer, and join words of one entity."""
        import numpy as np

        if not len(offsets):
            return []
        begins = np.zeros(probabilities.shape[1], bool)
        begins[[i for i, name in self._loaded[1].config.id2label.items() if str(name).startswith("B-")]] = True
        by_type = np.stack([probabilities[:, columns].sum(-1) for columns in self._columns.values()], -1)
        words = list(_words(text, offsets))
        firsts = np.array([word[2] for word in words])
        by_word = np.add.reduceat(by_type, firsts) / np.diff(firsts, append=len(offsets))[:, None]
        totals, best = by_word.sum(-1), by_word.argmax(-1)
        spans: list[Span] = []
        for number in np.flatnonzero(totals >= self.threshold):
            start, end, first, _ = words[number]
            label = self._types[best[number]]
            score = min(1.0, float(totals[number])) * self.card.trust.get(label, 1.0)
            columns = self._columns[label]
            opens = (
                probabilities[first, columns][begins[columns]].sum()
                > probabilities[first, columns][~begins[columns]].sum()
            )
            previous = spans[-1] if spans else None
            if previous and previous.label == label and not opens and _JOIN.fullmatch(text, previous.end, start):
                spans[-1] = Span(previous.start, end, label, max(previous.score, score), self.name)
            else:
                spans.append(Span(start, end, label, score, self.name))
        return spans

    def fingerprint(self) -> str:
        """Return a short digest of the model's files (of its name, for a model from the hub)."""
        digest = hashlib.sha256(self.source.encode() if not Path(self.source).is_dir() else b"")
        for path in sorted(Path(self.source).glob("*")) if Path(self.source).is_dir() else ():
            if path.is_file():
                digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]


def _batches(windows: Sequence[_Window], padding: float) -> Iterator[list[_Window]]:
    """Yield *windows*, longest first, as batches of BATCH_TOKENS at most, none padded by more than that share of its length."""
    batch: list[_Window] = []
    for window in windows:
        if batch:
            longest = len(batch[0].ids) + 2
            full = (len(batch) + 1) * longest > BATCH_TOKENS
            if full or longest - len(window.ids) - 2 > max(PADDING_TOKENS, padding * longest):
                yield batch
                batch = []
        batch.append(window)
    if batch:
        yield batch


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Let torch use *count* threads for a while (0: leave it)."""
    import torch

    before = torch.get_num_threads()
    if count:
        torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _words(text: str, offsets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, first token, end token) of each word: tokens that touch inside of letters and digits."""
    first, (start, end) = 0, offsets[0]
    for index in range(1, len(offsets)):
        left, right = offsets[index]
        if left == end and left > start and text[left - 1 : left].isalnum() and text[left : left + 1].isalnum():
            end = right
        else:
            yield start, end, first, index
            first, start, end = index, left, right
    yield start, end, first, len(offsets)


def word_shapes(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Return the shape (0-5, see the module) of the word that each token of *text* belongs to."""
    words = [(match.end(), word_shape(match.group())) for match in _WORD.finditer(text)]
    shapes, at = [], 0
    for start, _ in offsets:
        while at < len(words) - 1 and words[at][0] <= start:
            at += 1
        shapes.append(words[at][1] if words else 0)
    return shapes


def word_shape(word: str) -> int:
    """Return 0 for punctuation, 1 lower, 2 Title, 3 UPPER, 4 mixed, 5 with digits.

    >>> [word_shape(w) for w in ("-", "van", "Berg", "USA", "McKay", "B12")]
    [0, 1, 2, 3, 4, 5]
    """
    if not any(map(str.isalnum, word)):
        return 0
    if any(map(str.isdigit, word)):
        return 5
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 4 if word.isalpha() else 1


def fast_bf16() -> bool:
    """Return whether this CPU computes in bf16 natively (AMX or AVX512-BF16); without, bf16 is slower than fp32."""
    import torch

    has = getattr(torch.backends.cpu, "get_cpu_capability", lambda: "")()
    if has != "AVX512":
        return False
    try:
        flags = Path("/proc/cpuinfo").read_text("ascii", "replace")
    except OSError:
        return False
    return "amx_bf16" in flags or "avx512_bf16" in flags
