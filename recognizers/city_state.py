"""Town and state as they are written together in the United States: "Madison, WI 53703", "Reno, Nevada".

USPS Publication 28. A town's name stands before a comma and a state; abbreviations that are also degrees or words (MD, PA,
MA, OK, IN …) count only before a ZIP code. Both are rendered with their place, so there is no ``fake`` here.
"""

from __future__ import annotations

from textsynth.recognizer import PatternRecognizer

_SURE = r"(?:AK|AZ|AR|CA|FL|GA|IA|IL|KS|KY|MI|MN|MO|MT|NC|ND|NH|NJ|NM|NV|NY|OH|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY)"
_OTHER = r"(?:AL|CO|CT|DC|DE|HI|ID|IN|LA|MA|MD|ME|MS|NE|OK|OR|PA|PR)"
_FULL = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa"
    r"|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada"
    r"|New (?:Hampshire|Jersey|Mexico)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    r"|Tennessee|Texas|Utah|Vermont|West Virginia|Wisconsin|Wyoming)"
)
_ZIP = r"\d{5}(?:-\d{4})?(?![\w-])"
_STATE = rf"(?:{_SURE}(?![\w.@-])|{_OTHER}(?= {{1,2}}{_ZIP})|{_FULL}(?!\w))"
_TOWN = r"(?:(?:St|Ft|Mt)\. )?[A-Z][a-z'’]+[a-zA-Z'’]*(?:[ -](?:[A-Z][a-z'’]+[a-zA-Z]*|d['’][A-Z][a-z]+|du|de|of|la|the)){0,2}"

recognizers = (
    PatternRecognizer(
        label="CITY",
        name="city_before_state",
        pattern=rf"(?<![\w'’&-])(?<![A-Z][a-z]{{1,14}} )(?P<value>{_TOWN})(?=, {_STATE})",
        score=0.75,
        examples=(
            "«Madison», WI 53703",
            "moved to «Reno», Nevada in spring",
            "«St. Paul», MN",
            "12 Main Street, «Boston», MA 02110",
            "in «Oklahoma City», OK 73102.",
            "«Coeur d'Alene», ID 83814",
            "«Fond du Lac», Wisconsin",
        ),
        counterexamples=(
            "Madison",
            "Megan Donovan, MD",
            "Ann Lee, PA",
            "Come in, OR 5",
            "the bank, CA",
            "Yes, IN 2026",
            "WI, Madison",
        ),
    ),
    PatternRecognizer(
        label="STATE",
        name="state_after_city",
        pattern=rf"(?<=[a-z'’], )(?<=(?<![\w])[A-Z][\w'’.-]{{1,20}}, )(?P<value>{_STATE})",
        score=0.75,
        examples=(
            "Madison, «WI» 53703",
            "moved to Reno, «Nevada» in spring",
            "St. Paul, «MN»",
            "12 Main Street, Boston, «MA» 02110",
            "in Oklahoma City, «OK» 73102.",
            "Fond du Lac, «Wisconsin»",
        ),
        counterexamples=(
            "WI",
            "Megan Donovan, MD",
            "Ann Lee, PA",
            "bank, CA",
            "Yes, IN 2026",
            "Nevada",
            "WI, Madison",
        ),
    ),
)
