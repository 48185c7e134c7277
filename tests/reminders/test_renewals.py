"""Who completed a course so long ago that it is to be renewed is told ahead, and counts among those to be reminded."""

import json
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from lms.assignments import operations
from lms.assignments.states import months_later
from lms.notifications.letter import Words
from lms.notifications.models import Notification
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders import letters
from lms.reminders.sweeping import sweep
from tests.assignments.offices import assign, begin, complete, everywhere
from tests.assignments.test_pages import Office
from tests.coordination.test_overview import put_due
from tests.reminders.test_remind_now import form, use
from tests.support.people import NOW, local_today

LAST = months_later(NOW.date(), 12)


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    return made


def on(day: date) -> int:
    """How many letters are written at nine of a day in the office."""
    return sweep(lambda: datetime.combine(day, NOW.timetz()).replace(hour=2))


def told(person: int, language: str = "id") -> list[str]:
    """Each reminder to somebody in words."""
    with door(writes=False):
        rows = select(Notification.facts).where(Notification.kind == "reminded", Notification.person_id == person)
        found = db.session.scalars(rows.order_by(Notification.id)).all()
    made = [letters.reminder(json.loads(facts), Words(language)) for facts in found]
    return [f"{one.subject} {' '.join(one.paragraphs)} {one.path}" for one in made]


def test_the_ladder_tells_ahead_when_it_is_to_be_renewed(office: Office) -> None:
    assign(office.course, due_on=NOW.date() + timedelta(days=9), renew_after=12)
    complete(office.ani)
    sent = {days: on(LAST - timedelta(days=days)) for days in (20, 14, 13, 7, 3, 1, 0, -3, -30, -31)}
    assert {days: people for days, people in sent.items() if people} == {20: 2, 14: 1, 7: 1, 3: 1, 1: 1, -3: 1, -30: 1}
    ahead, late = told(office.ani)[0], told(office.ani)[-1]
    assert "Mohon diperbarui: " in ahead and "berlaku sampai 24 November 2027." in ahead and "ambil lagi" in ahead
    assert "yang pernah Anda selesaikan berlaku sampai" in late and late.endswith("/courses/ramah")
    assert "Please renew: " in told(office.ani, "en")[0] and "take it once more" in told(office.ani, "en")[0]


def test_it_stops_once_it_is_renewed_and_says_go_on_once_it_is_begun(office: Office) -> None:
    assign(office.course, due_on=NOW.date() + timedelta(days=9), renew_after=12)
    complete(office.ani)
    complete(office.budi)
    begin(office.budi, at=NOW + timedelta(days=300))
    complete(office.citra)
    assert on(LAST - timedelta(days=14)) == 3 and "lanjutkan dari bagian terakhir" in told(office.budi)[0]
    complete(office.ani, at=NOW + timedelta(days=355))
    assert on(LAST - timedelta(days=7)) == 2 and len(told(office.ani)) == 1


def test_done_once_for_ever_is_never_reminded_of(office: Office) -> None:
    assign(office.course, due_on=NOW.date() + timedelta(days=9))
    for person in (office.ani, office.budi, office.citra):
        complete(person)
    assert [on(LAST + timedelta(days=days)) for days in (-14, 0, 3, 400)] == [0] * 4


def test_who_had_completed_it_long_before_it_was_asked_is_told_the_next_morning(office: Office) -> None:
    complete(office.ani, at=NOW - timedelta(days=800))
    assign(office.course, due_on=NOW.date() + timedelta(days=90), renew_after=12)
    assert on(NOW.date() + timedelta(days=1)) == 1 and len(told(office.ani)) == 1
    assert on(NOW.date() + timedelta(days=2)) == 0


def test_who_is_to_renew_it_counts_among_those_to_be_reminded(office: Office) -> None:
    complete(office.ani, at=NOW - timedelta(days=800))
    complete(office.budi, at=NOW - timedelta(days=10))
    number = assign(office.course, due_on=local_today() + timedelta(days=90), renew_after=12)
    unit = office.units["Dinas Kesehatan"]
    for page in (f"/assignments/{number}", "/overview"):
        html = office.rina.get(page).text
        assert "Ingatkan 1" in html and f"unit={unit}" in html.split("Ingatkan 1")[0][-400:]
    look = office.rina.get(f"/reminders/new?assignment={number}&unit={unit}&late=1").text
    assert "1 orang mendapat pengingat ini" in look and "Mohon diperbarui" in look
    both = office.rina.get(f"/reminders/new?assignment={number}").text
    assert "Mohon diperbarui" in both and "Mohon diselesaikan" in both, "each text that somebody gets is shown"
    assert "1 orang di antaranya pernah selesai" in both and "perlu memperbaruinya" in both
    assert "Ingatkan sekarang" in office.rina.get(f"/assignments/{number}/people/{office.ani}").text
    assert "Ingatkan sekarang" not in office.rina.get(f"/assignments/{number}/people/{office.budi}").text
    office.rina.post("/reminders", data=form(number))
    assert len(told(office.ani)) == 1 and told(office.budi) == [] and len(told(office.citra)) == 1


def test_each_unit_of_an_assignment_has_its_own_link_of_who_is_late(office: Office) -> None:
    number = assign(office.course, due_on=local_today() + timedelta(days=90))
    html = office.rina.get(f"/assignments/{number}").text
    assert "Ingatkan 1" not in html and html.count("Tidak ada yang lewat tenggat") == 2
    put_due(number, 10)
    html = office.rina.get(f"/assignments/{number}").text
    for unit, people in (("Dinas Kesehatan", 2), ("Dinas Pendidikan", 1)):
        href = f"/reminders/new?assignment={number}&amp;late=1&amp;unit={office.units[unit]}"
        assert href in html and f"Ingatkan {people}" in html
        assert f"Kirim ke {people} orang" in office.rina.get(unescape(href)).text
    with door(writes=True):
        operations.end(number, "", everywhere(), NOW, by="x")
    assert "/reminders/new" not in office.rina.get(f"/assignments/{number}").text
