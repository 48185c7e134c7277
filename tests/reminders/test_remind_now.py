"""Reminding now: the text and the number are seen first, nobody is reminded twice within days, all is on record."""

import html
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.accounts.models import Employment, Person
from lms.assignments import operations
from lms.kernel.clock import utc_now
from lms.notifications.models import Notification
from lms.org import operations as org
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders.models import Reminded, Reminder
from lms.reminders.views import memo as memo_views
from tests.assignments.offices import add_people, assign, complete, everywhere, recounted
from tests.assignments.test_pages import Office
from tests.certificates.issuing import set_up_institution
from tests.coordination.test_overview import put_due
from tests.support import people
from tests.support.pdf_text import pdf_text
from tests.support.people import NOW, local_today

EVERYBODY = "1.zzzzz"
"""As if the page had shown whoever there may be."""

DUE = local_today() + timedelta(days=9)


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    return made


def use(*keys: int) -> None:
    """These people have used their accounts."""
    with door(writes=True):
        db.session.execute(update(Person).where(Person.id.in_(keys)).values(password_hash="-"))


def letters() -> list[int]:
    """To whom reminders were written."""
    with door(writes=False):
        rows = select(Notification.person_id).where(Notification.kind == "reminded")
        return list(db.session.scalars(rows.order_by(Notification.id)))


def form(number: int, token: str = "abc", /, **more: object) -> dict[str, object]:
    return {"assignment": number, "token": token, "shown": EVERYBODY, **more}


def shown_on(page: str, at: int = 0) -> str:
    """Whom a page showed, as its forms carry it."""
    return re.findall('name="shown" value="([^"]*)"', page)[at]


def test_the_text_and_the_number_are_seen_before_anything_is_sent(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    add_people([office.units["Puskesmas B"]])
    page = office.rina.get(f"/assignments/{number}").text
    link = re.search(r'href="(/reminders/new[^"]*)"', page)
    assert link is not None and "Ingatkan yang belum selesai" in page
    look = office.rina.get(link[1].replace("&amp;", "&")).text
    assert "3 orang mendapat pengingat ini" in look and "belum Anda selesaikan" in look and "Kirim ke 3 orang" in look
    assert letters() == []

    answer = office.rina.post("/reminders", data=form(number, shown=shown_on(look)))
    again = office.rina.post("/reminders", data=form(number, shown=shown_on(look)))

    assert answer.status_code == 303 == again.status_code and answer.location == again.location
    assert letters() == [office.ani, office.budi, office.citra], "the double tap is one reminder"
    record = office.rina.get(answer.location).text
    assert "Pengingat terkirim." in record and "Lewat portal dan surel" in record and record.count("Ani Contoh") >= 3
    assert [one for one in recounted() if one.startswith("remind")] == []
    with door(writes=True):
        db.session.execute(update(Reminder).values(people=7))
    assert "reminder people: 7 is 3" in recounted()
    with door(writes=False):
        inbox = db.session.scalars(select(Notification.id).where(Notification.person_id == office.ani)).all()
    letter = people.signed_in(office.app, office.ani).get(f"/inbox/{max(inbox)}", follow_redirects=True)
    assert letter.status_code == 200


def test_nobody_is_reminded_again_within_three_days(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    office.sari.post("/reminders", data=form(number, "a"))
    assert letters() == [office.ani, office.budi], "a coordinator of a department reminds its people alone"
    office.rina.post("/reminders", data=form(number, "b"))
    assert letters() == [office.ani, office.budi, office.citra]
    look = office.rina.get(f"/reminders/new?assignment={number}").text
    assert "Tidak ada lagi yang perlu diingatkan sekarang" in look and "dalam 3 hari" in look
    assert office.rina.post("/reminders", data=form(number, "c")).status_code == 409
    with door(writes=True):
        db.session.execute(update(Reminded).values(at=utc_now() - timedelta(days=2, hours=23)))
    assert office.rina.post("/reminders", data=form(number, "c")).status_code == 409
    with door(writes=True):
        db.session.execute(update(Reminded).values(at=utc_now() - timedelta(days=3, seconds=1)))
    assert office.rina.post("/reminders", data=form(number, "c")).status_code == 303 and len(letters()) == 6
    with door(writes=True):
        org.set_fact("reminder_gap_days", "1", local_today(), by="x", now=NOW)
        db.session.execute(update(Reminded).values(at=utc_now() - timedelta(days=1, seconds=1)))
    assert office.rina.post("/reminders", data=form(number, "d")).status_code == 303
    with door(writes=True):  # written while the clock ran far ahead
        db.session.execute(update(Reminded).values(at=utc_now() + timedelta(days=300)))
    assert office.rina.post("/reminders", data=form(number, "e")).status_code == 303


def test_who_is_done_or_never_used_the_account_is_left_out(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    complete(office.citra)
    with door(writes=True):
        db.session.execute(update(Person).where(Person.id == office.budi).values(password_hash=None))
    look = office.rina.get(f"/reminders/new?assignment={number}").text
    assert "1 orang mendapat pengingat ini" in look and "kartu kode" in look
    office.rina.post("/reminders", data=form(number))
    assert letters() == [office.ani]


def test_only_who_is_late_is_reminded_from_the_overview(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    put_due(number, 10)
    with door(writes=True):
        operations.extend(number, office.budi, DUE, "no-access", everywhere(), NOW, by="x")
    page = office.rina.get("/overview").text
    link = re.search(rf'href="(/reminders/new[^"]*unit={office.units["Dinas Kesehatan"]}(?:&[^"]*)?)"', page)
    assert link is not None and "Ingatkan 1" in page
    look = office.rina.get(link[1].replace("&amp;", "&")).text
    assert "1 orang mendapat pengingat ini" in look and "Hanya yang sudah lewat tenggat." in look
    assert "Tenggatnya sudah lewat" in look


def test_one_person_is_reminded_from_their_page(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    page = office.sari.get(f"/assignments/{number}/people/{office.ani}").text
    assert f"/reminders/new?assignment={number}&amp;person={office.ani}" in page
    assert "1 orang" in office.sari.get(f"/reminders/new?assignment={number}&person={office.ani}").text
    office.sari.post("/reminders", data=form(number, person=office.ani))
    assert letters() == [office.ani]


def test_an_officer_reminds_the_unit_and_nobody_of_another(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    tono = office.browser("tono", Role.UNIT_OFFICER, "Puskesmas A")
    other = office.units["SD 1"]
    for query in (f"unit={other}", f"person={office.citra}", "unit=999999", "person=99999999999999999999"):
        assert tono.get(f"/reminders/new?assignment={number}&{query}").status_code == 404
    for garbled in ({"person": "x"}, {"person": "-1"}, {"unit": "abc"}, {"person": "9" * 29}):
        assert tono.post("/reminders", data=form(number, **garbled)).status_code == 404
    assert tono.post("/reminders", data=form(number, unit=other)).status_code == 404
    assert tono.post("/reminders", data=form(number, person=office.citra)).status_code == 404
    assert letters() == []
    office.rina.post("/reminders", data=form(number, "a", unit=other))
    record = tono.get(f"/reminders?assignment={number}").text
    assert "Belum ada yang diingatkan" in record and "Ani Contoh 2" not in record
    assert tono.post("/reminders", data=form(number, "b")).status_code == 303
    assert letters() == [office.citra, office.ani, office.budi]
    with door(writes=False):
        assert (
            db.session.scalars(select(Reminder.unit_id).order_by(Reminder.id)).all()[1] == office.units["Puskesmas A"]
        )


def test_what_has_ended_or_is_not_there_is_not_reminded_of(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    with door(writes=True):
        operations.end(number, "", everywhere(), NOW, by="x")
    assert office.rina.get(f"/reminders/new?assignment={number}").status_code == 404
    assert office.rina.post("/reminders", data=form(number)).status_code == 404
    assert office.rina.get(f"/reminders?assignment={number}").status_code == 200
    for wrong in ("", "0", "x", "-1", "9" * 30):
        assert office.rina.get(f"/reminders/new?assignment={wrong}").status_code == 404
        assert office.rina.get(f"/reminders?assignment={wrong}").status_code == 404
    learner = people.signed_in(office.app, office.ani)
    assert learner.get(f"/reminders/new?assignment={number}").status_code == 403
    assert letters() == []


@pytest.mark.parametrize("token", ["", "a b", "é", "a" * 33])
def test_a_form_without_a_proper_token_sends_nothing(office: Office, token: str) -> None:
    number = assign(office.course, due_on=DUE)
    assert office.rina.post("/reminders", data=form(number, token)).status_code == 422 and letters() == []


def test_a_text_for_a_whatsapp_group_names_nobody_and_counts_once_it_is_sent(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    add_people([office.units["Puskesmas B"]])
    with door(writes=True):
        org.set_fact("reminder_gap_days", "3", local_today(), by="x", now=NOW)
    look = office.sari.get(f"/reminders/new?assignment={number}").text
    text = html.unescape(look.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]).strip()
    lines = text.splitlines()
    assert lines[1:3] == ["Dinas Kesehatan", "3 orang belum menyelesaikannya."] and "Ani" not in text
    assert lines[4].endswith("/courses/ramah") and text.count("http") == 1
    link = re.search(r'href="https://wa\.me/\?text=([^"]*)"[^>]*rel="noopener noreferrer"', look)
    assert link is not None and unquote(html.unescape(link[1])).splitlines() == lines

    done = office.sari.post("/reminders/whatsapp", data=form(number))
    again = office.sari.post("/reminders/whatsapp", data=form(number))

    assert done.status_code == 303 == again.status_code and letters() == [], "the portal sends nothing"
    record = office.sari.get(done.location).text
    assert "Tercatat bahwa Anda" in record and "Lewat WhatsApp" in record and "Dinas Kesehatan" in record
    office.rina.post("/reminders", data=form(number, "b"))
    assert letters() == [office.citra], "the others were reminded already"
    assert office.sari.post("/reminders/whatsapp", data=form(number, "c")).status_code == 409
    assert office.sari.post("/reminders/whatsapp", data=form(number, "d", person=office.ani)).status_code == 404
    assert office.sari.post("/reminders/whatsapp", data=form(number, "d", unit=office.units["SD 1"])).status_code == 404
    assert [one for one in recounted() if one.startswith("remind")] == []


def test_a_memo_lists_the_names_and_counts_as_a_reminder(office: Office) -> None:
    set_up_institution()
    number = assign(office.course, due_on=DUE)
    with door(writes=True):
        db.session.execute(
            update(Employment).where(Employment.person_id == office.ani).values(nip="199001012015012999")
        )
    assert "Nota dinas dengan 2 nama" in office.sari.get(f"/reminders/new?assignment={number}").text
    for more, status in (({"unit": office.units["SD 1"]}, 404), ({"token": ""}, 422)):
        assert office.sari.post("/reminders/memo", data=form(number) | more).status_code == status
    first = office.sari.post("/reminders/memo", data=form(number))
    again = office.sari.post("/reminders/memo", data=form(number))
    for memo in (first, again):
        said = pdf_text(memo.data)
        assert memo.mimetype == "application/pdf" and "19900101 201501 2 999" in said
        assert (
            "NOTA DINAS" in said and "Kepala Dinas Kesehatan" in said and "Puskesmas A" in said and "SD 1" not in said
        )
    assert "Lewat nota dinas" in office.sari.get(f"/reminders?assignment={number}").text
    assert office.sari.post("/reminders/memo", data=form(number, "b")).status_code == 409
    assert office.rina.post("/reminders/memo", data=form(number)).status_code == 200
    with door(writes=False):
        assert db.session.scalars(select(Reminder.people).order_by(Reminder.id)).all() == [2, 1], (
            "hers is on record too"
        )
    assert letters() == [] and [one for one in recounted() if one.startswith("remind")] == []


def test_a_memo_of_too_many_people_asks_for_a_unit(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo_views, "MOST_NAMES", 2)
    number = assign(office.course, due_on=DUE)
    answer = office.rina.post("/reminders/memo", data=form(number))
    assert answer.status_code == 409 and "Pilih satu unit" in answer.text
    with door(writes=False):
        assert db.session.scalars(select(Reminder.id)).all() == []
