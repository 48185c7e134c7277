"""What is measured: the course that ships, published into a folder of its own, and learners halfway through it."""

import json
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from lms.accounts.queries import SIGNIN_COOKIE
from lms.assessment import queries as assessment
from lms.assessment.models import Attempt, AttemptQuestion
from lms.assessment.operations import start
from lms.content.models import CourseItem, RenderedItem
from lms.kernel.clock import utc_now
from lms.learning import operations
from lms.learning.queries import Reading, Step, reading
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.platform.web.pages import STYLE_COOKIE
from tests.support import apps, people

ROOT = Path(__file__).resolve().parents[2]
COURSE = "pelayanan-publik-ramah"
LESSONS_DONE = 4


@dataclass(frozen=True)
class Save:
    """Where a learner saves an answer to the final that they have begun, and an answer to that question."""

    path: str
    answer: str


@dataclass(frozen=True)
class Ground:
    """Where learners go, the cookies of their browsers, which hold the stylesheet already, and what each may save."""

    lesson: str
    cookies: tuple[str, ...]
    saves: tuple[Save, ...]


def lay(data_dir: Path, learners: int) -> Ground:
    """Publishes the course and lets `learners` begin it and its final."""
    app = apps.make_app(data_dir)
    with app.app_context():  # a command runs in the context that is there, which may be of another application
        told = app.test_cli_runner().invoke(args=["courses", "publish", str(ROOT / "courses" / COURSE)])
        assert told.exit_code == 0, told.output
        event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        db.engine.dispose()  # laying need not survive a power cut
        everybody = [_learner(app, number) for number in range(learners)]
        with door(writes=False):
            step = _typical_lesson(_reading(everybody[0][0]))
        saves = [_begin_final(person_id) for person_id, _ in everybody]
        style = app.extensions["pages"].assets.css_hash[7:19]
    cookies = [f"{SIGNIN_COOKIE}={_token(client)}; {STYLE_COOKIE}={style}" for _, client in everybody]
    return Ground(f"/learn/{COURSE}/{step.module}/{step.name}", tuple(cookies), tuple(saves))


def _begin_final(person_id: int) -> Save:
    with door(writes=True):
        found = _reading(person_id)
        final = next(step for step in found.steps if step.role == "final")
        facts, questions = assessment.quiz_facts(final.id), assessment.drawable(final.id)
        start(found.enrolment.id, final.id, facts, questions, utc_now())
        drawn = select(AttemptQuestion.position, AttemptQuestion.option_order)
        begun = drawn.join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        of_options = begun.where(Attempt.enrolment_id == found.enrolment.id, AttemptQuestion.option_order != "[]")
        number, order = db.session.execute(of_options.order_by(AttemptQuestion.position).limit(1)).one()
    return Save(f"/learn/{COURSE}/{final.module}/{final.name}/quiz/{number}", json.loads(order)[0])


def _learner(app: Flask, number: int) -> tuple[int, FlaskClient]:
    person_id = people.add_person(f"peserta{number}", f"Peserta {number}", nip=f"19900101201501{number:04}")
    with door(writes=True):
        operations.enrol(person_id, COURSE, utc_now())
        found = _reading(person_id)
        for step in [step for step in found.steps if step.is_lesson][:LESSONS_DONE]:
            operations.finish_lesson(found.enrolment.id, step.id, utc_now())
    return person_id, people.signed_in(app, person_id)


def _reading(person_id: int) -> Reading:
    found = reading(COURSE, person_id)
    assert found is not None
    return found


def _typical_lesson(found: Reading) -> Step:
    """The lesson whose HTML is of middling length."""
    rows = select(RenderedItem.item_id).join(CourseItem, CourseItem.id == RenderedItem.item_id)
    lessons = rows.where(CourseItem.version_id == found.enrolment.version_id, CourseItem.kind == "lesson")
    ordered = list(db.session.scalars(lessons.order_by(func.length(RenderedItem.parts))))
    return next(step for step in found.steps if step.id == ordered[len(ordered) // 2])


def _token(client: FlaskClient) -> str:
    cookie = client.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    return cookie.value
