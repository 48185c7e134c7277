"""Database locked or gone, disk full: 503 with "coba lagi", and nothing that was called saved is lost."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from config import read_settings
from lms import create_app
from lms.platform.db.model import db
from tests.assessment.quizzes import FINAL, add_quizzes, begin, given_values, learner
from tests.support import apps, people
from tests.support.faults import fill, held_by_another_process, small_disk


def save(browser: FlaskClient, value: str, token: str, by_script: bool = True) -> TestResponse:
    """Saves an answer to the first question, as the script of the page does or as its button."""
    headers = {"Accept": "application/json"} if by_script else {}
    return browser.post(f"{FINAL}/1", data={"answer": value, "token": token}, headers=headers)


def check_unavailable(answer: TestResponse) -> None:
    """The page that says so, and when to come back."""
    assert answer.status_code == 503
    assert "<h1>Portal belum dapat menyimpan saat ini</h1>" in answer.text
    assert "Yang sudah tersimpan tetap aman. Coba lagi sebentar lagi." in answer.text
    assert answer.headers["Retry-After"] == "10" and answer.headers["X-Request-Id"] in answer.text


def lower_the_patience() -> None:
    """Lets SQLite give up waiting after 50 ms instead of five seconds."""

    def shorten(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    event.listen(db.engine, "connect", shorten)
    db.engine.dispose()


def shrink_the_log() -> None:
    """Takes the room that SQLite keeps for further writes."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(db.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def learner_in_a_final(app: Flask) -> FlaskClient:
    """A learner who has just begun the final."""
    add_quizzes()
    browser = learner(app)
    begin(browser)
    return browser


def test_while_another_process_holds_the_database_a_save_is_refused_and_later_done_once(tmp_path: Path) -> None:
    app = apps.make_app(tmp_path)
    with app.app_context():
        browser = learner_in_a_final(app)
        lower_the_patience()
        assert save(browser, "a", "first").status_code == 200
        with held_by_another_process(tmp_path / "rambutan.sqlite3"):
            check_unavailable(save(browser, "b", "second"))
            check_unavailable(save(browser, "b", "", by_script=False))
            check_unavailable(browser.post("/sign-out"))
            assert browser.get(f"{FINAL}/1").status_code == 200  # reading goes on
            assert given_values() == ['"a"']
        assert save(browser, "b", "second").status_code == 200
        assert given_values() == ['"a"', '"b"']


def test_a_full_disk_refuses_saves_and_loses_nothing_that_was_called_saved() -> None:
    with small_disk() as disk:
        app = apps.make_app(disk)
        with app.app_context():
            browser = learner_in_a_final(app)
            shrink_the_log()
            fill(disk / "ballast", left=128 * 1024)
            told = [save(browser, "ab"[turn % 2], f"token-{turn}") for turn in range(60)]
            said = [f'"{"ab"[turn % 2]}"' for turn, answer in enumerate(told) if answer.status_code == 200]
            refused = [answer for answer in told if answer.status_code != 200]
            assert said and refused, "the disk was full too early or never"
            for answer in refused:
                check_unavailable(answer)
            check_unavailable(save(browser, "c", "", by_script=False))
            assert browser.get(f"{FINAL}/1").status_code == 200
            assert given_values() == said
            (disk / "ballast").unlink()
            assert save(browser, "c", "later").status_code == 200
            db.engine.dispose()
            assert given_values() == [*said, '"c"']
            assert db.session.execute(db.text("PRAGMA integrity_check")).scalar() == "ok"
            db.session.remove()


def test_a_database_server_that_is_gone_is_unavailable_for_every_page(tmp_path: Path) -> None:
    nobody_listens = "postgresql://rambutan@127.0.0.1:1/postgres"
    app = create_app(read_settings({"DATA_DIR": str(tmp_path), "DATABASE_URL": nobody_listens}))
    browser = people.browser(app)
    browser.set_cookie("signin", "a-token")
    for path in ("/", "/readyz", "/courses"):
        check_unavailable(browser.get(path))
    assert browser.get("/healthz").status_code == 200
