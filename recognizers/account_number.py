"""Account or customer number, as companies give them out: behind a word that says so. There is no common form."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"(?:user\ |client\ |loan\ |customer\ |savings\ |checking\ |current\ |member\ |utility\ |"
    r"hsa\ )?(?:account|acct|acc|a/c)s?\.?(?:\ ?\(?(?:last\ (?:4|four))\)?)?|a/c|customer(?:\ account)?|"
    r"cust\.?|client|subscriber|kundennummer|kunden-?nr\.?|kundennr\.?|kunde|konto(?:nummer)?|"
    r"konto-?nr\.?|compte|n°\ (?:de\ )?(?:client|compte)|cuenta|cliente|contract|vertragsnummer|vertrag|"
    r"contrat|contrato|consumer|meter|membership|member|mitgliedsnummer|loyalty|frequent\ flyer|"
    r"klantnummer|rekening(?:nummer)?|kundenummer|kundnummer|upi|loan|mortgage"
)

recognizer = PatternRecognizer(
    label="ACCOUNT_NUMBER",
    name="account_number",
    pattern=labelled(_WORDS, code(4), code(5, 3)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "account number: «9018 0415 63»",
        "Acct #«4471-2290»",
        "acct ending in «5573»",
        "customer no. «K-16742»",
        "account «32746755» at the bank",
        "Kundennummer: «7741093»",
        '"account_id": "«ACC-0042917»"',
        "A/C «38 373 0092»",
        "membership no «1003 8427 77»",
    ),
    counterexamples=(
        "the account was closed",
        "account 000000000000",
        "account manager since 2019",
        "customer 360 view",
        "loan of $12,000",
        "member since 2014",
        "contract dated 03/04/2026",
        "account balance: 1,204.55",
        "customers 12,500",
    ),
)
