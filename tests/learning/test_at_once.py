"""Two requests at the same moment: whatever they do happens once, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from lms import wiring
from lms.kernel import facts
from lms.learning.facts import CourseCompleted
from lms.learning.models import Enrolment, ItemProgress
from tests.learning.courses import State, add_course, enrol, finish, leave, pass_quiz, state_of
from tests.support import people
from tests.support.apps import count


@pytest.fixture
def published(app: Flask) -> Iterator[list[CourseCompleted]]:
    """The facts that the test publishes; nothing answers them."""
    heard: list[CourseCompleted] = []
    facts.wire({CourseCompleted: [heard.append]})
    yield heard
    wiring.wire()


def at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """What each act returns when all begin at the same moment, each in a thread of its own."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        with app.app_context():
            barrier.wait(timeout=60)
            return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_two_tabs_that_finish_the_last_two_lessons_complete_the_course_once(
    app: Flask, published: list[CourseCompleted]
) -> None:
    items = add_course()
    enrolment = enrol(people.add_person())
    pass_quiz(enrolment, items["ujian"])
    at_once(app, lambda: finish(enrolment, items["sapa"]), lambda: finish(enrolment, items["dengar"]))
    assert state_of(enrolment) == State("completed", 3, is_dated=True)
    assert [fact.enrolment_id for fact in published] == [enrolment]


def test_the_same_result_twice_at_once_counts_once(app: Flask, published: list[CourseCompleted]) -> None:
    items = add_course()
    enrolment = enrol(people.add_person())
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    at_once(app, *[lambda: pass_quiz(enrolment, items["ujian"], 80)] * 3)
    assert (state_of(enrolment).done, count(ItemProgress), len(published)) == (3, 3, 1)


def test_two_taps_begin_a_course_once(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    first, second = at_once(app, *[lambda: enrol(person_id)] * 2)
    assert first == second and count(Enrolment) == 1


def test_two_taps_bring_a_course_back_once(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    left = enrol(person_id)
    leave(left)
    assert at_once(app, *[lambda: enrol(person_id)] * 2) == [left, left]
    assert (state_of(left).state, count(Enrolment)) == ("active", 1)
