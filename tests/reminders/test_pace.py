"""Who is behind an even pace of JP is told so once in the months that the institution names."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select

from lms.hours.models import JpRule, JpYear, StaffPlace
from lms.notifications.letter import Words
from lms.notifications.models import Notification
from lms.notifications.registry import kind_of
from lms.org import operations as org
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders import pace
from lms.reminders.sweeping import sweep
from tests.assignments.offices import add_people
from tests.assignments.test_pages import Office
from tests.reminders.test_remind_now import use
from tests.support.people import NOW


@pytest.fixture
def office(app: Flask) -> Iterator[Office]:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    names = [column.name for column in JpRule.__table__.columns]
    with door(writes=False):
        said = [{name: getattr(row, name) for name in names} for row in db.session.scalars(select(JpRule))]
    with door(writes=True):
        db.session.execute(delete(StaffPlace).where(StaffPlace.person_id.not_in((made.ani, made.budi, made.citra))))
        db.session.execute(delete(JpRule))
        for jp, since in ((40, date(2010, 1, 1)), (20, date(2020, 1, 1)), (60, date(2040, 1, 1))):
            db.session.add(JpRule(status="pns", bound="floor", jp=jp, valid_from=since, source="x"))
        rows = [{"person_id": made.ani, "year": 2027, "jp": 10}, {"person_id": made.budi, "year": 2027, "jp": 9}]
        db.session.execute(insert(JpYear), [*rows, {"person_id": made.citra, "year": 2026, "jp": 50}])
    yield made
    with door(writes=True):  # rules come with the tables, and other tests have them as they came
        db.session.execute(delete(JpRule))
        db.session.execute(insert(JpRule), said)


def on(year: int, month: int, day: int = 15, hour: int = 2) -> int:
    """How many letters are written on that day; at 2 UTC it is 9 in the office."""
    return sweep(lambda: datetime(year, month, day, hour, tzinfo=UTC))


def told() -> list[tuple[int, dict[str, int]]]:
    """Whom, and of what."""
    with door(writes=False):
        rows = select(Notification.person_id, Notification.facts).where(Notification.kind == "behind-pace")
        found = db.session.execute(rows.order_by(Notification.id)).all()
    return [(person, json.loads(facts)) for person, facts in found]


def test_who_is_behind_is_told_once_in_july_and_september(office: Office) -> None:
    add_people([office.units["Puskesmas A"]])
    assert on(2027, 6) == 0 and on(2027, 7, hour=0) == 0
    assert on(2027, 7) == 2, "10 of 20 JP are in step in July; the account of one was never used"
    assert told() == [
        (office.budi, {"year": 2027, "jp": 9, "floor": 20, "due": 10}),
        (office.citra, {"year": 2027, "jp": 0, "floor": 20, "due": 10}),
    ]
    assert [on(2027, 7), on(2027, 7, 31), on(2027, 8), on(2027, 7, 1)] == [0] * 4
    assert on(2027, 9) == 3 and on(2027, 10) == 0
    with door(writes=False):
        facts = told()[0][1]
        for language, words in (("id", "9 dari 20 JP"), ("en", "9 of 20 JP")):
            letter = kind_of("behind-pace").write(facts, Words(language))
            assert words in letter.subject and letter.path == "/courses"


def test_portions_leave_nobody_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "AT_ONCE", 1)
    assert on(2027, 9) == 3 and on(2027, 9) == 0


def test_the_institution_sets_the_months(office: Office) -> None:
    with door(writes=True):
        org.set_fact("pace_months", "0", date(2020, 1, 1), by="x", now=NOW)
    assert on(2027, 7) == 0
    with door(writes=True):
        org.set_fact("pace_months", "2 11", date(2020, 1, 2), by="x", now=NOW)
    assert on(2027, 7) == 0 and on(2027, 11) == 3


def test_without_a_minimum_nobody_is_behind(office: Office) -> None:
    with door(writes=True):
        db.session.execute(delete(JpRule))
    assert on(2027, 7) == 0


@pytest.mark.parametrize("months", ["13", "0 7", "7,9", "x", "7  9"])
def test_what_is_no_month_is_refused(office: Office, months: str) -> None:
    assert office.app.test_cli_runner().invoke(args=["institution", "set", "pace_months", months]).exit_code != 0
