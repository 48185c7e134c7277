"""The commands that try the mail server, send what is due and show what waits."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskCliRunner

from tests.notifications.mailing import Box, sending_to, write
from tests.support import people
from tests.support.servers import free_port


def run(app: Flask, *words: str) -> tuple[int, str]:
    runner: FlaskCliRunner = app.test_cli_runner()
    found = runner.invoke(args=["mail", *words])
    return found.exit_code, found.output


def test_a_letter_to_try_the_server_arrives(app: Flask, box: Box) -> None:
    assert run(app, "test", "admin@kota.contoh.id") == (0, "127.0.0.1 took the letter to admin@kota.contoh.id.\n")
    ((reader, mail),) = box.taken
    assert (reader, mail["Subject"]) == ("admin@kota.contoh.id", "Uji coba surel portal")


def test_a_server_that_is_not_there_or_refuses_is_told_in_words(app: Flask, box: Box) -> None:
    box.answers["admin@kota.contoh.id"] = "550 unknown"
    assert run(app, "test", "admin@kota.contoh.id") == (1, "Not sent: refused the address: 550 unknown\n")
    with sending_to(app, free_port()):
        code, words = run(app, "test", "admin@kota.contoh.id")
    assert code == 1 and words.startswith("Not sent: the mail server cannot be reached")
    code, words = run(app, "test", "admin@kota.contoh.id\nBcc: x@y.id")
    assert code == 1 and "cannot be written to" in words


def test_what_is_due_is_sent_and_what_is_not_is_shown(app: Flask, box: Box) -> None:
    box.answers["budi@contoh.id"] = "550 unknown"
    for username in ("ani", "budi", "citra"):
        at = datetime.now(UTC) + timedelta(days=1) if username == "citra" else people.NOW
        write(people.add_person(username, email=f"{username}@contoh.id"), at=at)
    assert run(app, "send") == (1, "1 sent, 0 to be tried again, 1 given up.\n")
    code, words = run(app, "waiting")
    assert code == 0 and words.startswith("1 failed, 1 sent, 1 waiting\n")
    assert "fault-answered to citra: not before 20" in words
    assert "fault-answered to budi: tried 1 times, refused the address: 550 unknown" in words
    box.answers.clear()
    assert run(app, "send") == (0, "0 sent, 0 to be tried again, 0 given up.\n")


def test_without_a_mail_server_each_says_so(app: Flask) -> None:
    said = "No mail leaves: SMTP_HOST is not set. Letters are in the inbox only.\n"
    assert run(app, "test", "a@b.id") == run(app, "send") == (1, said)
    assert run(app, "waiting") == (0, said + "No letter was to leave yet.\n")
