"""Tax or company register number of countries without a recognizer of their own, behind its name (VAT, NIP, SIRET,
ABN …).
"""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"vat(?:\ reg)?|ust-?id(?:-?nr\.?)?|ust\.?-?id\.?-?nr\.?|steuer-?id(?:-?nr\.?)?|steuernummer|"
    r"steuer-?nr\.?|idnr\.?|tva|n°\ tva|siret|siren|p\.?\ ?iva|partita\ iva|btw(?:-?nr\.?)?|kvk|cif|nip|"
    r"regon|krs|abn|acn|ird|gstin?|pan|tin|tax\ ?(?:id|no|number|ref|payer\ id|file)|utr|uen|cvr|"
    r"org\.?-?\ ?(?:nr|no)\.?|cnpj|cuit|ruc|afm|dic|ičo|dič|company\ (?:id|no|number|reg)|"
    r"company\ registration|hrb|hra|tax"
)

recognizer = PatternRecognizer(
    label="OTHER_ID",
    name="tax_id",
    pattern=labelled(_WORDS, code(6, 5), code(7, 6)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "VAT no. «GB811174209»",
        "NIP «775-323-06-42»",
        "SIRET: «552 178 639 00026»",
        "CIF «B-63908451»",
        "Steuer-ID: «36 249 780 183»",
        "UEN «201084388K»",
        "CVR «31 88 40 72»",
        "ABN: «51 824 753 556»",
        "UST-IdNr. «DE811174209»",
    ),
    counterexamples=(
        "VAT 20%",
        "tax year 2026",
        "VAT: 1,204.00",
        "tax of 12000 dollars",
        "TIN format",
        "pan 000000000",
        "the tax form 1040",
    ),
)
