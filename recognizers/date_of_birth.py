"""Date of birth: a date, of whatever form, behind "born", "DOB", "date of birth" and their like.

Such a date moves by further whole years with the person's age, so it has its own label, and no ``fake`` here.
"""

from __future__ import annotations

from textsynth.patterns import DATE_IN_DIGITS, DATE_IN_WORDS
from textsynth.recognizer import PatternRecognizer

_WORDS = (
    r"(?:date of birth|birth ?date|d\.? ?o\.? ?b\.?|birthday|b-?day|born|né(?:e)?|nacid[oa]|geboren|geb\.?"
    r"|geburtsdatum|geburtstag|date de naissance|naissance|fecha de nacimiento|"
    r"data di nascita|nat[oa]|geboortedatum|geb\.? ?datum|fødselsdato|fødd?t?|född|data urodzenia|ur\.|data "
    r"de nascimento|doğum tarihi|\*)"
)
_LINK = (
    r"""(?:["'*_)]{0,3}\s?(?:\([^()\n]{1,24}\)\s?)?[:=|>.–-]{0,12}[ \t.]{0,24}"""
    r"""(?:(?i:is|was|on|the|am|le|el|il|op|den|in [A-Z]\w{1,20} on|in [A-Z]\w{1,20},?)[ ]){0,2}["'(*`]{0,3})"""
)

recognizer = PatternRecognizer(
    label="DATE_OF_BIRTH",
    pattern=(
        rf"(?<![^\W_])(?i:{_WORDS}){_LINK}(?P<value>{DATE_IN_DIGITS}|(?i:{DATE_IN_WORDS})|(?:19|20)\d\d(?:0[1-9]"
        r"|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\w)"
    ),
    score=0.95,
    examples=(
        "DOB: «04/17/1986»",
        "born «12 april 1955»",
        "Date of birth: «1974-06-30»",
        "born on «July 19, 1938»",
        "DOB «30.9.84»",
        "geboren am «3.4.1962»",
        '"dob": "«1990-01-02»"',
        "birthday is «March 3»",
        "née le «3 février 1951»",
        "D.O.B. «2/9/61»",
        "Date of Birth (DD/MM/YYYY): «27/08/1966»",
        "**DOB:** «05/30/1961»",
    ),
    counterexamples=(
        "on 04/17/1986",
        "born in 1961",
        "DOB: unknown",
        "DOB requirement",
        "the date 1974-06-30",
        "birthday party",
        "born to run 3",
        "reborn 12 april 1955",
    ),
)
