"""Numbers that a transcript spells digit by digit: a card, a phone, a social security number, a ZIP, a code.

"four one four, six one seven, eight eight oh two": NATO and telephone practice, as speech recognition writes it down.
What a number is, the word before it says; a run of five digits or more that nothing explains is still an identifier.
The surrogate is spoken in turn, by the rules of its label.
"""

from __future__ import annotations

from itertools import pairwise

from textsynth.recognizer import PatternRecognizer

_DIGIT = r"(?:(?:double|triple)[ -])?(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine)"
_BETWEEN = r"(?:[ ]|,[ ]?|[ ]?-[ ]?|\.\.\.[ ]?|,?[ ](?:uh|um|er|dash|hyphen|and|then)[, ]{1,2})"
_DIGITS = tuple("zero oh o one two three four five six seven eight nine".split())


def _run(least: int, most: int) -> str:
    """Return the pattern of so many spoken digits that no other digit follows."""
    more = rf"(?:{_BETWEEN}{_DIGIT}(?![^\W_])){{{least - 1},{most - 1}}}+"
    return rf"(?<![^\W_])(?<!(?i:{_DIGIT})[ ,-])(?P<value>(?i:{_DIGIT}(?![^\W_]){more}))(?!(?i:{_BETWEEN}{_DIGIT}(?![^\W_])))"


def _behind(words: str, least: int, most: int) -> str:
    return rf"(?<![^\W_])(?i:{words})(?![^\W_])[^\d\n.?!]{{0,30}}?{_run(least, most)}"


def no_counting(text: str) -> bool:
    """Return whether *text* is more than counting ("one two three four five")."""
    said = [_DIGITS.index(word) for word in text.lower().replace(",", " ").replace("-", " ").split() if word in _DIGITS]
    steps = {after - before for before, after in pairwise(said)}
    return steps not in ({1}, {-1}, {0})


recognizers = (
    PatternRecognizer(
        label="CREDIT_CARD",
        name="credit_card_spoken",
        pattern=_behind(r"card|visa|mastercard|amex|debit|credit", 13, 19),
        score=0.85,
        examples=(
            "my card number is «four one four seven two oh two four oh eight oh seven three one two oh»",
            "Visa, «four five three two one oh oh two three four four one nine nine oh two».",
            "the debit card is «five five five five, oh one oh two, nine nine eight one, four four oh three» okay",
            "card «three seven eight two eight two two four six three one oh oh oh five»",
            "on the CARD it says «six oh one one oh oh oh nine nine oh one three nine four two four»",
            "amex is «three seven one four four nine six three five three nine eight four three one»",
        ),
        counterexamples=(
            "card one two",
            "my card number is four one four seven",
            "four one four seven two oh two four oh eight oh seven three one two oh",
            "card games for one or two",
            "credit where credit is due",
            "a visa for one",
        ),
    ),
    PatternRecognizer(
        label="US_SSN",
        name="us_ssn_spoken",
        pattern=_behind(r"social|social security|ssn", 9, 9),
        score=0.85,
        examples=(
            "my social is «five three six two two eight seven one oh»",
            "social security number «five three six, two two, eight seven one oh» thank you",
            "SSN, «four one two dash five five dash oh one two nine»",
            "the social is, uh, «two one nine, oh nine, nine nine one oh»",
            "social: «one two five three three four five oh seven»",
            "her social was «six oh two one one three four five nine»",
        ),
        counterexamples=(
            "social one two three",
            "five three six two two eight seven one oh",
            "social security is one thing",
            "social five three six two two eight seven",
            "social media for two",
            "social distancing, six feet",
        ),
    ),
    PatternRecognizer(
        label="PHONE_NUMBER",
        name="phone_number_spoken",
        pattern=_behind(
            r"phone|number|call(?: me| back)?(?: at| on)?|reach(?: me)?(?: at| on)?|cell|mobile|text|area code|fax",
            7,
            12,
        ),
        score=0.8,
        examples=(
            "my phone is «four one four six one seven eight eight four two»",
            "call me at «five five five oh one nine nine»",
            "the number is «four one four, six one seven, double eight four two» okay",
            "you can reach me on «oh seven seven double oh nine oh oh three one eight»",
            "cell, um, «six oh eight five five five oh one four two».",
            "area code «six oh eight, five five five, oh one four two»",
        ),
        counterexamples=(
            "number one",
            "call one two three",
            "four one four six one seven eight eight four two",
            "phone number, four one four",
            "number of two or three",
            "call at nine one one",
        ),
    ),
    PatternRecognizer(
        label="POSTAL_CODE",
        name="postal_code_spoken",
        pattern=_behind(r"zip|zip code|postal code|postcode", 5, 5),
        score=0.85,
        examples=(
            "zip code «five three seven oh three»",
            "and the zip is «nine oh two one oh»?",
            "ZIP, «oh two one one oh».",
            "my postal code is «five five four oh one»",
            "zip «seven eight six six oh» thanks",
            "zip code is uh «one oh oh two five»",
        ),
        counterexamples=(
            "zip one two",
            "five three seven oh three",
            "zip it for one or two",
            "zip code five three seven",
            "zip files, four five",
            "the zip code is five three seven oh three four",
        ),
    ),
    PatternRecognizer(
        label="PASSWORD",
        name="password_spoken",
        pattern=_behind(
            r"(?:gate|door|access|alarm|entry|security|lock|little|secret|pin|pass)?[ -]?code|pin|passcode|cvv|cvc",
            3,
            8,
        ),
        score=0.8,
        examples=(
            "the gate code is «nine nine one four»",
            "my pin is «four oh seven one»",
            "and the little code is «three one eight». Please don't",
            "alarm code, «two two eight one five oh»",
            "passcode «eight four one, nine oh two»",
            "CVV is «six oh two»",
        ),
        counterexamples=(
            "code one",
            "area code six oh eight five five five oh one four two",
            "the code of one or two",
            "nine nine one four",
            "pin one up",
            "the zipcode four one",
        ),
    ),
    PatternRecognizer(
        label="OTHER_ID",
        name="other_id_spoken",
        pattern=_run(5, 24),
        checked=0.6,
        validate=no_counting,
        examples=(
            "badge «four one seven nine two»",
            "it's «two oh five five one nine», I think",
            "account «nine nine one four two oh oh six»",
            "policy «six six one double three two»",
            "reference «Seven oh two nine four».",
            "«eight one four three oh seven three»",
        ),
        counterexamples=(
            "one two three four five",
            "nine eight seven six five",
            "one or two",
            "four five six",
            "two, three, four",
            "one by one by one by one by one",
        ),
    ),
)
