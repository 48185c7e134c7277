"""What features tell in letters, to whom, and that nobody is told of what they did themselves."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.accounts.models import Person
from lms.learning.models import Enrolment
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.feedback.reports import author, reader, reply, report
from tests.learning.courses import add_course, enrol
from tests.notifications.mailing import letters
from tests.reviewing.reviewing import approve_both, decide, hand_in, make_cast, publish
from tests.speakers.offers import answer, coordinator, send
from tests.support import people
from tests.support.authors import name_author


def told() -> list[tuple[str, str]]:
    """Who was told what, by user name and kind, in the order of writing."""
    with door(writes=False):
        names = {person.id: person.username for person in db.session.scalars(select(Person))}
    return [(names[letter.person_id], letter.kind) for letter in letters()]


def opened(browser: FlaskClient) -> str:
    """The newest letter, opened from the inbox."""
    path = re.findall(r'action="(/inbox/\d+)"', browser.get("/inbox").text)[0]
    return browser.post(path, follow_redirects=True).text


def link(page: str) -> str:
    """The one link of a letter."""
    return re.findall(r'<div class="card stack">.*?<a class="btn" href="([^"]+)"', page, re.DOTALL)[0]


def test_whoever_reported_a_fault_is_told_of_the_answer_and_of_a_corrected_one(app: Flask) -> None:
    add_course()
    ani, budi, siti = reader(app), reader(app, "budi"), author(app)
    for browser in (ani, budi):
        report(browser)
    reply(siti, words="Kalimat ini memang begitu bunyinya.")
    assert told() == [("ani", "fault-answered"), ("budi", "fault-answered")]
    page = opened(ani)
    assert "menilai bagian itu benar" in page and "Kalimat ini memang begitu bunyinya." in page
    assert "Siti" not in page and "siti" not in page
    assert link(page) == "/reports/mine" and ani.get("/reports/mine").status_code == 200
    reply(siti, words="Kami keliru; akan diperbaiki.")
    assert len(told()) == 4
    reply(siti, words="Kami keliru; akan diperbaiki.")
    assert len(told()) == 4


def test_an_author_who_reported_it_herself_gets_no_letter_of_her_own_answer(app: Flask) -> None:
    add_course()
    siti, budi = reader(app, "siti", role=Role.SPEAKER), reader(app, "budi")
    with door(writes=False):
        siti_id = db.session.scalars(select(Person.id).where(Person.username == "siti")).one()
    name_author(siti_id)
    for browser in (siti, budi):
        report(browser)
    assert reply(siti, words="Benar begitu.").status_code == 303
    assert told() == [("budi", "fault-answered")]


def test_answers_put_away_on_their_own_page_are_read_in_the_inbox_too(app: Flask) -> None:
    add_course()
    ani, siti = reader(app), author(app)
    report(ani)
    reply(siti, words="Benar begitu.")
    assert "1 belum dibaca" in ani.get("/").text
    assert ani.post("/reports/mine/read").status_code == 303
    assert "belum dibaca" not in ani.get("/").text


def test_authors_are_told_that_a_draft_came_back_is_approved_and_is_published(app: Flask) -> None:
    cast = make_cast(app)
    review = hand_in(cast)
    words = "Sebutkan dasar hukumnya."
    assert decide(cast.gita, review, "substance", cast.draft, verdict="needs-work", words=words).status_code == 303
    page = opened(cast.author)
    assert "perlu perbaikan" in page and words in page and cast.author.get(link(page)).status_code == 200
    review = hand_in(cast)
    approve_both(cast, review)
    page = opened(cast.author)
    assert "disetujui" in page and cast.author.get(link(page)).status_code == 200
    publish(cast.rudi, review)
    page = opened(cast.author)
    assert "terbit" in page and "Versi 1" in page and cast.author.get(link(page)).status_code == 200
    assert told() == [("nara", kind) for kind in ("review-sent-back", "review-approved", "course-published")]


def test_one_approval_of_two_tells_nothing_yet(app: Flask) -> None:
    cast = make_cast(app)
    decide(cast.gita, hand_in(cast), "substance", cast.draft)
    assert told() == []


@pytest.mark.parametrize("by", ["command", "page"])
def test_whoever_completed_a_course_is_told_once_that_it_is_withdrawn_and_why(app: Flask, by: str) -> None:
    add_course()
    done, again = people.add_person(), people.add_person("budi")
    enrol(people.add_person("citra"))
    with door(writes=True):
        for person in (done, again):
            row = {"person_id": person, "state": "completed", "item_count": 1, "done_count": 1}
            row |= {"course_id": db.session.scalar(db.text("SELECT id FROM course"))}
            row |= {"version_id": db.session.scalar(db.text("SELECT id FROM course_version"))}
            row |= dict.fromkeys(("enrolled_at", "completed_at", "last_activity_at"), people.NOW)
            db.session.add_all(Enrolment(sequence=n, **row) for n in ((1,) if person == done else (1, 2)))
    if by == "command":
        words = ["courses", "withdraw", "ramah", "--reason", "Aturannya diganti."]
        assert app.test_cli_runner().invoke(args=words).exit_code == 0
    else:
        gita = people.signed_in(app, people.add_person("gita", role=Role.REVIEWER))
        assert gita.post("/courses/ramah/withdraw", data={"reason": "Aturannya diganti."}).status_code == 303
    assert told() == [("ani", "course-withdrawn"), ("budi", "course-withdrawn")]
    ani = people.signed_in(app, done)
    page = opened(ani)
    assert "Aturannya diganti." in page and ani.get(link(page)).status_code == 200
    assert "ditarik" in ani.get("/certificates").text  # where it was told before


def test_somebody_with_an_account_is_told_that_the_offer_was_accepted(app: Flask) -> None:
    siti = people.signed_in(app, people.add_person("siti", "Siti Contoh"))
    send(siti)
    answer(coordinator(app), reply="Senin kami telepon.")
    assert told() == [("siti", "offer-accepted")]
    page = opened(siti)
    assert "Senin kami telepon." in page and siti.get(link(page)).status_code == 200


def test_a_stranger_whose_account_is_made_is_told_by_the_card_alone(app: Flask, client: FlaskClient) -> None:
    send(client)
    answer(coordinator(app))
    assert told() == []


def test_a_letter_is_read_in_the_language_of_its_reader_then(app: Flask) -> None:
    siti = people.signed_in(app, people.add_person("siti", "Siti Contoh"))
    send(siti)
    answer(coordinator(app))
    assert "Anda kini narasumber" in siti.get("/inbox").text
    with door(writes=True):
        db.session.execute(update(Person).where(Person.username == "siti").values(language="en"))
    assert "You are a speaker now" in siti.get("/inbox").text
