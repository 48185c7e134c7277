"""The overview counts all that runs within reach, says the finding in words, and each figure leads to names."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from lms.accounts import operations as accounts
from lms.accounts.employment import Job
from lms.assignments import followups, operations
from lms.assignments.aim import Targets
from lms.assignments.followups import Way
from lms.assignments.operations import NewAssignment
from lms.assignments.states import Kind
from lms.org import operations as org
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import (
    add_lesson,
    add_people,
    assign,
    begin,
    complete,
    everywhere,
    leave_office,
    move,
    recounted,
)
from tests.assignments.test_pages import Office
from tests.support.people import NOW, local_today
from tests.support.statements import selects, statements

TODAY = local_today()


@pytest.fixture
def office(app: Flask) -> Office:
    return Office(app)


def seen(html: str) -> str:
    """The words of a page, as one line."""
    words = re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1])
    return re.sub(r"\s+", " ", words)


def put_due(assignment: int, days: int) -> None:
    """Its last day was so many days ago, which no form would take."""
    with door(writes=True):
        for table, column in (("duty", "until"), ("duty", "due_on"), ("duty_count", "until")):
            db.session.execute(
                text(f"UPDATE {table} SET {column} = :day WHERE assignment_id = :key AND {column} < '9000-01-01'"),
                {"day": (TODAY - timedelta(days=days)).isoformat(), "key": assignment},
            )


def test_nothing_is_assigned(office: Office) -> None:
    page = seen(office.rina.get("/overview").text)
    assert "Tidak ada yang ditugaskan di sini sekarang" in page and "Buat penugasan" in page
    assert office.rina.get("/overview/matrix").status_code == 200


def test_the_heading_says_people_of_one_assignment_and_duties_of_several(office: Office) -> None:
    first = assign(office.course, due_on=TODAY + timedelta(days=5))
    page = seen(office.rina.get("/overview").text)
    assert "Tidak ada yang lewat tenggat, 3 pegawai punya waktu sampai" in page
    put_due(first, 10)
    page = seen(office.rina.get("/overview").text)
    assert "3 pegawai belum selesai dan lewat tenggat" in page and "3 dari 3 pegawai (100%)" in page
    second = assign(add_lesson("kedua"), due_on=TODAY + timedelta(days=5), token="b")
    put_due(second, 8)
    page = seen(office.rina.get("/overview").text)
    assert "6 kewajiban belum selesai dan lewat tenggat" in page and "6 dari 6 kewajiban" in page
    one = seen(office.rina.get(f"/overview?assignment={second}").text)
    assert "3 pegawai belum selesai dan lewat tenggat" in one
    for person in (office.ani, office.budi, office.citra):
        complete(person)
        complete(person, "kedua")
    assert "Semua sudah selesai" in seen(office.rina.get("/overview").text)
    assert recounted() == []


def test_a_unit_sees_itself_only_and_asks_for_nothing_else(office: Office) -> None:
    number = assign(office.course, due_on=TODAY + timedelta(days=5))
    put_due(number, 10)
    page = office.sari.get("/overview").text
    assert "2 pegawai belum selesai" in seen(page) and "SD 1" not in page and "Ani Contoh 2" not in page
    school = office.units["SD 1"]
    for address in ("/overview", "/overview/matrix"):
        assert office.sari.get(f"{address}?unit={school}").status_code == 404
        assert office.sari.get(f"{address}?assignment=99999").status_code == 404
        assert office.sari.get(f"{address}?assignment=x&unit=&kind=zzz&state=zzz&after=-5").status_code == 200
    for key in ("assigned-units", "assigned-people"):
        for field, value, status in (
            ("unit", str(school), 404),
            ("assignment", "99999", 404),
            ("assignment", "x", 200),
        ):
            sent = {"export": key, field: value, "kind": "zzz", "state": "zzz", "own": "2"}
            assert office.sari.post("/exports", data=sent).status_code == status, sent
    assert office.sari.get(f"/people/{office.citra}/standing").status_code == 404
    assert office.sari.get(f"/people/{office.ani}/standing").status_code == 200
    assert office.sari.get("/people/999999999/standing").status_code == 404
    schools = office.browser("tono", Role.COORDINATOR, "Dinas Pendidikan")
    assert "Contoh 0" not in schools.get("/overview/matrix").text


def test_a_learner_has_no_overview(office: Office) -> None:
    learner = office.browser("lala", Role.LEARNER)
    for address in ("/overview", "/overview/matrix", f"/people/{office.ani}/standing"):
        assert learner.get(address).status_code == 403


def test_advised_and_mandatory_are_told_apart(office: Office) -> None:
    assign(office.course, due_on=TODAY + timedelta(days=5))
    with door(writes=True):
        new = NewAssignment("z", office.course, None, Kind.ADVISED, TODAY + timedelta(days=9), Targets())
        operations.assign(new, everywhere(), NOW, by="rina")
    page = office.rina.get("/overview?kind=advised").text
    assert "0 dari 3 pegawai" in seen(page)
    assert "0 dari 6 kewajiban" in seen(office.rina.get("/overview").text)


def test_who_is_only_just_late_is_counted_but_ranks_no_unit_of_the_city(office: Office) -> None:
    add_people([office.units["Puskesmas A"]] * 4 + [office.units["SD 1"]] * 5)
    number = assign(office.course, due_on=TODAY + timedelta(days=5))
    put_due(number, 10)
    with door(writes=True):
        for table, column in (("duty", "until"), ("duty", "due_on"), ("duty_count", "until")):
            day = (TODAY - timedelta(days=3)).isoformat()
            db.session.execute(text(f"UPDATE {table} SET {column} = :day WHERE unit_id = :unit"),
                               {"day": day, "unit": office.units["SD 1"]})  # fmt: skip
    complete(office.ani)
    html = office.rina.get("/overview").text
    page = seen(html)
    assert html.index("Dinas Kesehatan</a>") < html.index("Dinas Pendidikan</a>")
    assert "6 dari 6 lewat tenggat, 6 di antaranya baru saja" in page and "11 pegawai belum selesai" in page
    assert "paling lama 3 hari" in page
    unit = office.browser("tono", Role.COORDINATOR, "Dinas Pendidikan").get("/overview").text
    assert "baru saja" not in seen(unit), "the unit itself sees it at once"
    with door(writes=True):
        org.set_fact("unit_head_start_days", "2", TODAY, by="x", now=NOW)
    html = office.rina.get("/overview").text
    assert "baru saja" not in seen(html) and html.index("Dinas Pendidikan</a>") < html.index("Dinas Kesehatan</a>")


def test_what_may_be_done_is_offered_for_one_assignment(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    number = assign(office.course, due_on=TODAY + timedelta(days=5))
    put_due(number, 10)
    way = Way(lambda whom: (f"Ingatkan {whom.late}", f"/x/{whom.assignment_id}/{whom.unit_id}"), lambda one: ("", ""))
    monkeypatch.setattr(followups, "_ways", [way])
    page = office.rina.get("/overview").text
    assert "Ingatkan 2" in page and f"/x/{number}/{office.units['Dinas Kesehatan']}" in page
    assign(add_lesson("kedua"), due_on=TODAY + timedelta(days=5), token="b")
    assert "Ingatkan 2" not in office.rina.get("/overview").text
    assert "Ingatkan 2" in office.rina.get(f"/overview?assignment={number}").text


def test_weeks_follow_people_who_move_and_leave(office: Office) -> None:
    number = assign(office.course)
    complete(office.ani, at=NOW - timedelta(days=14))
    complete(office.budi, at=NOW)
    begin(office.citra)
    assert weeks(number) == {("Puskesmas A", "2026-11-09"): 1, ("Puskesmas A", "2026-11-23"): 1}
    move([office.ani], office.units["SD 1"])
    leave_office([office.budi])
    assert weeks(number) == {("SD 1", "2026-11-09"): 1} and recounted() == []


def weeks(assignment: int) -> dict[tuple[str, str], int]:
    with door(writes=False):
        rows = db.session.execute(text("SELECT u.name, w.week, w.people FROM duty_week w JOIN unit u ON u.id ="
                                       " w.unit_id WHERE w.assignment_id = :key AND w.people <> 0"),
                                  {"key": assignment})  # fmt: skip
        return {(name, str(week)): people for name, week, people in rows}


def test_more_people_and_units_cost_no_more_statements(office: Office) -> None:
    assign(office.course, due_on=TODAY + timedelta(days=5))
    put_due(assign(office.course, due_on=TODAY + timedelta(days=6), token="late"), 9)
    few = [asked(office, path) for path in ("/overview", "/overview/matrix")]
    add_people([unit for unit in office.units.values() for _ in range(12)])
    assign(add_lesson("kedua"), due_on=TODAY + timedelta(days=5), token="b")
    assert [asked(office, path) for path in ("/overview", "/overview/matrix")] == few
    assert few[0] <= 8


def asked(office: Office, path: str) -> int:
    """How many statements a page needs."""
    with statements() as seen:
        assert office.rina.get(path).status_code == 200
    return len(selects(seen))


def test_accounts_that_nobody_uses_are_counted_within_reach_and_named_first(office: Office) -> None:
    put_due(assign(office.course, due_on=TODAY + timedelta(days=5)), 10)
    assert "3 Akun belum dipakai" in tiles(office.rina) and "2 Akun belum dipakai" in tiles(office.sari)
    with door(writes=True):
        accounts.set_password(office.ani, "-", NOW, by="ani")
        made_up = accounts.add_person("rekaan", "Rekaan", NOW, by="x", is_demo=True)
        accounts.employ(made_up, Job(unit="SD 1"), TODAY, NOW, by="x")
    assert "2 Akun belum dipakai" in tiles(office.rina) and "1 Akun belum dipakai" in tiles(office.sari)
    page = seen(office.sari.get("/overview").text).partition("Perlu dihubungi langsung")[2]
    assert page.index("Ani Contoh 1") < page.index("Ani Contoh 0")
    leave_office([office.budi])
    assert "1 Akun belum dipakai" in tiles(office.rina) and "0 Akun belum dipakai" in tiles(office.sari)


def tiles(browser: FlaskClient) -> str:
    """The figures with their names, each figure first."""
    html = browser.get("/overview").text
    found = re.findall(r"<dt[^>]*>(.*?)</dt><dd><b[^>]*>(.*?)</b>", html)
    return ", ".join(f"{number} {name}" for name, number in found)
