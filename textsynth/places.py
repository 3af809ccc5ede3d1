"""States and countries by name, so that a coarse "location" of a model becomes the label that policies speak of.

Sources: ISO 3166-1 English short names with their everyday forms; USPS Publication 28 (states), Canada Post (provinces).
"""

from __future__ import annotations

from functools import cache

from textsynth.entity import fold
from textsynth.words import common_words, rows

_STATES = frozenset(
    """alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho
illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana
nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania
rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming
district of columbia|puerto rico|ontario|quebec|québec|british columbia|alberta|manitoba|saskatchewan|nova scotia
new brunswick|newfoundland|prince edward island|new south wales|queensland|south australia|western australia|tasmania
calif|mass|penn|wis|minn|mich|conn|tenn|ill|ariz|colo|fla|okla""".replace("\n", "|").split("|")
)

_ABBREVIATED = frozenset(
    (
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
        "PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE NSW QLD VIC TAS ACT"
    ).split()
)

_COUNTRIES = frozenset(
    """afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|bahamas
bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|bosnia|bosnia and herzegovina|botswana|brazil|brunei
bulgaria|burkina faso|burundi|cambodia|cameroon|canada|cape verde|chad|chile|china|colombia|comoros|congo|costa rica|croatia
cuba|cyprus|czechia|czech republic|denmark|djibouti|dominica|dominican republic|ecuador|egypt|el salvador|england|eritrea
estonia|eswatini|ethiopia|fiji|finland|france|gabon|gambia|germany|ghana|great britain|greece|grenada|guatemala|guinea
guyana|haiti|holland|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|ivory coast|jamaica|japan
kazakhstan|kenya|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|liechtenstein|lithuania|luxembourg
madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|micronesia|moldova|monaco|mongolia|montenegro
morocco|mozambique|myanmar|namibia|nepal|netherlands|the netherlands|new zealand|nicaragua|niger|nigeria|north korea
north macedonia|northern ireland|norway|oman|pakistan|palestine|panama|papua new guinea|paraguay|peru|philippines
the philippines|poland|portugal|qatar|romania|russia|rwanda|samoa|saudi arabia|scotland|senegal|serbia|sierra leone
singapore|slovakia|slovenia|somalia|south africa|south korea|korea|south sudan|spain|sri lanka|sudan|suriname|sweden
switzerland|syria|taiwan|tajikistan|tanzania|thailand|togo|tonga|trinidad and tobago|tunisia|turkey|türkiye|turkmenistan
uganda|ukraine|united arab emirates|uae|united kingdom|uk|u.k.|great britain|united states|united states of america|usa|us
u.s.|u.s.a.|uruguay|uzbekistan|vanuatu|venezuela|vietnam|wales|yemen|zambia|zimbabwe""".replace("\n", "|").split("|")
)


def refined(label: str, text: str) -> str:
    """Return STATE, COUNTRY or CITY for a place that is surely one, also where a model took it for a company; else *label*.

    >>> refined("LOCATION", "Wisconsin"), refined("LOCATION", "Lagos"), refined("ORGANIZATION", "TX")
    ('STATE', 'CITY', 'STATE')
    """
    if label not in ("LOCATION", "CITY", "ORGANIZATION"):
        return label
    if is_state(text):
        return "STATE"
    if text.strip().casefold() in _COUNTRIES:
        return "COUNTRY"
    return "CITY" if label == "LOCATION" and is_city(text) else label


def is_city(text: str) -> bool:
    """Return whether *text* names a city of the list, in any case and with or without its accents."""
    folded = fold(text.strip()).casefold()
    return folded in _cities() and folded not in common_words()


@cache
def _cities() -> frozenset[str]:
    return frozenset(fold(city).casefold() for _, _, cities in rows("cities.tsv") for city in cities.split("|"))


def is_state(text: str) -> bool:
    """Return whether *text* names a state or province, in full or by its postal abbreviation."""
    return text.strip().casefold().rstrip(".") in _STATES or text.strip() in _ABBREVIATED
