"""National personal number of countries without a recognizer of their own, behind its name (PESEL, DNI, CPF, BSN …)."""

from __future__ import annotations

from textsynth.patterns import code, labelled, plausible, reshaped
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"pesel|dni|nie|nif|cpf|rg|curp|rfc|cedula|cédula|c\.?c\.?|bsn|burgerservicenummer|fnr|fødselsnummer|"
    r"f\.nr\.?|d-number|personnummer|person(?:al)?\ no|cpr|cnp|egn|tckn|t\.?c\.?\ kimlik(?:\ no)?|"
    r"codice\ fiscale|c\.f\.|nric|fin|emirates\ id|cnic|nic|nid|nik|ktp|omang|id\ card|identity\ card|"
    r"national\ (?:id|no|number|identity(?:\ (?:card|number))?|code|insurance)|sa\ id|rsa\ id|"
    r"teudat\ zehut|t\.z\.|hkid|pinfl|umid|crn|sss|bvn|nin|isikukood|henkilötunnus|hetu|rodné\ číslo|oib|"
    r"jmbg|personenkennzahl|svnr|sv-?nummer|ahv(?:-?nr\.?)?|n°\ (?:de\ )?sécurité\ sociale|"
    r"numéro\ de\ sécurité\ sociale|sécurité\ sociale|nir|niss|rijksregister(?:nummer)?|"
    r"personal(?:ausweis)?-?nr\.?|cuil|dui|run|rut|residence\ card|brp|green\ card|uscis"
)

recognizer = PatternRecognizer(
    label="OTHER_ID",
    name="national_id",
    pattern=labelled(_WORDS, code(6, 5), code(7, 5)),
    checked=0.9,
    validate=plausible,
    fake=reshaped,
    examples=(
        "PESEL: «87081204462»",
        "DNI «40762033F»",
        "CPF: «417.882.909-04»",
        "BSN «144396014»",
        "fnr «140287 92388»",
        "CPR «070391-8096»",
        "Emirates ID ........... «784-1991-0882417-3»",
        "SA ID «8805145062083»",
    ),
    counterexamples=(
        "fin 2026",
        "run 5 km",
        "id card required",
        "PESEL 00000000000",
        "nin: none",
        "national ID format 2026",
        "the run of 2019",
        "cc 1,200.00",
    ),
)
