"""The portal reminds by itself before and after last days: each step once, whatever the clock does."""

import json
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.assignments import operations
from lms.assignments.models import Duty
from lms.content.operations import withdraw_course
from lms.notifications.letter import Words
from lms.notifications.models import Notification
from lms.org import operations as org
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders import ladder, letters
from lms.reminders.models import Reminded
from lms.reminders.sweeping import _once_a_day, sweep
from tests.assignments.offices import BY, add_lesson, add_people, assign, begin, complete, everywhere
from tests.assignments.test_pages import Office
from tests.reminders.test_remind_now import form, use
from tests.support.people import NOW, local_today
from tests.support.statements import statements

GIVEN = NOW - timedelta(days=40)
DUE = NOW.date() + timedelta(days=60)


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    return made


def on(days: int, hour: int = 2) -> int:
    """How many letters are written so many days before the last one; at 2 UTC it is 9 in the office."""
    at = datetime.combine(DUE - timedelta(days=days), NOW.timetz()).replace(hour=hour)
    return sweep(lambda: at)


def told(person: int) -> list[list[str]]:
    """The courses of each reminder to somebody."""
    with door(writes=False):
        rows = select(Notification.facts).where(Notification.kind == "reminded", Notification.person_id == person)
        found = db.session.scalars(rows.order_by(Notification.id)).all()
    return [[one["slug"] for one in json.loads(facts)["courses"]] for facts in found]


def test_each_step_is_sent_on_its_day_and_once(office: Office) -> None:
    assign(office.course, due_on=DUE)
    sent = {days: on(days) for days in range(20, -40, -1)}
    assert {days: people for days, people in sent.items() if people} == dict.fromkeys((14, 7, 3, 1, -3, -30), 3)
    assert len(told(office.ani)) == 6


def test_nobody_is_asked_to_begin_what_was_withdrawn_and_who_has_begun_goes_on(office: Office) -> None:
    assign(office.course, due_on=DUE)
    begin(office.ani)
    assert on(14) == 3
    with door(writes=True):
        withdraw_course("ramah", "Aturannya berubah.", BY, NOW)
    assert on(7) == 1 and [len(told(one)) for one in (office.ani, office.budi)] == [2, 1]


def test_nothing_is_written_before_the_hour(office: Office) -> None:
    assign(office.course, due_on=DUE)
    assert on(14, hour=0) == 0 and on(14, hour=1) == 3, "7 and 8 in the office"
    with door(writes=True):
        org.set_fact("reminder_hour", "10", date(2020, 1, 1), by="x", now=NOW)
    assert on(7) == 0 and on(7, hour=3) == 3


def test_a_clock_that_jumps_sends_no_step_twice_and_none_that_is_over(office: Office) -> None:
    assign(office.course, due_on=DUE)
    assert on(5) == 3, "after a pause: the step of 7 alone"
    assert [on(days) for days in (5, 14, 13, 7, 6, 4)] == [0] * 6, "back and forward"
    assert on(-300) == 3 and [on(days) for days in (2, 1, -3, -30, -301)] == [0] * 5
    assert len(told(office.ani)) == 2


def test_it_stops_for_who_is_done_waived_gone_or_never_there(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    add_people([office.units["Puskesmas B"]])
    complete(office.ani)
    with door(writes=True):
        operations.waive(number, office.budi, "leave", everywhere(), NOW, by="x")
    assert on(14) == 1 and told(office.citra) == [["ramah"]]
    with door(writes=True):
        operations.end(number, "", everywhere(), NOW, by="x")
    assert on(7) == 0


def test_a_last_day_that_is_put_off_begins_anew(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    assert on(3) == 3
    with door(writes=True):
        operations.extend(number, office.ani, DUE + timedelta(days=11), "no-access", everywhere(), NOW, by="x")
    assert on(3) == 1 and told(office.ani) == [["ramah"], ["ramah"]], "14 days before the new one"


def test_two_courses_of_a_day_stand_in_one_letter(office: Office) -> None:
    assign(office.course, due_on=DUE)
    assign(add_lesson("kedua"), due_on=DUE, token="b")
    assert on(14) == 3 and told(office.ani) == [["ramah", "kedua"]]
    with door(writes=False):
        facts = db.session.scalars(select(Notification.facts).where(Notification.kind == "reminded")).first()
    for language, words in (("id", "2 penugasan perlu diselesaikan"), ("en", "2 assignments are to be completed")):
        letter = letters.reminder(json.loads(facts or ""), Words(language))
        assert letter.subject == words and len(letter.paragraphs) == 3 and letter.path == "/"


def test_whoever_is_reminded_by_hand_is_left_alone_for_days(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    office.sari.post("/reminders", data=form(number))
    at = datetime.combine(DUE - timedelta(days=14), NOW.timetz())
    with door(writes=True):
        db.session.execute(update(Reminded).values(at=at - timedelta(days=1)))
    assert on(14) == 1 and len(told(office.citra)) == 1
    assert on(10) == 2, "what it was left out of comes once the days are over"


def test_steps_before_somebody_got_it_are_left_out(office: Office) -> None:
    assign(office.course, due_on=DUE)
    with door(writes=True):
        db.session.execute(update(Duty).values(given_at=datetime.combine(DUE - timedelta(days=10), NOW.timetz())))
    assert on(10) == 0 and on(7) == 3


def test_advised_courses_are_not_reminded_of(office: Office) -> None:
    assign(office.course, due_on=DUE)
    with door(writes=True):
        db.session.execute(db.text("UPDATE assignment SET kind = 'advised'"))
    assert on(14) == 0


def test_the_institution_sets_the_days(office: Office) -> None:
    assign(office.course, due_on=DUE)
    with door(writes=True):
        org.set_fact("reminder_days", "5 0", date(2020, 1, 1), by="x", now=NOW)
    assert {days: people for days in range(15, -40, -1) if (people := on(days))} == {5: 3, 0: 3}


@pytest.mark.parametrize("days", ["", "x", "1 2", "3 3", "7  3", "400", "٣", "14, 7", "-0"])
def test_days_that_make_no_ladder_are_refused(office: Office, days: str) -> None:
    run = office.app.test_cli_runner().invoke(args=["institution", "set", "reminder_days", days])
    assert run.exit_code != 0 or days == ""


def test_portions_leave_nobody_out_and_statements_do_not_grow(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    more = add_people([office.units["Puskesmas B"]] * 4)
    use(*more)
    assign(office.course, due_on=DUE)
    assign(add_lesson("kedua"), due_on=DUE, token="b")
    monkeypatch.setattr(ladder, "AT_ONCE", 2)
    assert on(14) == 7 and told(more[3]) == [["ramah", "kedua"]]
    monkeypatch.setattr(ladder, "AT_ONCE", 2_000)
    with statements() as asked:
        assert on(7) == 7
    assert len(asked) < 25


def test_a_process_looks_once_a_day(office: Office) -> None:
    assign(office.course, due_on=DUE)
    at = datetime.combine(DUE - timedelta(days=14), NOW.timetz())
    early = at.replace(hour=0)
    assert _once_a_day(None, lambda: early) is None
    done = _once_a_day(None, lambda: at)
    assert done == at.date() and len(told(office.ani)) == 1
    assert _once_a_day(done, lambda: at) == done


def test_the_command_writes_what_is_due(office: Office) -> None:
    with door(writes=True):
        org.set_fact("reminder_hour", "0", date(2020, 1, 1), by="x", now=NOW)
    assign(office.course, at=GIVEN, due_on=local_today() + timedelta(days=13))
    runner = office.app.test_cli_runner()
    assert "3 letters" in runner.invoke(args=["reminders", "send"]).output
    assert "0 letters" in runner.invoke(args=["reminders", "send"]).output
