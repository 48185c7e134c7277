"""Coordinators assign, look at who is how far, and decide about one person; only within their units."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.accounts import operations as accounts
from lms.accounts.models import Person
from lms.assignments.models import Assignment, AssignmentDue, Duty
from lms.kernel.clock import utc_now
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import add_city, add_lesson, add_people, assign, complete, counted, duty, recounted
from tests.support import people
from tests.support.people import NOW, local_today

SOON = local_today() + timedelta(days=60)
FORM = {"step": "look", "kind": "mandatory", "due_on": SOON.isoformat(), "who": "group", "for_joiners": "1"}


class Office:
    """A city with people, and its coordinators."""

    def __init__(self, app: Flask) -> None:
        self.app, self.units, self.course = app, add_city(), add_lesson()
        self.ani, self.budi, self.citra = add_people(
            [self.units["Puskesmas A"], self.units["Puskesmas A"], self.units["SD 1"]]
        )
        self.rina = self.browser("rina", Role.COORDINATOR)
        self.sari = self.browser("sari", Role.COORDINATOR, "Dinas Kesehatan")
        self.form = {**FORM, "course": str(self.course), "token": "abc"}

    def browser(self, name: str, role: Role, unit: str = "") -> FlaskClient:
        person = people.add_person(name, f"{name.title()} Kantor", Role.LEARNER, nip="", unit="")
        with door(writes=True):
            accounts.leave([person], date(2020, 1, 1), NOW, by="x")
            accounts.grant_role(person, role, NOW, by="x", unit_id=self.units[unit] if unit else None)
        return people.signed_in(self.app, person)

    def made(self) -> int:
        with door(writes=False):
            return db.session.scalars(select(Assignment.id).order_by(Assignment.id.desc())).first() or 0


@pytest.fixture
def office(app: Flask) -> Office:
    return Office(app)


def test_a_course_is_looked_at_and_then_assigned(office: Office) -> None:
    assert "Belum ada penugasan yang berjalan" in office.rina.get("/assignments").text
    complete(office.citra)
    look = office.rina.get("/assignments/new", query_string=office.form)
    assert look.status_code == 200 and "3 orang mendapat penugasan ini" in look.text
    assert office.made() == 0, "looking writes nothing"

    answer = office.rina.post("/assignments/new", data=office.form)
    again = office.rina.post("/assignments/new", data=office.form)

    assert answer.status_code == 303 == again.status_code
    assert answer.location == again.location and counted(office.made()) == {"not-begun": 2, "done": 1}
    page = office.rina.get(answer.location).text
    assert "Penugasan dibuat." in page and "1 dari 3 sudah selesai" in page and "Dinas Kesehatan" in page
    assert recounted() == []


def test_what_cannot_be_read_is_said_and_nothing_is_kept(office: Office) -> None:
    for wrong in (
        {"course": ""},
        {"course": "999999999"},
        {"kind": "maybe"},
        {"due_on": "2020-02-30"},
        {"due_on": "1999-01-01"},
        {"due_on": "9999-12-31"},
        {"units": "999999"},
        {"who": "named", "people": ""},
        {"people": "nobody.here"},
        {"people": "\n".join(f"a{number}" for number in range(101))},
        {"positions": "x" * 500},
        {"why": "x" * 301},
    ):
        for answer in (
            office.rina.get("/assignments/new", query_string={**office.form, **wrong}),
            office.rina.post("/assignments/new", data={**office.form, **wrong}),
        ):
            assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text, wrong
    assert office.rina.post("/assignments/new", data={}).status_code == 422
    assert office.made() == 0


def test_named_people_are_found_by_nip_or_user_name(office: Office) -> None:
    with door(writes=False):
        name = db.session.scalars(select(Person.username).where(Person.id == office.ani)).one()
    office.rina.post("/assignments/new", data={**office.form, "who": "named", "people": f" {name.upper()} \n\n"})
    assert counted(office.made()) == {"not-begun": 1}


def test_a_coordinator_of_one_unit_meets_nothing_of_another(office: Office) -> None:
    number = assign(office.course, due_on=SOON)
    page = office.sari.get(f"/assignments/{number}?state=all").text
    assert "0 dari 2 sudah selesai" in page and "SD 1" not in page and "Dinas Pendidikan" not in page
    assert office.sari.get(f"/assignments/{number}/people/{office.citra}").status_code == 404
    assert office.sari.get(f"/assignments/{number}?unit={office.units['SD 1']}").status_code == 404
    assert office.sari.get(f"/assignments/{number}/dates").status_code == 404
    assert office.sari.post(f"/assignments/{number}/end").status_code == 404
    for act in ("waive", "extend", "again"):
        path = f"/assignments/{number}/people/{office.citra}/{act}"
        assert office.sari.post(path, data={"reason": "leave", "due_on": "2090-01-01"}).status_code == 404
    look = office.sari.get("/assignments/new", query_string={**office.form, "units": str(office.units["SD 1"])})
    assert look.status_code == 422
    assert "2 orang mendapat penugasan ini" in office.sari.get("/assignments/new", query_string=office.form).text
    office.sari.post("/assignments/new", data=office.form)
    assert counted(office.made()) == {"not-begun": 2}
    schools = office.browser("tono", Role.COORDINATOR, "Dinas Pendidikan")
    assert schools.get(f"/assignments/{office.made()}").status_code == 404
    assert f"/assignments/{office.made()}" not in schools.get("/assignments").text


def test_an_officer_looks_and_decides_nothing(office: Office) -> None:
    number = assign(office.course, due_on=SOON)
    officer = office.browser("tuti", Role.UNIT_OFFICER, "Puskesmas A")
    page = officer.get(f"/assignments/{number}?state=all").text
    assert "Ani Contoh 0" in page and "Akhiri penugasan" not in page
    assert "Bebaskan" not in officer.get(f"/assignments/{number}/people/{office.ani}").text
    assert officer.post(f"/assignments/{number}/people/{office.ani}/waive", data={"reason": "leave"}).status_code == 403
    assert officer.get("/assignments/new").status_code == 403


def test_one_person_is_put_off_excused_and_asked_again(office: Office) -> None:
    number = assign(office.course, due_on=SOON)
    path = f"/assignments/{number}/people/{office.ani}"
    same = {"reason": "leave", "due_on": SOON.isoformat()}
    for act, sent in (("waive", {}), ("waive", {"reason": "flu"}), ("extend", {"reason": "leave"}), ("extend", same),
                      ("again", {"reason": "x"})):  # fmt: skip
        assert office.sari.post(f"{path}/{act}", data=sent).status_code == 422, (act, sent)
    new_day = SOON + timedelta(days=30)
    assert (
        office.sari.post(f"{path}/extend", data={"reason": "leave", "due_on": new_day.isoformat()}).status_code == 303
    )
    assert office.sari.post(f"{path}/waive", data={"reason": "other-duties"}).status_code == 303
    assert "Tugas lain pada masa itu" in office.sari.get(path).text
    assert office.sari.post(f"{path}/extend", data={"reason": "leave", "due_on": "2090-01-01"}).status_code in (
        409,
        422,
    )
    assert office.sari.post(f"{path}/again", data={"reason": "mistake"}).status_code == 303
    assert office.sari.post(f"{path}/again", data={"reason": "mistake"}).status_code == 409
    found = duty(number, office.ani)
    assert found is not None and (found.stage, found.until) == ("not-begun", new_day)
    assert recounted() == []


def test_people_are_named_by_state_page_by_page_and_the_numbers_agree(office: Office) -> None:
    add_people([office.units["Puskesmas B"]] * 120)
    number = assign(office.course, due_on=SOON)
    with door(writes=True):
        late = local_today() - timedelta(days=3)
        inside = select(Duty.person_id).where(Duty.unit_id == office.units["Puskesmas B"])
        db.session.execute(update(Duty).where(Duty.person_id.in_(inside)).values(due_on=late, until=late))
        db.session.execute(db.text("UPDATE duty_count SET until = :day WHERE unit_id = :unit"),
                           {"day": late.isoformat(), "unit": office.units["Puskesmas B"]})  # fmt: skip
    first = office.rina.get(f"/assignments/{number}").text
    assert "120 pegawai belum selesai dan lewat tenggat" in first and "120 dari 122 lewat tenggat" in first
    seen = set()
    path: str | None = f"/assignments/{number}?state=overdue"
    while path:
        page = office.rina.get(path).text
        found = {part.split('"')[0] for part in page.split(f"/assignments/{number}/people/")[1:]}
        assert not found & seen
        seen |= found
        path = page.split("Pegawai berikutnya")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&") if (
            "Pegawai berikutnya" in page) else None  # fmt: skip
    assert len(seen) == 120
    site = office.rina.get(f"/assignments/{number}?unit={office.units['Puskesmas A']}&state=not_started").text
    assert "Ani Contoh 0" in site and "0 dari 2 sudah selesai" in site
    for odd in ("unit=x&state=x&after=x", "after=-5", "after=99999999", "state="):
        assert office.rina.get(f"/assignments/{number}?{odd}").status_code == 200


def test_last_days_are_proposed_and_kept_by_unit(office: Office) -> None:
    number = assign(office.course, due_on=SOON)
    path = f"/assignments/{number}/dates"
    asked = {"first": (SOON - timedelta(days=14)).isoformat(), "last": SOON.isoformat()}
    proposal = office.rina.get(path, query_string=asked).text
    assert f'value="{asked["first"]}"' in proposal and "2 orang belum selesai" in proposal
    assert office.rina.get(path, query_string={"first": "x", "last": "2020-01-01"}).status_code == 422
    health = f"due-{office.units['Dinas Kesehatan']}"
    assert office.rina.post(path, data={health: "2020-01-01"}).status_code == 422
    assert office.rina.post(path, data={health: "gestern"}).status_code == 422
    assert office.rina.post(path, data={"due-999999": asked["first"]}).status_code == 404
    assert office.rina.post(path, data={health: asked["first"]}).status_code == 303
    found = duty(number, office.ani)
    assert found is not None and found.until == date.fromisoformat(asked["first"])
    assert office.rina.post(path, data={health: ""}).status_code == 303
    with door(writes=False):
        assert db.session.scalar(select(AssignmentDue.id)) is None
    assert recounted() == []


def test_an_assignment_ends_once_and_is_found_among_those_that_ended(office: Office) -> None:
    number = assign(office.course, due_on=SOON)
    assert office.rina.post(f"/assignments/{number}/end", data={"reason": "Diganti."}).status_code == 303
    assert office.rina.post(f"/assignments/{number}/end").status_code == 409
    assert f"/assignments/{number}" not in office.rina.get("/assignments").text
    assert f"/assignments/{number}" in office.rina.get("/assignments?ended=1").text
    assert "Diganti." in office.rina.get(f"/assignments/{number}").text
    waiving = {"reason": "leave"}
    assert office.rina.post(f"/assignments/{number}/people/{office.ani}/waive", data=waiving).status_code == 409


def test_what_has_ended_is_judged_by_the_day_on_which_it_ended(office: Office) -> None:
    number = assign(office.course, due_on=SOON)
    office.rina.post(f"/assignments/{number}/end")
    with door(writes=True):
        late = {"due": (local_today() - timedelta(days=5)).isoformat(), "ended": utc_now() - timedelta(days=9)}
        db.session.execute(update(Assignment).values(ended_at=late["ended"]))
        for table in ("duty", "duty_count"):
            db.session.execute(db.text(f"UPDATE {table} SET until = :due"), {"due": late["due"]})
    assert "0 dari 3 sudah selesai, tidak ada yang terlambat" in office.rina.get(f"/assignments/{number}").text
    assert "lewat tenggat" not in office.rina.get("/assignments?ended=1").text


def test_commands_assign_and_list(app: Flask, office: Office) -> None:
    run = app.test_cli_runner().invoke
    made = run(args=["assignments", "assign", "ramah", "--due", SOON.isoformat(), "--unit", "Puskesmas A"])
    assert made.exit_code == 0 and "given to 2 people" in made.output, made.output
    assert "0 of 2 done, 0 overdue" in run(args=["assignments", "list"]).output
    for wrong in (["nope", "--due", SOON.isoformat()], ["ramah", "--due", "2020-01-01"],
                  ["ramah", "--due", SOON.isoformat(), "--unit", "X"],
                  ["ramah", "--due", SOON.isoformat(), "--person", "nobody"]):  # fmt: skip
        assert run(args=["assignments", "assign", *wrong]).exit_code == 1, wrong
    assert run(args=["assignments", "assign", "ramah"]).exit_code == 2
