"""The labels, and what others call them.

Names are Presidio's where it has one. The tables let ``evaluate`` read gold of other sources and let users map reports
to HIPAA's Safe Harbor list (45 CFR 164.514(b)(2)) or to Tonic Textual's entity types.
"""

from __future__ import annotations

NAMES = frozenset({"PERSON", "USERNAME"})
PLACES = frozenset({"STREET_ADDRESS", "CITY", "STATE", "POSTAL_CODE", "COUNTRY", "LOCATION"})
DATES = frozenset({"DATE_TIME", "DATE_OF_BIRTH", "AGE"})
CONTACTS = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "URL", "IP_ADDRESS", "MAC_ADDRESS"})
NUMBERS = frozenset({
    "CREDIT_CARD", "CARD_SECURITY_CODE", "CARD_EXPIRY", "IBAN_CODE", "SWIFT_CODE", "BANK_ACCOUNT", "ROUTING_NUMBER",
    "CRYPTO", "US_SSN", "US_ITIN", "US_EIN", "US_NPI", "UK_NINO", "UK_NHS", "CA_SIN", "IN_AADHAAR", "IN_PAN", "AU_TFN",
    "PASSPORT", "DRIVER_LICENSE", "LICENSE_PLATE", "VEHICLE_ID", "MEDICAL_RECORD", "HEALTH_PLAN_ID", "EMPLOYEE_ID",
    "ACCOUNT_NUMBER", "OTHER_ID",
})  # fmt: skip
SECRETS = frozenset({"PASSWORD", "SECRET"})
LABELS = NAMES | {"ORGANIZATION", "NRP"} | PLACES | DATES | CONTACTS | NUMBERS | SECRETS

KEPT = frozenset({"STATE", "COUNTRY", "NRP"})  # found, but kept by the default profile

DIRECT = (LABELS - PLACES - DATES - {"ORGANIZATION", "NRP", "URL"}) | {"STREET_ADDRESS", "DATE_OF_BIRTH"}
"""Labels that identify a person by themselves; a document that misses one of them has leaked."""

# What coarser or differently named sources call our labels. A name that stands for several of ours maps to the set.
OTHER_NAMES: dict[str, frozenset[str]] = {
    name: frozenset(labels.split())
    for name, labels in {
        # data/ (coarse)
        "ADDRESS": "STREET_ADDRESS", "DATE": "DATE_TIME DATE_OF_BIRTH", "PHONE": "PHONE_NUMBER", "EMAIL": "EMAIL_ADDRESS",
        "SSN": "US_SSN", "NORP": "NRP", "GPE": "CITY STATE COUNTRY LOCATION", "LOC": "CITY STATE COUNTRY LOCATION",
        # bench/ and Tonic Textual
        "NAME_GIVEN": "PERSON", "NAME_FAMILY": "PERSON", "NAME": "PERSON", "PER": "PERSON", "ORG": "ORGANIZATION",
        "LOCATION_ADDRESS": "STREET_ADDRESS", "LOCATION_CITY": "CITY", "LOCATION_STATE": "STATE",
        "LOCATION_ZIP": "POSTAL_CODE", "LOCATION_COUNTRY": "COUNTRY", "LOCATION_OTHER": "LOCATION",
        "HEALTHCARE_ID": "MEDICAL_RECORD HEALTH_PLAN_ID", "IBAN": "IBAN_CODE", "DOB": "DATE_OF_BIRTH",
        "TAX_ID": "US_EIN US_ITIN US_SSN", "NUMERIC_VALUE": "ACCOUNT_NUMBER OTHER_ID", "BANK_NUMBER": "BANK_ACCOUNT",
        # Presidio
        "US_DRIVER_LICENSE": "DRIVER_LICENSE", "US_PASSPORT": "PASSPORT", "UK_PASSPORT": "PASSPORT",
        "US_BANK_NUMBER": "BANK_ACCOUNT", "MEDICAL_LICENSE": "OTHER_ID", "CASE_NUMBER": "OTHER_ID",
        # the stand-in model
        "ID": " ".join(sorted(NUMBERS)),
    }.items()
}  # fmt: skip
COARSE_LOCATION = frozenset({"CITY", "STATE", "COUNTRY", "LOCATION"})


def ours(name: str, *, coarse: bool = False) -> frozenset[str]:
    """Return the labels of this project that *name*, a label of any of the sources, stands for.

    With *coarse*, ``LOCATION`` is read as data sets without finer place labels mean it: any place but a street.
    """
    if coarse and name == "LOCATION":
        return COARSE_LOCATION
    return OTHER_NAMES.get(name, frozenset({name}))
