"""Registration plate of a vehicle: letters and digits in every country's own order, behind "plate" and its like.

British (1983 and 2001 series), French, German and Indian plates are also found with a weaker word, such as "car" or
"van", near them.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import labelled, plausible, redraw
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"(?:(?:licen[cs]e|number|registration|reg\.?|car|lic\.?|vehicle|rear|temp|truck|trailer|jeep"
    r"|state)\ )?plates?(?:\ number)?|vrm|"
    r"(?:vehicle\ )?reg(?:istration)?(?:\ mark)?|rego|(?:kfz-|amtl\.\ )?kennzeichen|immatriculation|plaque"
    r"|kenteken|matrícula|targa|plaka|"
    r"nummernschild|regnr\.?|skiltnummer|(?<!service )(?<!asset )(?<!bag )(?<!price )(?<!name )(?<!hash )tag"
)
_PLATE = (
    r"(?P<value>(?=[A-Z0-9 -]{0,9}\d)(?=(?:[A-Z0-9][ -]?){5,9}(?![A-Z0-9]))(?!\d++(?!\w|-\w|\ [A-Z0-9]))(?!"
    r"(?:19|20)\d\d\ [A-Z])"
    r"[A-Z0-9]{1,7}(?:[- ][A-Z0-9]{1,5}){0,3})(?![\w-])"
)
_KNOWN = (
    r"(?:[A-Z]{2}\d{2}\ ?[A-Z]{3}|[A-Z]\d{1,3}\ [A-Z]{3}|[A-Z]{2}-\d{3}-[A-Z]{2}"
    r"|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}\ \d{1,4}[EH]?"
    r"|[A-Z]{2}[ -]?\d{2}[ -]?[A-Z]{1,2}[ -]?\d{4})"
)


def fake(original: str, draw: Draw) -> str:
    """Return a plate of the same shape; letters that plates avoid (I, O, Q) are not drawn."""
    return redraw(original, draw, same_shape, lambda text: not set(text.upper()) & set("IOQ"))


recognizers = (
    PatternRecognizer(
        label="LICENSE_PLATE",
        pattern=labelled(_WORDS, _PLATE, _PLATE),
        checked=0.85,
        validate=plausible,
        fake=fake,
        examples=(
            "plate «BKR 419»",
            "TX plate «RVK 3469»;",
            "license plate: «RVX-8200»",
            "Reg. «FD-283-LR»",
            "Kennzeichen: «B-TK 2653»",
            "plate is «AZ TR-55190»",
            "number plate «KP68 XVL», red",
            "License Plate Number «7ABC123»",
        ),
        counterexamples=(
            "plate 12",
            "plate of food 2",
            "a plate 2026 edition",
            "registration 2026",
            "tag v1.2.3",
            "reg 12345678",
            "plates: 14",
            "tag 000000",
        ),
    ),
    PatternRecognizer(
        label="LICENSE_PLATE",
        name="license_plate_known",
        pattern=rf"(?<![\w.-]){_KNOWN}(?![\w-])",
        score=0.3,
        checked=0.3,
        context=(
            "car",
            "van",
            "vehicle",
            "plate",
            "minibus",
            "truck",
            "lorry",
            "driver",
            "parked",
            "parking",
            "wagen",
            "auto",
            "voiture",
            "coche",
            "toyota",
            "ford",
            "corsa",
            "honda",
            "volkswagen",
            "vw",
            "bmw",
            "audi",
            "renault",
            "tesla",
            "fiat",
            "opel",
            "vauxhall",
            "golf",
            "polo",
            "skoda",
            "volvo",
        ),
        validate=plausible,
        fake=fake,
        examples=(
            "a second car, a Corsa, «KP68 XVL»",
            "van «YK71 ZNB»",
            "the club minibus («SJ68 KVO»)",
            "my car: «FZ-854-KM», blue",
            "vehicle «MH 04 HD 7719»",
            "parked: «B-TK 2653»",
        ),
        counterexamples=("KP68 XVL", "FZ-854-KM", "car 12345", "van AB12", "a car from 2019", "vehicle AB12 CDE-9"),
    ),
)
