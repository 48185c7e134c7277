"""What is measured: the course that ships, published into a folder of its own, and learners halfway through it."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.accounts.queries import SIGNIN_COOKIE
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
class Ground:
    """Where learners go, and the cookies of their browsers, which hold the stylesheet already."""

    lesson: str
    cookies: tuple[str, ...]


def lay(data_dir: Path, learners: int) -> Ground:
    """Publishes the course and lets `learners` begin it."""
    app = apps.make_app(data_dir)
    told = app.test_cli_runner().invoke(args=["courses", "publish", str(ROOT / "courses" / COURSE)])
    assert told.exit_code == 0, told.output
    with app.app_context():
        everybody = [_learner(app, number) for number in range(learners)]
        with door(writes=False):
            found = _reading(everybody[0][0])
            step = _typical_lesson(found)
        style = app.extensions["pages"].assets.css_hash[7:19]
    cookies = [f"{SIGNIN_COOKIE}={_token(client)}; {STYLE_COOKIE}={style}" for _, client in everybody]
    return Ground(f"/learn/{COURSE}/{step.module}/{step.name}", tuple(cookies))


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
