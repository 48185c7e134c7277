"""The log: one line of JSON per request with the code that pages show; never a person, a secret or an answer."""

import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError, OperationalError

from lms.accounts import operations
from lms.permissions import Permission
from lms.platform.db.doors import door
from lms.platform.web import logs
from lms.platform.web.guards import public, requires
from tests.assessment.quizzes import FINAL, add_quizzes, answer, begin
from tests.learning.courses import enrol
from tests.support import people

NAME, NIP, EMAIL = "Sekar Umpamawati", "199505052020012998", "sekar.umpamawati@contoh.go.id"
PASSWORD, ANSWER = "jeruk-manis-tujuh", "jawaban-yang-diketik"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server writes, set up as it does it."""
    logger, written = logging.getLogger("lms"), io.StringIO()
    before = (list(logger.handlers), logger.level, logger.propagate)
    with redirect_stderr(written):
        logs.configure()
    yield written
    logger.handlers[:], logger.level, logger.propagate = before


def lines_of(log: io.StringIO) -> list[dict[str, Any]]:
    """The lines written so far; each must be JSON."""
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_request_is_one_line_with_the_code_of_its_answer(client: FlaskClient, log: io.StringIO) -> None:
    answers = [client.get("/sign-in?next=/profile"), client.get("/tidak-ada"), client.post("/sign-out")]
    lines = lines_of(log)
    assert [line["request"] for line in lines] == [one.headers["X-Request-Id"] for one in answers]
    assert [(line["method"], line["endpoint"], line["status"]) for line in lines] == [
        ("GET", "accounts.sign_in", 200), ("GET", "", 404), ("POST", "accounts.sign_out", 303)
    ]  # fmt: skip
    assert all(datetime.fromisoformat(line["at"]).tzinfo == UTC and line["ms"] >= 0 for line in lines)


@pytest.mark.parametrize("method", ["GET", "POST", 'G"ET\\'])
@pytest.mark.parametrize("ms", [0.0, 12.3, 1e-05, 123456.7])
def test_the_line_of_a_request_is_what_the_formatter_makes_of_it(app: Flask, method: str, ms: float) -> None:
    record = logging.LogRecord("lms.access", logging.INFO, "", 0, "answered", None, None)
    record.__dict__.update(method=method, endpoint="home.index", status=200, ms=ms)
    with app.test_request_context():
        g.request_id = logs.new_code()
        plain = logs.JsonLines().format(record)
        assert logs.access_line(record.created, g.request_id, method, "home.index", 200, ms) == plain


def test_a_code_is_seven_letters_or_digits_that_nobody_mistakes(app: Flask) -> None:
    codes = {logs.new_code() for _ in range(500)}
    assert len(codes) == 500 and all(re.fullmatch(r"R[0-9A-HJKMNP-TV-Z]{7}", code) for code in codes)


def test_a_crash_is_logged_with_its_place_and_the_code_of_the_page(
    app: Flask, client: FlaskClient, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "service.alive", public(lambda: {}["missing"]))
    page = client.get("/healthz")
    failed, answered = lines_of(log)
    assert failed["request"] == answered["request"] == page.headers["X-Request-Id"]
    assert failed["request"] in page.text and failed["level"] == "error"
    assert failed["exception"][0] == "KeyError" and "test_logs.py" in failed["exception"][-1]


def test_no_line_holds_a_person_a_secret_or_an_answer(
    app: Flask, client: FlaskClient, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_id = people.add_person("sekar", NAME, nip=NIP, email=EMAIL)
    with door(writes=True):
        code = operations.issue_code("sekar", datetime.now(UTC), by="command:people", is_reset=True).code
    form = {"identifier": NIP, "code": code, "password": PASSWORD}
    client.post("/activate", data={**form, "code": "AAAA-AAAA"})
    assert client.post("/activate", data=form).status_code == 303
    client.post("/sign-out")
    client.post("/sign-in", data={"identifier": EMAIL, "password": PASSWORD + "x"})
    assert client.post("/sign-in", data={"identifier": EMAIL, "password": PASSWORD}).status_code == 303
    add_quizzes()
    enrol(person_id)
    begin(client)
    assert answer(client, 3, ANSWER).status_code == 303
    assert answer(client, 4, ANSWER).status_code == 422
    client.get("/courses", query_string={"q": NAME, "next": EMAIL})
    values = {"name": NAME, "nip": NIP, "email": EMAIL, "code": code, "password": PASSWORD, "answer": ANSWER}
    for problem in (
        RuntimeError(str(values)),
        IntegrityError("INSERT INTO person", values, Exception(f"Key (email)=({EMAIL}) already exists.")),
        OperationalError("INSERT INTO answer", values, Exception("database is locked")),
        OSError(28, "No space left on device", f"/srv/{NAME}"),
    ):
        monkeypatch.setitem(app.view_functions, "accounts.profile", requires(Permission.LEARN)(raising(problem)))
        assert client.get("/profile").status_code in {500, 503}
    text = log.getvalue()
    assert text.count("\n") >= 16 and FINAL not in text
    assert [secret for secret in (*values.values(), *NAME.split(), "AAAA") if secret.lower() in text.lower()] == []


def raising(problem: Exception):  # type: ignore[no-untyped-def]
    """A view that fails."""

    def view() -> None:
        raise problem

    return view
