"""How fast detection is, beside what bounds it: the bare forward pass of the same model over the same text.

    python benchmarks/throughput.py FOLDER... [--characters N] [--threads N]

Reads every file of the folders that a format reads, up to so many characters, and prints one line for each way to go through them.
Where presidio-analyzer and spaCy are installed, Presidio's own recognizers run as well, on a spaCy pipeline without a model.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from textsynth.config import Config
from textsynth.detection import Detector
from textsynth.document import Segment
from textsynth.errors import SetAside
from textsynth.model import BATCH_TOKENS, TransformerRecognizer
from textsynth.pipeline import Pipeline
from textsynth.recognizer import Recognizer

Group = list[Segment]
WARM = [Segment("Call Megan Donovan on 414-788-2093 about 12 May 2026. " * 500)]


@dataclass(frozen=True, slots=True)
class Result:
    """What one way took: seconds on the clock, and of the processor over all cores."""

    name: str
    seconds: float
    busy: float


def groups(folders: Sequence[Path], characters: int) -> Iterator[Group]:
    """Yield the segments of each document of the files in *folders*, until there are so many characters."""
    pipeline = Pipeline(Config(model=None))
    left = characters
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        try:
            with path.open("rb") as stream:
                for document in pipeline.format_for(path).read(stream, pipeline.config.reading):
                    yield list(document.segments)
                    left -= sum(len(segment.text) for segment in document.segments)
                    if left <= 0:
                        return
        except SetAside:
            continue


def measured(name: str, run: Callable[[], object]) -> Result:
    clock, busy = time.perf_counter(), time.process_time()
    run()
    return Result(name, time.perf_counter() - clock, time.process_time() - busy)


def found(recognizer: Recognizer, documents: Sequence[Group]) -> None:
    for group in documents:
        recognizer.find(group)


def forward_pass(model: TransformerRecognizer, texts: Sequence[str]) -> Callable[[], None]:
    """Return the bare forward pass over *texts*, cut into full windows that do not overlap: nothing else is timed."""
    import torch

    tokenizer, network, device = model._loaded
    ids = [i for text in texts for i in tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]]
    size = model._window
    windows = [ids[at : at + size] for at in range(0, len(ids) - size, size)] or [ids]
    rows = max(1, BATCH_TOKENS // size)
    batches = [torch.tensor(windows[at : at + rows]).to(device) for at in range(0, len(windows), rows)]

    def run() -> None:
        with torch.inference_mode():
            for batch in batches:
                network(input_ids=batch)

    return run


def presidio(texts: Sequence[str]) -> Callable[[], None] | None:
    """Return Presidio's own recognizers over *texts*; None where it is not installed."""
    if not (find_spec("presidio_analyzer") and find_spec("spacy")):
        return None
    import spacy
    import tldextract.tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp: Any = {"en": spacy.blank("en")}

    # The list of suffixes that it brings, so that no time goes into asking the network for another.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    analyzer = AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])
    analyzer.analyze("write to megan@halvorsen.example or call 414-788-2093", language="en")

    def run() -> None:
        for text in texts:
            analyzer.analyze(text, language="en")

    return run


def results(documents: Sequence[Group], source: str) -> Iterator[Result]:
    """Yield what each way through *documents* took."""
    texts = ["\n".join(segment.text for segment in group) for group in documents]
    model = TransformerRecognizer(source)
    everything, rules = Detector(Config()), Detector(Config(model=None))
    for detector in (model, everything, rules):
        detector.find(WARM)
    bare = forward_pass(model, texts)
    yield measured("bare forward pass", bare)
    for name, recognizer in (("model", model), ("everything", everything), ("rules only", rules)):
        yield measured(name, partial(found, recognizer, documents))
    if run := presidio(texts):
        yield measured("presidio-analyzer's rules", run)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--characters", type=int, default=200_000, help="stop reading after so many (default: %(default)s)"
    )
    parser.add_argument("--model", default=Config().model, help="folder or hub id (default: the bundled one)")
    parser.add_argument("--threads", type=int, default=1, help="of the model's forward pass (default: %(default)s)")
    arguments = parser.parse_args()
    import torch

    torch.set_num_threads(arguments.threads)
    documents = list(groups(arguments.folders, arguments.characters))
    size = sum(len(segment.text.encode("utf-8", "replace")) for group in documents for segment in group) / 1000
    print(
        f"{size:.0f} KB, {len(documents)} documents, {sum(map(len, documents))} segments, {arguments.threads} thread(s)"
    )
    print(f"{'':28}{'KB/s':>8}{'KB/s of processor':>20}{'of the bare pass':>18}")
    first: Result | None = None
    for result in results(documents, arguments.model):
        first = first or result
        share = first.seconds / result.seconds
        print(f"{result.name:28}{size / result.seconds:8.1f}{size / result.busy:20.1f}{share:18.2f}", flush=True)


if __name__ == "__main__":
    main()
