"""Pieces that the patterns of several recognizers share, and the surrogates that need nothing but a shape.

Patterns are for the ``regex`` module. Every loop here is possessive or bounded, so that no text makes them slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from textsynth.draw import Draw, same_shape

# What stands between a label and its value: "no.", "number", "#" …
_MARK = r"(?:[ \t_-]{0,2}(?:(?i:numbers?|num|nos?|nr|id|code)(?![^\W\d_])\.?|(?i:n[°º]\.?)|№|\#))"
# … and ":", "=", "is", dots, a table's bar, the end of a tag, a wide gap.
_SEPARATOR = (
    r"""(?:["'*_)\]]{0,3}[ \t]{0,3}(?:[:=|>]|\.{2,}+|…|->|→|\t|[ ]{2}|[–—-](?=[ ])"""
    r"""|(?i:is|was|will\ be|are|ist|est|es|ends\ in|ends\ with|ending\ in|ending\ with|ending)\b)"""
    r"""(?:[ \t.:]|(?i:is)\b){0,30}+["'*_`(\[<\#]{0,4}+)"""
)
_STRONG = rf"""(?:{_MARK}(?:{_SEPARATOR}|[ \t]{{0,2}}["'(\[]{{0,2}})|{_SEPARATOR})"""
_WEAK = r"""(?:,?[ \t]{1,2}["'(\[`]{0,2})"""

_MONTH_OR_UNIT = (
    r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|[ap]\.?m\b|days?|weeks?|months?|hours?|hrs?|min|years?|yrs?"
    r"|kg|km|mg|ml|people|items|units|times|percent|st\b|nd\b|rd\b|th\b)"
)
_NO_DATE = (
    r"(?!\d{1,2}([/.])\d{1,2}(?:/|\.)\d{2,4}(?![\d-]))(?!(?:19|20)\d\d-\d\d-\d\d(?!\d))(?!\d++[.,]\d{1,2}(?![\w./-]))"
)
_TOKEN = r"[A-Za-z0-9]++(?:[-/._:][A-Za-z0-9]++)*+"
_GROUPS = (
    r"(?:[ ](?:\d{2,7}+|[A-Z]{1,4}+\d[A-Z0-9]*+|\d(?=[,.;)\n]|$))(?:[-/][A-Za-z0-9]++)*+(?!\w|%|[ "
    rf"]?{_MONTH_OR_UNIT}))*+"
)


def code(least: int, digits: int = 2) -> str:
    """Return the pattern of an identifier of letters, digits and punctuation, in groups, with so many characters."""
    return (
        rf"(?P<value>{_NO_DATE}(?=(?:[A-Z0-9][-/._:\ ]?){{{least}}}|(?:[A-Za-z0-9][-/._:]?){{{least}}})"
        rf"(?:(?:[A-Z]{{1,5}}\ )?(?=(?:[-A-Za-z/._:]*+\ ?\d){{{digits}}}){_TOKEN})(?<=\d[A-Za-z]{{0,6}}"
        r"|\d[-/._:][-A-Za-z/._:]{1,8})"
        rf"{_GROUPS})(?![\w@]|[,.]\d|[ ]?[%°€£$]|://)"
    )


def labelled(words: str, value: str, bare: str | None = None) -> str:
    """Return a pattern for *value* behind one of *words* and a mark such as "no.", "#", ":", "is".

    *words* is an alternation, in any case. With *bare*, a stricter pattern, the mark may be missing ("policy KM-204418").
    Both patterns name their group ``value``.
    """
    weak = "" if bare is None else rf"|{_WEAK}{bare}"
    after = rf"(?:(?=\.?{_MARK})|(?![^\W\d_]))\.?"
    return rf"(?<![^\W_])(?i:{words}){after}(?:{_STRONG}{value}{weak})"


def placeholder(text: str) -> bool:
    """Return whether *text* only stands for an identifier: one digit over and over, or nothing but X.

    >>> placeholder("000-00-0000"), placeholder("CLM11111"), placeholder("12-3456789")
    (True, True, False)
    """
    digits = [character for character in text if character.isdecimal()]
    return not digits or (len(digits) > 2 and len(set(digits)) == 1)


def universal_unique(text: str) -> bool:
    """Return whether *text* is a UUID, which names a thing and not a person."""
    return re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) is not None


def plausible(text: str) -> bool:
    """Return whether *text* may be a real identifier: no placeholder, no UUID."""
    return not placeholder(text) and not universal_unique(text)


def redraw(
    original: str, draw: Draw, make: Callable[[str, Draw], str], check: Callable[[str], bool] | None = None
) -> str:
    """Return the first of what *make* draws that differs from *original* and passes *check*."""
    made = original
    for attempt in range(500):
        made = make(original, draw.of("redraw", str(attempt)))
        if made != original and (check is None or check(made)):
            break
    return made


def reshaped(original: str, draw: Draw) -> str:
    """Return other text of the same shape; a prefix of letters before the first digit stays, for it names the kind.

    >>> reshaped("CLM-2044", Draw(b"key", "x")).startswith("CLM-")
    True
    """
    first = next((at for at, character in enumerate(original) if character.isdecimal()), 0)
    if first > 6 or sum(character.isdecimal() for character in original) < 3:
        first = 0
    return redraw(original, draw, lambda text, drawn: text[:first] + same_shape(text[first:], drawn))


def same_digits(original: str, digits: str) -> str:
    """Return *original* with its digits replaced, one by one, by *digits*.

    >>> same_digits("(0171) 23-4", "98765432")
    '(9876) 54-3'
    """
    rest = iter(digits)
    return "".join(next(rest, character) if character.isdecimal() else character for character in original)


def digits_of(text: str) -> str:
    """Return the decimal digits of *text* as ASCII.

    >>> digits_of("+49 (0)171 5")
    '4901715'
    """
    return "".join(str(int(character)) for character in text if character.isdecimal())


MONTH = (
    r"(?:jan(?:uary|uar|vier|uari)?|feb(?:ruary|ruar|ruari)?|février|fév|mar(?:ch|zo|s)?|märz|mrz|maart|mrt"
    r"|apr(?:il|ile)?|avr(?:il)?|may|mai|mei|maj|"
    r"june?|juni|juin|july?|juli|juillet|aug(?:ust|ustus)?|août|sept?(?:ember|embre)?|oct(?:ober|obre)?|okt(?:ober)?|"
    r"nov(?:ember|embre)?|dec(?:ember)?|dez(?:ember)?|déc(?:embre)?|des(?:ember)?|enero|febrero|abril|mayo"
    r"|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
LINE_BREAK = r"(?:[ \t]?\r?\n[ \t]{0,40})"  # of text that is wrapped
GAP = rf"(?:\ |{LINE_BREAK})"
DATE_IN_WORDS = (  # to be used with (?i:…)
    rf"(?:(?:{WEEKDAY}[,.]?\ (?:the\ )?)?(?:"
    rf"(?:{_DAY}\.?(?:st|nd|rd|th)?\ ?(?:[-–]|to|and|&|bis)\ ?)?{_ORDINAL}\.?(?:\ day)?(?:[-/\ ]|\ (?:of|de"
    rf"|di)\ ){MONTH}(?![^\W_])(?:(?:\.?,?{GAP}(?:de\ |del\ )?|[-/.]){_YEAR}(?![\d]))?"
    rf"|{_DAY}{MONTH}{_YEAR}(?!\w)|{_DAY}[- ](?-i:[A-Z]{{3}})(?<={MONTH})[- ]\d\d(?![\w:./]|\ [A-Z]{{3}}\b)"
    rf"|{MONTH}\.?[-\ ](?:the\ )?{_ORDINAL}(?:\ ?[-–]\ ?{_ORDINAL}(?![-/\d]))?(?![\d:.]\d|\d|[ap]\.?m)(?:"
    rf"(?:,?{GAP}|-){_YEAR}(?!\d))?"
    rf"|{_ORDINAL}\.?{LINE_BREAK}{MONTH}\.?,?\ {_YEAR}(?!\d)|{MONTH}\.?{LINE_BREAK}{_ORDINAL},?\ {_YEAR}(?!\d)"
    r"))"
)
DATE_IN_DIGITS = (
    rf"(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])(?:[-/.]){_DAY}"
    rf"|{_DAY}(?:/{_DAY}/|-{_DAY}-|\.{_DAY}\.|\.\ {_DAY}\.\ )(?:(?:19|20)\d\d|\d\d))(?![\d]|[-/.]\d)"
)
