"""Between the look and the sending people come, finish or are reminded: others than were shown are looked at first."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.accounts.models import Person
from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders.models import Reminded, Reminder
from tests.assignments.offices import add_people, assign, complete, move
from tests.assignments.test_pages import Office
from tests.reminders.test_remind_now import DUE, form, letters, shown_on, use

POSTS = ("/reminders", "/reminders/whatsapp", "/reminders/memo")


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    return made


def look(office: Office, number: int) -> str:
    return office.rina.get(f"/reminders/new?assignment={number}").text


def reminders() -> list[int]:
    with door(writes=False):
        return list(db.session.scalars(select(Reminder.people).order_by(Reminder.id)))


def test_fewer_than_were_shown_are_reminded_and_the_answer_says_so(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    shown = shown_on(look(office, number))
    complete(office.budi)
    answer = office.rina.post("/reminders", data=form(number, shown=shown))
    assert answer.status_code == 303 and letters() == [office.ani, office.citra]
    assert "lebih sedikit dari yang tampil" in office.rina.get(answer.location).text
    again = office.rina.post("/reminders", data=form(number, shown=shown))
    assert again.location == answer.location and len(letters()) == 2


def test_more_than_were_shown_need_a_new_look(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    shown = shown_on(look(office, number))
    use(*add_people([office.units["SD 1"]] * 2))
    answer = office.rina.post("/reminders", data=form(number, shown=shown))
    assert answer.status_code == 409 and letters() == [] and reminders() == []
    assert "tadi tampil 3 orang, sekarang 5 orang" in answer.text and "Kirim ke 5 orang" in answer.text
    assert "tadi tampil" not in look(office, number)
    assert office.rina.post("/reminders", data=form(number, "b", shown=shown_on(answer.text))).status_code == 303
    assert len(letters()) == 5


def test_as_many_but_others_need_a_new_look_too(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    with door(writes=True):
        db.session.execute(update(Person).where(Person.id == office.citra).values(password_hash=None))
    shown = shown_on(look(office, number))
    complete(office.ani)
    use(office.citra)
    answer = office.rina.post("/reminders", data=form(number, shown=shown))
    assert answer.status_code == 409 and "tadi tampil 2 orang, sekarang 2 orang" in answer.text and letters() == []


def test_who_moves_into_the_unit_or_whose_days_are_over_is_looked_at_first(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    office.rina.post("/reminders", data=form(number, "a", person=office.ani))
    shown = shown_on(office.sari.get(f"/reminders/new?assignment={number}").text)
    move([office.citra], office.units["Puskesmas A"])
    assert office.sari.post("/reminders", data=form(number, "b", shown=shown)).status_code == 409
    move([office.citra], office.units["SD 1"])
    with door(writes=True):
        db.session.execute(update(Reminded).values(at=utc_now() - timedelta(days=4)))
    assert office.sari.post("/reminders", data=form(number, "c", shown=shown)).status_code == 409
    assert letters() == [office.ani]


@pytest.mark.parametrize("path", POSTS[1:])
def test_what_is_sent_outside_the_portal_is_looked_at_too(office: Office, path: str) -> None:
    number = assign(office.course, due_on=DUE)
    shown = shown_on(look(office, number), 1)
    unused = add_people([office.units["SD 1"]])
    answer = office.rina.post(path, data=form(number, shown=shown))
    assert answer.status_code == 409 and "sekarang 4 orang" in answer.text and reminders() == []
    complete(unused[0])
    complete(office.ani)
    assert office.rina.post(path, data=form(number, shown=shown)).status_code in (200, 303) and reminders() == [2]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("shown", [None, "x!", "-1", "1," * 9, "9" * 9_000])
def test_a_form_that_does_not_say_who_was_shown_sends_nothing(office: Office, path: str, shown: str | None) -> None:
    number = assign(office.course, due_on=DUE)
    answer = office.rina.post(path, data={k: v for k, v in form(number, shown=shown).items() if v is not None})
    assert answer.status_code == 422 and letters() == [] and reminders() == []


def test_nobody_shown_is_nobody_reminded(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    assert office.rina.post("/reminders", data=form(number, shown="")).status_code == 409 and letters() == []


def test_numbers_of_thousands_are_written_as_people_read_them(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    add_people([office.units["SD 1"]] * 1_200)
    text = re.sub("<[^>]*>", " ", look(office, number))
    assert "Nota dinas dengan 1.203 nama" in text
