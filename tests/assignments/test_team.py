"""A superior reads who of their own staff is how far, and nothing of anybody else."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.accounts.models import Deputy, Employment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import add_city, add_lesson, add_people, assign, complete
from tests.support import people
from tests.support.people import NOW, local_today


def led(app: Flask) -> tuple[FlaskClient, list[int], dict[str, int]]:
    """A superior of the first two of four people of whom a course is asked; the first has done it."""
    units = add_city()
    keys = add_people([units["Puskesmas A"], units["Puskesmas A"], units["Puskesmas B"], units["SD 1"]])
    assign(add_lesson())
    complete(keys[0])
    boss = people.add_person("lina", "Lina Atasan", nip="")
    with door(writes=True):
        db.session.execute(update(Employment).where(Employment.person_id.in_(keys[:2])).values(superior_id=boss))
    return people.signed_in(app, boss), keys, units


def test_a_superior_reads_names_and_states_of_their_own_staff(app: Flask) -> None:
    boss, _, _ = led(app)
    page = boss.get("/team").text
    assert "Ani Contoh 0" in page and "Ani Contoh 1" in page and "Selesai" in page
    assert "Ani Contoh 2" not in page and "Ani Contoh 3" not in page
    assert 'href="/team"' in boss.get("/profile").text


def test_whoever_leads_nobody_finds_no_names_and_no_link(app: Flask) -> None:
    led(app)
    other = people.signed_in(app, people.add_person("budi", "Budi Umpama"))
    assert "Ani Contoh" not in other.get("/team").text and "Belum ada pegawai" in other.get("/team").text
    assert 'href="/team"' not in other.get("/profile").text


def test_who_left_is_no_longer_staff(app: Flask) -> None:
    boss, keys, _ = led(app)
    with door(writes=True):
        db.session.execute(update(Employment).where(Employment.person_id == keys[1]).values(valid_to=local_today()))
    assert "Ani Contoh 1" not in boss.get("/team").text


def test_a_deputy_reads_the_staff_of_whom_they_stand_for(app: Flask) -> None:
    led(app)
    key, today = people.add_person("budi", "Budi Umpama"), local_today()
    budi = people.signed_in(app, key)
    with door(writes=True):
        absent = db.session.scalars(select(Employment.superior_id).where(Employment.superior_id.is_not(None))).first()
        days = {"first_day": today, "last_day": today, "reason": "leave"}
        db.session.add(Deputy(person_id=absent, deputy_id=key, **days, recorded_at=NOW, recorded_by="rina"))
    assert "Ani Contoh 0" in budi.get("/team").text and 'href="/team"' in budi.get("/profile").text
