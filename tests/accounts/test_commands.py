"""The commands of `flask people`."""

import json

import pytest
from click.testing import Result
from flask import Flask

from lms.accounts.models import Person, RoleGrant
from tests.support.apps import count

NIP = "19900101 201501 2 999"


def run(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["people", *args])


def test_an_added_person_is_listed_with_everything_the_office_knows(app: Flask) -> None:
    titles = ("--title-before", "dr.", "--title-after", "M.Si.")
    post = ("--nip", NIP, "--unit", "Dinas Contoh", "--position", "Dokter", "--rank", "III/b", "--status", "pns")
    added = run(app, "add", "Budi", "Budi Contoh", *titles, *post, "--role", "operator")
    assert (added.exit_code, added.output) == (0, "budi is added. `people code budi` lets them in.\n")
    assert json.loads(run(app, "list", "--json").output) == [
        {
            "username": "budi",
            "name": "dr. Budi Contoh, M.Si.",
            "is_active": False,
            "roles": ["learner", "operator"],
            "nip": "199001012015012999",
            "unit": "Dinas Contoh",
            "is_demo": False,
        }
    ]
    assert run(app, "list").output == "budi\tdr. Budi Contoh, M.Si.\tnot active yet\tlearner, operator\tDinas Contoh\n"


def test_an_odd_nip_is_kept_and_warned_about(app: Flask) -> None:
    added = run(app, "add", "budi", "Budi Contoh", "--nip", "199013322015017000", "--status", "pns")
    assert added.exit_code == 0
    assert "19901332 is no date of birth" in added.output and "serial number is 000" in added.output
    assert json.loads(run(app, "list", "--json").output)[0]["nip"] == "199013322015017000"


def test_a_role_is_given_once_and_taken_back(app: Flask) -> None:
    run(app, "add", "budi", "Budi Contoh")
    for _ in range(2):
        assert run(app, "role", "grant", "budi", "operator").exit_code == 0
    assert count(RoleGrant) == 2
    assert run(app, "role", "end", "budi", "operator").exit_code == 0
    assert json.loads(run(app, "list", "--json").output)[0]["roles"] == ["learner"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["add", "budi", "Budi Lain"], "already has this user name"),
        (["add", "199001012015012999", "Ani"], "not a NIP"),
        (["add", "ani", "Ani", "--nip", "123"], "18 digits"),
        (["role", "end", "budi", "operator"], "does not hold the role"),
        (["role", "grant", "nobody", "operator"], "Nobody has the user name"),
    ],
)
def test_what_cannot_be_done_is_said_in_words_and_changes_nothing(app: Flask, args: list[str], words: str) -> None:
    run(app, "add", "budi", "Budi Contoh")
    result = run(app, *args)
    assert result.exit_code == 1 and words in result.output
    assert (count(Person), count(RoleGrant)) == (1, 1)


@pytest.mark.parametrize("args", [["add", "budi"], ["add", "budi", "B", "--status", "x"], ["code"], ["nothing"]])
def test_wrong_usage_ends_with_two(app: Flask, args: list[str]) -> None:
    assert run(app, *args).exit_code == 2
