"""Beginning a course, reading its lessons and finishing them, on both databases."""

import pytest
from flask import Flask

from lms.content.models import CourseRow
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning import operations
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.learning.courses import add_course, enrol, finish, state_of
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW
from tests.support.statements import selects, statements

LESSON = "/learn/ramah/-/sapa"


def test_enrolling_twice_is_one_enrolment(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    assert enrol(person_id) == enrol(person_id)
    assert count(Enrolment) == 1


def test_finishing_twice_counts_once_and_only_for_oneself(app: Flask) -> None:
    items = add_course()
    ani = enrol(people.add_person())
    with door(writes=True):
        budi_row = people.Person(username="budi", name="Budi Misal", sort_key="budi", created_at=NOW)
        db.session.add(budi_row)
        db.session.flush()
        budi = operations.enrol(budi_row.id, "ramah", NOW)
    finish(ani, items["sapa"])
    finish(ani, items["sapa"])
    assert (state_of(ani).done, state_of(budi).done, count(ItemProgress)) == (1, 0, 1)


def test_a_quiz_or_a_foreign_item_is_not_finished_here(app: Flask) -> None:
    items, others = add_course(), add_course("lain")
    enrolment = enrol(people.add_person())
    with pytest.raises(Unprocessable):
        finish(enrolment, items["latihan"])
    with pytest.raises(NotFound):
        finish(enrolment, others["sapa"])
    assert state_of(enrolment).done == 0


def test_a_withdrawn_course_takes_nobody_new(app: Flask) -> None:
    add_course()
    old = people.add_person()
    enrolment = enrol(old)
    with door(writes=True):
        db.session.execute(db.update(CourseRow).values(withdrawn_at=NOW))
    assert enrol(old) == enrolment
    with door(writes=True):
        db.session.execute(db.delete(Enrolment))
    with pytest.raises(Conflict):
        enrol(old)
    browser = people.signed_in(app, old)
    assert browser.get("/courses/ramah").status_code == 404


def test_the_way_through_a_course(app: Flask) -> None:
    add_course()
    browser = people.signed_in(app, people.add_person())
    assert "Mulai pelatihan ini" in browser.get("/courses/ramah").text
    assert browser.get(LESSON).status_code == 404
    assert browser.post(LESSON + "/finish").status_code == 404
    assert browser.post("/courses/ramah/enrol").location == "/courses/ramah"
    assert "0 dari 4 selesai" in browser.get("/courses/ramah").text
    page = browser.get(LESSON)
    assert page.status_code == 200
    assert "<p>Sapa &amp; senyum</p>" in page.text
    onward = browser.post(LESSON + "/finish")
    assert (onward.status_code, onward.location) == (303, "/learn/ramah/keluhan/dengar")
    assert "1 dari 4 selesai" in browser.get(onward.location).text
    assert browser.post(onward.location + "/finish").location.startswith("/learn/ramah/keluhan/latihan")
    assert "2 dari 4 selesai" in browser.get("/courses/ramah").text


def test_what_is_not_there_is_not_found(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    enrol(person_id)
    browser = people.signed_in(app, person_id)
    for path in ("/courses/x", "/learn/x/-/sapa", "/learn/ramah/-/x"):
        assert browser.get(path).status_code == 404
    assert browser.post("/courses/x/enrol").status_code == 404


def test_a_lesson_costs_two_queries_once_its_text_is_known(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    enrol(person_id)
    browser = people.signed_in(app, person_id)
    for queries in (4, 2):  # the first reader also reads the items of the version, and the text
        with statements() as seen:
            assert browser.get(LESSON).status_code == 200
        assert len(selects(seen)) == queries
