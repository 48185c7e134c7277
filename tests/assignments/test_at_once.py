"""People learn, move and are excused in the moment in which a course is assigned: nobody is missed."""

from functools import partial

import pytest
from flask import Flask

from lms.assignments import operations
from lms.platform.db.doors import door
from tests.assignments.offices import (
    BY,
    add_city,
    add_lesson,
    add_people,
    assign,
    begin,
    complete,
    counted,
    everywhere,
    leave_office,
    move,
    recounted,
)
from tests.learning.test_at_once import at_once
from tests.support.people import NOW


@pytest.mark.parametrize("turn", range(3))
def test_whoever_learns_or_moves_while_it_is_assigned_is_counted_as_they_are(app: Flask, turn: int) -> None:
    units, course = add_city(), add_lesson()
    people = add_people([units["SD 1"]] * 10)
    for person in people[:3]:
        begin(person)

    number, *_ = at_once(
        app,
        partial(assign, course, token="x"),
        *(partial(complete, person) for person in people[: 3 + turn]),
        partial(move, people[6:8], units["Puskesmas A"]),
        partial(leave_office, people[8:9]),
    )

    assert isinstance(number, int) and counted(number).total() == 9
    assert recounted() == []


def test_two_coordinators_who_decide_at_once_are_both_counted(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    people = add_people([units["SD 1"]] * 6)
    number = assign(course)

    def waive(person: int) -> None:
        with door(writes=True):
            operations.waive(number, person, "leave", everywhere(), NOW, by=BY)

    waived = [partial(waive, person) for person in (*people[:3], people[0])]
    at_once(app, *waived, *(partial(complete, person) for person in people[3:]))

    assert counted(number) == {"waived": 3, "done": 3}
    assert recounted() == []


def test_the_same_form_sent_twice_at_once_is_one_assignment(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    add_people([units["SD 1"]])
    first, second = at_once(app, *[partial(assign, course, token="same")] * 2)
    assert first == second
    assert recounted() == []
