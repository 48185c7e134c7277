"""Learners at every stage of a course, brought there by the requests that a browser would send."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.queries import SIGNIN_COOKIE
from lms.assessment.queries import newest_sheet
from lms.certificates.queries import latest_certificate
from lms.hours.queries import entries_for
from lms.learning.queries import Reading, Step, reading
from lms.platform.db.doors import door
from lms.questions.question import PublishedQuestion
from tests.journeys.site import COURSE
from tests.support import people


@dataclass(frozen=True)
class Learner:
    """A person who is signed in: `client` sends her requests, `cookie` signs a browser in."""

    id: int
    client: FlaskClient
    cookie: str

    def reading(self) -> Reading:
        """The course as she takes it."""
        return reading_of(self.id)

    def quiz(self, role: str = "final") -> Step:
        """The first quiz of this role."""
        return next(step for step in self.reading().steps if step.role == role)

    def post(self, path: str, **form: Any) -> None:
        """Sends a form."""
        answer = self.client.post(path, data=form)
        assert answer.status_code == 303, f"{path}: {answer.status_code}"

    def enrol(self) -> "Learner":
        """Begins the course."""
        self.post(f"/courses/{COURSE}/enrol")
        return self

    def read(self, lessons: int = 1000) -> "Learner":
        """Finishes the first `lessons` lessons."""
        for step in [step for step in self.reading().steps if step.is_lesson][:lessons]:
            self.post(f"{path_of(step)}/finish")
        return self

    def begin(self, role: str = "final") -> "Learner":
        """Begins an attempt at a quiz."""
        self.post(f"{path_of(self.quiz(role))}/quiz/start", alone="1")
        return self

    def answer(self, numbers: Sequence[int], *, right: bool = True) -> "Learner":
        """Answers questions of the final, all rightly or all wrongly; the last of several is marked as unsure."""
        step = self.quiz()
        for number in numbers:
            question = asked(self.id, step, number)
            given = right_answers(question) if right else wrong_answers(question)
            unsure = {"unsure": "1"} if number == numbers[-1] > 1 else {}
            self.post(f"{path_of(step)}/quiz/{number}", answer=given, **unsure)
        return self

    def count(self) -> int:
        """How many questions the open final asks."""
        with door(writes=False):
            sheet = newest_sheet(self.reading().enrolment.id, self.quiz().id)
        assert sheet is not None
        return len(sheet.places)

    def hand_in(self) -> "Learner":
        """Hands the final in."""
        self.post(f"{path_of(self.quiz())}/quiz/submit")
        return self

    def complete(self) -> "Learner":
        """Takes the whole course without a mistake."""
        self.enrol().read().begin()
        return self.answer(range(1, self.count() + 1)).hand_in()

    def code(self) -> str:
        """The code of her newest certificate."""
        with door(writes=False):
            newest = latest_certificate(self.id)
        assert newest is not None
        return newest.code

    def practise(self, *, right: bool) -> "Learner":
        """Checks an answer to the first practice question."""
        step = self.quiz("practice")
        question = asked(self.id, step, 1)
        given = right_answers(question) if right else wrong_answers(question)
        self.post(f"{path_of(step)}/quiz/1/check", answer=given)
        return self

    def practise_all(self) -> "Learner":
        """Answers the first practice question rightly and looks at the answers of the others."""
        self.practise(right=True)
        path = f"{path_of(self.quiz('practice'))}/quiz"
        while (answer := self.client.get(path)).status_code == 303:
            self.post(f"{answer.location}/reveal")
        return self

    def entry(self) -> str:
        """The number of what the ledger holds of the course."""
        with door(writes=False):
            return str(entries_for(self.reading().enrolment.id)[0].id)


def new_learner(app: Flask, username: str, name: str, **fields: Any) -> Learner:
    """A signed-in person with an employment."""
    person_id = people.add_person(username, name, **fields)
    client = people.signed_in(app, person_id)
    cookie = client.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    return Learner(person_id, client, cookie.value)


def reading_of(person_id: int) -> Reading:
    """The course as a person takes it."""
    with door(writes=False):
        found = reading(COURSE, person_id)
    assert found is not None
    return found


def path_of(step: Step) -> str:
    """The address of an item."""
    return f"/learn/{COURSE}/{step.module}/{step.name}"


def asked(person_id: int, step: Step, number: int) -> PublishedQuestion:
    """What the newest attempt at a quiz asks in this place, with its key."""
    enrolment_id = reading_of(person_id).enrolment.id
    with door(writes=False):
        sheet = newest_sheet(enrolment_id, step.id, number)
    assert sheet is not None
    assert sheet.asked is not None
    return sheet.asked.question


def right_answers(question: PublishedQuestion) -> list[str]:
    """What a form sends for the right answer."""
    if question.options:
        return [option.id for option in question.options if option.correct]
    return [question.ranges[0].low if question.ranges else question.accepted[0]]


def wrong_answers(question: PublishedQuestion) -> list[str]:
    """What a form sends for a wrong answer."""
    if question.options:
        return [next(option.id for option in question.options if not option.correct)]
    return ["12345"]
