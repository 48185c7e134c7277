"""Signing in and out through the browser's eyes, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.accounts import operations
from lms.accounts.models import SigninFailure, SigninSession
from lms.accounts.passwords import hash_password
from lms.accounts.queries import SIGNIN_COOKIE
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support import people
from tests.support.apps import count

PASSWORD = "jeruk-manis-tujuh"


@pytest.fixture
def ani(app: Flask) -> int:
    """A person with a password."""
    person_id = people.add_person(email="ani@contoh.go.id")
    with door(writes=True):
        person = db.session.get(people.Person, person_id)
        assert person is not None
        person.password_hash = hash_password(PASSWORD)
    return person_id


def try_in(client: FlaskClient, identifier: str = "ani", password: str = PASSWORD, **more: str) -> TestResponse:
    """Sends the sign-in form."""
    return client.post("/sign-in", data={"identifier": identifier, "password": password, **more})


def fail_before(ago: timedelta, names: list[str]) -> None:
    """Failed tries of the past, from the test's address."""
    with door(writes=True):
        for name in names:
            operations.record_failure(name, "127.0.0.1", datetime.now(UTC) - ago)


def test_the_page_asks_for_name_and_password(client: FlaskClient) -> None:
    page = client.get("/sign-in?next=/courses")
    assert page.status_code == 200
    assert 'name="identifier"' in page.text and 'type="password"' in page.text
    assert 'name="next" value="/courses"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("identifier", ["ani", " ANI ", "Ani@contoh.go.id", "19900101 201501.2 999"])
def test_the_right_password_signs_in_by_any_name(client: FlaskClient, ani: int, identifier: str) -> None:
    answer = try_in(client, identifier)
    assert (answer.status_code, answer.location) == (303, "/")
    cookie = client.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None and cookie.http_only and cookie.same_site == "Lax" and cookie.max_age is None
    assert client.get("/sign-in").status_code == 303


def test_remembering_lasts_thirty_days(client: FlaskClient, ani: int) -> None:
    try_in(client, remember="1")
    cookie = client.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None and cookie.max_age == 30 * 24 * 3600


@pytest.mark.parametrize(("identifier", "password"), [("ani", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\0", "x")])
def test_a_wrong_try_signs_nobody_in(client: FlaskClient, ani: int, identifier: str, password: str) -> None:
    answer = try_in(client, identifier, password)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert client.get_cookie(SIGNIN_COOKIE) is None
    assert (count(SigninSession), count(SigninFailure)) == (0, 1)


def test_nobody_signs_in_before_a_password_is_set(client: FlaskClient, app: Flask) -> None:
    with door(writes=True):
        operations.add_person("budi", "Budi Contoh", datetime.now(UTC), by="command:people")
    assert try_in(client, "budi", "nobody").status_code == 422


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "courses", "/\t/evil.example"]
)
def test_an_address_outside_the_site_is_ignored(client: FlaskClient, ani: int, target: str) -> None:
    assert try_in(client, next=target).location == "/"


def test_a_page_of_the_site_is_returned_to(client: FlaskClient, ani: int) -> None:
    assert try_in(client, next="/courses?topic=1").location == "/courses?topic=1"


@pytest.mark.parametrize("name", ["ani", "nobody"])
def test_five_failures_close_a_name_whether_it_exists_or_not(client: FlaskClient, ani: int, name: str) -> None:
    for _ in range(5):
        assert try_in(client, name, "wrong").status_code == 422
    answer = try_in(client, name)
    assert answer.status_code == 429 and answer.headers["Retry-After"] == "900"
    assert (count(SigninSession), count(SigninFailure)) == (0, 5)


def test_a_closed_name_opens_after_a_quarter_of_an_hour(client: FlaskClient, ani: int) -> None:
    fail_before(timedelta(minutes=16), ["ani"] * 5)
    assert try_in(client).status_code == 303


def test_a_known_device_passes_a_closed_name(app: Flask, client: FlaskClient, ani: int) -> None:
    try_in(client)
    client.post("/sign-out")
    fail_before(timedelta(minutes=1), ["ani"] * 5)
    assert try_in(client).status_code == 303
    assert try_in(people.browser(app)).status_code == 429


def test_a_known_device_may_not_guess_for_ever(client: FlaskClient, ani: int) -> None:
    try_in(client)
    fail_before(timedelta(minutes=1), ["ani"] * 20)
    assert try_in(client).status_code == 429


def test_an_office_may_mistype_but_nobody_may_try_many_names(client: FlaskClient, ani: int) -> None:
    fail_before(timedelta(minutes=1), [f"name{number}" for number in range(50)] * 4)
    assert try_in(client).status_code == 303
    client.post("/sign-out")
    client.delete_cookie("device")
    fail_before(timedelta(minutes=1), ["one-more"])
    assert try_in(client).status_code == 429


def test_signing_out_kills_the_session(app: Flask, client: FlaskClient, ani: int) -> None:
    try_in(client)
    cookie = client.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in?note=signed-out")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get_cookie(SIGNIN_COOKIE) is None
    copied = people.browser(app)
    copied.set_cookie(SIGNIN_COOKIE, cookie.value)
    assert copied.get("/sign-in").status_code == 200
    assert count(SigninSession) == 0


def test_another_sign_in_replaces_the_session_of_the_browser(client: FlaskClient, ani: int) -> None:
    try_in(client)
    try_in(client)
    assert count(SigninSession) == 1


def test_a_new_password_ends_all_sessions(client: FlaskClient, ani: int) -> None:
    try_in(client)
    with door(writes=True):
        operations.set_password(ani, hash_password("mangga-harum-enam"), datetime.now(UTC), by="code:1")
    assert client.get("/sign-in").status_code == 200
    assert try_in(client).status_code == 422
    assert try_in(client, password="mangga-harum-enam").status_code == 303
