"""Vehicle identification number: 17 characters without I, O and Q. ISO 3779; check digit (9th place) of 49 CFR 565.15."""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw
from textsynth.recognizer import PatternRecognizer

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_VALUES = {
    **{str(d): d for d in range(10)},
    **dict(zip(_LETTERS, (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CONTEXT = (
    "vin",
    "chassis",
    "vehicle id",
    "vehicle identification",
    "fahrgestellnummer",
    "fin",
    "fgst",
    "châssis",
    "bastidor",
    "telaio",
    "hull",
)


def check_digit(text: str) -> str:
    """Return the check digit that belongs in the ninth place of *text*."""
    rest = sum(_VALUES[character] * weight for character, weight in zip(text.upper(), _WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def validate(text: str) -> bool:
    """Return whether the check digit is right and the number is no filling."""
    return len(set(text)) > 4 and any(c.isalpha() for c in text) and check_digit(text) == text[8].upper()


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same maker and model with the right check digit; of a part of one, other characters."""
    if len(original) != 17 or any(character not in _VALUES for character in original.upper()):
        return redraw(original, draw, same_shape)
    checked = check_digit(original) == original[8].upper()
    return redraw(original, draw, _drawn if checked else _drawn_unchecked)


def _drawn_unchecked(original: str, draw: Draw) -> str:
    return original[:9] + "".join(_one(character, draw) for character in original[9:])


def _drawn(original: str, draw: Draw) -> str:
    made = original[:10] + "".join(_one(character, draw) for character in original[10:])
    for attempt in range(200):
        wanted = check_digit(made)
        if wanted.isdecimal() == original[8].isdecimal():
            break
        made = original[:10] + "".join(_one(character, draw.of("check", str(attempt))) for character in original[10:])
    return made[:8] + wanted + made[9:]


def _one(character: str, draw: Draw) -> str:
    if character.isdecimal():
        return str(draw.below(10))
    letter = draw.choice(_LETTERS)
    return letter if character.isupper() else letter.lower()


recognizers = (
    PatternRecognizer(
        label="VEHICLE_ID",
        pattern=r"(?<![\w-])(?=[A-HJ-NPR-Z0-9]{8}[\dX])(?=\d{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}(?![\w-])",
        checked=0.9,
        context=_CONTEXT,
        validate=validate,
        fake=fake,
        examples=(
            "1FTFW1E53PB857198",
            "1HGCM82633A004352",
            "VIN «1M8GDM9AXKP042788»",
            "(«5YJ3E1EA2JF000316»)",
            "JH4KA7561PC008269",
            "chassis «1G1YY22G865104385»",
        ),
        counterexamples=(
            "1FTFW1E54PB857198",
            "11111111111111111",
            "12345678901234567",
            "ABCDEFGHJKLMNPRST",
            "1FTFW1E53PB85719",
            "1FTFW1E53PB857198X",
            "1ftfw1e53pb857198",
        ),
    ),
    PatternRecognizer(
        label="VEHICLE_ID",
        name="vehicle_id_in_context",
        pattern=r"(?<![\w-])(?=[A-HJ-NPR-Z]*+\d)(?=\d*+[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{17}(?![\w-])",
        score=0.4,
        context=_CONTEXT,
        fake=fake,
        examples=(
            "VIN «5TDKK3DC1JR586710»",
            "vin: «WVWZZZ1JZXW000001»",
            "FIN «WDB9036621R859999»",
            "chassis no. «VF1BB05CF25123456»",
            "Fahrgestellnummer: «WBA3A5C51CF256987»",
            "vehicle id «ZFA31200000123456»",
        ),
        counterexamples=(
            "5TDKK3DC1JR586710",
            "VIN 12345678901234567",
            "vin: unknown",
            "VIN 5TDKK3DC1JR58671",
            "VIN ABCDEFGHJKLMNPRST",
            "vin de 2019",
        ),
    ),
    PatternRecognizer(
        label="VEHICLE_ID",
        name="vehicle_id_part",
        pattern=(
            r"(?<![^\W_])(?i:vin|chassis)\ (?i:ending|ends|last\ (?:\d|six|four|eight))(?:\ (?i:in|with"
            r"|digits))?[ :]{1,2}(?P<value>(?=[A-Z0-9]{0,7}\d)[A-Z0-9]{4,8})(?!\w)"
        ),
        score=0.85,
        fake=fake,
        examples=(
            "VIN ending «0K442»",
            "VIN ends in «004352»",
            "vin last 6: «857198»",
            "VIN ending in «PB857198»",
            "chassis ending «123456»",
            "VIN last 8 «PC008269»",
        ),
        counterexamples=(
            "VIN 0K442",
            "ending 857198",
            "VIN ending soon",
            "the VIN ends",
            "VIN ending in 123",
            "vin last week",
        ),
    ),
)
