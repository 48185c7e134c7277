"""One-time codes: made by command, used once on the activation page."""

import json
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from lms.accounts import operations, passwords
from lms.accounts.models import OneTimeCode, Person, SigninFailure, SigninSession
from lms.accounts.queries import SIGNIN_COOKIE
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support import people
from tests.support.apps import count

PASSWORD = "jeruk-manis-tujuh"


def add(*usernames: str) -> None:
    with door(writes=True):
        for name in usernames:
            operations.add_person(name, "Budi Contoh", datetime.now(UTC), by="command:people")


def code_for(username: str, *, is_reset: bool = False) -> str:
    with door(writes=True):
        return operations.issue_code(username, datetime.now(UTC), by="command:people", is_reset=is_reset).code


def activate(client: FlaskClient, name: str, code: str, password: str = PASSWORD) -> TestResponse:
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/120.0"}
    return client.post("/activate", data={"identifier": name, "code": code, "password": password}, headers=agent)


def has_password(username: str) -> bool:
    with door(writes=False):
        return db.session.scalar(select(Person.password_hash).where(Person.username == username)) is not None


def test_a_code_sets_the_password_and_signs_in(client: FlaskClient) -> None:
    add("budi")
    answer = activate(client, " Budi ", code_for("budi"))
    assert (answer.status_code, answer.location) == (303, "/?note=activated")
    assert client.get("/profile").status_code == 200
    client.post("/sign-out")
    assert client.post("/sign-in", data={"identifier": "budi", "password": PASSWORD}).status_code == 303


def test_a_code_may_be_typed_small_with_spaces_and_look_alikes(client: FlaskClient) -> None:
    add("budi")
    typed = " ".join(code_for("budi").lower()).replace("0", "o").replace("1", "l")
    assert activate(client, "budi", typed).status_code == 303


@pytest.mark.parametrize("name", ["budi", "nobody", ""])
def test_a_wrong_code_changes_nothing_and_counts_as_a_failure(client: FlaskClient, name: str) -> None:
    add("budi")
    code_for("budi")
    answer = activate(client, name, "ABCD-1234")
    assert answer.status_code == 422 and "Nama dan kode belum cocok" in answer.text
    assert (count(SigninFailure), count(SigninSession), has_password("budi")) == (1, 0, False)


def test_the_code_of_another_person_is_a_wrong_one(client: FlaskClient) -> None:
    add("budi", "citra")
    assert activate(client, "budi", code_for("citra")).status_code == 422


def test_a_used_code_says_when_and_on_which_device_it_was_used(app: Flask, client: FlaskClient) -> None:
    add("budi")
    code = code_for("budi")
    activate(client, "budi", code)
    answer = activate(people.browser(app), "budi", code, "mangga-harum-enam")
    assert answer.status_code == 409
    assert re.search(r"sudah dipakai \d+ \w+ \d{4}, \d\d\.\d\d WIB, dengan Chrome, Android", answer.text)
    assert client.get("/profile").status_code == 200


def test_a_newer_code_makes_the_older_worthless(client: FlaskClient) -> None:
    add("budi")
    old, new = code_for("budi"), code_for("budi")
    answer = activate(client, "budi", old)
    assert answer.status_code == 409 and "Kode yang lebih baru" in answer.text and not has_password("budi")
    assert activate(client, "budi", new).status_code == 303


def test_an_expired_code_says_until_when_it_was_good(client: FlaskClient) -> None:
    add("budi")
    code = code_for("budi")
    with door(writes=True):
        db.session.execute(update(OneTimeCode).values(expires_at=datetime(2026, 1, 31, 3, tzinfo=UTC)))
    answer = activate(client, "budi", code)
    assert answer.status_code == 409 and "sampai 31 Januari 2026" in answer.text and not has_password("budi")


@pytest.mark.parametrize(
    ("password", "words"),
    [("pendek", "paling sedikit 10"), ("Password2026!", "pertama dicoba"), ("199001012015", "Angka")],
)
def test_a_password_others_would_guess_comes_back_and_the_code_stays_good(
    client: FlaskClient, password: str, words: str
) -> None:
    add("budi")
    code = code_for("budi")
    answer = activate(client, "budi", code, password)
    assert answer.status_code == 422 and words in answer.text and f'value="{code}"' in answer.text
    assert activate(client, "budi", code).status_code == 303


def test_five_wrong_codes_close_the_name(client: FlaskClient) -> None:
    add("budi")
    code = code_for("budi")
    for _ in range(5):
        activate(client, "budi", "AAAA-AAAA")
    assert activate(client, "budi", code).status_code == 429
    assert not has_password("budi")


def test_a_reset_ends_every_session_and_replaces_the_password(app: Flask, client: FlaskClient) -> None:
    add("budi")
    activate(client, "budi", code_for("budi"))
    answer = activate(people.browser(app), "budi", code_for("budi", is_reset=True), "mangga-harum-enam")
    assert answer.status_code == 303
    assert client.get("/profile").status_code == 303
    assert count(SigninSession) == 1


def test_three_hundred_people_activate_within_ten_minutes_from_one_address(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )  # limits, not costs
    names = [f"pegawai{number}" for number in range(300)]
    add(*names)
    codes = {name: code_for(name) for name in names}
    for number, name in enumerate(names):
        browser = people.browser(app)
        if number < 50:
            assert activate(browser, name, "AAAA-AAAA").status_code == 422
        assert activate(browser, name, codes[name]).status_code == 303
        assert browser.get_cookie(SIGNIN_COOKIE) is not None


def test_the_command_prints_a_code_once_and_keeps_only_its_hash(app: Flask) -> None:
    add("budi")
    result = app.test_cli_runner().invoke(args=["people", "code", "budi", "--json"])
    (row,) = json.loads(result.output)
    assert result.exit_code == 0 and re.fullmatch(r"[0-9A-Z]{8}", row["code"])
    assert datetime.fromisoformat(row["expires_at"]) - datetime.now(UTC) > timedelta(days=29)
    with door(writes=False):
        kept = db.session.scalars(select(OneTimeCode.code_hash)).one()
    assert row["code"].encode() not in kept


def test_cards_carry_name_code_address_and_qr_and_only_their_owner_reads_the_file(app: Flask, tmp_path: Path) -> None:
    add("budi", "citra")
    file = tmp_path / "cards.html"
    result = app.test_cli_runner().invoke(args=["people", "code", "budi", "citra", "--cards", str(file)])
    page = file.read_text()
    assert result.exit_code == 0 and not re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", result.output)
    assert page.count("<article>") == 2 and page.count('src="data:image/svg+xml') == 2
    assert "Budi Contoh" in page and "http://localhost/activate" in page
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(("args", "words"), [(["nobody"], "Nobody"), (["budi", "--reset"], "not active yet")])
def test_no_code_is_made_if_one_cannot_be(app: Flask, args: list[str], words: str) -> None:
    add("budi", "citra")
    result = app.test_cli_runner().invoke(args=["people", "code", "citra", *args])
    assert result.exit_code == 1 and words in result.output
    assert count(OneTimeCode) == 0
