"""What is not done gets a page in words: what happened, that nothing was lost, a way on, a code for the office."""

import errno
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.test import TestResponse

from lms.kernel.errors import Conflict, Forbidden, NotFound, TooManyRequests, Unavailable, Unprocessable
from lms.platform.web.errors import PAGES
from lms.platform.web.guards import public
from lms.platform.web.headers import LARGEST_FORM
from tests.support import people

HEADINGS = {
    403: ("Halaman ini tidak terbuka untuk akun Anda", "This page is not open to your account"),
    404: ("Halaman ini tidak ada", "This page is not here"),
    405: ("Halaman ini tidak dapat dipakai dengan cara itu", "This page cannot be used that way"),
    409: ("Keadaannya sudah berubah", "This has changed in the meantime"),
    413: ("Kiriman ini terlalu besar", "What was sent is too large"),
    422: ("Isian ini belum dapat dipakai", "This could not be used as it is"),
    429: ("Terlalu banyak percobaan dalam waktu singkat", "Too many tries in a short time"),
    500: ("Ada yang salah di pihak kami", "Something went wrong on our side"),
    503: ("Portal belum dapat menyimpan saat ini", "The portal cannot save right now"),
}
REFUSALS = {403: Forbidden, 404: NotFound, 409: Conflict, 422: Unprocessable, 429: TooManyRequests, 503: Unavailable}
AT_THE_DOOR: dict[int, Callable[[FlaskClient], TestResponse]] = {
    403: lambda browser: browser.post("/sign-out", headers={"Origin": "https://jahat.example"}),
    404: lambda browser: browser.get("/tidak-ada"),
    405: lambda browser: browser.post("/courses"),
    413: lambda browser: browser.post("/sign-in", data={"identifier": "a" * (LARGEST_FORM + 1)}),
    422: lambda browser: browser.post("/language", data={"language": "xx"}),
}
"""Failures that any visitor can bring about."""


@pytest.fixture
def fails_with(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Makes the view of /healthz raise."""

    def set_up(problem: Exception) -> None:
        def view() -> None:
            raise problem

        monkeypatch.setitem(app.view_functions, "service.alive", public(view))

    return set_up


def check_page(answer: TestResponse, status: int, language: int) -> None:
    """The page of a status, in Indonesian (0) or English (1)."""
    assert answer.status_code == status
    assert f'lang="{("id", "en")[language]}"' in answer.text
    assert f"<h1>{HEADINGS[status][language]}</h1>" in answer.text
    assert HEADINGS[status][1 - language] not in answer.text
    assert answer.headers["Cache-Control"] == "no-store" and "ETag" not in answer.headers
    assert ("Ke beranda", "Go to the start page")[language] in answer.text and 'href="/"' in answer.text
    code = answer.headers["X-Request-Id"]
    assert re.fullmatch(r"R[0-9A-Z]{7}", code)
    assert (code in answer.text) is (status >= 500)


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("status", AT_THE_DOOR)
def test_a_failure_at_the_door_gets_its_page(client: FlaskClient, status: int, language: int) -> None:
    client.set_cookie("language", ("id", "en")[language])
    check_page(AT_THE_DOOR[status](client), status, language)


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("status", [*REFUSALS, 500])
def test_a_failure_of_a_view_gets_its_page(
    client: FlaskClient, fails_with: Callable[[Exception], None], status: int, language: int
) -> None:
    client.set_cookie("language", ("id", "en")[language])
    fails_with(REFUSALS[status]() if status in REFUSALS else RuntimeError("inside"))
    answer = client.get("/healthz")
    check_page(answer, status, language)
    can_be_tried_again = ("Coba lagi</", "Try again</")[language] in answer.text and 'href="/healthz"' in answer.text
    assert can_be_tried_again is (status in {429, 500, 503})
    assert ("Retry-After" in answer.headers) is (status in {429, 503})


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (OperationalError("INSERT", {}, Exception("database is locked")), 503),
        (IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")), 500),
        (OSError(errno.ENOSPC, "No space left on device"), 503),
        (OSError(errno.EROFS, "Read-only file system"), 503),
        (OSError(errno.ENOENT, "No such file or directory"), 500),
    ],
)
def test_only_what_may_pass_by_itself_is_called_unavailable(
    client: FlaskClient, fails_with: Callable[[Exception], None], problem: Exception, status: int
) -> None:
    fails_with(problem)
    answer = client.get("/healthz")
    check_page(answer, status, 0)
    assert str(problem.args[-1]) not in answer.text


def test_a_refusal_says_how_long_to_wait_and_its_own_words(
    client: FlaskClient, fails_with: Callable[[Exception], None]
) -> None:
    fails_with(TooManyRequests("Your account does not have this right.", seconds=42))
    answer = client.get("/healthz")
    assert answer.headers["Retry-After"] == "42" and "Akun Anda tidak memiliki hak ini." in answer.text


def test_a_page_that_cannot_be_used_that_way_says_how_it_can(client: FlaskClient) -> None:
    assert "GET" in client.post("/courses").headers["Allow"]


def test_the_page_comes_in_the_language_of_the_person(app: Flask) -> None:
    ani = people.signed_in(app, people.add_person(language="en"))
    check_page(ani.get("/courses/tidak-ada"), 404, 1)
    check_page(ani.get("/tidak-ada"), 404, 1)


def test_every_status_that_has_a_page_is_tried_here() -> None:
    assert set(HEADINGS) | {400, 401} == set(PAGES)  # 400: tests of host names; 401: tests of rights
