"""Employee, staff, badge or payroll number: behind a word that says so."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"employee|empl?\.?|emp[-_ ]?(?:id|code|no)|staff|badge|payroll|personnel|worker|workday|associate|"
    r"personalnummer|personal-?nr\.?|pers\.?-?nr\.?|mitarbeiter(?:nummer|-?nr\.?)?|matricule|"
    r"matrícula\ de\ empleado|empleado|n°\ (?:de\ )?salarié|personeelsnummer|ansattnummer|ansatt-?nr\.?|"
    r"anställningsnummer|dipendente|agent|officer|collar|operator|tab\.?|force|clock|contractor"
)

recognizer = PatternRecognizer(
    label="EMPLOYEE_ID",
    name="employee_id",
    pattern=labelled(_WORDS, code(3, 2), code(5, 3)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "Employee ID: «E10472»",
        "emp #«40-7719»",
        "badge «MI-5352»",
        "payroll no. «PN006614»",
        "staff no. «S-0318»",
        "Personalnummer «0047183»",
        "employeeNumber: «N36509»",
        "Emp Code : «MLS/0771»",
        "badge no. «4406»",
    ),
    counterexamples=(
        "employee of the month 2026",
        "badge of honor",
        "staff of 120",
        "employee handbook v2.1",
        "employee ID: none",
        "payroll 2026",
        "WRK11111 style",
        "agents: 12,000",
    ),
)
