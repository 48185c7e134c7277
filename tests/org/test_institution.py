"""The institution's facts and signers: dated, appended, and said by command."""

import json
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from lms.org import operations, queries
from lms.org.institution import FACTS, UnusableFact, check
from lms.org.models import InstitutionFact
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support.apps import count
from tests.support.people import NOW

EARLY, LATER = date(2026, 1, 1), date(2026, 7, 1)
NEEDED = ("letterhead", "organiser", "office", "place")


def set_fact(name: str, value: str, first_day: date = EARLY) -> bool:
    with door(writes=True):
        return operations.set_fact(name, value, first_day, by="operator", now=NOW)


def test_a_fact_holds_from_its_day_until_another_follows(app: Flask) -> None:
    set_fact("place", "Contoh", EARLY)
    set_fact("place", "Contoh Baru", LATER)
    assert queries.institution_on(date(2026, 6, 30)).place == "Contoh"
    assert queries.institution_on(LATER).place == "Contoh Baru"
    assert queries.institution_on(date(2025, 12, 31)).place == ""


def test_a_fact_said_again_is_not_written_twice(app: Flask) -> None:
    assert set_fact("place", "Contoh")
    assert not set_fact("place", "Contoh", LATER)
    assert count(InstitutionFact) == count(AuditEntry) == 1


def test_what_is_needed_and_not_said_is_named_and_the_rest_has_defaults(app: Flask) -> None:
    institution = queries.institution_on(EARLY)
    assert institution.missing == NEEDED
    assert (institution.title, institution.language, institution.arms) == ("SERTIFIKAT", "id", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "red"),
        ("place", "  "),
        ("place", "x" * 301),
        ("place", "two\nlines"),
        ("letterhead", "a\nb\nc\nd\ne"),
        ("letterhead", "a\n\nb"),
        ("language", "de"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(UnusableFact):
        check(name, value)


def test_an_acting_signer_stands_before_the_holder_for_the_days_of_office(app: Flask) -> None:
    with door(writes=True):
        operations.add_signer("Drs. Umpama", "Kepala", EARLY, by="operator", now=NOW)
        acting = operations.add_signer("Dra. Misal", "Kepala", LATER, office="plh", by="operator", now=NOW)
        operations.end_signer(acting, date(2026, 7, 14), by="operator", now=NOW)
    names = [getattr(queries.signer_on(day), "name", None) for day in (date(2025, 12, 31), EARLY, LATER)]
    assert names == [None, "Drs. Umpama", "Dra. Misal"]
    after = queries.signer_on(date(2026, 7, 15))
    assert after is not None and after.name == "Drs. Umpama"


def test_the_commands_set_everything_and_show_it(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    for name, values in {
        "letterhead": ["PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN"],
        "organiser": ["BKPSDM Kota Contoh"],
        "office": ["BKPSDM"],
        "place": ["Contoh"],
    }.items():
        assert run(args=["institution", "set", name, *values, "--from", "2026-01-01"]).exit_code == 0
    shown = run(args=["institution", "show", "--on", "2026-05-01"])
    assert "before this is set: a signer." in shown.output and "KOTA CONTOH / BADAN" in shown.output
    added = run(
        args=["institution", "signer", "Drs. Umpama", "--position", "Kepala", "--nip", "19700101 199501 1 998",
              "--office", "plt", "--from", "2026-02-01"]
    )  # fmt: skip
    assert added.exit_code == 0
    data = json.loads(run(args=["institution", "show", "--json", "--on", "2026-05-01"]).output)
    assert data["missing"] == [] and data["signers"][0]["nip"] == "197001011995011998"
    assert data["signer"] == data["signers"][0]["id"]
    assert {line["name"] for line in data["facts"]} == set(FACTS)


def test_what_the_commands_refuse_they_say_in_words(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    for args, code, words in (
        (["set", "place", " "], 1, "cannot be empty"),
        (["set", "colour", "red"], 2, "colour"),
        (["set", "place"], 2, "Missing argument"),
        (["set", "place", "Contoh", "--from", "tomorrow"], 2, "tomorrow"),
        (["set", "arms", "/nowhere/arms.svg"], 2, "No such file"),
        (["signer", "Drs. Umpama", "--position", "Kepala", "--nip", "123"], 1, "18 digits"),
        (["signer", "Drs. Umpama"], 2, "--position"),
        (["end-signer", "77"], 1, "no signer"),
    ):
        result = run(args=["institution", *args])
        assert (result.exit_code, words in result.output) == (code, True), args
    assert db.session.scalars(select(InstitutionFact)).all() == []


def test_each_command_says_what_it_is_for(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert all(name in run(args=["institution", "set", "--help"]).output for name in FACTS)
    for name in ("show", "set", "signer", "end-signer"):
        assert run(args=["institution", name, "--help"]).exit_code == 0
