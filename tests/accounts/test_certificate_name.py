"""Confirming one's name as certificates print it."""

from datetime import date

import pytest
from flask import Flask

from lms.accounts.queries import EmploymentFacts, employment_on, person_name
from lms.platform.db.doors import door
from tests.support import people

PATH = "/profile/certificate-name"


def name_of(person_id: int) -> tuple[str, bool]:
    with door(writes=False):
        found = person_name(person_id)
        return found.printed, found.is_confirmed


def test_the_page_shows_the_name_with_its_titles(app: Flask) -> None:
    ani = people.add_person(confirmed=False, title_before="dr.", title_after="M.Si.")
    page = people.signed_in(app, ani).get(PATH)
    assert page.status_code == 200 and "dr. Ani Contoh, M.Si." in page.text


def test_confirming_leads_back_to_where_one_came_from(app: Flask) -> None:
    ani = people.add_person(confirmed=False)
    answer = people.signed_in(app, ani).post(PATH, data={"printed": "Ani Contoh", "next": "/learn/a/b/c"})
    assert (answer.status_code, answer.location) == (303, "/learn/a/b/c")
    assert name_of(ani) == ("Ani Contoh", True)


def test_a_name_that_changed_meanwhile_is_not_confirmed(app: Flask) -> None:
    ani = people.add_person(confirmed=False, title_after="S.E.")
    assert people.signed_in(app, ani).post(PATH, data={"printed": "Ani Contoh"}).status_code == 409
    assert name_of(ani) == ("Ani Contoh, S.E.", False)


def test_corrected_titles_are_to_be_confirmed_again(app: Flask) -> None:
    ani = people.add_person()
    answer = people.signed_in(app, ani).post(PATH, data={"title_before": " dr. ", "title_after": ", M.Si. "})
    assert answer.status_code == 303 and answer.location.startswith(PATH)
    assert name_of(ani) == ("dr. Ani Contoh, M.Si.", False)


def test_saving_the_same_titles_asks_nothing_again(app: Flask) -> None:
    ani = people.add_person()
    people.signed_in(app, ani).post(PATH, data={"title_before": "", "title_after": ""})
    assert name_of(ani) == ("Ani Contoh", True)


@pytest.mark.parametrize("title", ["x" * 61, "Dr.\0"])
def test_unusable_titles_come_back_with_what_to_mend(app: Flask, title: str) -> None:
    ani = people.add_person()
    page = people.signed_in(app, ani).post(PATH, data={"title_before": title})
    assert page.status_code == 422 and "<title>Perlu diperbaiki: " in page.text
    assert name_of(ani) == ("Ani Contoh", True)


def test_nobody_is_led_to_another_site(app: Flask) -> None:
    browser = people.signed_in(app, people.add_person())
    answer = browser.post(PATH, data={"printed": "Ani Contoh", "next": "//evil.example"})
    assert answer.location == f"{PATH}?note=name-confirmed"


def test_employment_is_that_of_the_day_asked_for(app: Flask) -> None:
    ani = people.add_person()
    with door(writes=False):
        assert employment_on(ani, date(2014, 12, 31)) is None
        assert employment_on(ani, date(2015, 1, 1)) == EmploymentFacts(
            nip="199001012015012999",
            unit="UPTD Puskesmas Contoh, Dinas Kesehatan",
            position="Perawat Terampil",
            rank="Pengatur (II/c)",
            status="pns",
        )
