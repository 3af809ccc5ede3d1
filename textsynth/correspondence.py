"""Who writes to whom: mail headers, greetings, closings, honorifics, quoted senders, speakers of chats and
transcripts. RFC 5322 for mailboxes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textsynth.looks import (
    NAME,
    NOTHING,
    WORD,
    is_family,
    is_given,
    is_nobody,
    is_organization,
    is_person,
    is_role,
    persons,
    trimmed,
)
from textsynth.places import is_city, is_region
from textsynth.words import ordinary_words

HEADERS = frozenset(
    {
        "from",
        "to",
        "cc",
        "bcc",
        "sender",
        "reply-to",
        "resent-from",
        "resent-to",
        "resent-cc",
        "delivered-to",
        "return-path",
        "x-original-to",
        "disposition-notification-to",
        "mail-followup-to",
        "errors-to",
        "envelope-to",
        "x-sender",
        "x-from",
        "x-to",
        "x-cc",
        "von",
        "an",
        "de",
        "à",
        "para",
        "da",
        "a",
        "van",
        "aan",
    }
)
Found = tuple[int, int, str, float]

_BOX = re.compile(
    r"(?:\"(?P<quoted>[^\"\n]{1,80})\"|'(?P<single>[^'\n<>@]{2,80})'|(?P<bare>[^<>\"@;:\n]{1,80}?))\s*"
    r"(?:<[^<>\s]*@[^<>\s]*>|\[mailto:[^\]\s]+\])"
)
_LINE = re.compile(
    (
        r"^[ \t>|]{0,20}[*_]{0,3}(?:From|To|Cc|Bcc|CC|Sender|Reply-To|Von|An|De|À|Para|Da|Van|Aan|Author"
        r"|Committer|Reported-by|Reviewed-by|Signed-off-by|Co-authored-by|Acked-by|Tested-by)[*_]{0,3}:[*_]{0,3}[ "
        r"\t]{1,8}(?P<value>\S[^\n]{0,600})$"
    ),
    re.MULTILINE,
)
_ADDRESSED = re.compile(
    rf"(?<![\w.'-])(?P<name>{NAME}|{WORD}, {WORD}(?: {WORD})?) ?[<(\[](?:mailto:)?[\w.+'-]{{1,64}}@[\w.-]{{3,80}}"
)
_WROTE = re.compile(
    rf"(?:[AP]M|\d\d:\d\d|\d{{4}}),? (?P<name>{NAME})(?: <[^<>\n]{{0,80}}>)? (?:wrote|schrieb|a écrit|escribió"
    r"|ha scritto|schreef|skrev)\s?:"
)

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Drs|Prof|Professor|Rev|Reverend|Fr|Father|Sr|Sister|Sir|Dame|Lady|Lord|Hon|Capt"
    r"|Captain|Sgt|Sergeant|Lt|Lieutenant|Col|Maj|Cpl|Pvt|Det|Detective|Dep|Deputy|Constable|PC|Insp|Atty|"
    r"Herr|Herrn|Frau|Mme|Mlle|Monsieur|Madame|Señor|Señora|Señorita|Sra|Srta|Don|Doña|Signor|Signora|Sig"
    r"|Dott|Dhr|Mevr|Pan|Pani|Uncle|Aunt|Auntie|Nurse|Coach|Rabbi|Imam|Pastor|Mang|Ustaz|MR|MRS|MS|DR)"
)
_HONORIFIC = re.compile(
    rf"(?<![\w.-]){_TITLE}\.?(?:[ ](?:med|jur|rer|nat|phil|Dr|Ing|Prof)\.){{0,3}}[ ](?P<name>(?:(?:van|von|de"
    rf"|del|della|di|da|der|den|la|le|el|al|bin|ter|ten|Mac|Ní|Ó|O)[ ]){{0,3}}{NAME})"
)
_GREETING = re.compile(
    r"^[ \t>]{0,12}(?i:(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|morning"
    r"|hallo|liebe[rs]?|guten (?:tag|morgen)|moin|sehr geehrte[rs]?|bonjour|bonsoir|cher|chère|salut|hola|"
    r"estimad[oa]|querid[oa]|buenos días|buenas tardes|ciao|caro|cara|gentile|egregio|buongiorno|beste"
    r"|geachte|hoi|kjære|hei|hej|kära|witaj|szanown[ya]|drog[ia]|olá|prezad[oa]|car[oa]|salam|selam|namaste"
    r"|aloha|kia ora|"
    r"thanks|thank you|thx|cheers|congrats|sorry|welcome|merci|danke|gracias)(?:\s+(?:again|so much|my|dear|e"
    r"|there))?),?\s+"
    rf"(?:{_TITLE}\.?[ ]+(?:Dr\.?[ ])?)?(?P<name>{NAME})(?:(?:,| and| &| und| et| y)[ ](?:{_TITLE}\.?[ "
    rf"]+)?(?P<second>{NAME}))?(?=[ \t]*(?:[,!:.;…–—-]|$))",
    re.MULTILINE,
)
_CLOSING = (
    r"(?i:(?:(?:with )?(?:best|kind|kindest|warm|warmest|many|all the|my|sincere)[ ](?:best[ ])?(?:regards"
    r"|wishes|thanks|best)|regards|best|cheers|thanks(?: (?:again|so much|a lot|in advance|and regards"
    r"|everyone|all))?|many thanks|thank you(?: (?:again|so much|very much|in advance|for your \w+))?|"
    r"yours(?: (?:sincerely|faithfully|truly|respectfully|ever|aye))?|sincerely(?: yours)?|respectfully(?: "
    r"(?:yours|submitted))?|cordially|warmly|love|lots of love|xoxo|xx?|take care|talk soon|see you(?: soon)?"
    r"|speak soon|ttyl|thx|ta|"
    r"signed|mit freundlichen grü(?:ß|ss)en|(?:viele|liebe|beste|herzliche|schöne) grü(?:ß|ss)e|freundliche "
    r"grü(?:ß|ss)e|mfg|lg|vg|gru(?:ß|ss)|cordialement|bien (?:cordialement|à vous)|sincères salutations"
    r"|amicalement|bises|"
    r"saludos(?: cordiales)?|un (?:saludo|abrazo)|atentamente|abrazos|cordiali saluti|distinti saluti|un "
    r"saluto|saluti|met vriendelijke groet(?:en)?|groet(?:en|jes)?|mvh|med vennlig hilsen|(?:vennlig )?hilsen"
    r"|hälsningar|"
    r"köszönöm / thanks|pozdrawiam|abraços|atenciosamente|obrigad[oa]|amesegenallo|me ke aloha|ngā mihi|nga "
    r"mihi|slán|salamat)[,.!:]{0,2})"
)
_SIGNATURE = re.compile(
    (
        rf"^[ \t>]{{0,12}}(?:[^\n]{{0,60}}[.!?)] )?{_CLOSING}[ \t]*\n(?:[ \t>]*\n){{0,2}}[ "
        rf"\t>*_–—-]{{0,12}}(?P<name>{NAME})(?P<more>(?:[ ]?[,|(–—/-]|[ ]{{2}})[^\n]{{0,80}})?[ \t.]*$"
    ),
    re.MULTILINE,
)
_SAME_LINE = re.compile(rf"(?:^|[.!?] )(?:[ \t>]{{0,8}}){_CLOSING}[ ]{{1,2}}(?P<name>{NAME})[ \t.]*$", re.MULTILINE)
_DASHED = re.compile(
    rf"(?:^|(?<=[.!?)\]\w🙂] ))(?:--|[–—~-])[ ]?(?P<name>{NAME})(?:, [^\n]{{0,40}})?[ \t]*\Z", re.MULTILINE
)
_ENDS_CLOSING = re.compile(rf"(?:^|\n)[ \t>]*{_CLOSING}[ \t]*\Z")
_ALONE = re.compile(rf"\s*(?P<name>{NAME})\s*(?:$|\n)")

_CAPITALS = r"[^\W\d_a-zß-öø-ÿ](?:[^\W\d_a-zß-öø-ÿ]|['’-](?=[^\W\d_a-zß-öø-ÿ]))+"
_BEFORE = r"(?:DE|DEL|DELA|DELLA|DI|DA|DOS|VAN|DER|DEN|VON|LA|LE|EL|AL|BIN|ST|MAC|TER)"
_INDEXED = re.compile(  # "DE JESUS, Ma. Lourdes", "DONOVAN, MEGAN R": an index, a roll, a chart
    rf"(?<![\w'’.,-])(?<!, )(?P<name>(?:{_BEFORE}[ ]){{0,2}}(?P<family>{_CAPITALS}), (?P<given>{WORD})"
    rf"(?:[ ]{WORD}(?![^\W_])){{0,2}})(?!\w)"
)
_LAST_LINE = re.compile(
    rf"\n[ \t>]{{0,8}}(?:--? ?|[–—] ?|~ ?)?(?P<name>{WORD}(?:[ ]{WORD}){{0,2}}|[a-z]{{3,12}})[ \t.!]*\s*\Z"
)
_INTRODUCED = re.compile(
    r"(?<![^\W_])(?i:(?:my|his|her|their|customer(?:'s)?|patient(?:'s)?|caller(?:'s)?) (?:(?:full|first|last|given) )?name)"
    r"(?i:(?:'s| is| was)?[ :]{1,2})(?P<name>[^\W\d_]{2,14})(?![^\W_]|['’-])(?:[ ](?P<more>[^\W\d_]{2,14})(?![^\W_]))?"
)
_NOT_INTRODUCED = frozenset(
    "not on in at as the an and or of for to from by with wrong right correct incorrect spelled spelt misspelled listed still "
    "now there here changed under different mentioned written given what is was are has had will would should can must be been "
    "also being it its that this so really actually just only please hidden unknown already never always clear field badge tag "
    "change day plate server servers came comes goes means sounds seems appears".split()
)
_ITEM = re.compile(r"[ \t]*(?:[-*•·+]|\d+[.)])[ \t]")
_TABBED = re.compile(
    rf"^\[?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\]?(?: ?[AaPp][Mm])?(?:\t|[ ]{{2,}}|[ ][|–-][ ])(?P<name>{NAME}|[a-z]{{3,14}})"
    r"(?:\t|[ ]{2,}|[ ][|–-][ ])(?=\S)",
    re.MULTILINE,
)

_TIME = (
    r"(?:\[?\(?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}[,T]? ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?\s?"
    r"(?:[AaPp]\.?[Mm]\.?)?\]?\)?)"
)
_SPEAKER = re.compile(
    (
        rf"^[ \t>*_]{{0,6}}(?P<time>{_TIME}(?:[ ][-–—])?[ \t]{{1,4}})?[*_~<]{{0,3}}(?P<name>{NAME}"
        rf"|[a-z][\w.-]{{1,24}})[*_>]{{0,3}}(?:[ ]?\([^()\n]{{1,30}}\))?[*_]{{0,3}}(?:[ ]{_TIME})?:(?=[*_]{{0,3}}[ "
        r"\t]+\S|[ \t]*$)"
    ),
    re.MULTILINE,
)
_NO_SPEAKER = frozenset(
    "note notes subject agent caller question answer summary date time re fw fwd ps nb todo warning error "
    "info debug update edit attachments attachment agenda location address phone email tel fax mobile total "
    "status action actions decision decisions background conclusion result results example step scene act "
    "chapter section item items title description comment comments reason type operator customer "
    "rep advisor interviewer interviewee doctor patient nurse system bot assistant user moderator host guest "
    "speaker narrator all both unknown male female man woman voice q a dx rx hx hpi pmh assessment plan "
    "subjective objective allergies medications impression findings diagnosis history exam labs vitals http "
    "https mailto from to cc bcc sent name betreff datum von an objet asunto oggetto "
    "visitor swimmer ik me you key value password user login version host port public private default return "
    "case if else for while def class import export input output file path url id see also source author "
    "editor".split()
)


def mailboxes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the display names of a mail header's value lie, and whether they are people or organisations.

    >>> text = '"Donovan, Megan" <m@x.org>, Billing <b@x.org>, Pike LLP <p@x.org>'
    >>> [(text[a:b], label) for a, b, label in mailboxes(text)]
    [('Donovan, Megan', 'PERSON'), ('Pike LLP', 'ORGANIZATION')]
    """
    if "@" not in text:
        yield from ((start, end, "PERSON") for start, end in persons(text, sure=False))
        return
    for match in _BOX.finditer(text):
        group = next((g for g in ("quoted", "single", "bare") if match.group(g) is not None), "bare")
        start, end = match.span(group)
        if group == "bare":
            start = _after_other(text, start, end)
        start, end = trimmed(text, start, end)
        if start < end:
            yield from _who(text, start, end)


def _after_other(text: str, start: int, end: int) -> int:
    """Return where the last name of a list begins; one comma inside may belong to "Last, First"."""
    bits = text[start:end].lstrip(" ,").split(",")
    lead = len(text[start:end]) - len(text[start:end].lstrip(" ,"))
    if (
        len(bits) == 2
        and all(bit.strip() and len(bit.split()) < 4 for bit in bits)
        and is_person(text[start + lead : end].strip(), sure=False)
    ):
        return start + lead
    return start + text[start:end].rstrip(" ,").rfind(",") + 1 if len(bits) > 1 else start + lead


def _who(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    name = text[start:end]
    if is_organization(name) and len(name.split()) > 1:
        yield start, end, "ORGANIZATION"
    elif not is_role(name):
        inner = [(start + a, start + b) for a, b in persons(name, sure=True)]
        yield from ((a, b, "PERSON") for a, b in inner)


def manners(text: str, before: str) -> Iterator[Found]:
    """Yield start, end, label and score of the people whom *text* names as letters, mails and chats do.

    *before* is the text of the segment before, for a signature that stands in a paragraph of its own.
    """
    for line in _LINE.finditer(text):
        for start, end, label in mailboxes(line.group("value")):
            yield line.start("value") + start, line.start("value") + end, label, 0.9
    for pattern, score, sign in ((_ADDRESSED, 0.9, "@"), (_WROTE, 0.9, ":"), (_HONORIFIC, 0.85, " ")):
        for match in pattern.finditer(text) if sign in text else ():
            yield from _person(text, *match.span("name"), score)
    for match in _GREETING.finditer(text):
        for group in ("name", "second"):
            if match.group(group) and not is_nobody(match.group(group)):
                yield from _person(text, *match.span(group), 0.85)
    yield from _signed(text, before)
    yield from _speakers(text)
    yield from _indexed(text)
    yield from _introduced(text)
    yield from _ends(text)


def _introduced(text: str) -> Iterator[Found]:
    """Yield who is introduced by name ("my name is rock"), in any case and though the name be a word."""
    for match in _INTRODUCED.finditer(text) if "ame" in text or "AME" in text else ():
        name, more = match.group("name"), match.group("more")
        if name.lower() in _NOT_INTRODUCED:
            continue
        named = more and more.lower() not in ordinary_words() and (is_given(more) or is_family(more))
        yield from _person(text, match.start("name"), match.end("more" if named else "name"), 0.75)


def _indexed(text: str) -> Iterator[Found]:
    """Yield the people whose family name, in capitals, stands before the given name."""
    for match in _INDEXED.finditer(text):
        name, last, given = match.group("name"), match.group("family").lower(), match.group("given").strip(".").lower()
        known = is_family(last) or (len(last) > 4 and last not in ordinary_words())  # a short one is a diagnosis
        told = given not in ordinary_words() or name.partition(",")[0].count(" ") > 0
        named = is_given(given) and told and not is_region(last)
        if known and named and not is_organization(name):
            yield from _person(text, *match.span("name"), 0.8)


def _ends(text: str) -> Iterator[Found]:
    """Yield the given name that the last line of a text consists of: who wrote it."""
    match = _LAST_LINE.search(text)
    if match is None or _listed(text, match.start()):
        return
    name = match.group("name")
    first = name.split()[0]
    written = first[0].isupper() or first not in ordinary_words()
    if written and is_given(first) and not is_nobody(name) and not is_city(first):
        yield from _person(text, *match.span("name"), 0.6)


def _listed(text: str, end: int) -> bool:
    """Return whether the line before *end* is an item of a list, so that the next one is as well."""
    return _ITEM.match(text, text.rfind("\n", 0, end) + 1, end) is not None


def _signed(text: str, before: str) -> Iterator[Found]:
    likely = [_SIGNATURE, _SAME_LINE, _DASHED] if "\n" in text else [_SAME_LINE, _DASHED]
    found = [match for pattern in likely for match in pattern.finditer(text)]
    alone = _ALONE.match(text) if len(text) < 400 and before and _ENDS_CLOSING.search(before) else None
    for match in [*found, alone] if alone else found:
        if match.re is _DASHED and _listed(text, match.start() - 1):
            continue
        if len(match.group("name").split()) <= 4 and not is_nobody(match.group("name")):
            yield from _person(text, *match.span("name"), 0.8)


def _person(text: str, start: int, end: int, score: float) -> Iterator[Found]:
    """Yield the name if it is one: no word of greeting to all, no company; without a possessive's end."""
    name = re.sub(r"['’]s?$|\.$(?<![A-Z]\.)", "", text[start:end])
    words = name.split()
    while len(words) > 1 and (words[0] in _TITLES or words[0].rstrip(".") in _TITLES):  # "AM Megan Donovan <…> wrote:"
        start += len(words[0]) + 1
        name, words = text[start : start + len(name) - len(words[0]) - 1], words[1:]
    while len(words) > 1 and words[-1].lower() in _TAIL:
        words.pop()
        name = name[: name.rstrip().rfind(" ")]
    if words and words[0].lower() not in _NOBODY and is_person(name, sure=True) and len(name) > 1:
        yield start, start + len(name), "PERSON", score


_TITLES = frozenset(_TITLE.removeprefix("(?:").removesuffix(")").split("|")) | {
    "AM",
    "PM",
    "UTC",
    "GMT",
    "CET",
    "Hi",
    "Dear",
    "Hello",
    "Cc",
}
_NOBODY = NOTHING | frozenset(
    "parent parents occupant kollege kollegin homeowner householder taxpayer mister all team everyone "
    "everybody there folks sir madam sirs madams both colleagues colleague customer support hiring valued "
    "guys again friends friend world you your the this that it for from and or to of in on at with "
    "everyone's ladies gentlemen president chairman chairwoman speaker minister secretary ma'am mum mom dad "
    "grandma grandpa god lord neighbours neighbors parents members students class board committee "
    "sirs/madams resident "
    "please thanks thank not no yes ok okay just let hope i we they he she my our just re sent cc damen "
    "herren kolleginnen kollegen zusammen alle tous toutes monsieur madame equipo todos tutti allemaal alle "
    "dere kind best monday "
    "tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december martens pepper who watson's if when as but so what why how is are "
    "was".split()
)
_TAIL = frozenset(
    "said says will is was has had can who and from at the would told asked for to with about in on re".split()
)


def _speakers(text: str) -> Iterator[Found]:
    """Yield the speakers at the beginnings of lines: behind a time, or two lines or more of the same name."""
    matches = [match for match in _SPEAKER.finditer(text) if _may_speak(match)] if ":" in text else []
    yield from _columns([match for match in _TABBED.finditer(text) if _may_speak(match)], text)
    times = Counter(match.group("name") for match in matches)
    for match in matches:
        name = match.group("name")
        if not match.group("time") and times[name] < 2:
            continue
        if name[0].isupper() or not name[0].isascii():
            yield from _person(text, *match.span("name"), 0.85)
        elif match.group("time") or (times[name] > 2 and any(c in "._-0123456789" for c in name)):
            yield (*match.span("name"), "USERNAME", 0.75)


def _columns(matches: list[re.Match[str]], text: str) -> Iterator[Found]:
    """Yield the speakers of a chat in columns: time, name, what was said; some name is there twice."""
    times = Counter(match.group("name") for match in matches)
    if not times or max(times.values()) < 2 or len(times) * 2 > len(matches) + 2:
        return
    for match in matches:
        if not is_nobody(match.group("name")) and match.group("name") not in ordinary_words():
            yield from _person(text, *match.span("name"), 0.75)


def _may_speak(match: re.Match[str]) -> bool:
    words = match.group("name").lower().split()
    return not any(word.strip(".") in _NO_SPEAKER for word in words) and len(words) < 5
