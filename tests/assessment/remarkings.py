"""A final whose first question has a wrong key, answered by a cast, and the version that corrects it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.accounts.models import Person
from lms.assessment.models import Attempt
from lms.content.models import CourseItem, QuestionRow
from lms.learning.models import Enrolment
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion
from tests.assessment.quizzes import (
    LESSONS,
    RIGHT,
    SETTINGS,
    add_quizzes,
    answer,
    begin,
    fill_quizzes,
    hand_in,
    learner,
    options,
    with_points,
)
from tests.learning.courses import add_version
from tests.support import people

LIST = "/courses/ramah/remarking"
BEFORE = with_points(26, 24, 25, 25)
"""Whoever misses the first question has 74, and 75 are needed. Its key is b, which is wrong."""
CORRECTED = replace(BEFORE[0], options=options("a"), fingerprint="f1-corrected")
"""The key is a."""
REASON = "Kunci soal pertama keliru."
CLEAN = "Every stored number is what the facts come to.\n"
"""What the doctor says when nothing differs."""


def sit(app: Flask, username: str, first: str, *, lessons: bool = False, **fields: object) -> FlaskClient:
    """Somebody who answers the first question like this and all others rightly, and hands in."""
    browser = learner(app, username, name=username.capitalize(), **fields)
    take(browser, first)
    if lessons:
        read(browser)
    return browser


def take(browser: FlaskClient, first: str) -> None:
    """One attempt at the final."""
    begin(browser)
    for number, given in enumerate(((first,), *RIGHT[1:]), 1):
        answer(browser, number, *given)
    hand_in(browser)


def read(browser: FlaskClient) -> None:
    """Finishes all lessons."""
    for path in ("-/sapa", "keluhan/dengar"):
        assert browser.post(f"/learn/ramah/{path}/finish").status_code == 303
    assert len(LESSONS) == 2


def correct(number: int = 2, first: PublishedQuestion = CORRECTED, rest: Sequence[PublishedQuestion] = ()) -> int:
    """Publishes a version whose final begins with this question; gives its key."""
    fill_quizzes(add_version("ramah", number), SETTINGS, (first, *(rest or BEFORE[1:])))
    return current_question(first.key)


def current_question(key: str = "satu") -> int:
    """The question of the newest final."""
    with door(writes=False):
        rows = select(QuestionRow.id).join(CourseItem).where(CourseItem.role == "final", QuestionRow.key == key)
        return db.session.scalars(rows.order_by(QuestionRow.id.desc()).limit(1)).one()


def reviewer(app: Flask, username: str = "penelaah") -> FlaskClient:
    """A browser of somebody who decides."""
    return people.signed_in(app, people.add_person(username, "Bu Penelaah", role=Role.REVIEWER))


def token(page: str) -> str:
    """What a preview says it listed."""
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None, page
    return found[1]


def decide(
    browser: FlaskClient, question: int, direction: str = "up", reason: str = REASON, seen: str = ""
) -> TestResponse:
    """Decides on the preview as it is now, or on one that was seen before."""
    path = f"{LIST}/{question}"
    data = {"reason": reason, "direction": direction, "seen": seen or token(browser.get(path).text)}
    return browser.post(path, data=data)


def marks() -> dict[str, list[tuple[int | None, bool | None]]]:
    """The marks of everybody's attempts, and whether each is passed, by user name."""
    with door(writes=False):
        rows = select(Person.username, Attempt.mark, Attempt.passed).join(Enrolment, Enrolment.person_id == Person.id)
        found: dict[str, list[tuple[int | None, bool | None]]] = {}
        for name, mark, passed in db.session.execute(rows.join(Attempt).order_by(Attempt.id)):
            found.setdefault(name, []).append((mark, passed))
        return found


def doctor(app: Flask) -> str:
    """What counting everything anew says."""
    return str(app.test_cli_runner().invoke(args=["doctor"]).output)


def wrong_key() -> None:
    """The final with the wrong key, which nobody has taken yet."""
    add_quizzes(questions=BEFORE)


def enrolment_of(username: str) -> Enrolment:
    """The only enrolment of a person."""
    with door(writes=False):
        rows = select(Enrolment).join(Person, Person.id == Enrolment.person_id).where(Person.username == username)
        return db.session.scalars(rows).one()
