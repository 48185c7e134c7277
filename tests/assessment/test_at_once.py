"""Two devices of one learner at the same moment, through the portal's doors: whatever they do happens once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.assessment.models import Answer, Attempt
from lms.assessment.timing import GRACE
from lms.certificates import operations as certificates
from lms.certificates.models import Certificate, CertificateEvent
from lms.doctor import differences
from lms.hours.models import JpEntry
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.learning.models import Enrolment, EnrolmentMove
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import (
    FINAL,
    PRACTICE,
    QUESTIONS,
    RIGHT,
    SETTINGS,
    add_quizzes,
    answer,
    answer_all,
    begin,
    fill_quizzes,
    given_values,
    hand_in,
)
from tests.certificates.issuing import recognise, set_up_institution
from tests.learning.courses import add_version, enrol
from tests.learning.test_at_once import at_once
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW

ROUNDS = 4
FINISH = {"sapa": "/learn/ramah/-/sapa/finish", "dengar": "/learn/ramah/keluhan/dengar/finish"}
EASY = replace(SETTINGS, attempts=None, wait_minutes=0)


@pytest.fixture
def two(app: Flask) -> tuple[FlaskClient, FlaskClient]:
    """Phone and desktop of one person, who takes a recognised course with a final."""
    set_up_institution()
    add_quizzes(EASY)
    recognise()
    person_id = people.add_person()
    enrol(person_id)
    return people.signed_in(app, person_id), people.signed_in(app, person_id)


def statuses(app: Flask, *acts: Callable[[], object]) -> list[int]:
    """What each act is answered with when all are sent at the same moment."""
    return [answered.status_code for answered in at_once(app, *acts)]  # type: ignore[attr-defined]


def completions() -> tuple[int, int, int]:
    """Completed enrolments, JP entries, certificates; every stored number is right."""
    with door(writes=False):
        assert list(differences()) == []
        done = db.session.scalar(select(db.func.count()).where(Enrolment.state == "completed"))
    return int(done or 0), count(JpEntry), count(Certificate)


Two = tuple[FlaskClient, FlaskClient]


def read_and_answer(phone: FlaskClient) -> None:
    """Does everything but hand in the final."""
    for lesson in FINISH.values():
        phone.post(lesson)
    begin(phone)
    answer_all(phone)


def test_two_tabs_that_finish_the_last_two_lessons_get_one_certificate_and_one_jp_entry(app: Flask, two: Two) -> None:
    phone, desktop = two
    begin(phone)
    answer_all(phone)
    hand_in(phone)
    posts = [partial(phone.post, FINISH["sapa"]), partial(desktop.post, FINISH["dengar"])]
    assert statuses(app, *posts) == [303, 303]
    assert completions() == (1, 1, 1)


def test_the_last_lesson_and_the_final_at_once_complete_the_course_once(app: Flask, two: Two) -> None:
    phone, desktop = two
    phone.post(FINISH["sapa"])
    begin(phone)
    answer_all(phone)
    acts = [partial(phone.post, FINISH["dengar"]), *[partial(hand_in, one) for one in (desktop, phone, desktop)]]
    assert statuses(app, *acts) == [303] * 4
    assert completions() == (1, 1, 1)
    assert count(Attempt) == 1


def test_what_is_answered_while_another_device_hands_in_counts_or_is_refused(app: Flask, two: Two) -> None:
    phone, desktop = two
    for number in range(1, ROUNDS + 1):
        begin(phone)
        before = count(Answer)
        saved, handed_in = statuses(app, partial(answer, phone, 1, "b"), partial(hand_in, desktop))
        assert (saved in (303, 409), handed_in) == (True, 303)
        assert count(Answer) - before == (saved == 303)
        result = desktop.get(f"{FINAL}/result?attempt={number}").text
        assert f"nilai {25 if saved == 303 else 0}," in result
    assert completions() == (0, 0, 0)


def test_an_answer_that_races_the_time_limit_is_stored_if_it_is_called_saved(app: Flask, two: Two) -> None:
    begin(two[0])
    with door(writes=True):
        db.session.execute(update(Attempt).values(ends_at=utc_now() - GRACE + timedelta(seconds=1)))

    def type_on(device: FlaskClient, options: str) -> list[int]:
        """Answers again and again, until some answers were refused."""
        told: list[int] = []
        while told.count(409) < 3:
            told.append(answer(device, 1, options[len(told) % 2], token=f"{options}{len(told)}").status_code)
        return told

    told = at_once(app, partial(type_on, two[0], "ab"), partial(type_on, two[1], "ca"))
    assert all(one == sorted(one) and set(one) == {303, 409} for one in told)  # type: ignore[type-var,call-overload]
    assert len(given_values()) == sum(one.count(303) for one in told)  # type: ignore[attr-defined]
    stored, marks = given_values()[-1], {'"b"': 25, '"a"': 0, '"c"': 0}
    assert statuses(app, *[partial(hand_in, device) for device in two]) == [303, 303]
    assert f"nilai {marks[stored]}," in two[0].get(FINAL + "/result").text
    assert given_values()[-1] == stored and completions() == (0, 0, 0)


def test_leaving_and_completing_at_once_is_one_of_both(app: Flask, two: Two) -> None:
    phone, desktop = two
    read_and_answer(phone)
    left, handed_in = statuses(app, partial(desktop.post, "/courses/ramah/leave"), partial(hand_in, phone))
    assert (left, handed_in) in {(303, 409), (303, 404), (409, 303)}
    done = int(handed_in == 303)
    assert completions() == (done, done, done)
    phone.post("/courses/ramah/enrol")
    hand_in(desktop)
    assert completions() == (1, 1, 1)


def test_going_on_while_a_final_begins_leaves_no_final_of_two_versions(app: Flask, two: Two) -> None:
    phone, desktop = two
    fill_quizzes(add_version("ramah", 2), EASY, QUESTIONS)
    go_on = partial(desktop.post, "/courses/ramah/move", data={"version": "2"})
    moved, begun = statuses(app, go_on, partial(begin, phone))
    assert (moved, begun) in {(303, 303), (303, 409), (409, 303)}
    assert count(EnrolmentMove) == (moved == 303)
    assert begin(phone).status_code == 303
    with door(writes=False):
        rows = db.text("SELECT i.version_id, e.version_id FROM attempt a JOIN course_item i ON i.id = a.item_id"
                       " JOIN enrolment e ON e.id = a.enrolment_id")  # fmt: skip
        ((begun_in, taken),) = db.session.execute(rows).all()
    assert begun_in == taken
    assert completions() == (0, 0, 0)


def test_taking_a_course_again_from_two_devices_begins_it_once(app: Flask, two: Two) -> None:
    phone, desktop = two
    read_and_answer(phone)
    hand_in(phone)
    assert statuses(app, *[partial(one.post, "/courses/ramah/enrol") for one in (phone, desktop)] * 2) == [303] * 4
    assert (count(Enrolment), completions()) == (2, (1, 1, 1))


def test_the_last_practice_question_checked_on_two_devices_ends_it_once(app: Flask, two: Two) -> None:
    phone, desktop = two
    begin(phone, PRACTICE)
    for number, given in enumerate(RIGHT[:-1], 1):
        phone.post(f"{PRACTICE}/{number}/check", data={"answer": list(given), "token": "t"})
    last = [partial(one.post, f"{PRACTICE}/4/check", data={"answer": "47,5", "token": name}) for one, name in
            ((phone, "p"), (desktop, "d"), (phone, "p"))]  # fmt: skip
    assert statuses(app, *last) == [303] * 3
    assert count(Answer) == len(RIGHT)
    assert "1 dari 4 selesai" in phone.get("/courses/ramah").text
    assert completions() == (0, 0, 0)


def test_a_certificate_that_two_operators_end_at_once_is_ended_once(app: Flask, two: Two) -> None:
    phone, _ = two
    read_and_answer(phone)
    hand_in(phone)
    with door(writes=False):
        code = db.session.scalars(select(Certificate.code)).one()

    def end(act: Callable[..., object]) -> str:
        try:
            with door(writes=True):
                act(code, "keliru", by="operator", now=NOW)
        except Conflict:
            return "refused"
        return "done"

    acts = [certificates.revoke, certificates.reissue] * 2
    assert sorted(map(str, at_once(app, *[partial(end, act) for act in acts]))) == [
        "done",
        "refused",
        "refused",
        "refused",
    ]
    assert count(CertificateEvent) == 1
    completions()
