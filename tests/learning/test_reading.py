"""Beginning a course, reading its lessons and finishing them, on both databases."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from lms.content.models import CourseItem, CourseRow, CourseVersion, RenderedItem
from lms.content.version_facts import to_json
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning import operations
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW

LESSON = "/learn/ramah/-/sapa"


def add_course(slug: str = "ramah") -> dict[str, int]:
    """A published course of two lessons and a quiz; returns the keys of its items by title."""
    with door(writes=True):
        course = CourseRow(slug=slug, created_at=NOW)
        db.session.add(course)
        db.session.flush()
        version = CourseVersion(
            course_id=course.id,
            number=1,
            fingerprint="-",
            published_at=NOW,
            published_by="test",
            title="Pelayanan yang Ramah",
            outcomes=to_json({"a": "menyambut warga"}),
            proposed_jp=4,
            minutes=32,
            item_count=3,
            size=1000,
            renderer="1",
        )
        db.session.add(version)
        db.session.flush()
        course.current_version_id = version.id
        rows = [
            ("-/sapa", "", "lesson"),
            ("keluhan/dengar", "Keluhan", "lesson"),
            ("keluhan/latihan", "Keluhan", "quiz"),
        ]
        items = [
            CourseItem(
                version_id=version.id,
                position=number,
                key=key.removeprefix("-/"),
                module_position=1 + bool(module),
                module_key=module.lower(),
                module_title=module,
                kind=kind,
                title=key.rpartition("/")[2],
                minutes=10,
            )
            for number, (key, module, kind) in enumerate(rows, 1)
        ]
        db.session.add_all(items)
        db.session.flush()
        parts = to_json([["html", "<p>Sapa &amp; senyum</p>"], ["question", "q1"]])
        db.session.add_all(RenderedItem(item_id=item.id, renderer="1", parts=parts) for item in items)
        return {item.title: item.id for item in items}


def enrol(person_id: int, slug: str = "ramah") -> int:
    """Enrols through a door of its own."""
    with door(writes=True):
        return operations.enrol(person_id, slug, NOW)


def finish(enrolment_id: int, item_id: int) -> None:
    """Finishes a lesson through a door of its own."""
    with door(writes=True):
        operations.finish_lesson(enrolment_id, item_id, NOW)


def done_count(enrolment_id: int) -> int:
    """How many items the enrolment counts as done."""
    with door(writes=False):
        return db.session.scalars(select(Enrolment.done_count).where(Enrolment.id == enrolment_id)).one()


def test_enrolling_twice_is_one_enrolment(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    assert enrol(person_id) == enrol(person_id)
    assert count(Enrolment) == 1


def test_a_second_tap_that_was_faster_is_found_by_the_unique_index(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    add_course()
    person_id = people.add_person()
    first = enrol(person_id)
    real, asked = operations._active, []

    def late(person: int, course: int) -> int | None:
        asked.append(person)
        return real(person, course) if len(asked) > 1 else None

    monkeypatch.setattr(operations, "_active", late)
    with door(writes=True):
        assert operations.enrol(person_id, "ramah", NOW) == first
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
    assert (done_count(ani), done_count(budi), count(ItemProgress)) == (1, 0, 1)


def test_a_quiz_or_a_foreign_item_is_not_finished_here(app: Flask) -> None:
    items, others = add_course(), add_course("lain")
    enrolment = enrol(people.add_person())
    with pytest.raises(Unprocessable):
        finish(enrolment, items["latihan"])
    with pytest.raises(NotFound):
        finish(enrolment, others["sapa"])
    assert done_count(enrolment) == 0


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
    assert "0 dari 3 selesai" in browser.get("/courses/ramah").text
    page = browser.get(LESSON)
    assert page.status_code == 200
    assert "<p>Sapa &amp; senyum</p>" in page.text
    onward = browser.post(LESSON + "/finish")
    assert (onward.status_code, onward.location) == (303, "/learn/ramah/keluhan/dengar")
    assert "1 dari 3 selesai" in browser.get(onward.location).text
    assert browser.post(onward.location + "/finish").location == "/courses/ramah"
    assert "2 dari 3 selesai" in browser.get("/courses/ramah").text


def test_what_is_not_there_is_not_found(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    enrol(person_id)
    browser = people.signed_in(app, person_id)
    for path in ("/courses/x", "/learn/x/-/sapa", "/learn/ramah/-/x", "/learn/ramah/keluhan/latihan"):
        assert browser.get(path).status_code == 404
    assert browser.post("/courses/x/enrol").status_code == 404


def test_a_lesson_costs_three_queries(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    enrol(person_id)
    browser = people.signed_in(app, person_id)
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(LESSON).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) == 3
