"""Number of a case, claim, policy, order, ticket, booking or file, behind a word that says so, or with a usual prefix."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"case|claim|polic(?:y|ies)|order|ticket|tkt|booking|docket|matter|reference|ref|our\ ref|your\ ref|"
    r"invoice|inv|file|report|incident|reservation|confirmation|conf|record\ locator|pnr|tracking|"
    r"application|appl|permit|complaint|citation|warrant|certificate|cert|folio|receipt|transaction|txn|"
    r"trx|utr|request|parcel|shipment|consignment|waybill|awb|rma|return|registration|reg|petition|roll|"
    r"lic(?:ense)?|prescription|rx|session|quote|estimate|agreement|grant|visa|control|mandate|voucher|"
    r"a-number|alien|aktenzeichen|az\.|vorgang(?:snummer)?|vorgangs-?nr\.?|rechnung(?:snummer)?|"
    r"rechnungs-?nr\.?|bestell(?:ung|nummer)|bestell-?nr\.?|auftrag(?:snummer)?|auftrags-?nr\.?|"
    r"mandatsreferenz|schaden(?:nummer|-?nr\.?)|versicherungsschein(?:nummer)?|versicherungs-?nr\.?|"
    r"policen?(?:nummer|-?nr\.?)?|sendungsnummer|dossier|commande|facture|référence|réf|sinistre|police|"
    r"expediente|pedido|factura|póliza|referencia|siniestro|zaak(?:nummer)?|ordernummer|polis(?:nummer)?|"
    r"factuur(?:nummer)?|kenmerk|pratica|fattura|polizza|ordine|sak(?:snummer)?|saksnr\.?|ordrenummer|"
    r"faktura(?:nummer)?"
)

recognizer = PatternRecognizer(
    label="OTHER_ID",
    name="other_id",
    pattern=labelled(_WORDS, code(4), code(5, 3)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "case no. «26-00713»",
        "claim number: «WC-22-0931»",
        "ticket «HD-3391»",
        "policy #: «TXA 4471 90822-03»",
        "Docket No. «1:24-cv-00317»",
        "[ticket «PH-660183»]",
        "Booking «7KQ3M4D» covers",
        "invoice «INV-2026-0417».",
        "Aktenzeichen: «26-1184-K»",
        '"order_number": "«BB-2026-350927»"',
        "tracking «1Z0S6BJ41214951970»",
        "ref. «DSP-26-961320»",
    ),
    counterexamples=(
        "in that case 12 people came",
        "order 12 units",
        "the policy of 2019",
        "report for March 2026",
        "in order to 2",
        "order dated 03/04/2026",
        "reference 2026",
        "case 000000",
        "file size: 204 KB",
        "invoice total: 1,204.00",
        "ticket prices: $45",
        "request 1012d944-b703-45a7-9e6b-3d91a2de14ed",
        "CLM11111",
        "version 2.14.0",
        "order now",
        "case study 4",
    ),
)
