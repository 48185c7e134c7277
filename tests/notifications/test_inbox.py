"""The inbox: what people find there, what opening does, and that nobody reads the letters of others."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.models import Person
from lms.learning.letters import COURSE_WITHDRAWN
from lms.notifications.models import Notification
from lms.notifications.operations import Addressed, notify_many
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.notifications.mailing import Box, deliveries, letters, write
from tests.support import people
from tests.support.apps import count
from tests.support.statements import statements

SUBJECT = "Laporan Anda dijawab: Ramah kepada warga"


@pytest.fixture
def ani(app: Flask) -> int:
    return people.add_person(email="ani@contoh.id")


@pytest.fixture
def browser(app: Flask, ani: int) -> FlaskClient:
    return people.signed_in(app, ani)


def test_without_letters_the_page_says_what_will_come(browser: FlaskClient) -> None:
    page = browser.get("/inbox").text
    assert "Belum ada surat" in page
    assert 'aria-label="Surat Anda"' in page


def test_a_new_letter_is_counted_at_the_bell_of_every_page_and_said_to_be_unread(
    browser: FlaskClient, ani: int
) -> None:
    write(ani)
    assert 'aria-label="Surat Anda: 1 belum dibaca"' in browser.get("/profile").text
    page = browser.get("/inbox").text
    assert SUBJECT in page and "Belum dibaca" in page and "1 surat belum dibaca." in page


def test_opening_a_letter_is_a_post_that_shows_it_and_a_get_writes_nothing(browser: FlaskClient, ani: int) -> None:
    write(ani)
    path = f"/inbox/{letters()[0].id}"
    assert browser.get(path).status_code == 200
    assert letters()[0].read_at is None
    answer = browser.post(path)
    assert (answer.status_code, answer.location) == (303, path)
    first = letters()[0].read_at
    page = browser.get(path).text
    assert (
        first is not None and SUBJECT in page and "Ejaannya kami perbaiki." in page and 'href="/reports/mine"' in page
    )
    browser.post(path)
    assert letters()[0].read_at == first
    assert "belum dibaca" not in browser.get("/inbox").text


def test_the_bell_costs_no_query(browser: FlaskClient, ani: int) -> None:
    write(ani)
    browser.get("/inbox/choices")
    with statements() as seen:
        browser.get("/reports/mine")
    assert len([one for one in seen if one.sql.startswith("SELECT")]) == 2


def test_all_can_be_marked_as_read_at_once(browser: FlaskClient, ani: int) -> None:
    for token in "abc":
        write(ani, token)
    assert browser.post("/inbox").status_code == 303
    assert all(letter.read_at for letter in letters())


def test_the_letter_of_somebody_else_is_not_there_and_stays_unread(app: Flask, ani: int) -> None:
    write(ani)
    budi = people.signed_in(app, people.add_person("budi"))
    path = f"/inbox/{letters()[0].id}"
    assert [budi.get(path).status_code, budi.post(path).status_code, budi.post("/inbox").status_code] == [404, 404, 303]
    assert letters()[0].read_at is None
    assert SUBJECT not in budi.get("/inbox").text


@pytest.mark.parametrize("path", ["/inbox/0", "/inbox/999999999", "/inbox/x", "/inbox/99999999999999999999"])
def test_a_letter_that_there_is_not_is_not_found(browser: FlaskClient, path: str) -> None:
    assert (browser.get(path).status_code, browser.post(path).status_code) == (404, 404)


@pytest.mark.parametrize("before", ["x", "-1", "99999999999999999999", "", "1.5", "%00"])
def test_a_strange_place_to_go_on_from_shows_the_newest(browser: FlaskClient, ani: int, before: str) -> None:
    write(ani)
    assert SUBJECT in browser.get(f"/inbox?before={before}").text


def test_older_letters_are_pages_that_leave_none_out_also_while_new_ones_come(browser: FlaskClient, ani: int) -> None:
    for number in range(45):
        write(ani, str(number), course=f"Kursus {number:02}")
    seen: list[str] = []
    path: str | None = "/inbox"
    while path:
        page = browser.get(path).text
        seen += re.findall(r"Kursus (\d\d)<", page)
        write(ani, f"new{len(seen)}", course="Baru datang")
        path = found[0] if (found := re.findall(r'href="(/inbox\?before=\d+)"', page)) else None
    assert seen == [f"{number:02}" for number in range(44, -1, -1)]


def test_the_page_asks_as_much_for_many_letters_as_for_one(browser: FlaskClient, ani: int) -> None:
    write(ani, "one")
    counts = []
    for more in (0, 30):
        for number in range(more):
            write(ani, str(number))
        with statements() as seen:
            browser.get("/inbox")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_same_fact_is_told_once_whoever_tells_it_again(app: Flask, box: Box, ani: int) -> None:
    write(ani, "fault:1:1")
    write(ani, "fault:1:1", words="lain")
    with door(writes=True):
        twice = Addressed(ani, {"course": "x", "item": "y", "version": None, "words": ""}, "fault:2:1")
        notify_many([twice, twice], "fault-answered", people.NOW)
    assert len(letters()) == len(deliveries()) == 2


def test_what_is_undone_told_nobody(app: Flask, box: Box, ani: int) -> None:
    with pytest.raises(ZeroDivisionError), door(writes=True):
        notify_many([Addressed(ani, {}, "t")], "fault-answered", people.NOW)
        raise ZeroDivisionError
    assert (letters(), deliveries()) == ([], [])


def test_a_kind_that_no_feature_writes_is_a_mistake_of_the_program(app: Flask, ani: int) -> None:
    with pytest.raises(KeyError), door(writes=True):
        notify_many([Addressed(ani, {}, "t")], "no-such-kind", people.NOW)


def test_a_letter_of_an_earlier_release_is_shown_as_an_old_one(browser: FlaskClient, ani: int) -> None:
    write(ani)
    with door(writes=True):
        db.session.execute(db.update(Notification).values(kind="forgotten"))
    assert "Surat lama" in browser.get("/inbox").text
    assert browser.get(f"/inbox/{letters()[0].id}").status_code == 200


def test_five_thousand_people_are_told_in_as_many_statements_as_one(app: Flask, box: Box) -> None:
    with door(writes=True):
        common = {"language": "id", "theme": "", "text_size": "", "title_before": "", "title_after": ""}
        rows = [
            {**common, "username": f"p{number}", "email": f"p{number}@contoh.id", "name": "Nama", "sort_key": "nama",
             "form_of_address": "", "is_demo": False, "created_at": people.NOW}
            for number in range(5_000)
        ]  # fmt: skip
        db.session.execute(db.insert(Person.__table__), rows)
        everybody = list(db.session.scalars(db.select(Person.id)))
    asked = []
    for told in (everybody[:1], everybody):
        with statements() as seen, door(writes=True):
            facts = {"slug": "ramah", "title": "Ramah", "reason": "Sudah usang."}
            notify_many([Addressed(person, facts, f"t{len(told)}") for person in told], COURSE_WITHDRAWN, people.NOW)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 5
    assert count(Notification) == len(deliveries()) == 5_001


OTHERS = {"deputy-named": "at-once", "reminded": "at-once", "behind-pace": "at-once"}


def test_choices_are_kept_and_shown_and_those_of_others_stay(app: Flask, browser: FlaskClient, ani: int) -> None:
    chosen = {"fault-answered": "daily", "offer-accepted": "off", "course-withdrawn": "at-once", **OTHERS}
    answer = browser.post("/inbox/choices", data=chosen)
    assert (answer.status_code, answer.location) == (303, "/inbox/choices?note=choices-kept")
    page = browser.get(answer.location).text
    assert '<option value="daily" selected>' in page and '<option value="off" selected>' in page
    browser.post("/inbox/choices", data={**chosen, "fault-answered": "off"})
    assert browser.get("/inbox/choices").text.count('<option value="off" selected>') == 2
    budi = people.signed_in(app, people.add_person("budi"))
    assert '<option value="daily" selected>' not in budi.get("/inbox/choices").text


@pytest.mark.parametrize("wrong", ["", "never", "at-once\n", "x" * 100_000])
def test_a_choice_that_there_is_not_is_asked_for_again(browser: FlaskClient, wrong: str) -> None:
    sent = {"fault-answered": wrong, "offer-accepted": "off", "course-withdrawn": "at-once", **OTHERS}
    answer = browser.post("/inbox/choices", data=sent)
    assert answer.status_code == 422
    assert "<title>Perlu diperbaiki: Surat lewat surel" in answer.text
    assert '<option value="daily" selected>' not in browser.get("/inbox/choices").text


def test_what_concerns_ones_record_cannot_be_turned_off_and_says_why(browser: FlaskClient) -> None:
    sent = {"fault-answered": "off", "offer-accepted": "off", "course-withdrawn": "off", **OTHERS}
    assert browser.post("/inbox/choices", data=sent).status_code == 422
    assert "Selalu lewat surel, karena" in browser.get("/inbox/choices").text


def test_only_who_may_get_a_letter_is_asked_about_it(app: Flask, browser: FlaskClient) -> None:
    author = people.signed_in(app, people.add_person("siti", role=Role.SPEAKER))
    assert "Konsep Anda disetujui" in author.get("/inbox/choices").text
    assert "Konsep Anda disetujui" not in browser.get("/inbox/choices").text


def test_without_a_mail_server_or_an_address_the_page_says_that_letters_are_here_only(app: Flask, ani: int) -> None:
    browser = people.signed_in(app, ani)
    assert "Portal ini sekarang tidak mengirim surel" in browser.get("/inbox/choices").text
    write(ani)
    assert (len(letters()), deliveries()) == (1, [])


def test_whoever_has_no_address_gets_letters_in_the_inbox_only(app: Flask, box: Box) -> None:
    budi = people.add_person("budi")
    write(budi)
    assert (len(letters()), deliveries()) == (1, [])
    assert "Alamat surel Anda belum kami ketahui" in people.signed_in(app, budi).get("/inbox/choices").text


def test_the_page_says_where_letters_go_and_when(app: Flask, box: Box, browser: FlaskClient) -> None:
    page = browser.get("/inbox/choices").text
    assert "Surat dikirim ke ani@contoh.id." in page
    assert "Pukul 20.00 sampai 06.00 tidak ada yang dikirim." in page and "berangkat pukul 07.00." in page
