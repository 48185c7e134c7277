"""A final with essays, learners who hand them in, and people who mark them."""

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.accounts.models import Person
from lms.assessment.models import Attempt, AttemptQuestion, EssayMark
from lms.content.course import QuizSettings
from lms.content.models import CourseItem, QuestionRow
from lms.learning.models import Enrolment
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion
from tests.assessment.quizzes import ESSAY, FINAL, LESSONS, SETTINGS, SINGLE, add_quizzes, answer, begin, hand_in
from tests.learning.courses import enrol
from tests.support import people
from tests.support.authors import name_author

LONG = replace(ESSAY, points=3)
QUESTIONS = (SINGLE, LONG)
"""One point by the key, three by a person: passed at 75."""
TEXT = "Sebab <b>warga</b> menunggu.\nLalu saya minta maaf."
QUEUE = "/marking"


def add_final(
    settings: QuizSettings = SETTINGS, questions: tuple[PublishedQuestion, ...] = QUESTIONS
) -> dict[str, int]:
    """The course with an essay in its final; returns the keys of its items."""
    return add_quizzes(settings, questions)


def writer(
    app: Flask, username: str = "ani", text: str = TEXT, *, lessons: bool = True, **fields: object
) -> FlaskClient:
    """A browser of a learner who read the lessons, took the final and handed it in, the rest of it right."""
    person_id = people.add_person(username, f"Nama {username.title()}", **fields)  # type: ignore[arg-type]
    browser = people.signed_in(app, person_id)
    enrol(person_id)
    for lesson in LESSONS if lessons else ():
        module = "keluhan" if lesson == "dengar" else "-"
        assert browser.post(f"/learn/ramah/{module}/{lesson}/finish").status_code == 303
    assert begin(browser).status_code == 303
    write(browser, text)
    return browser


def write(browser: FlaskClient, text: str = TEXT) -> None:
    """Answers the open final and hands it in."""
    for number in (1, 2):
        kind = kind_of(number)
        answer(browser, number, "b" if kind == "single_choice" else text)
    assert hand_in(browser).location == FINAL + "/result"


def kind_of(number: int) -> str:
    """The kind of a question of the newest attempt."""
    rows = select(QuestionRow.kind).join(AttemptQuestion, AttemptQuestion.question_id == QuestionRow.id)
    with door(writes=False):
        rows = rows.where(AttemptQuestion.position == number).order_by(AttemptQuestion.id.desc())
        return str(db.session.scalars(rows.limit(1)).first())


def marker(app: Flask, username: str = "siti", role: Role = Role.SPEAKER) -> FlaskClient:
    """A browser of somebody who marks: a reviewer, or a speaker who is named as an author of the course."""
    person_id = people.add_person(username, f"Nama {username.title()}", role)
    return people.signed_in(app, name_author(person_id) if role is Role.SPEAKER else person_id)


def essay_id(sequence: int = 1, username: str = "ani") -> int:
    """The essay of somebody's attempt."""
    rows = (
        select(AttemptQuestion.id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(CourseItem, CourseItem.id == Attempt.item_id)
        .where(
            CourseItem.role == "final",
            QuestionRow.kind == "essay",
            Attempt.sequence == sequence,
            Person.username == username,
        )
    )
    with door(writes=False):
        return db.session.scalars(rows).one()


def path(username: str = "ani", sequence: int = 1) -> str:
    """Where somebody's essay is marked."""
    return f"{QUEUE}/{essay_id(sequence, username)}"


def give(browser: FlaskClient, points: str, username: str = "ani", **form: object) -> TestResponse:
    """Gives a mark."""
    return browser.post(path(username), data={"points": points, "comment": "", "seen": "0", **form})


def marks() -> list[tuple[int, str, str]]:
    """All marks of essays: number, points of three, reason."""
    with door(writes=False):
        rows = db.session.scalars(select(EssayMark).order_by(EssayMark.id)).all()
        return [(row.sequence, f"{row.fraction * 3:.2f}", row.reason) for row in rows]
