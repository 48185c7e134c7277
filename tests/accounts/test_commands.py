"""The commands of `flask people`."""

from flask import Flask

from tests.support import people

PASSWORD = "jeruk-manis-tujuh"


def test_an_added_person_is_listed_and_signs_in(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    added = run(args=["people", "add", "budi", "Budi Contoh", "--role", "operator", "--password", PASSWORD])
    assert (added.exit_code, added.output) == (0, "budi may sign in now.\n")
    assert run(args=["people", "list"]).output == "budi\tBudi Contoh\tpassword set\n"
    answer = people.browser(app).post("/sign-in", data={"identifier": "budi", "password": PASSWORD})
    assert answer.status_code == 303


def test_a_new_password_replaces_the_old(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    run(args=["people", "add", "budi", "Budi Contoh", "--password", PASSWORD])
    assert run(args=["people", "password", "budi", "--password", "mangga-harum-enam"]).exit_code == 0
    browser = people.browser(app)
    assert browser.post("/sign-in", data={"identifier": "budi", "password": PASSWORD}).status_code == 422


def test_what_cannot_be_used_is_said_in_words(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    run(args=["people", "add", "budi", "Budi Contoh", "--password", PASSWORD])
    for args, words in (
        (["add", "budi", "Budi Lain", "--password", PASSWORD], "already has this user name"),
        (["add", "199001012015012999", "Ani", "--password", PASSWORD], "not a NIP"),
        (["add", "ani", "Ani", "--password", "short"], "at least 10 characters"),
        (["password", "nobody", "--password", PASSWORD], "Nobody has this user name"),
    ):
        result = run(args=["people", *args])
        assert result.exit_code == 1 and words in result.output
