"""What a speaker's papers say of the learners reached, from courses and completions."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from lms.content.models import CourseRow, CourseVersion
from lms.content.operations import name_authors
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.speakers.reach import Reach, reach_of
from tests.learning.courses import add_course, enrol, finish, pass_quiz
from tests.support import people
from tests.support.people import NOW


def finishes(username: str, items: dict[str, int], person_id: int = 0) -> None:
    enrolment = enrol(person_id or people.add_person(username))
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    pass_quiz(enrolment, items["ujian"])


def reached(person_id: int) -> tuple[Reach, ...]:
    with door(writes=False):
        return reach_of(person_id)


def test_each_other_person_who_finished_counts_once_from_the_first_version_on(app: Flask) -> None:
    siti, items = people.add_person("siti"), add_course()
    with door(writes=True):
        course = db.session.scalars(select(CourseRow.id)).one()
        name_authors(course, [siti], NOW)
        db.session.execute(update(CourseVersion).values(published_at=NOW - timedelta(days=40)))
    enrol(people.add_person("budi"))
    ani = people.add_person("ani")
    for person_id in (ani, ani, people.add_person("citra"), siti):
        finishes("", items, person_id)
    assert [(one.learners, one.published_on) for one in reached(siti)] == [(2, (NOW - timedelta(days=40)).date())]
    assert reached(ani) == ()


def test_a_course_without_authors_reaches_nobody_for_anybody(app: Flask) -> None:
    add_course()
    assert reached(people.add_person("siti")) == ()
