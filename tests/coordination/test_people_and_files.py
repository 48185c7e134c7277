"""People one by one, one person's standing, and what may be taken along of it, by whom."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import text, update
from werkzeug.test import TestResponse

from lms.accounts.models import Employment, Person
from lms.coordination import queries
from lms.exports.sweeping import sweep
from lms.org import operations as org
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import add_lesson, add_people, assign, complete
from tests.assignments.test_pages import Office
from tests.coordination.test_overview import put_due, seen
from tests.support.people import NOW, local_today
from tests.support.statements import selects, statements

TODAY = local_today()
NIP = "199001012015012999"


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    put_due(assign(made.course, due_on=TODAY + timedelta(days=5)), 10)
    return made


def call(person: int, name: str, nip: str = "") -> None:
    """Somebody is called so."""
    with door(writes=True):
        db.session.execute(update(Person).where(Person.id == person).values(name=name, sort_key=name.casefold()))
        db.session.execute(update(Employment).where(Employment.person_id == person).values(nip=nip))


def acts() -> list[str]:
    with door(writes=False):
        return list(db.session.scalars(text("SELECT subject FROM audit_entry WHERE action LIKE 'export.%'")))


def cells(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def lines(data: bytes) -> list[list[str]]:
    assert data.startswith("\ufeff".encode()), "Excel knows it as UTF-8"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_file_of_people_has_nip_as_text_and_no_formula(office: Office) -> None:
    call(office.ani, '=HYPERLINK("http://x";"y")', NIP)
    call(office.budi, "@SUM(A1)")
    call(office.citra, "-1+1")
    sheet = cells(export(office.rina, "assigned-people").data)
    names = {row[0]: row[1] for row in sheet[1:]}
    assert names == {'=HYPERLINK("http://x";"y")': NIP, "@SUM(A1)": "", "-1+1": ""}
    told = lines(export(office.rina, "assigned-people", form="csv").data)
    assert {row[0] for row in told[1:]} == {'\'=HYPERLINK("http://x";"y")', "'@SUM(A1)", "'-1+1"}
    assert f"\t{NIP}" in {row[1] for row in told}


def test_whoever_takes_names_along_is_on_record_and_looking_is_not(office: Office) -> None:
    for address in ("/overview", "/overview/matrix"):
        assert office.rina.get(address).status_code == 200
    assert acts() == []
    export(office.rina, "assigned-people")
    export(office.sari, "assigned-people", form="csv", state="overdue")
    assert acts() == ["export:assigned-people"] * 2
    trail = seen(office.rina.get("/audit").text)
    assert "rina mengunduh 3 baris: Pegawai dan status penugasannya" in trail
    assert "mengunduh 2 baris: Pegawai dan status penugasannya" in trail


def test_a_long_file_of_people_is_made_behind_the_page_and_kept_with_the_same_rows(office: Office) -> None:
    with door(writes=True):
        org.set_fact("export_rows_at_once", "100", TODAY, by="x", now=NOW)
    add_people([office.units["SD 1"]] * 99)
    at_once = export(office.sari, "assigned-people", form="csv")
    assert at_once.status_code == 200
    assert export(office.rina, "assigned-people", form="csv").location.startswith("/exports")
    with office.app.app_context():
        sweep()
    assert "102 baris" in seen(office.rina.get("/exports").text)
    told = lines(office.rina.post("/exports/1/file").data)
    assert len(told) == 103 and {row[0] for row in lines(at_once.data)[1:]} < {row[0] for row in told}


def export(browser: FlaskClient, key: str, **fields: str) -> TestResponse:
    return browser.post("/exports", data={"export": key, **fields})


def test_files_hold_what_the_page_shows_and_nothing_of_other_units(office: Office) -> None:
    complete(office.ani)
    told = lines(export(office.sari, "assigned-people", form="csv", state="overdue").data)
    assert [row[0] for row in told[1:]] == ["Ani Contoh 1"] and told[1][3] == "Lewat tenggat"
    units = cells(export(office.sari, "assigned-units").data)
    assert units[1][:4] == ["Puskesmas A", 2, 1, 1] and len(units) == 2
    told = lines(export(office.rina, "assigned-units", form="csv").data)
    assert {row[0]: row[1:4] for row in told[1:]} == {
        "Dinas Kesehatan": ["2", "1", "1"],
        "Dinas Pendidikan": ["1", "0", "1"],
    }
    assert export(office.browser("lala", Role.LEARNER), "assigned-people").status_code == 404


def test_many_people_cost_a_file_no_more_statements(office: Office) -> None:
    few = asked(office.rina)
    add_people([office.units["SD 1"]] * 60)
    assert asked(office.rina) == few


def asked(browser: FlaskClient) -> int:
    with statements() as found:
        export(browser, "assigned-people")
    return len(selects(found))


def test_people_come_page_by_page_each_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PEOPLE", 2)
    add_people([office.units["SD 1"]] * 4)
    found, address = [], "/overview/matrix"
    while address:
        page = office.rina.get(address).text
        found += [part.split('"')[0] for part in page.split('href="/people/')[1:]]
        after = page.split("after=")
        address = "/overview/matrix?after=" + after[1].partition('"')[0] if len(after) > 1 else ""
    assert len(found) == len(set(found)) == 7
    for address in ("/overview/matrix", f"/assignments/{office.made()}"):
        assert office.rina.get(f"{address}?after=999999999999999999999").status_code == 200
    assert "Tidak ada pegawai di sini" in office.rina.get("/overview/matrix?after=999999").text


def test_the_matrix_shows_each_assignment_and_asks_by_state_and_unit(office: Office) -> None:
    second = assign(add_lesson("kedua"), due_on=TODAY + timedelta(days=60), token="b")
    complete(office.ani, "kedua")
    page = seen(office.rina.get("/overview/matrix").text)
    assert "Lewat tenggat 10 hari" in page and "Selesai" in page and "Belum mulai" in page
    done = seen(office.rina.get(f"/overview/matrix?state=done&assignment={second}").text)
    assert "Ani Contoh 0" in done and "Ani Contoh 1" not in done and "Lewat tenggat 10" not in done
    health = office.units["Dinas Kesehatan"]
    assert "Ani Contoh 2" not in office.rina.get(f"/overview/matrix?unit={health}").text
    assert "Tidak ada pegawai di sini" in office.rina.get(f"/overview/matrix?unit={health}&own=1").text


def test_a_standing_says_what_is_asked_and_done_and_leads_on(office: Office) -> None:
    complete(office.budi)
    page = office.rina.get(f"/people/{office.budi}/standing").text
    assert "Selesai pada 24 November 2026" in seen(page) and "Pelatihan yang selesai" in seen(page)
    assert "Lewat tenggat 10 hari" in seen(office.rina.get(f"/people/{office.ani}/standing").text)
    assert (
        f'href="/people/{office.ani}/standing"'
        in office.rina.get(f"/assignments/{office.made()}/people/{office.ani}").text
    )
    assert f'href="/people/{office.ani}/standing"' in office.rina.get(f"/people/{office.ani}").text
    for wrong in ("0", "-1", "x", "99999999999999999999"):
        assert office.rina.get(f"/people/{wrong}/standing").status_code == 404
