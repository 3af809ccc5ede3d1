"""What is found, put together: a model's doubtful spans give way to better evidence, and what is written in one is split."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from textsynth.config import Config
from textsynth.detection import Detector, Doubted
from textsynth.document import Segment, Span
from textsynth.ensemble import Ensemble


class Says:
    """A model that finds the given texts under the given labels."""

    name = "model"

    def __init__(self, *found: tuple[str, str, float]) -> None:
        self._found = found

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        return [
            [Span(at, at + len(part), label, score, self.name) for part, label, score in self._found
             if (at := segment.text.find(part)) >= 0]
            for segment in segments
        ]  # fmt: skip


def found(text: str, *says: tuple[str, str, float]) -> list[tuple[str, str]]:
    """Return what is found in *text* by the rules and by a model that *says* so."""
    detector = Detector(Config(key=b"0" * 32, model=None))
    detector._ensemble = Ensemble([*detector._ensemble.recognizers, Doubted(Says(*says), detector._counts)])
    (spans,) = detector.find([Segment(text)])
    return [(text[span.start : span.end], span.label) for span in spans]


@pytest.mark.parametrize(
    ("text", "says", "expected"),
    [
        # a doubtful span must not swallow what a rule found in it
        ("my name is rock and i", ("rock and", "PERSON", 0.99), [("rock", "PERSON")]),
        ("so Bob and went", ("Bob and", "PERSON", 0.99), [("Bob", "PERSON")]),
        # what is no name, no company, no place
        ("the mail room", ("mail room", "PERSON", 0.9), []),
        ("see DOB below", ("DOB", "PERSON", 0.9), []),
        ("Mr and Mrs", ("Mr", "PERSON", 0.9), []),
        ("Social Media", ("Social Media", "ORGANIZATION", 0.9), []),
        ("a ThinkPad", ("ThinkPad", "ORGANIZATION", 0.52), []),
        ("a ThinkPad", ("ThinkPad", "ORGANIZATION", 0.95), [("ThinkPad", "ORGANIZATION")]),
        ("National Assembly", ("National Assembly", "ORGANIZATION", 0.9), [("National Assembly", "ORGANIZATION")]),
        # an address found as one
        (
            "at 12 Main Street, Boston, MA 02110 now",
            ("12 Main Street, Boston, MA 02110", "STREET_ADDRESS", 1.0),
            [("12 Main Street", "STREET_ADDRESS"), ("Boston", "CITY"), ("MA", "STATE"), ("02110", "POSTAL_CODE")],
        ),
        (
            "x 53642 387.473.4215 y",
            ("53642 387.473.4215", "OTHER_ID", 0.7),
            [("53642", "OTHER_ID"), ("387.473.4215", "PHONE_NUMBER")],
        ),
        ("I typed Tulip-77 before", ("Tulip-77", "PASSWORD", 0.8), [("Tulip-77", "PASSWORD")]),
    ],
)
def test_a_model_beside_the_rules(text: str, says: tuple[str, str, float], expected: list[tuple[str, str]]) -> None:
    assert found(text, says) == expected
