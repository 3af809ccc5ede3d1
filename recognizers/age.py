"""Age of a person in figures, where words say that it is one.

45 CFR 164.514(b)(2)(i)(C). It moves with the date of birth, so there is no ``fake``.
"""

from __future__ import annotations

from textsynth.recognizer import PatternRecognizer

_N = r"(?P<value>1[01]\d|[1-9]?\d)"

recognizer = PatternRecognizer(
    label="AGE",
    pattern=(
        rf"(?<![\w.,$€£/:-])(?:{_N}[- –]?(?i:years?|yrs?|yr|months?|mos?|mths?|weeks?|wks?|days?)[- ]?(?i:old|of "
        r"age)(?!\w)"
        rf"|{_N}[ -]?(?i:y[/. ]?o\.?|yo|y\.o\.|yrs? old|jährige[rnms]?|ans(?= |,|\.)(?<=(?:a|âgée? de) \d\d ans)"
        r"|años(?<=(?:tiene|de) \d\d años)|anni)(?!\w)"
        rf"|{_N} ?(?:M|F)(?=[ ,;)](?i:presents?|presenting|with|w/|c/o|admitted|here|who|pt|adm|s/p|hx|in|seen)\b)"
        rf"|{_N}(?:st|nd|rd|th) (?i:birthday)"
        rf"|(?<=(?:^|\n|[:;.] |, )){_N}(?:M|F)(?=,? (?:[LR](?:[LU][LQ])? |[A-Z]{{2,5}} |c/o|w/|with |pt|,)))"
        r"|(?<![^\W_])(?i:aged?|ages|alter|âge|edad|leeftijd|alder|idade|età)(?:[ ]?/[ ]?(?i:sex|gender"
        r"|m/f))?[\"'*]{0,3}[ ]{0,12}(?:[:=|][ ]{0,8}|(?i:is|was|of|about|approx\.?)[ "
        rf"])?[\"'~]?{_N}(?![\w%]|[.,:]\d|[/-]\d{{3}}|[ ](?i:group|and|or|of|limit|bracket|to|as|for))"
        r"|(?<![^\W_])(?i:turn(?:s|ed|ing)?|(?:s?he|i|who|mother|father|wife|husband|son|daughter|client|patient"
        rf"|caller)(?:'s|’s| is| was)(?: now| only| just| about)?) (?:~)?{_N}(?: (?:years|yrs) old| "
        r"now)?(?=[.,;!)]|\s(?:and|but|with|now|today|next|this)\b|$)(?![.,]\d)"
    ),
    checked=0.8,
    score=0.8,
    validate=lambda text: 0 < int(text) < 116,
    examples=(
        "a «47»-year-old man",
        "aged «47»",
        "Age: «47»",
        "«47» yo male",
        "«47» y/o M",
        "«8»th birthday",
        "Age/Sex : «47»/M",
        "she is «34».",
        "«4» months old",
        "«52»F presents with",
        "INDICATION: «54»F RLQ pain",
        "turning «40» next week",
        "he's «91» and well",
    ),
    counterexamples=(
        "47 minutes",
        "age 0 as default",
        "page 47",
        "version 4.7 yo",
        "ages 18 to 24",
        "he is 2.5 m tall",
        "stage 4",
        "47 M",
        "wages 30",
        "she is 2 minutes late",
        "the age of 18 and over",
        "aged 0",
    ),
)
