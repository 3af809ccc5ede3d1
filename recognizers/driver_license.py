"""Driving licence number: a form of its own in every state, so a word must say what it is."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"(?:driver'?s?|driver’s|driving|drivers|provisional|cdl|commercial)['’]?\ (?:lic(?:en[cs]e)?s?|"
    r"permit)\.?|d\.?l\.?|d/l|dln|cdl|op(?:erator)?'?s?\ lic(?:ense)?|lic(?:en[cs]e)\ ?(?:no|number|\#)|"
    r"state\ id|licen[cs]e|führerschein(?:nummer)?|führerschein-?nr\.?|permis\ de\ conduire|"
    r"permiso\ de\ conducir|carn[eé]t\ de\ conducir|licencia\ de\ conducir|patente|rijbewijs(?:nummer)?|"
    r"førerkort(?:nummer)?|körkort(?:snummer)?"
)

recognizer = PatternRecognizer(
    label="DRIVER_LICENSE",
    name="driver_license",
    pattern=labelled(_WORDS, code(6, 3), code(7, 4)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "DL «D04418827»",
        "driver's license no. «F03-12-213040»",
        "Driver's License: «V4471-60905-55412»",
        "driving licence «TS5830261K»",
        "DL# «26594518»",
        "licence «FENWI 658276 C99LP 30»",
        "Führerschein-Nr. «B072RRE2I55»",
        "state ID «H00351209»",
    ),
    counterexamples=(
        "license MIT",
        "licensed since 2019",
        "Apache license 2.0",
        "driver's license required",
        "license fee 1,200.00",
        "DL 000000000",
        "license 2026",
        "driver license: none",
    ),
)
