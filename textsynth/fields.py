"""What the document itself says of its text: names of fields and columns, mail headers, labels of forms, letters' manners.

``Segment.hint`` is looked up in a table of field names (``data/field_names.tsv``); inside of a text the same table reads "Label:
value" lines, tables and markup. Who writes to whom is read by ``textsynth.correspondence``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache

from textsynth.correspondence import HEADERS, mailboxes, manners
from textsynth.document import Segment, Span
from textsynth.looks import values

STRONG, WEAK = 0.9, 0.6
_PERSONS = frozenset(
    "patient customer client employee contact person user member manager owner author sender recipient "
    "assignee reporter requester attendee participant physician doctor nurse driver applicant "
    "candidate tenant landlord guest student teacher parent guardian spouse beneficiary insured holder "
    "cardholder cust emp pat witness claimant defendant plaintiff attorney lawyer judge creator "
    "editor reviewer approver signer supervisor lead representative technician instructor caller passenger "
    "borrower payee payer buyer seller staff child mother father kin profile customers users "
    "employees patients contacts people members persons staffs clients billing shipping author commenter "
    "assigned employer_contact individual resident subscriber by who mieter kunde personal "
    "dependant dependent from to actor uploader participants attendees authors speakers speaker policyholder "
    "primary secondary emergency account next".split()
)
_THINGS = frozenset(
    "product file channel event host project tag class function field item category group team role plan "
    "service server device package module app application table column database db bucket "
    "repo repository branch job task step workflow template theme style font image folder document "
    "attachment sheet chart model brand variant sku course movie song album show game room building "
    "game drug medication test lab procedure diagnosis status type key param parameter property attribute "
    "metric label icon env environment version os browser platform country state city street "
    "bot list board menu page site domain network queue topic job stage queue policy plan event calendar "
    "holiday currency unit language locale campaign segment".split()
)
_OTHER_NAMES = {
    "company": "ORGANIZATION",
    "organization": "ORGANIZATION",
    "organisation": "ORGANIZATION",
    "employer": "ORGANIZATION",
    "org": "ORGANIZATION",
    "vendor": "ORGANIZATION",
    "supplier": "ORGANIZATION",
    "hospital": "ORGANIZATION",
    "clinic": "ORGANIZATION",
    "merchant": "ORGANIZATION",
    "school": "ORGANIZATION",
    "bank": "ORGANIZATION",
    "university": "ORGANIZATION",
    "firm": "ORGANIZATION",
    "payer": "ORGANIZATION",
    "insurer": "ORGANIZATION",
    "city": "CITY",
    "country": "COUNTRY",
    "street": "STREET_ADDRESS",
}
_IDS = {
    "patient": "MEDICAL_RECORD",
    "employee": "EMPLOYEE_ID",
    "emp": "EMPLOYEE_ID",
    "staff": "EMPLOYEE_ID",
    "worker": "EMPLOYEE_ID",
    "customer": "ACCOUNT_NUMBER",
    "client": "ACCOUNT_NUMBER",
    "account": "ACCOUNT_NUMBER",
    "member": "HEALTH_PLAN_ID",
    "subscriber": "HEALTH_PLAN_ID",
    "case": "OTHER_ID",
    "claim": "OTHER_ID",
    "policy": "OTHER_ID",
    "order": "OTHER_ID",
    "ticket": "OTHER_ID",
    "issue": "OTHER_ID",
    "complaint": "OTHER_ID",
    "referral": "OTHER_ID",
    "matter": "OTHER_ID",
    "reservation": "OTHER_ID",
    "shipment": "OTHER_ID",
    "application": "OTHER_ID",
    "docket": "OTHER_ID",
    "booking": "OTHER_ID",
    "invoice": "OTHER_ID",
    "user": "USERNAME",
    "contract": "ACCOUNT_NUMBER",
    "incident": "OTHER_ID",
    "card": "CREDIT_CARD",
}
_NUMBER_WORDS = frozenset({"number", "no", "num", "nr", "id", "code"})


@cache
def _table() -> dict[str, tuple[str, float]]:
    from textsynth.words import rows

    scores = {"strong": STRONG, "weak": WEAK}
    out: dict[str, tuple[str, float]] = {}
    for label, strength, name in rows("field_names.tsv"):
        out.setdefault(plain(name), (label, scores[strength]))
    return out


def plain(name: str) -> str:
    """Return the words of a field's name in lower case, without accents, marks and a number at the end.

    >>> plain("customerFirstName"), plain("E-Mail_Address 2"), plain("Prénom"), plain("Driver's Lic. #")
    ('customer first name', 'e mail address', 'prenom', 'drivers lic no')
    """
    name = re.sub(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name.replace("'s", "s").replace("’s", "s"))
    folded = "".join(
        c
        for c in unicodedata.normalize("NFKD", name.replace("#", " no ").replace("ß", "ss"))
        if not unicodedata.combining(c)
    )
    words = re.findall(r"[^\W_]+", folded.casefold())
    while len(words) > 1 and words[-1].isdecimal():
        words.pop()
    return " ".join(words)


@cache
def meaning(hint: str) -> tuple[str, float] | None:
    """Return the label that a field called *hint* (a column or a dotted path) promises, and how sure that is.

    >>> meaning("patient.name"), meaning("product.name"), meaning("billing.address.zip"), meaning("Geburtsdatum")
    (('PERSON', 0.9), None, ('POSTAL_CODE', 0.9), ('DATE_OF_BIRTH', 0.9))
    """
    parents, _, last = hint.rstrip(".").rpartition(".") if " " not in hint.partition(".")[0] else ("", "", hint)
    words, above = plain(last), plain(parents.replace(".", " ")).split()
    if not words:
        return None
    before, _, end = words.rpartition(" ")
    context = [*above[-2:], *before.split()]
    if words in ("name", "filenames") or (end == "name" and words not in _table()):
        return _named(context)
    if end in _NUMBER_WORDS and words not in _table():
        return _numbered(context)
    found = _longest(words)
    if found is None or not context:
        return found
    return None if found[0] == "PERSON" and found[1] < STRONG and context[-1] in _THINGS else found


def _longest(words: str) -> tuple[str, float] | None:
    """Return what the table says of *words* or of their longest end of two words or more; of one word, less sure."""
    table, parts = _table(), words.split()
    for at in range(len(parts)):
        found = table.get(" ".join(parts[at:]))
        if found and (
            at == 0
            or len(parts) - at > 1
            or found[0] not in ("PERSON", "ORGANIZATION", "LOCATION", "OTHER_ID", "USERNAME")
        ):
            return found if at == 0 or found[1] < STRONG else (found[0], 0.8)
    return None


def _named(context: Sequence[str]) -> tuple[str, float] | None:
    """Return what "name" means behind the words of *context*, nearest last."""
    if not context:
        return "PERSON", WEAK
    for word in reversed(context):
        if word in ("user", "login") and word == context[-1] and len(context) == 1:
            return "PERSON", WEAK
        if word in _OTHER_NAMES and word not in _PERSONS:
            return _OTHER_NAMES[word], STRONG
        if word in _PERSONS:
            return "PERSON", STRONG
        if word in _THINGS:
            return None
    return None


def _numbered(context: Sequence[str]) -> tuple[str, float] | None:
    for word in reversed(context):
        one = _singular(word)
        if one in _IDS:
            return _IDS[one], 0.7
        found = _table().get(word)
        if found and found[0] not in ("PERSON", "ORGANIZATION"):
            return found[0], 0.8
    return None


def _singular(word: str) -> str:
    """Return *word*, or what it is the plural of: a list is called by what it holds.

    >>> _singular("tickets"), _singular("policies"), _singular("address"), _singular("case")
    ('ticket', 'policy', 'address', 'case')
    """
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


class FieldRecognizer:
    """Finds what field names, headers, labels and letters say. *fields* is the user's own table.

    A key of *fields* is a dotted path or a column's name, in any case, with ``*`` and ``?``; its value is a label for the whole
    value, or ``keep``: there, nothing is to be found at all (``kept``).
    """

    name = "field"

    def __init__(self, fields: Mapping[str, str] = {}) -> None:
        self._own = {pattern.lower(): label for pattern, label in fields.items()}

    def kept(self, hint: str) -> bool:
        """Return whether the user wants the value of the field *hint* left as it is."""
        return self._said(hint) == "keep"

    def _said(self, hint: str) -> str | None:
        """Return the user's word on a field, the most literal of the patterns that match."""
        if not hint or not self._own:
            return None
        whole, last = hint.lower(), hint.lower().rpartition(".")[2]
        matching = [
            p for p in self._own if fnmatchcase(whole, p) or fnmatchcase(last, p) or fnmatchcase(whole, f"*.{p}")
        ]
        return self._own[max(matching, key=lambda p: (len(p.replace("*", "")), p))] if matching else None

    def find(self, segments: Sequence[Segment]) -> list[list[Span]]:
        directory = any(segment.hint.endswith("real_name") for segment in segments)
        out: list[list[Span]] = []
        before = ""
        for segment in segments:
            told = segment.role in ("text", "number")
            out.append(_best(self._find(segment, before, directory)) if told else [])
            before = segment.text if segment.role == "text" and segment.text.strip() else before
        return out

    def _find(self, segment: Segment, before: str, directory: bool) -> Iterator[Span]:
        said = self._said(segment.hint)
        if said is not None:
            start, end = _blank_free(segment.text)
            if said != "keep" and start < end:
                yield Span(start, end, said, 1.0, self.name)
            return
        if segment.hint:
            yield from self._hinted(segment, directory)
        if segment.role == "text":
            for start, end, label, score in _of_text(segment.text, before):
                yield Span(start, end, label, score, self.name)

    def _hinted(self, segment: Segment, directory: bool) -> Iterator[Span]:
        text = segment.text
        if segment.hint.lower() in HEADERS:
            for start, end, label in mailboxes(text):
                yield Span(start, end, label, STRONG, self.name)
            return
        found = meaning(segment.hint)
        if found is None or len(text) > 500:
            return
        label, score = found
        if label == "PERSON" and _LOGIN.fullmatch(text):
            last = plain(segment.hint.rpartition(".")[2])
            if (
                "first" not in last
                and "last" not in last
                and (directory or "profile" in segment.hint or not text.strip().isalpha())
            ):
                label, score = "USERNAME", STRONG
        if label == "USERNAME" and re.fullmatch(r"\s*[A-Z][^\W\d_]+(?: [A-Z][^\W\d_.'-]*)+\s*", text):
            label = "PERSON"
        for start, end in values(label, text, sure=score >= STRONG or (label == "USERNAME" and directory)):
            yield Span(start, end, label, score, self.name)


_LOGIN = re.compile(r"\s*@?[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*\s*")


def _best(spans: Iterator[Span]) -> list[Span]:
    """Return each span once, at its highest score."""
    best: dict[tuple[int, int, str], Span] = {}
    for span in sorted(spans, key=lambda span: span.score):
        best[span.start, span.end, span.label] = span
    return list(best.values())


def _blank_free(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _of_text(text: str, before: str) -> Iterator[tuple[int, int, str, float]]:
    from textsynth.forms import labelled_values

    yield from labelled_values(text, meaning)
    yield from manners(text, before)
