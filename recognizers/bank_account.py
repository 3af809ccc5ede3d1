"""Bank account number, sort code, BSB or other national bank code (not IBAN), behind a word that says so."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"bank\ (?:account|acct|a/c)\.?|(?:checking|savings|deposit|current|giro|sort|bsb|ifsc|clabe|transit|"
    r"institution|branch|bankgiro|plusgiro|cnaps|micr)(?:\ (?:account|acct|a/c|code))?|(?:account|"
    r"acct)\ (?:no\.?\ )?at\ (?:the\ )?bank|bankleitzahl|blz|rib|bank\ (?:no|code)|bankkonto|"
    r"rekeningnummer|kontonummer|sortcode"
)

recognizer = PatternRecognizer(
    label="BANK_ACCOUNT",
    name="bank_account",
    pattern=labelled(_WORDS, code(5, 3), code(6, 4)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "sort code «40-61-27»",
        "BSB «083-419»",
        "bank account: «71930448»",
        "checking account no. «0047 1190 2»",
        "IFSC «HDFC0001234»",
        "bankgiro «5050-1055»",
        "BLZ «37040044»",
        "savings acct # «6633-9917»",
    ),
    counterexamples=(
        "bank holiday 2026",
        "current 12.5 A",
        "savings of $1,200",
        "bank account 000000000000",
        "sort order 12345",
        "the branch in 2019",
        "deposit 640",
        "branch release-2.14",
    ),
)
