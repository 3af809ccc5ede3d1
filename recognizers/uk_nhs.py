"""NHS number of England, Wales and the Isle of Man: ten digits, the last one a check digit modulo 11.

https://www.datadictionary.nhs.uk/attributes/nhs_number.html. Ten digits alone say little, so a word must be near.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, placeholder, redraw, same_digits
from textsynth.recognizer import PatternRecognizer

_CONTEXT = ("nhs", "nhs no", "nhs number", "national health service", "nhsnumber")


def validate(text: str) -> bool:
    """Return whether the check digit is right."""
    from stdnum.gb import nhs

    return not placeholder(text) and bool(nhs.is_valid(text))


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same format; valid where the original is, in 999 (reserved for tests)."""
    if len(digits_of(original)) != 10:
        return redraw(original, draw, same_shape)
    return redraw(original, draw, _drawn, validate if validate(original) else None)


def _drawn(original: str, draw: Draw) -> str:
    return same_digits(original, "9" + draw.digits(9))


recognizers = (
    PatternRecognizer(
        label="UK_NHS",
        pattern=r"(?<![\w.+-])(?<!\d[ ])\d{3}([ -]?)\d{3}\1\d{4}(?![\w-]|[ ]\d)",
        checked=0.4,
        context=_CONTEXT,
        validate=validate,
        fake=fake,
        examples=(
            "NHS no. «943 476 5919»",
            "NHS: «9434765919»",
            "nhs number «943 476 5870»",
            "NHS Number: «401-023-2137»",
            "NHS «943 476 5919»",
            "«943 476 5870» (NHS no.)",
        ),
        counterexamples=(
            "943 476 5919",
            "NHS 943 476 5918",
            "NHS 000 000 0000",
            "the NHS in 2026",
            "9434765919",
            "NHS 111",
        ),
    ),
    PatternRecognizer(
        label="UK_NHS",
        name="uk_nhs_in_context",
        pattern=(
            r"(?<![^\W_])(?i:nhs)(?:\ (?i:no\.?|number|\#|num))?[ :=]{1,3}(?P<value>\d{3}([ "
            r"-])\d{3}\2\d{4})(?![\w-]|[ ]\d)"
        ),
        score=0.7,
        checked=0.7,
        validate=lambda text: not placeholder(text),
        fake=fake,
        examples=(
            "NHS no. «485 777 3457»",
            "NHS «412 682 2038»",
            "NHS number: «943-476-5918»",
            "nhs «401 023 2138»",
            "NHS No «111 222 3334»",
            "NHS: «999 123 4567»",
        ),
        counterexamples=(
            "412 682 2038",
            "NHS 000 000 0000",
            "NHS 412 682",
            "NHS 24/7 line",
            "NHS number",
            "NHS: 412-682-20388",
        ),
    ),
)
