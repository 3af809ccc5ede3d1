"""Linking: reading names and organisations, and what the set of a scope's mentions says about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.entity import Mention, Part, canonical, laid, like
from textsynth.link import digits_of, link
from textsynth.name import Roster, read_name
from textsynth.orgname import acronyms, read_organization, spoken
from textsynth.spelled import digits, respelled
from textsynth.written_date import read_dates


def mentions(label: str, *texts: str) -> list[Mention]:
    return [Mention(label, text) for text in texts]


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Megan Donovan", "megan", "donovan"),
        ("DONOVAN, MEGAN R.", "megan", "donovan"),
        ("Dr. Megan R. Donovan, MD", "megan", "donovan"),
        ("Donovan's", "", "donovan"),
        ("Jan van den Berg", "jan", "vandenberg"),
        ("van den Berg", "", "vandenberg"),
        ("María José García Márquez", "maria jose", "garcia marquez"),
        ("Nguyen Thi Lan", "thi lan", "nguyen"),
        ("Lan Nguyen", "lan", "nguyen"),
        ("Omar Al-Rashid", "omar", "alrashid"),
        ("Conor O’Brien", "conor", "obrien"),
        ("Sarah Smith-Jones", "sarah", "smith jones"),
        ("Jean-Luc Moreau", "jean luc", "moreau"),
        ("Kim Min-ji", "minji", "kim"),
        ("Mrs. Okonkwo", "", "okonkwo"),
        ("TJ Walsh", "", "walsh"),
        ("John Smith III", "john", "smith"),
        ("Smith, John, Jr.", "john", "smith"),
        ("megan", "megan", ""),
        ("Banks", "", "banks"),
        ("MD", "", ""),
        ("S.", "", ""),
    ],
)
def test_names_are_read(text: str, given: str, family: str) -> None:
    name = read_name(text)
    assert (" ".join(name.given), " ".join(name.family)) == (given, family)


@given(st.text(alphabet="MeganDoOvy '’-.,éß ", max_size=30))
def test_the_stretches_of_a_name_are_the_text(text: str) -> None:
    assert "".join(word.text for word in read_name(text).words) == text


@given(st.text(alphabet="HalvPiLCo &'’.-3 ", max_size=30))
def test_the_stretches_of_an_organisation_are_the_text(text: str) -> None:
    assert "".join(word.text for word in read_organization(text)) == text


def test_the_scope_decides_what_a_single_name_is() -> None:
    roster = Roster.of([("rose", "jordan")])
    assert read_name("Jordan", roster).family == ("jordan",)
    assert read_name("Rose", roster).given == ("rose",)
    assert read_name("Jordan").given == ("jordan",)


def test_spelled_names_are_one_word() -> None:
    assert read_name("p e t t i b o n e", Roster.of([("ray", "pettibone")])).family == ("pettibone",)


def test_organisations_are_read() -> None:
    def cores(text: str) -> list[str]:
        return [word.text for word in read_organization(text) if word.role == "core"]

    assert cores("Halvorsen & Pike LLP") == ["Halvorsen", "Pike"]
    assert cores("Prairie Mutual Insurance Company") == ["Prairie"]
    assert cores("First National Bank") == ["First"]
    assert cores("Department of Labor") == []
    assert cores("Acme's") == ["Acme"]
    assert {"pmic", "pmi"} <= acronyms(spoken(read_organization("Prairie Mutual Insurance Company"))).keys()
    assert "uow" in acronyms(spoken(read_organization("University of Wisconsin")))


def test_a_nickname_is_linked_only_where_its_full_form_is_spoken_of() -> None:
    links = link(mentions("PERSON", "Megan Donovan", "Margaret Hale", "Meg"))
    assert links.full_given("meg", "donovan") == "megan"
    assert links.full_given("meg", "hale") == "margaret"
    assert link(mentions("PERSON", "Meg Ryan")).full_given("meg") == ""


@pytest.mark.parametrize(
    ("people", "form", "full"),
    [
        (["Ngozi Okafor", "Gozi"], ("gozi", ""), "ngozi"),
        (["Marcos Delgado Ruiz", "Mark Delgado"], ("mark", "delgado"), "marcos"),
        (["Anna Kowalczyk", "Ania Kowalczyk"], ("ania", "kowalczyk"), "anna"),
        (["Thabisile", "Thabi"], ("thabi", ""), "thabisile"),
        (["Leilani Kealoha", "Lani"], ("lani", ""), "leilani"),
        (["Semyon Orlov", "Semion"], ("semion", ""), "semyon"),
        (["Marie Donovan", "Mark Donovan"], ("mark", "donovan"), ""),
        (["Daniela Price", "Dan Price"], ("dan", "price"), ""),
        (["Maria Price", "Marie Price"], ("marie", "price"), ""),
        (["Tomasz Wojcik", "Tomek"], ("tomek", ""), "tomasz"),
    ],
)
def test_forms_of_a_given_name_are_one_persons(people: list[str], form: tuple[str, str], full: str) -> None:
    assert link(mentions("PERSON", *people)).full_given(*form) == full


def test_an_address_tells_who_is_meant() -> None:
    links = link(mentions("PERSON", "Marcos Delgado") + mentions("EMAIL_ADDRESS", "mark.delgado@brightoak.com"))
    assert links.full_given("mark", "delgado") == "marcos"


def test_names_in_capitals_follow_those_in_mixed_case() -> None:
    roster = link(mentions("PERSON", "DOBRESCU MIHAELA", "Mihaela Dobrescu", "Dobrescu")).roster
    assert roster.people == {("mihaela", "dobrescu")}
    assert roster.families == {"dobrescu"}


@pytest.mark.parametrize(("title", "gender"), [("Mr.", "m"), ("Ms", "f"), ("Dr.", "")])
def test_titles_tell_the_gender(title: str, gender: str) -> None:
    assert link(mentions("PERSON", "Zyx Kealoha", f"{title} Kealoha")).genders.get("zyx", "") == gender


def test_numbers_are_one_whatever_their_formatting() -> None:
    forms = ["(414) 617-8842", "414.617.8842", "+1 414 617 8842", "1-414-617-8842", "414-617-8842 ext. 9"]
    assert len({digits_of("PHONE_NUMBER", form) for form in forms}) == 1
    assert digits_of("PHONE_NUMBER", "+44 (0)20 7946 0958") == digits_of("PHONE_NUMBER", "020 7946 0958")
    links = link(mentions("CREDIT_CARD", "4532 0192 8374 6518", "4532019283746518"))
    assert set(links.numbers) == {"4532019283746518"}
    assert links.endings["6518"] == "4532019283746518"


def test_the_order_of_day_and_month_is_that_of_the_unambiguous_dates() -> None:
    assert link(mentions("DATE_TIME", "25/12/2025", "03/04/2026")).calendar.day_first
    assert not link(mentions("DATE_TIME", "12/25/2025", "03/04/2026")).calendar.day_first
    assert not link(mentions("DATE_TIME", "03/04/2026")).calendar.day_first


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("March 3, 2026", 2026, 3, 3),
        ("Mar 3rd", 0, 3, 3),
        ("3 March 2026", 2026, 3, 3),
        ("the 22nd of February, 2026", 2026, 2, 22),
        ("2026-03-03T14:22:10Z", 2026, 3, 3),
        ("20260303", 2026, 3, 3),
        ("03/Mar/2026:14:22:10 +0000", 2026, 3, 3),
        ("Tue, 03 Mar 2026 09:12:44 -0500", 2026, 3, 3),
        ("3/14/26", 2026, 3, 14),
        ("14/3/26", 2026, 3, 14),
        ("03.12.2025", 2025, 12, 3),
        ("March 2026", 2026, 3, 0),
        ("in 2019", 2019, 0, 0),
        ("class of '98", 1998, 0, 0),
        ("3. März 2026", 2026, 3, 3),
        ("31/31/2020", 2020, 0, 0),
    ],
)
def test_dates_are_read(text: str, year: int, month: int, day: int) -> None:
    first = read_dates(text)[0]
    assert (first.year, first.month, first.day) == (year, month, day)


def test_spoken_digits() -> None:
    assert digits("double five oh one") == "5501"
    assert digits("twenty one") is None
    assert respelled("five five five, oh one", "41790") == "four one seven, nine oh"


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(["Megan Donovan", "Meg", "Mark Donovan", "Lars Halvorsen", "M. Donovan", "Ann O'Shea"]),
        min_size=1,
    )
)
def test_links_are_a_function_of_the_set(people: list[str]) -> None:
    assert link(mentions("PERSON", *people)) == link(mentions("PERSON", *reversed(people), *people))


def test_nothing_shows_text() -> None:
    assert "Megan" not in repr(Mention("PERSON", "Megan"))
    assert "megan" not in repr(Part("given", "megan"))


def test_forms() -> None:
    assert canonical("Wójcik") == canonical("WOJCIK") == "wojcik"
    assert like("O’BRIEN", "O'Shea") == "O’SHEA"
    assert laid("+1 (414) 617-8842", "4145550142") == "+1 (414) 555-0142"
