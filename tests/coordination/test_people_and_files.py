"""People one by one, one person's standing, and what may be taken along of it, by whom."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import text, update

from lms.accounts.models import Employment, Person
from lms.coordination import queries
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import add_lesson, add_people, assign, complete
from tests.assignments.test_pages import Office
from tests.coordination.test_overview import put_due, seen
from tests.support.people import local_today
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
        return list(db.session.scalars(text("SELECT action FROM audit_entry WHERE action LIKE 'coordination%'")))


def cells(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def lines(data: bytes) -> list[list[str]]:
    assert data.startswith("\ufeff".encode()), "Excel knows it as UTF-8"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_file_of_people_has_nip_as_text_and_no_formula(office: Office) -> None:
    call(office.ani, '=HYPERLINK("http://x";"y")', NIP)
    call(office.budi, "@SUM(A1)")
    call(office.citra, "-1+1")
    sheet = cells(office.rina.post("/overview/people.xlsx").data)
    names = {row[0]: row[1] for row in sheet[1:]}
    assert names == {'=HYPERLINK("http://x";"y")': NIP, "@SUM(A1)": "", "-1+1": ""}
    told = lines(office.rina.post("/overview/people.csv").data)
    assert {row[0] for row in told[1:]} == {'\'=HYPERLINK("http://x";"y")', "'@SUM(A1)", "'-1+1"}
    assert "19900101 201501 2 999" in {row[1] for row in told}


def test_whoever_takes_names_along_is_on_record_and_looking_is_not(office: Office) -> None:
    for address in ("/overview", "/overview/matrix", "/overview/units.xlsx", "/overview/units.csv"):
        assert office.rina.get(address).status_code == 200
    assert acts() == []
    office.rina.post("/overview/people.xlsx")
    office.sari.post("/overview/people.csv", data={"state": "overdue"})
    assert acts() == ["coordination.export-people"] * 2
    trail = seen(office.rina.get("/audit").text)
    assert "rina mengunduh daftar nama 3 pegawai" in trail and "mengunduh daftar nama 2 pegawai" in trail
    assert office.rina.get("/overview/people.xlsx").status_code == 405


def test_files_hold_what_the_page_shows_and_nothing_of_other_units(office: Office) -> None:
    complete(office.ani)
    told = lines(office.sari.post("/overview/people.csv", data={"state": "overdue"}).data)
    assert [row[0] for row in told[1:]] == ["Ani Contoh 1"] and told[1][3] == "Lewat tenggat"
    units = cells(office.sari.get("/overview/units.xlsx").data)
    assert units[1][:4] == ["Puskesmas A", 2, 1, 1] and len(units) == 2
    told = lines(office.rina.get("/overview/units.csv").data)
    assert {row[0]: row[1:4] for row in told[1:]} == {
        "Dinas Kesehatan": ["2", "1", "1"],
        "Dinas Pendidikan": ["1", "0", "1"],
    }
    assert office.browser("lala", Role.LEARNER).post("/overview/people.csv").status_code == 403


def test_many_people_cost_a_file_no_more_statements(office: Office) -> None:
    few = asked(office.rina)
    add_people([office.units["SD 1"]] * 60)
    assert asked(office.rina) == few


def asked(browser: FlaskClient) -> int:
    with statements() as found:
        browser.post("/overview/people.xlsx")
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
