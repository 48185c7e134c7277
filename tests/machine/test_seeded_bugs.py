"""The machine goes red for each bug that is seeded into the portal, on the shortest way that shows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from lms import wiring
from lms.assessment.operations import attempts
from lms.certificates import operations as certificates
from lms.certificates import queries as certificate_queries
from lms.certificates.operations import issue_for_completion
from lms.content.models import CourseItem, Recognition
from lms.hours.operations import ledger, record_completion
from lms.kernel import facts
from lms.learning import operations as learning
from lms.learning.facts import CourseCompleted
from lms.platform.db.model import db
from tests.machine import course
from tests.machine.acts import NOTHING, RIGHT, WRONG, AnyOrder

Steps = Callable[[AnyOrder], Iterator[object]]
FIRST, OTHER, WITHOUT_FINAL = course.SHAPES[0], course.SHAPES[3], course.SHAPES[5]
UJIAN, LATIHAN = course.UJIAN.key, course.LATIHAN.key


def then(act: Any, sql: str) -> Callable[..., Any]:
    """The act, and something that it should not do."""

    def acts_wrongly(*args: Any, **named: Any) -> Any:
        answer = act(*args, **named)
        db.session.flush()
        db.session.execute(text(sql))
        return answer

    return acts_wrongly


def begins_anew(person_id: int, course_id: int) -> Any:
    """Who left, as if they had completed the course."""
    found = _newest(person_id, course_id)
    return SimpleNamespace(state="completed", sequence=found.sequence) if found and found.state == "left" else found


def first_recognition(course_id: int) -> Any:
    """What was decided first."""
    rows = db.select(Recognition).where(Recognition.course_id == course_id)
    return db.session.scalars(rows.order_by(Recognition.id)).first()


_newest = learning._newest
_recognition = ledger.current_recognition
_line = certificate_queries._line


def twice_as_much(course_id: int) -> Any:
    """What was decided, doubled."""
    found = _recognition(course_id)
    return found and SimpleNamespace(**{**vars(found), "jp": 2 * found.jp})


def is_valid(row: Any, _: object) -> Any:
    """A certificate, whatever became of it."""
    return _line(row, None)


def reads(m: AnyOrder) -> Iterator[object]:
    yield m.finish("ani", "sapa")
    yield m.finish("ani", "keluhan/dengar")


def completes(m: AnyOrder) -> Iterator[object]:
    yield m.complete("ani")


def completes_twice(m: AnyOrder) -> Iterator[object]:
    yield m.complete("ani")
    yield m.complete("budi")


def fails_after_passing(m: AnyOrder) -> Iterator[object]:
    yield m.sit("ani", UJIAN)
    yield m.sit("ani", UJIAN, (WRONG, WRONG, NOTHING))


def moves(m: AnyOrder) -> Iterator[object]:
    yield m.finish("ani", "sapa")
    yield m.publish(WITHOUT_FINAL, 60, "b")
    yield m.move("ani")


def goes_and_comes_back(m: AnyOrder) -> Iterator[object]:
    yield m.sit("ani", UJIAN)
    for shape in (OTHER, FIRST):
        yield m.publish(shape, 60, "b")
        yield m.move("ani")


def moves_amid_a_final(m: AnyOrder) -> Iterator[object]:
    yield m.begin("ani", UJIAN)
    yield m.publish(FIRST, 100, "c")
    yield m.move("ani")


def uses_all_chances(m: AnyOrder) -> Iterator[object]:
    for _ in range(course.CHANCES):
        yield m.sit("ani", UJIAN, (WRONG, WRONG, NOTHING))
    yield m.publish(FIRST, 100, "c")
    yield m.move("ani")
    yield m.begin("ani", UJIAN)


def goes_back_after_handing_in(m: AnyOrder) -> Iterator[object]:
    yield m.sit("ani", UJIAN)
    yield m.save("ani", UJIAN, 1, WRONG)


def taps_twice(m: AnyOrder) -> Iterator[object]:
    yield m.begin("ani", UJIAN)
    yield m.save("ani", UJIAN, 1, RIGHT, token="", taps=2)


def leaves_and_comes_back(m: AnyOrder) -> Iterator[object]:
    yield m.finish("ani", "sapa")
    yield m.leave("ani")
    yield m.enrol("ani")


def is_revoked(m: AnyOrder) -> Iterator[object]:
    yield m.complete("ani")
    yield m.revoke(1)


def is_worth_more_later(m: AnyOrder) -> Iterator[object]:
    yield m.recognise(9)
    yield m.complete("ani")


def practises(m: AnyOrder) -> Iterator[object]:
    yield m.practise_all("ani", (RIGHT, WRONG, RIGHT))
    yield m.practise("ani", LATIHAN, 2, RIGHT)


@dataclass(frozen=True)
class Bug:
    """What is wrong, where it is put in, and a way on which it shows."""

    name: str
    place: Any
    attribute: str
    wrong: Any
    way: Steps


_SKIPS = text(str(certificates._NEXT).replace("last + 1", "last + 2"))
BUGS = (
    Bug("completion forgets finals", learning, "_NEEDED", CourseItem.kind == "lesson", reads),
    Bug("completion asks for practice too", learning, "_NEEDED", db.true(), completes),
    Bug("JP are doubled", ledger, "current_recognition", twice_as_much, completes),
    Bug("JP are those of an older decision", ledger, "current_recognition", first_recognition, is_worth_more_later),
    Bug("a worse mark overwrites the best", learning, "max", lambda _, mark: mark, fails_after_passing),
    Bug("moving forgets what is done", learning, "_carry_over", lambda *_: None, moves),
    Bug("moving touches what was published", learning, "move",
        then(learning.move, "UPDATE course_item SET quiz = '' WHERE role = 'final'"), moves),
    Bug("a final that is open may be moved", wiring, "require_no_open_final", lambda _: None, moves_amid_a_final),
    Bug("chances begin anew in a new version", attempts, "handed_in", lambda *_: (), uses_all_chances),
    Bug("an answer is saved after handing in", attempts, "_lock_open", lambda *_: "active", goes_back_after_handing_in),
    Bug("a second tap is a second answer", attempts, "_APPEND_WITHOUT_TOKEN", attempts._APPEND, taps_twice),
    Bug("practice goes on after it is settled", attempts, "practised", lambda *_: attempts.Practised.OPEN, practises),
    Bug("coming back begins anew", learning, "_newest", begins_anew, leaves_and_comes_back),
    Bug("leaving forgets what is done", learning, "leave",
        then(learning.leave, "UPDATE item_progress SET done_at = NULL"), leaves_and_comes_back),
    Bug("numbers have a gap", certificates, "_NEXT", _SKIPS, completes_twice),
    Bug("the public check knows no revocation", certificate_queries, "_line", is_valid, is_revoked),
    Bug("only the doctor sees what a question earned", attempts, "record_quiz_result",
        then(attempts.record_quiz_result, "UPDATE attempt_question SET fraction = 0.5"), fails_after_passing),
)  # fmt: skip


def walk(app: Flask, way: Steps) -> int:
    """Goes the way, looks after each step, and at the end as at the end of every example; how many steps it took."""
    machine, steps = AnyOrder(app), 0
    machine.begins(FIRST)
    for _ in way(machine):
        machine.what_is_stored_is_what_the_model_says()
        steps += 1
    machine.teardown()
    return steps


@contextmanager
def seeded(bug: Bug) -> Iterator[None]:
    """The portal with a bug in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bug.place, bug.attribute, bug.wrong, raising=False)
        wiring.wire()
        yield


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_machine_goes_red(app: Flask, bug: Bug) -> None:
    with seeded(bug), pytest.raises(AssertionError):
        walk(app, bug.way)


@pytest.mark.parametrize("lost", [record_completion, issue_for_completion])
def test_the_machine_goes_red_if_nobody_hears_of_a_completion(app: Flask, lost: object) -> None:
    heard = [answer for answer in (record_completion, issue_for_completion) if answer is not lost]
    facts.wire({CourseCompleted: heard})
    with pytest.raises(AssertionError):
        walk(app, completes)


WAYS = dict.fromkeys([*(bug.way for bug in BUGS), goes_and_comes_back])


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_ways_are_green_without_a_bug(app: Flask, way: Steps) -> None:
    assert walk(app, way) > 0
