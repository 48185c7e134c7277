"""The profile: what is kept about oneself, preferences, sessions, password, language."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.models import Person, SigninSession
from lms.accounts.passwords import hash_password
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support import people
from tests.support.apps import count

PASSWORD = "jeruk-manis-tujuh"
FORM = {
    "title_before": "",
    "title_after": "",
    "form_of_address": "Bu Ani",
    "language": "id",
    "theme": "",
    "text_size": "",
}


def person(person_id: int) -> Person:
    with door(writes=False):
        return db.session.get_one(Person, person_id)


def give_password(person_id: int) -> None:
    with door(writes=True):
        db.session.get_one(Person, person_id).password_hash = hash_password(PASSWORD)


def test_one_sees_ones_own_nip_and_post(app: Flask) -> None:
    page = people.signed_in(app, people.add_person()).get("/profile").text
    assert "199001012015012999" in page and "Perawat Terampil" in page and "UPTD Puskesmas Contoh" in page


def test_choices_are_kept_and_seen_on_the_next_page(app: Flask) -> None:
    ani = people.add_person()
    browser = people.signed_in(app, ani)
    answer = browser.post("/profile", data={**FORM, "language": "en", "theme": "dark", "text_size": "large"})
    assert answer.location == "/profile?note=profile-saved"
    page = browser.get("/profile").text
    assert '<html lang="en" data-theme="dark" data-size="large">' in page
    assert person(ani).form_of_address == "Bu Ani" and person(ani).name_confirmed_at is not None
    browser.post("/sign-out")
    assert '<html lang="en" data-theme="dark">' in browser.get("/sign-in").text


def test_other_titles_are_to_be_confirmed_again(app: Flask) -> None:
    ani = people.add_person()
    people.signed_in(app, ani).post("/profile", data={**FORM, "title_after": "S.E."})
    assert (person(ani).title_after, person(ani).name_confirmed_at) == ("S.E.", None)


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"theme": "pink"}, {"text_size": "huge"}, {"form_of_address": "x" * 61}]
)
def test_what_cannot_be_chosen_changes_nothing(app: Flask, wrong: dict[str, str]) -> None:
    ani = people.add_person()
    page = people.signed_in(app, ani).post("/profile", data={**FORM, "title_after": "S.E.", **wrong})
    assert page.status_code == 422 and "<title>Perlu diperbaiki: " in page.text
    assert person(ani).title_after == ""


def test_the_header_leads_to_the_profile(app: Flask) -> None:
    assert 'href="/profile"' in people.signed_in(app, people.add_person()).get("/").text


def test_sessions_are_listed_and_one_is_ended(app: Flask) -> None:
    ani, budi = people.add_person(), people.add_person("budi")
    here, there, other = people.signed_in(app, ani), people.signed_in(app, ani), people.signed_in(app, budi)
    page = here.get("/profile/sessions").text
    assert page.count("Chrome, Android") == 2 and page.count("Peramban ini</span>") == 1
    (ended,) = re.findall(r'name="end" value="(\d+)"', page)
    assert here.post("/profile/sessions", data={"end": ended}).status_code == 303
    assert [browser.get("/profile").status_code for browser in (here, there, other)] == [200, 303, 200]


def test_nobody_ends_the_session_of_another(app: Flask) -> None:
    ani, budi = people.signed_in(app, people.add_person()), people.signed_in(app, people.add_person("budi"))
    with door(writes=False):
        of_budi = db.session.scalars(select(SigninSession.id)).all()[-1]
    ani.post("/profile/sessions", data={"end": of_budi})
    assert budi.get("/profile").status_code == 200


def test_ending_everywhere_signs_out_here_too(app: Flask) -> None:
    ani = people.add_person()
    here, there = people.signed_in(app, ani), people.signed_in(app, ani)
    answer = here.post("/profile/sessions", data={"end": "all"})
    assert answer.location == "/sign-in?note=signed-out-everywhere"
    assert there.get("/profile").status_code == 303 and count(SigninSession) == 0


def test_a_new_password_signs_out_all_other_browsers(app: Flask) -> None:
    ani = people.add_person()
    give_password(ani)
    here, there = people.signed_in(app, ani), people.signed_in(app, ani)
    answer = here.post("/profile/password", data={"current": PASSWORD, "new": "mangga-harum-enam"})
    assert answer.status_code == 303
    assert (here.get("/profile").status_code, there.get("/profile").status_code) == (200, 303)
    fresh = people.browser(app)
    assert fresh.post("/sign-in", data={"identifier": "ani", "password": PASSWORD}).status_code == 422
    assert fresh.post("/sign-in", data={"identifier": "ani", "password": "mangga-harum-enam"}).status_code == 303


@pytest.mark.parametrize(("current", "new"), [("wrong", "mangga-harum-enam"), (PASSWORD, "pendek")])
def test_a_password_that_cannot_be_changed_stays(app: Flask, current: str, new: str) -> None:
    ani = people.add_person()
    give_password(ani)
    here, there = people.signed_in(app, ani), people.signed_in(app, ani)
    assert here.post("/profile/password", data={"current": current, "new": new}).status_code == 422
    assert there.get("/profile").status_code == 200


def test_a_stranger_changes_the_language_and_stays_on_the_page(client: FlaskClient) -> None:
    page = client.get("/sign-in?next=/courses").text
    assert 'name="next" value="/sign-in?next=/courses"' in page
    answer = client.post("/language", data={"language": "en", "next": "/sign-in?next=/courses"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/courses")
    assert '<html lang="en">' in client.get("/sign-in").text


def test_the_language_of_a_person_follows_them_to_another_browser(app: Flask) -> None:
    ani = people.add_person()
    people.signed_in(app, ani).post("/language", data={"language": "en", "next": "//evil.example"})
    assert '<html lang="en">' in people.signed_in(app, ani).get("/profile").text


def test_an_unknown_language_is_refused(client: FlaskClient) -> None:
    assert client.post("/language", data={"language": "xx"}).status_code == 422
