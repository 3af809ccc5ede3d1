"""Medical record number (MRN, chart, hospital number): each hospital has its own form, a word says what it is."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"mrn|mr\ ?\#|m\.r\.n\.|medical\ rec(?:ord)?s?|med\.?\ rec\.?|chart|patient(?:en)?(?:\ (?:id|no|"
    r"number|nr))|pat(?:ient)?[-_ ]?id|patientennummer|patienten-?nr\.?|fallnummer|fallnr\.?|"
    r"hospital\ (?:no|number|id|chart|\#)|hosp\.?\ (?:no|number)|h/?n|urn?\ (?:no|number)|unit\ (?:no|"
    r"number)|uhid|ip\ no|encounter|accession|csn|epic|specimen|n°\ (?:de\ )?dossier\ médical|"
    r"historia\ cl[ií]nica|nhc|ficha"
)

recognizers = (
    PatternRecognizer(
        label="MEDICAL_RECORD",
        name="medical_record",
        pattern=labelled(_WORDS, code(4), code(5, 3)),
        checked=0.9,
        validate=plausible,
        fake=reshaped,
        examples=(
            "MRN: «00768738»",
            "MRN «4471902»",
            "chart «UC-771043»",
            "Medical Record Number «MR-55-2017»",
            "HN «6041827»",
            "patient ID: «P0042918»",
            "mrn=«E1044007»",
            "MRN# «0012345»",
            "hospital no. «69-00417-2»",
        ),
        counterexamples=(
            "MRN 00000000",
            "the chart shows 12 rows",
            "chart 3",
            "MRN: pending",
            "medical records of 2019",
            "encounter on 03/04/2026",
            "chart note 120/80",
            "patient is 47",
        ),
    ),
    PatternRecognizer(
        label="MEDICAL_RECORD",
        name="medical_record_attached",
        pattern=r"(?<![^\W_])(?:MRN|mrn)[#:-]?(?P<value>\d{5,12})(?![\w-]|\.\d)",
        checked=0.9,
        validate=plausible,
        fake=reshaped,
        examples=("MRN«0012345»", "mrn«4471902»", "MRN#«00768738»", "MRN-«771043»", "MRN:«123456»", "(MRN«55201»)"),
        counterexamples=("MRN00000", "MRN12", "0012345", "MRN", "MRNA12345", "mrn0000000"),
    ),
)
