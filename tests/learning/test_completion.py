"""When a course is completed, and that it happens once, on both databases."""

from collections.abc import Iterator

import pytest
from flask import Flask

from lms import wiring
from lms.accounts.errors import NameUnconfirmed
from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning.facts import CourseCompleted
from lms.learning.models import ItemProgress
from lms.learning.queries import next_step, reading
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.learning.courses import State, add_course, enrol, finish, pass_quiz, state_of
from tests.support import people
from tests.support.apps import count


@pytest.fixture
def published(app: Flask) -> Iterator[list[CourseCompleted]]:
    """The facts that the test publishes; nothing answers them."""
    heard: list[CourseCompleted] = []
    facts.wire({CourseCompleted: [heard.append]})
    yield heard
    wiring.wire()


def test_a_course_is_completed_by_its_lessons_and_final_without_its_practice(published: list[CourseCompleted]) -> None:
    items = add_course()
    enrolment = enrol(people.add_person())
    finish(enrolment, items["sapa"])
    pass_quiz(enrolment, items["ujian"], 85)
    assert state_of(enrolment) == State("active", 2, is_dated=False)
    finish(enrolment, items["dengar"])
    assert state_of(enrolment) == State("completed", 3, is_dated=True)
    assert [(fact.enrolment_id, fact.final_mark) for fact in published] == [(enrolment, 85)]


def test_a_final_that_is_not_passed_completes_nothing(published: list[CourseCompleted]) -> None:
    items = add_course()
    enrolment = enrol(people.add_person())
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    pass_quiz(enrolment, items["ujian"], 60, passed=False)
    assert state_of(enrolment) == State("active", 2, is_dated=False)
    pass_quiz(enrolment, items["ujian"], 75)
    assert state_of(enrolment) == State("completed", 3, is_dated=True)
    assert len(published) == 1


def test_the_best_mark_counts_and_what_is_passed_stays_passed(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    enrolment = enrol(person_id)
    pass_quiz(enrolment, items["ujian"], 90)
    pass_quiz(enrolment, items["ujian"], 40, passed=False)
    with door(writes=False):
        found = reading("ramah", person_id)
    assert found is not None
    assert [(step.is_done, step.best_mark) for step in found.steps if step.role == "final"] == [(True, 90)]


def test_practice_counts_as_done_without_a_mark(app: Flask) -> None:
    items = add_course()
    enrolment = enrol(people.add_person())
    pass_quiz(enrolment, items["latihan"], None)
    pass_quiz(enrolment, items["latihan"], None)
    assert (state_of(enrolment), count(ItemProgress)) == (State("active", 1, is_dated=False), 1)


def test_after_completion_nothing_changes_any_more(published: list[CourseCompleted]) -> None:
    items = add_course()
    enrolment = enrol(people.add_person())
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    pass_quiz(enrolment, items["ujian"], 75)
    finish(enrolment, items["sapa"])
    pass_quiz(enrolment, items["ujian"], 100)
    pass_quiz(enrolment, items["latihan"], None)
    assert state_of(enrolment) == State("completed", 3, is_dated=True)
    assert [fact.final_mark for fact in published] == [75]


def test_the_name_is_confirmed_before_the_course_is_completed(published: list[CourseCompleted]) -> None:
    items = add_course()
    person_id = people.add_person(confirmed=False)
    enrolment = enrol(person_id)
    pass_quiz(enrolment, items["ujian"])
    finish(enrolment, items["sapa"])
    with pytest.raises(NameUnconfirmed):
        finish(enrolment, items["dengar"])
    assert (state_of(enrolment), published) == (State("active", 2, is_dated=False), [])
    with door(writes=True):
        db.session.execute(db.update(people.Person).values(name_confirmed_at=people.NOW))
    finish(enrolment, items["dengar"])
    assert state_of(enrolment).state == "completed"


def test_an_answer_to_the_fact_that_fails_leaves_the_course_open(app: Flask) -> None:
    def fail(_fact: CourseCompleted) -> None:
        raise Conflict

    items = add_course()
    enrolment = enrol(people.add_person())
    pass_quiz(enrolment, items["ujian"])
    finish(enrolment, items["sapa"])
    facts.wire({CourseCompleted: [fail]})
    try:
        with pytest.raises(Conflict):
            finish(enrolment, items["dengar"])
    finally:
        wiring.wire()
    assert state_of(enrolment) == State("active", 2, is_dated=False)


def test_a_course_of_practice_only_is_never_completed(published: list[CourseCompleted]) -> None:
    items = add_course(items=(("latihan", "", "quiz", "practice"),))
    enrolment = enrol(people.add_person())
    pass_quiz(enrolment, items["latihan"], None)
    assert (state_of(enrolment), published) == (State("active", 1, is_dated=False), [])


def test_only_a_quiz_of_the_same_course_has_a_result(app: Flask) -> None:
    items, others = add_course(), add_course("lain")
    enrolment = enrol(people.add_person())
    with pytest.raises(Unprocessable):
        pass_quiz(enrolment, items["sapa"])
    with pytest.raises(NotFound):
        pass_quiz(enrolment, others["ujian"])
    with pytest.raises(NotFound):
        pass_quiz(enrolment + 1, items["ujian"])


def test_the_next_step_is_the_first_that_is_not_done_also_a_quiz(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    enrolment = enrol(person_id)
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    with door(writes=False):
        found = reading("ramah", person_id)
        assert found is not None
        upcoming = next_step(found.steps)
    assert upcoming is not None and (upcoming.name, upcoming.role) == ("latihan", "practice")
