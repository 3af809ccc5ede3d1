"""What a document says of its own text: fields, headers, labels, greetings, signatures, speakers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Role, Segment
from textsynth.fields import FieldRecognizer, meaning
from textsynth.labels import LABELS
from textsynth.words import rows


def found(text: str, hint: str = "", before: str = "", role: Role = "text") -> list[tuple[str, str]]:
    """Return label and text of what the evidence says, in text order."""
    segments = [Segment(before)] * bool(before) + [Segment(text, hint, role)]
    spans = [span for span in FieldRecognizer().find(segments)[-1] if span.score >= 0.5]
    return [(span.label, text[span.start : span.end]) for span in sorted(spans, key=lambda span: span.start)]


def people(text: str, hint: str = "", before: str = "") -> list[str]:
    return [value for label, value in found(text, hint, before) if label == "PERSON"]


def test_the_table_holds_known_labels_and_each_name_once() -> None:
    table = rows("field_names.tsv")
    assert {row[0] for row in table} <= LABELS
    assert {row[1] for row in table} == {"strong", "weak"}
    assert all(len(row) == 3 for row in table)


@pytest.mark.parametrize(
    ("hint", "label"),
    [
        ("Full Name", "PERSON"),
        ("customerFirstName", "PERSON"),
        ("patient.name", "PERSON"),
        ("assignee.name", "PERSON"),
        ("Vorname", "PERSON"),
        ("Prénom", "PERSON"),
        ("Apellidos", "PERSON"),
        ("user_profile.real_name", "PERSON"),
        ("company.name", "ORGANIZATION"),
        ("Employer", "ORGANIZATION"),
        ("E-Mail", "EMAIL_ADDRESS"),
        ("Phone Number 2", "PHONE_NUMBER"),
        ("SSN", "US_SSN"),
        ("patient.dob", "DATE_OF_BIRTH"),
        ("Geburtsdatum", "DATE_OF_BIRTH"),
        ("billing.address.zip", "POSTAL_CODE"),
        ("shipTo.city", "CITY"),
        ("customer_id", "ACCOUNT_NUMBER"),
        ("employee.id", "EMPLOYEE_ID"),
        ("patient.id", "MEDICAL_RECORD"),
        ("ticket.number", "OTHER_ID"),
        ("tickets.id", "OTHER_ID"),
        ("policies.number", "OTHER_ID"),
        ("claims.claim.id", "OTHER_ID"),
        ("db.password", "PASSWORD"),
        ("Kundennummer", "ACCOUNT_NUMBER"),
        ("card.number", "CREDIT_CARD"),
        ("insurance.member_id", "HEALTH_PLAN_ID"),
    ],
)
def test_field_names_promise_labels(hint: str, label: str) -> None:
    assert (meaning(hint) or ("", 0))[0] == label


@pytest.mark.parametrize(
    "hint",
    [
        "product.name",
        "file.name",
        "channel.name",
        "event.name",
        "status",
        "id",
        "Date",
        "message.id",
        "filename",
        "hostname",
        "total",
        "notes",
        "description",
        "subject",
        "type",
        "version",
        "product_id",
        "event.type",
        "theme.name",
        "",
        "...",
    ],
)
def test_field_names_of_things_promise_nothing(hint: str) -> None:
    assert meaning(hint) is None


def test_values_are_taken_whole_and_several_apart() -> None:
    assert people("Donovan, Megan R.", "patient_name") == ["Donovan, Megan R."]
    assert people("Ann Lee; Bob Ray and Carl Poe", "attendees") == ["Ann Lee", "Bob Ray", "Carl Poe"]
    assert people("  Linh Tran ", "Full Name") == ["Linh Tran"]
    assert people("Dr. Farid Haddad, MD", "physician") == ["Farid Haddad"]
    assert found("Halvorsen & Pike LLP", "company") == [("ORGANIZATION", "Halvorsen & Pike LLP")]
    assert found("4818 Pecan Hollow Ln, Unit B, Pflugerville, TX 78660", "address")[0] == (
        "STREET_ADDRESS",
        "4818 Pecan Hollow Ln, Unit B",
    )
    assert found("47", "age", role="number") == [("AGE", "47")]
    assert found("U03DREWAB", "messages.user") == [("USERNAME", "U03DREWAB")]
    assert found("629015", "customer.id", role="number") == [("ACCOUNT_NUMBER", "629015")]


@pytest.mark.parametrize(
    "value",
    [
        "N/A",
        "unknown",
        "none",
        "-",
        "true",
        "",
        "  ",
        "42",
        "Support",
        "Billing Team",
        "the buyer agrees to pay",
        "see below",
        "urgent",
    ],
)
def test_values_that_do_not_look_like_a_name_are_left(value: str) -> None:
    assert people(value, "name") == []
    assert people(value, "assignee") == []


@pytest.mark.parametrize("value", ["mail room", "unit clerk", "REFUSED", "front desk", "the night nurse", "NOT SEEN"])
def test_ordinary_words_are_no_person_even_where_a_person_belongs(value: str) -> None:
    assert people(value, "patient.name") == []
    assert people(f"Patient: {value}") == []


@pytest.mark.parametrize("value", ["Rob Broom", "Broom", "grace hill", "GRACE HILL", "megan", "will price", "PRICE"])
def test_names_that_are_words_are_people_where_a_person_belongs(value: str) -> None:
    assert people(value, "patient.name") == [value]


def test_ordinary_words_sign_no_letter() -> None:
    assert people("We need this.\n\nBest,\nTrusts") == []
    assert people("Hello Litigation,\nthanks") == []
    assert people("We need this.\n\nBest,\nPT") == ["PT"]


@pytest.mark.parametrize(
    ("hint", "value"),
    [
        ("mrn", "pending"),
        ("ssn", "000-00-0000"),
        ("order_id", "1012d944-b703-45a7-9e6b-3d91a2de14ed"),
        ("account", "closed"),
        ("dob", "unknown"),
        ("phone", "none"),
    ],
)
def test_values_that_do_not_look_like_a_number_are_left(hint: str, value: str) -> None:
    assert found(value, hint) == []


def test_keys_and_file_names_are_no_values() -> None:
    assert found("patient_name", "patient_name", role="key") == []
    assert found("Megan Donovan", "name", role="name") == []


def test_the_users_own_fields_come_first() -> None:
    recognizer = FieldRecognizer({"patient.*": "PERSON", "Status": "keep", "*.code": "OTHER_ID", "note": "keep"})
    (spans,) = recognizer.find([Segment(" x-17 ", "a.b.Code")])
    assert [(span.start, span.end, span.label, span.score) for span in spans] == [(1, 5, "OTHER_ID", 1.0)]
    assert recognizer.find([Segment("Megan Donovan", "STATUS")]) == [[]]
    assert recognizer.kept("ticket.status")
    assert recognizer.kept("Note")
    assert not recognizer.kept("patient.alias")
    assert not recognizer.kept("")
    assert not FieldRecognizer().kept("status")
    assert [span.label for span in recognizer.find([Segment("zorro", "patient.alias")])[0]] == ["PERSON"]


def test_mail_headers_name_people_and_companies_but_no_functions() -> None:
    header = '"Donovan, Megan" <m@x.org>, Billing Team <b@x.org>, Linh Tran <l@x.org>, Pike LLP <p@x.org>, bare@x.org'
    assert found(header, "To") == [("PERSON", "Donovan, Megan"), ("PERSON", "Linh Tran"), ("ORGANIZATION", "Pike LLP")]
    assert people("Donovan, Megan <m@x.org>; O'Dwyer, Seán <s@x.org>", "Cc") == ["Donovan, Megan", "O'Dwyer, Seán"]
    assert found("support@x.org", "From") == []


def test_quoted_mail_names_people() -> None:
    text = "On Tue, Mar 3, 2026 at 9:12 AM Megan Donovan <m@x.org> wrote:\n> From: Linh Tran <l@x.org>\n> To: Bob Ray\n"
    assert people(text) == ["Megan Donovan", "Linh Tran", "Bob Ray"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Full name: Megan Donovan   DOB: 03/04/1961", [("PERSON", "Megan Donovan"), ("DATE_OF_BIRTH", "03/04/1961")]),
        ("**Name:** Megan Donovan\n- **Assignee:** Bob Ray", [("PERSON", "Megan Donovan"), ("PERSON", "Bob Ray")]),
        (
            "MRN: 0044719\nAddress: 12 Oak St, Apt 4, Albany",
            [("MEDICAL_RECORD", "0044719"), ("STREET_ADDRESS", "12 Oak St, Apt 4")],
        ),
        ("SURNAME          WEERASINGHE\nGIVEN NAMES      DILHANI", [("PERSON", "WEERASINGHE"), ("PERSON", "DILHANI")]),
        ("Patient ........ Linh Tran", [("PERSON", "Linh Tran")]),
        (
            "| Name | Badge |\n| --- | --- |\n| Linh Tran | E10472 |",
            [("PERSON", "Linh Tran"), ("EMPLOYEE_ID", "E10472")],
        ),
        ('{"first_name": "Gülizar", "handled_by": "kasim.t"}', [("PERSON", "Gülizar"), ("USERNAME", "kasim.t")]),
        ("<Family>O'REILLY</Family>", [("PERSON", "O'REILLY")]),
        ("Account #: 4471-2290, opened May", [("ACCOUNT_NUMBER", "4471-2290")]),
        ("Name: ______", []),
        ("Note: Call back", []),
        ("Product name: Mercury Shield", []),
        ("Time: 10:22", []),
        ("DOCTOR: I'm so sorry", []),
    ],
)
def test_labels_inside_of_texts(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Mr. Adeyemi,\n\nthank you", ["Adeyemi"]),
        ("Hi Linh,\nsee below", ["Linh"]),
        ("Hello Megan -\nok", ["Megan"]),
        ("Sehr geehrte Frau Özdemir,\nanbei", ["Özdemir"]),
        ("Hi Ann and Bob,", ["Ann", "Bob"]),
        ("Please ask Dr. Haddad or Ms Kim's office", ["Haddad", "Kim"]),
        ("as Mr. O'Dwyer said. He left.", ["O'Dwyer"]),
        ("see you\n\nBest regards,\nMegan R. Donovan\nPartner", ["Megan R. Donovan"]),
        ("Thanks,\n\nLinh", ["Linh"]),
        ("Yours faithfully,\nP. van der Berg", ["P. van der Berg"]),
        ("Hi all,", []),
        ("Dear Sir or Madam,", []),
        ("Dear Hiring Manager,", []),
        ("Hello there,", []),
        ("Thanks,\nThe Billing Team", []),
        ("Hello World", []),
        ("Thanks for the update.", []),
        ("Dr. Price. Her fee", ["Price"]),
    ],
)
def test_greetings_titles_and_signatures(text: str, expected: list[str]) -> None:
    assert sorted(set(people(text)), key=text.index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DONOVAN, MEGAN R  DOB 03/04/1961", ["DONOVAN, MEGAN R"]),
        ("8. DE JESUS, Lourdes (moved)", ["DE JESUS, Lourdes"]),
        ("Lost: WHITE, MARCUS lost a glove", ["WHITE, MARCUS"]),
        ("pt w/ COPD, John R., seen", []),
        ("SURGERY, May 3", []),
        ("NOTE, Will you come", []),
        ("USA, Virginia", []),
    ],
)
def test_a_family_name_in_capitals_before_the_given_name(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my name is rock and my number", ["rock"]),
        ("hello my name raja booking failed", ["raja"]),
        ("MY NAME IS RAJA", ["RAJA"]),
        ("my first name is meg donovan", ["meg donovan"]),
        ("my name is not on the list", []),
        ("her name was misspelled", []),
        ("my name tag is lost", []),
    ],
)
def test_who_is_introduced_by_name(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see you at the pool\npozdro\nOla", ["Ola"]),
        ("see you at the pool\nbring towels\nsiobhan", ["siobhan"]),
        ("bring\n- towels\n- Florence", []),
        ("we stayed in\nAustin", []),
        ("see you\nthen", []),
    ],
)
def test_the_last_line_may_be_a_signature(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_a_chat_in_columns_names_its_speakers() -> None:
    chat = "09:14\tNong Ploy\thello\n09:15\tKrit\tok\n09:16\tNong Ploy\tfine"
    assert people(chat) == ["Nong Ploy", "Krit", "Nong Ploy"]
    assert people("14:20\tRoom 2\tclosed\n14:30\tRoom 3\topen\n14:40\tRoom 2\topen") == []


def test_a_signature_may_be_a_paragraph_of_its_own() -> None:
    assert people("Megan Donovan", before="See you then.\nKind regards,") == ["Megan Donovan"]
    assert people("Megan Donovan", before="See you then.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[10:22] Megan Donovan: hi\n[10:23] linh_t: yo", [("PERSON", "Megan Donovan"), ("USERNAME", "linh_t")]),
        ("12/31/23, 7:02 PM - Megan: msg", [("PERSON", "Megan")]),
        ("Megan Donovan (Support): hi\nAna: ok\nMegan Donovan (Support): bye", [("PERSON", "Megan Donovan")] * 2),
        ("agent: hello\ncaller: hi\nagent: how are you", []),
        ("Summary: fine\nStatus: done\nSummary: again", []),
    ],
)
def test_speakers_of_chats(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_caption_names_its_speaker_in_the_hint() -> None:
    assert people("Megan Donovan", "speaker") == ["Megan Donovan"]


def test_names_in_a_slack_users_file_are_handles() -> None:
    segments = [
        Segment("mdonovan", "name"),
        Segment("Megan Donovan", "profile.real_name"),
        Segment("meg", "profile.display_name"),
    ]
    assert [[span.label for span in spans] for spans in FieldRecognizer().find(segments)] == [
        ["USERNAME"],
        ["PERSON"],
        ["USERNAME"],
    ]
    assert FieldRecognizer().find([Segment("general", "name")]) == [[]]


@given(
    st.text(max_size=120),
    st.sampled_from(["", "name", "patient.name", "To", "address", "dob", "account", "speaker", "mrn"]),
)
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text(text: str, hint: str) -> None:
    for span in FieldRecognizer().find([Segment(text, hint)])[0]:
        assert 0 <= span.start < span.end <= len(text)
        value = text[span.start : span.end]
        assert value == value.strip()
        assert span.label in LABELS


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A ",
        "Aa ",
        "a: ",
        "Name: ",
        "| a ",
        "-",
        " ",
        "\n",
        "\t",
        "Dr. ",
        "Hi ",
        "Thanks,\n",
        "A.",
        "<a",
        "a=",
        '"a',
        "Aa-",
        "1:",
        "To: ",
        "Aa Bb, ",
        "Aa <",
        ".",
        "Name  ",
        "(a",
        "Aa: \n",
    ],
)
def test_no_text_makes_it_slow(unit: str) -> None:
    """Eight times the text takes far less than the 64 times that a quadratic pattern would."""
    short, long = (_measured(unit * (size // len(unit))) for size in (2_500, 20_000))
    assert long < 0.1 or long < 24 * short


def _measured(text: str) -> float:
    FieldRecognizer().find([Segment("Dear Ann,")])
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    start = time.perf_counter()
    FieldRecognizer().find([Segment(text)])
    return time.perf_counter() - start
