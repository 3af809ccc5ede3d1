"""Number of a health plan member, subscriber or insured: Medicare, Medicaid, private plans. A word says what it is."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"(?:member|subscriber|beneficiary|insured|enrollee|policy\ ?holder)(?:\ (?:id|no|number|\#))|member|"
    r"subscriber|medicare|medicaid|mbi|hicn|health\ (?:plan|card|insurance)|insurance(?:\ member)?\ (?:id|"
    r"no|number|\#)|ins\.?\ id|plan\ id|group\ (?:no|number|id|\#)|grp\ ?\#?|philhealth|nhi|ohip|msp|phn|"
    r"versichertennummer|versicherten-?nr\.?|krankenkasse|krankenversichertennummer|kvnr|carte\ vitale|"
    r"tarjeta\ sanitaria|zorgpolis|abha|bcbs|blue\ cross|kaiser|aetna|cigna|humana|cert(?:ificate)?"
)

recognizer = PatternRecognizer(
    label="HEALTH_PLAN_ID",
    name="health_plan_id",
    pattern=labelled(_WORDS, code(6), code(7, 3)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "Member ID: «XQH884201937»",
        "Medicare «1EG4-TE5-MK73»",
        "member # «PBM 77-204-91X»",
        "Subscriber ID «W2201 44719»",
        "Medicaid «9920 5002 08»",
        "health card «2323-126-231-ZS»",
        "PhilHealth «14-025511807-3»",
        "NHI «ZAC5361»",
    ),
    counterexamples=(
        "Medicare Part B",
        "member since 2014",
        "Medicare 2026 rules",
        "group of 55 people",
        "member ID: unknown",
        "Medicaid pays 80%",
        "group number 5",
        "health plan 2026",
    ),
)
