"""Payment card number: 13 to 19 digits, issuer prefix, Luhn check digit. ISO/IEC 7812-1.

A number in the groups of a card with a wrong check digit is found where a word says that it is a card: people
mistype.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import digits_of, placeholder, redraw, same_digits
from textsynth.recognizer import PatternRecognizer

_LENGTHS = {
    "34": (15,),
    "37": (15,),
    "30": (14, 16),
    "36": (14, 16),
    "38": (14, 16),
    "39": (14, 16),
    "35": (16, 17, 18, 19),
}
_CONTEXT = (
    "card",
    "credit",
    "debit",
    "visa",
    "mastercard",
    "master card",
    "amex",
    "american express",
    "discover",
    "diners",
    "maestro",
    "jcb",
    "cc",
    "mc",
    "pan",
    "ccnum",
    "cardnumber",
    "kreditkarte",
    "karte",
    "carte",
    "tarjeta",
    "carta",
    "kort",
    "c/h",
    "plastic",
    "unionpay",
    "troy",
)


def issued(text: str) -> bool:
    """Return whether prefix and length are those of a card brand and the digits no mere filling."""
    digits = digits_of(text)
    if placeholder(text) or not 13 <= len(digits) <= 19:
        return False
    if digits[0] == "4":
        return len(digits) in (13, 16, 19)
    if digits[:2] in _LENGTHS:
        return len(digits) in _LENGTHS[digits[:2]]
    if "51" <= digits[:2] <= "55" or "2221" <= digits[:4] <= "2720":
        return len(digits) == 16
    return (
        digits[:2] in ("50", "56", "57", "58", "60", "62", "63", "64", "65", "67", "81", "86", "97", "98")
        and len(digits) >= 16
    )


def validate(text: str) -> bool:
    """Return whether a brand issues such numbers and the check digit is right."""
    from stdnum import luhn

    return issued(text) and bool(luhn.is_valid(digits_of(text)))


def fake(original: str, draw: Draw) -> str:
    """Return a number of the same brand (first four digits, five of Amex-like) and format with a right check digit."""
    if len(digits_of(original)) < 13:
        return redraw(original, draw, _few_digits)
    return redraw(original, draw, _drawn, issued)


def _few_digits(original: str, draw: Draw) -> str:
    if not digits_of(original):
        return same_shape(original, draw)
    return same_digits(original, draw.digits(len(original)))


def _drawn(original: str, draw: Draw) -> str:
    from stdnum import luhn

    digits = digits_of(original)
    body = digits[:4] + draw.digits(len(digits) - 5)
    return same_digits(original, body + str(luhn.calc_check_digit(body)))


recognizers = (
    PatternRecognizer(
        label="CREDIT_CARD",
        pattern=(
            r"(?<![\w.+/-])(?<!(?i:imei|iccid|ean|isbn|sn)[:# ]{0,3})(?<!\d[ ])\d(?:[ -]?\d){12,18}+(?![\w-]|[ "
            r"]\d|\.\d)"
        ),
        checked=0.7,
        context=_CONTEXT,
        validate=validate,
        fake=fake,
        examples=(
            "4111 1111 1111 1111",
            "4242424242424242",
            "Amex «3782 822463 10005»",
            "5555-5555-5555-4444",
            "card: «6011111111111117».",
            "30569309025904",
            "2223 0031 2200 3222",
        ),
        counterexamples=(
            "0000 0000 0000 0000",
            "4111 1111 1111 1112",
            "1111 1111 1111 1111",
            "order 1234567890123456",
            "4111 1111 1111 1111 1",
            "IMEI 490154203237518",
            "EAN 4229952465552",
            "ts 1772547724000",
        ),
    ),
    PatternRecognizer(
        label="CREDIT_CARD",
        name="credit_card_in_context",
        pattern=r"(?<![\w.+/-])(?<!\d[ ])\d{4}(?:([ -])\d{4}\1\d{4}\1\d{4}|([ -])\d{6}\2\d{5})(?![\w-]|[ ]\d)",
        score=0.3,
        checked=0.3,
        context=_CONTEXT,
        validate=issued,
        fake=fake,
        examples=(
            "Visa «4929 1856 4937 4040»",
            "card no. «5076 8814 0022 9173»",
            "her Amex «3748 576978 06390»",
            "debit card «4147-2024-0807-3120»",
            "pan=«4929 0047 1120 8830»",
            "Card number, he wrote: «8600 4417 0922 3381»",
        ),
        counterexamples=(
            "4929 1856 4937 4040",
            "card 0000 0000 0000 0000",
            "card 1111 1111 1111 1111",
            "serial 5076-8814-0022-9173",
            "card 4929",
            "card slots: 1234 5678",
        ),
    ),
    PatternRecognizer(
        label="CREDIT_CARD",
        name="credit_card_masked",
        pattern=(
            r"(?<![\w.*•-])\d{4}[ -]?(?:\d{2}[*•xX]{2}|[*•xX]{4})[ -]?[*•xX]{4}[ -]?\d{4}(?![\w-])"
            r"|(?<![\w.*•-])\d{6}[*•xX]{6}\d{4}(?![\w-])"
        ),
        score=0.9,
        fake=fake,
        examples=(
            "4929 •••• •••• 0718",
            "5299 **** **** 0595",
            "card «411111xxxxxx1111»",
            "4519-xxxx-xxxx-3388",
            "5412 75•• •••• 9006",
            "(«4929********0718»)",
        ),
        counterexamples=("**** 0718", "4929 0718", "4929 **", "1234 xxxx", "•••• •••• 0718", "4929 ••• ••• 0718"),
    ),
    PatternRecognizer(
        label="CREDIT_CARD",
        name="credit_card_last_four",
        pattern=(
            r"(?i:(?<![^\W_])(?:card|visa|mastercard|amex|debit|credit|discover|maestro)(?:\ (?:number|no\.?))?,?\ "
            r"(?:that\ )?(?:ending|ends|last\ (?:4|four))(?:\ digits)?(?:\ (?:in|with|on))?"
            r"|(?<![^\W_])(?:card|visa|mastercard|amex)(?:\ (?:number|no\.?))?:?|card_?last_?4|last4)"
            r"[ :=\"'(]{0,4}(?:(?:[xX*•]{1,4}[- ]?){1,4}(?P<value>\d{4})|(?<=(?i:end|ends|ending|in|with|four|4"
            r"|digits|on)[ :=\"'(]{1,4})(?P<value>\d{4,5}))(?![\w-]|[.,]\d)"
        ),
        score=0.9,
        fake=fake,
        examples=(
            "card ending «4242»",
            "Visa ending in «7719»",
            "card **** **** **** «6650»",
            '"last4": "«6650»"',
            "Amex ends with «1005»",
            "Mastercard xxxx-«0917»",
        ),
        counterexamples=(
            "card 4242",
            "ending 2024",
            "Visa 2024 rules",
            "the card ends 31 March",
            "visa ending in 123456",
            "last 4 weeks",
        ),
    ),
)
