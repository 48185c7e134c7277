"""Real processes remind in the same moment: everybody gets one reminder, and whoever comes second is told in words."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from lms.accounts.models import Person
from lms.kernel.clock import local_date, utc_now
from lms.org import operations as org
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.reminders.models import Reminded, Reminder
from lms.reminders.sweeping import sweep
from tests.assignments.offices import add_people, assign, complete, recounted
from tests.assignments.test_pages import Office
from tests.learning.test_at_once import at_once
from tests.reminders.test_remind_now import form, letters, shown_on, use
from tests.support import people
from tests.support.people import NOW, local_today
from tests.support.processes import each_in_a_process

DUE = local_today() + timedelta(days=6)


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    use(made.ani, made.budi, made.citra, *add_people([made.units["SD 1"]] * 20))
    with door(writes=True):
        org.set_fact("reminder_hour", "0", local_today() - timedelta(days=9), by="x", now=NOW)
    return made


def press(app: Flask, wait: Callable[[], None], asked: tuple[str, str, dict[str, Any]]) -> tuple[int, str]:
    """Somebody who is signed in presses the button of a page that they have open."""
    username, path, sent = asked
    with app.app_context():
        with door(writes=False):
            key = db.session.scalars(select(Person.id).where(Person.username == username)).one()
        browser = people.signed_in(app, key)
        wait()
        answer = browser.post(path, data=sent)
        return answer.status_code, answer.text if answer.status_code == 409 else ""


def look(app: Flask, wait: Callable[[], None], _: None) -> int:
    """A serving process writes what is due today."""
    with app.app_context():
        wait()
        return sweep()


def times_reminded() -> Counter[int]:
    """How often each person was reminded, by what is on record."""
    with door(writes=False):
        rows = select(Reminded.person_id, func.count()).group_by(Reminded.person_id)
        return Counter(count for _, count in db.session.execute(rows))


def test_two_processes_that_remind_at_once_reach_everybody_once(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    shown = shown_on(office.rina.get(f"/reminders/new?assignment={number}").text)
    sent = [("rina", "/reminders", form(number, token, shown=shown)) for token in ("a", "b")]
    answers = each_in_a_process(office.app, *((press, one) for one in sent))
    assert sorted(status for status, _ in answers) == [303, 409]
    assert any("Tidak ada lagi yang perlu diingatkan sekarang" in text for _, text in answers)
    assert len(letters()) == 23 == len(set(letters())) and times_reminded() == {1: 23}
    assert [one for one in recounted() if one.startswith("remind")] == []


def test_the_same_form_sent_twice_at_once_is_one_reminder(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    answers = at_once(office.app, *[lambda: office.rina.post("/reminders", data=form(number)).status_code] * 2)
    assert answers == [303, 303] and times_reminded() == {1: 23}


def test_letters_of_the_day_and_a_hand_at_once_reach_everybody_once(office: Office) -> None:
    number = assign(office.course, at=NOW - timedelta(days=30), due_on=DUE)
    shown = shown_on(office.sari.get(f"/reminders/new?assignment={number}").text)
    by_hand = ("sari", "/reminders", form(number, shown=shown))
    answers = each_in_a_process(office.app, (look, None), (press, by_hand))
    written, (status, text) = answers[0], answers[1]
    assert (written, status) in {(23, 409), (21, 303)}, text
    assert len(letters()) == 23 == len(set(letters())) and times_reminded() == {1: 23}


def test_two_processes_that_look_at_once_write_the_letters_once(office: Office) -> None:
    assign(office.course, at=NOW - timedelta(days=30), due_on=DUE)
    answers = each_in_a_process(office.app, (look, None), (look, None))
    assert sum(answers) == 23 and times_reminded() == {1: 23} and len(letters()) == 23


def test_a_coordinator_of_all_and_one_of_a_part_at_once_leave_nobody_out(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    answers = at_once(
        office.app,
        lambda: office.rina.post("/reminders", data=form(number, "a")).status_code,
        lambda: office.sari.post("/reminders", data=form(number, "b")).status_code,
    )
    assert sorted(map(str, answers)) in (["303", "303"], ["303", "409"])
    assert times_reminded() == {1: 23}


def on(day: datetime) -> int:
    return sweep(partial(datetime.replace, day, hour=2))


def test_a_leap_day_as_last_day_has_its_steps_on_days_that_there_are(app: Flask) -> None:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    assign(made.course, due_on=datetime(2028, 2, 29).date())
    days = [datetime(2028, 1, 25, tzinfo=UTC) + timedelta(days=more) for more in range(100)]
    sent = [f"{day:%m-%d}" for day in days if on(day)]
    assert sent == ["02-15", "02-22", "02-26", "02-28", "03-03", "03-30"]


def test_what_was_completed_on_a_leap_day_is_renewed_on_the_last_of_february(app: Flask) -> None:
    made = Office(app)
    use(made.ani)
    assign(made.course, due_on=datetime(2028, 3, 9).date(), renew_after=12)
    complete(made.ani, at=datetime(2028, 2, 29, 3, tzinfo=UTC))
    days = [datetime(2029, 2, 1, tzinfo=UTC) + timedelta(days=more) for more in range(70)]
    assert [f"{day:%m-%d}" for day in days if on(day)] == ["02-14", "02-21", "02-25", "02-27", "03-03", "03-30"]


def test_a_clock_that_jumps_a_year_ahead_and_back_reminds_nobody_twice(app: Flask) -> None:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    number = assign(made.course, due_on=DUE)
    made.rina.post("/reminders", data=form(number))
    assert on(utc_now() + timedelta(days=365)) == 3, "the newest step, once the days are over"
    assert [on(utc_now() + timedelta(days=days)) for days in (366, 40, 0, -365, 365)] == [0] * 5
    assert made.rina.post("/reminders", data=form(number, "b")).status_code == 409, "reminded by hand just now"
    with door(writes=True):
        db.session.execute(update(Reminded).where(Reminded.step.is_(None)).values(at=utc_now() - timedelta(days=4)))
    assert made.rina.post("/reminders", data=form(number, "c")).status_code == 303, "not silenced by a far day"
    with door(writes=False):
        far = db.session.scalars(select(func.max(Reminded.at))).one()
        assert local_date(far, local_zone()) > local_today() and db.session.scalar(select(func.count(Reminder.id))) == 2
