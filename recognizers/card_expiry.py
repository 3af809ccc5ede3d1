"""Expiry date of a payment card, MM/YY or MM/YYYY, behind "exp" and near a card. ISO/IEC 7813."""

from __future__ import annotations

import re

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw
from textsynth.recognizer import PatternRecognizer


def fake(original: str, draw: Draw) -> str:
    """Return another month of the same year or the next years, in the same format."""
    return redraw(original, draw, _drawn if re.fullmatch(r"\d\d?\W+\d{2}(\d\d)?", original) else same_shape)


def _drawn(original: str, draw: Draw) -> str:
    month, between, year = re.split(r"(\D+)", original)
    later = int(year) + draw.below(4)
    return (
        f"{1 + draw.below(12 if len(month) == 2 else 9):0{len(month)}}{between}{later % 10 ** len(year):0{len(year)}}"
    )


recognizer = PatternRecognizer(
    label="CARD_EXPIRY",
    pattern=(
        r"(?<![^\W_])(?i:exp(?:iry|ires|iration|\.)?(?:\ date)?|expir(?:y|es)|valid\ (?:thru|through|until|to)"
        r"|gültig\ bis)"
        r"[\"':=.\s]{0,4}(?P<value>(?:0[1-9]|1[0-2])\ ?[/-]\ ?(?:20)?[2-4]\d)(?![\w/-]|\.\d)"
    ),
    score=0.45,
    context=(
        "card",
        "visa",
        "mastercard",
        "amex",
        "cvv",
        "cvc",
        "pan",
        "discover",
        "debit",
        "credit",
        "karte",
        "carte",
        "tarjeta",
        "maestro",
        "valid thru",
    ),
    fake=fake,
    examples=(
        "Visa 4929 1856 4937 4047, exp «11/28»",
        "card valid thru «09/2027»",
        "CVV 417 exp «04/27»",
        "Amex expiry «12/26»",
        "credit card exp. date: «01-29»",
        "debit, expires «07/30»",
    ),
    counterexamples=(
        "card exp 00/00",
        "card exp 13/28",
        "exp 11/28",
        "card 11/28",
        "card expires 03/04/2026",
        "expiry of the contract 11/28",
    ),
)
