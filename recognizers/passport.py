"""Passport number: up to two letters and six to nine letters or digits (ICAO 9303 leaves it to the states), behind
"passport".
"""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"passports?(?:\ (?:card|book|copy|of\ alien))?|pass(?:port)?-?nr\.?|reisepass(?:nummer)?|"
    r"reisepass-?nr\.?|ausweis(?:nummer|-?nr\.?)?|passeport|pasaporte|passaporto|paspoort(?:nummer)?|"
    r"passnummer|pasaport|paszport|travel\ document"
)

recognizer = PatternRecognizer(
    label="PASSPORT",
    name="passport",
    pattern=labelled(_WORDS, code(6, 4), code(6, 4)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "passport «HP402193»",
        "passport no. «EK 7209084»",
        "Passport Number: «C5299796»",
        "her passport («G2981515»)",
        "Reisepass «C0184471K»",
        "passport: «601 884 237»",
        "Passport #«P8650092B»",
    ),
    counterexamples=(
        "passport 2026",
        "passport photo 35x45 mm",
        "passports expire in 2031",
        "passport: G11111111",
        "the passport office",
        "passport fee: 130.00",
        "passport E111111111",
    ),
)
