"""One person is reminded by WhatsApp from their standing: by name, by one's own phone; it counts once it is sent."""

import html
import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.kernel.clock import utc_now
from lms.notifications.operations.phones import keep_phone
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders.models import Reminded, Reminder
from tests.assignments.offices import add_lesson, assign, complete, recounted
from tests.assignments.test_pages import Office
from tests.coordination.test_overview import put_due
from tests.reminders.test_remind_now import DUE, form, letters, shown_on, use
from tests.support import people
from tests.support.people import NOW


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    return made


def two_late(office: Office) -> tuple[int, int]:
    first, second = assign(office.course, due_on=DUE), assign(add_lesson("kedua"), due_on=DUE, token="b")
    put_due(first, 10)
    put_due(second, 4)
    return first, second


def text_on(page: str) -> str:
    """The text to copy; "" where there is none."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    return html.unescape(found[1]).strip() if found else ""


def send(office: Office, person: int, token: str = "abc", **form: str) -> int:
    return office.sari.post(f"/people/{person}/standing/whatsapp", data={"token": token, **form}).status_code


def recorded() -> list[tuple[int, str, int]]:
    with door(writes=False):
        rows = select(Reminder.assignment_id, Reminder.channel, Reminder.people).order_by(Reminder.id)
        return [tuple(row) for row in db.session.execute(rows)]


def test_the_text_tells_by_name_what_is_late_and_has_no_number_of_anybody(office: Office) -> None:
    two_late(office)
    assign(add_lesson("ketiga"), due_on=DUE, token="c")
    with door(writes=True):
        keep_phone(office.ani, "+6281234567890", [], NOW)
    page = office.sari.get(f"/people/{office.ani}/standing").text
    lines = text_on(page).splitlines()
    assert "Ani Contoh 0" in lines[0] and [line.rpartition("/")[2] for line in lines if "http" in line] == [
        "ramah",
        "kedua",
    ]
    assert "Tenggatnya sudah lewat" in lines[1] and "81234567890" not in page
    link = re.search(r'href="https://wa\.me/\?text=([^"]*)"', page)
    assert link is not None and unquote(html.unescape(link[1])).splitlines() == lines


def test_saying_that_it_is_sent_is_on_record_once_and_counts_for_the_days(office: Office) -> None:
    first, second = two_late(office)
    page = office.sari.get(f"/people/{office.ani}/standing").text
    shown = shown_on(page)
    assert send(office, office.ani, shown=shown) == 303 == send(office, office.ani, shown=shown)
    assert recorded() == [(first, "whatsapp", 1), (second, "whatsapp", 1)] and letters() == []
    after = office.sari.get(f"/people/{office.ani}/standing?note=person-reminded").text
    assert text_on(after) == "" and "sudah diingatkan tentang semua" in after and "Tercatat bahwa" in after
    office.rina.post("/reminders", data=form(first))
    assert letters() == [office.budi, office.citra], "she was reminded already"
    assert "Lewat WhatsApp" in office.sari.get(f"/reminders?assignment={first}").text
    assert send(office, office.ani, "b", shown=shown) == 409
    with door(writes=True):
        db.session.execute(update(Reminded).values(at=utc_now() - timedelta(days=4)))
    assert send(office, office.ani, "c", shown=shown) == 303 and len(recorded()) == 5
    assert [one for one in recounted() if one.startswith("remind")] == []


def test_only_what_the_text_told_and_is_still_late_is_on_record(office: Office) -> None:
    first, _ = two_late(office)
    shown = shown_on(office.sari.get(f"/people/{office.ani}/standing").text)
    third = assign(add_lesson("ketiga"), due_on=DUE, token="c")
    put_due(third, 2)
    complete(office.ani, "kedua")
    assert send(office, office.ani, shown=shown) == 303 and recorded() == [(first, "whatsapp", 1)]
    complete(office.ani, "ramah")
    assert send(office, office.ani, "b", shown=shown) == 409
    assert text_on(office.sari.get(f"/people/{office.ani}/standing").text).count("http") == 1


def test_who_is_late_with_nothing_has_no_text(office: Office) -> None:
    assign(office.course, due_on=DUE)
    page = office.sari.get(f"/people/{office.ani}/standing").text
    assert text_on(page) == "" and "WhatsApp" not in page
    assert send(office, office.ani, shown="1.zz") == 409


def test_who_is_to_renew_a_course_reads_since_when(office: Office) -> None:
    complete(office.ani, at=NOW - timedelta(days=800))
    assign(office.course, due_on=date(2099, 1, 1), renew_after=12)
    assert "pernah Anda selesaikan berlaku sampai" in text_on(office.sari.get(f"/people/{office.ani}/standing").text)


def test_nobody_of_another_unit_is_reminded_and_no_form_of_others_is_read(office: Office) -> None:
    two_late(office)
    assert send(office, office.citra, shown="1.zz") == 404 and send(office, 999_999, shown="1.zz") == 404
    for wrong in ({}, {"shown": "x!"}, {"shown": "1.zz", "token": "a b"}, {"shown": "1.zz", "token": "é" * 99}):
        assert send(office, office.ani, **wrong) == 422
    address = f"/people/{office.ani}/standing/whatsapp"
    tono = office.browser("tono", Role.UNIT_OFFICER, "SD 1")
    assert tono.post(address, data={"token": "a", "shown": "1.zz"}).status_code == 404
    assert people.signed_in(office.app, office.ani).post(address, data={"token": "a"}).status_code == 403
    assert recorded() == []
