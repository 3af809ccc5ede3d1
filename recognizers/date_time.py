"""Calendar dates in every written form.

ISO 8601, RFC 5322 (mail), RFC 3164 (syslog), Common Log Format, and how people write.

A clock time belongs to the span only in machine timestamps ("2026-02-09T15:21:04Z", mail dates, log stamps, seconds
since 1970). Words such as "today" or a bare weekday or month are not dates; a bare year is one only of a person
("born in", "hired in"). Dates are moved by the calendar of the scope, so there is no ``fake`` here.
"""

from __future__ import annotations

import re

from textsynth.patterns import DATE_IN_DIGITS, DATE_IN_WORDS, GAP, MONTH, WEEKDAY
from textsynth.recognizer import PatternRecognizer

_EDGE = r"(?<![\w/.$€£-]|\d,)"
_CLOCK = r"\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?"
_EPOCH = (
    "ts",
    "timestamp",
    "created",
    "date_unixtime",
    "date unixtime",
    "epoch",
    "createdat",
    "created at",
    "created_at",
    "updated",
    "updatedat",
    "time",
    "date",
    "iat",
    "exp",
    "expires",
    "nbf",
    "joined",
    "last seen",
    "sent",
    "edited",
    "thread ts",
    "latest",
    "oldest",
    "unixtime",
    "date create",
    "birthdate",
    "datetime",
)


_DAY_IN_WORDS = (
    r"(?:(?:twenty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|thirty[ -]first)"
)


def day_exists(text: str) -> bool:
    """Return whether the figures can be a day, a month and a year in some order."""
    numbers = [int(number) for number in re.findall(r"\d+", text.partition("T")[0])]
    if len(numbers) != 3:
        return True
    if numbers[0] > 99:
        return 1 <= numbers[1] <= 12 and 1 <= numbers[2] <= 31
    return 1 <= min(numbers[:2]) <= 12 and 1 <= max(numbers[:2]) <= 31 and not 99 < numbers[2] < 1850


def _in_words(text: str) -> bool:
    """Return whether this is no sentence with the words "may" or "march" in it: both need a capital, a day first or a year."""
    lower = re.search(r"(?<![^\W\d_])(may|march|sat|sun|dec|mars)(?![^\W_])", text)
    return (
        lower is None
        or re.search(r"\d{4}|\d(?:st|nd|rd|th)\b|^\d", text) is not None
        or lower.group() in ("march", "dec", "sat", "sun")
    )


recognizers = (
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_iso",
        pattern=(
            rf"(?<![\w/.-])(?:(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T{_CLOCK}(?:Z"
            r"|[+-]\d\d:?\d\d)?|(?!T?\d|-\d))"
            r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T\d{4,6}Z?)(?!\w)"
        ),
        score=0.9,
        examples=(
            "2026-03-03",
            "2026-02-09T15:21:04Z",
            "at «2026-03-02T11:20:15.882+01:00».",
            "«2026-02-09» 15:21:04",
            "20260303T101602Z",
            '"created": "«2026-02-19T20:11:03+03:00»"',
        ),
        counterexamples=(
            "2026-13-03",
            "2026-03-32",
            "20260303",
            "LTS-2026-03-03x",
            "1.2026-03-03",
            "2026-03-03-04",
            "12026-03-03",
        ),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_digits",
        pattern=(
            rf"{_EDGE}(?!\d\d?\.\d\d?\.\d\d?(?!\d)(?<!\d\d\.\d\d\.\d\d))(?!(?:19"
            rf"|20)\d\d-\d\d-){DATE_IN_DIGITS}(?!\w|[ ]?%)"
        ),
        checked=0.75,
        validate=day_exists,
        examples=(
            "03/04/2026",
            "3.4.2026",
            "3-4-26",
            "03.04.26",
            "2026/03/03",
            "on «12/31/23», 7:02 PM",
            "am «3. 4. 2026»",
            "(«19-02-1999»)",
            "2025.11.4",
            "«11/12/23»,",
        ),
        counterexamples=(
            "13/14/2026",
            "1.2.3",
            "10.61.4.20",
            "24/7",
            "1/2 cup",
            "40-61-27",
            "3.4.26",
            "$1.10.2026",
            "99/99/9999",
            "11/11/1111",
            "123/4/2026",
            "1/2/3/4",
        ),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_stamp",
        pattern=(
            rf"(?<![\w/])(?:(?i:{WEEKDAY}), )?\d{{1,2}} (?i:{MONTH}) \d{{4}} \d\d:\d\d(?::\d\d)? ?(?:[+-]\d{{4}}|GMT"
            r"|UTC|[ECMP][SD]T|Z)(?!\w)"
            rf"|(?<![\w/])\d\d/[A-Z][a-z]{{2}}/\d{{4}}:\d\d:\d\d:\d\d(?: [+-]\d{{4}})?"
            r"|(?<!\w)(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d? \d\d:\d\d:\d\d (?:[A-Z]{3,4} )?"
            r"(?:19|20)\d\d(?: [+-]\d{4})?(?!\w)"
        ),
        score=0.95,
        examples=(
            "Tue, 03 Mar 2026 09:12:44 -0500",
            "[«03/Mar/2026:10:16:02 +0000»]",
            "Tue Jan 13 17:42:10 2026",
            "3 Mar 2026 09:12:44 GMT",
            "Date: «Mon Jan 12 23:58:01 2026 +0100»",
            "Thu, 1 Jan 2026 00:00:01 +0100",
        ),
        counterexamples=("Tue 09:12:44", "03/Mar/26", "09:12:44 -0500", "Mar 2026", "Sat in the sun", "03 Mar 2026"),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_words",
        pattern=(
            rf"(?<![\w/.$€£-]|\d[,:])(?!\d\d?\.\ (?i:{MONTH})\ (?:\d{{1,2}}(?!\d)|[a-z]"
            rf"|[A-Z]{{3}}))(?i:{DATE_IN_WORDS})(?!\w|-\w|[ ]?%)"
        ),
        checked=0.85,
        validate=_in_words,
        examples=(
            "March 3, 2026",
            "3 March 2026",
            "3rd of March",
            "Mar 3",
            "«Sat 28 March»,",
            "12th day of January 2026",
            "27th February 2026",
            "see you «Friday, March 6».",
            "«Feb 28» 02:14:07",
            "14–26 Oct",
            "15. März",
            "le «3 février 2026»",
            "3 de marzo de 2026",
            "12 april 1955",
            "Jan. 5th, '24",
            "03-Mar-2026",
            "19 Dec 2029",
            "03MAR2026",
            "«March 3» at 9",
            "8 July\n2020",
            "July 8,\r\n   2020",
            "Sept\n11, 2001",
            "since «11\n  March 2001»",
        ),
        counterexamples=(
            "May I ask",
            "March on",
            "you may 2",
            "in March",
            "Mark 3",
            "Sat in",
            "3 maybes",
            "3 decks",
            "Dec",
            "1 mayor",
            "42 March",
            "Marc 3",
        ),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_weekday",
        pattern=(
            rf"(?<![\w-])(?i:{WEEKDAY}),? (?:(?:the )?(?:[12]?\d|3[01])(?:st|nd|rd|th)|the (?i:{_DAY_IN_WORDS}))(?!\w)"
            rf"(?! (?:of )?(?i:{MONTH}))"
        ),
        score=0.85,
        examples=(
            "Tuesday the 4th",
            "next «Thursday the 16th»,",
            "Fri 13th",
            "Saturday, the 9th",
            "by «monday the 2nd».",
            "on «Wednesday 21st»",
            "his birthday «tuesday the tenth»",
            "«Friday the twenty-sixth», then",
        ),
        counterexamples=(
            "Tuesday",
            "Friday 13",
            "the 4th",
            "Tuesday at 4",
            "Tuesday the fourthgrader",
            "Sunday the 4th of July",
        ),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_day",
        pattern=(
            r"(?<![^\W_])(?i:on|by|until|till|before|after|since|due|from) "
            rf"(?P<value>the (?:(?!1st)(?:[12]?\d|3[01])(?:st|nd|rd|th)|(?!(?:first|second|third)\b){_DAY_IN_WORDS}))"
            r"(?=[.,;:!?)\n]|$| at \d| and| or| to | of (?:next|this"
            r"|the) month| because| but)"
            r"(?! (?:and|or) (?:the )?\d\w* (?:floor|grade|century|time|of))"
        ),
        score=0.65,
        examples=(
            "on «the 19th».",
            "by «the 8th», please",
            "back on «the 5th» at 9",
            "until «the 31st»",
            "due «the 2nd» of next month",
            "from «the 3rd» to the end",
            "till «the twelfth».",
            "training on «the twenty-sixth».",
        ),
        counterexamples=(
            "on the 5th floor",
            "the 19th",
            "by the 3rd attempt",
            "after the 2nd time",
            "on the 19th century",
            "before the 4th quarter",
            "on the second, try again",
            "by the fifth attempt",
        ),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_month_year",
        pattern=(
            rf"(?<![\w-])(?:(?:(?i:{MONTH})(?<!\b(?:may|mars))[.,]?(?:[/-]|{GAP})(?:of )?(?:(?:19|20)\d\d|['’]\d\d)|(?:19"
            r"|20)\d\d-(?:0[1-9]|1[0-2])|(?<![\d/.])(?:0[1-9]|1[0-2])/(?:19|20)\d\d)(?![\w/-]|[.:/]\d))"
        ),
        score=0.75,
        examples=(
            "March 2026",
            "since «Feb 2019»,",
            "Sept. 2021",
            "Mar '26",
            "2026-03",
            "left in «August 2024»",
            "Januar 2026",
            "Mai 2024",
            "in «January\n2020»",
        ),
        counterexamples=("March", "2026-13", "2026-03-45-2", "in 2026", "may 2026", "3-2026", "ISO 8601-2019"),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_day_month",
        pattern=(
            r"(?:(?<![^\W_])(?i:on|by|since|from|until|till|before|after|due|dated?|starting|through|thru|ending"
            r"|effective|the|week of|seen|visit|of|at|for|[oi]n or about|"
            rf"{WEEKDAY}),? |(?<=\d/\d{{1,2}} ?(?:to|-|–|and|&|thru|through) ?))(?P<value>(?:0?[1-9]|[12]\d"
            r"|3[01])/(?:0?[1-9]|[12]\d|3[01])|\d\d?\.\d\d?\.[12]\d)(?![\w/%°-]|[.:,]\d| (?i:of|cup|inch|tsp|tbsp"
            r"|mile|pint|the|lb|oz|hour|time|chance|way|full|page)s?\b)"
            r"|(?<![^\W_])(?i:am|vom|bis|ab|zum|den|der) (?P<value>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]"
            r"|1[0-2])\.)(?!\d)"
        ),
        checked=0.65,
        validate=lambda text: (
            text not in ("1/2", "1/3", "2/3", "1/4", "3/4", "24/7", "9/11", "50/50")
            and day_exists(text + ("" if text.endswith(".") else "/") + "2024")
        ),
        examples=(
            "on «1/31»",
            "Mon «2/9»",
            "from «1/31» to «2/2»",
            "due «03/03».",
            "am «15.03.»",
            "Sunday «3/1»",
            "by «11/30»,",
        ),
        counterexamples=(
            "1/2 cup",
            "24/7",
            "on 1/2",
            "page 3/4",
            "ref. 2/3",
            "4/5 stars",
            "on 13/14",
            "open 24/7",
            "score of 3/10 of the",
            "on 12/31/23",
        ),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_year",
        pattern=(
            r"(?<![^\W_])(?i:born|hired|graduated|graduat(?:ion|e)|joined|retired|married|divorced|widowed"
            r"|emigrated|immigrated|diagnosed|class of|died|passed away|moved|enrolled|promoted|"
            r"left|started|separated|employed|deceased|arrived|naturali[sz]ed|ordained|enlisted|adopted|d\.|née|geb\.)"
            r"(?: \w+){0,4}? ?(?:in|of|since|from|about|until|circa|early|late)? ?(?P<value>(?:19[1-9]\d"
            r"|20[0-4]\d))(?![\w-]|[.,:/]\d|[ ]?(?:km|kg|%|\$|€|people|units))"
        ),
        score=0.65,
        examples=(
            "born in «1961»",
            "she was hired in «2019»",
            "class of «1998»",
            "graduated «2004»",
            "he left us in «2021».",
            "married since «1987»",
            "diagnosed in early «2015»",
        ),
        counterexamples=(
            "in 2019",
            "version 2019",
            "born 12",
            "Office 2019",
            "the class of 12",
            "budget 2026",
            "hired 2019 people",
        ),
    ),
    PatternRecognizer(
        label="DATE_TIME",
        name="date_time_epoch",
        pattern=r"(?<![\w.,$€£+/-])1[0-9]\d{8}(?:\d{3}(?:\d{3})?|\.\d{3,7})?(?![\w,/-]|\.\d)",
        score=0.45,
        context=_EPOCH,
        examples=(
            "ts: «1772547724»",
            '"timestamp": «1772547724000»',
            "created=«1772547724»",
            '"ts": "«1772547724.000200»"',
            "date_unixtime: «1767225600»",
            "exp «1893456000»",
        ),
        counterexamples=(
            "1772547724",
            "call 1772547724",
            "ts 177254772",
            "ts 9772547724",
            "id 1772547724000",
            "$1772547724",
        ),
    ),
)
