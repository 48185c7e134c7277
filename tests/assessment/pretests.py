"""A small course with a pre-test: its final has two pools of all kinds that the machine marks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from lms.assessment.models import PretestAnswer
from lms.assessment.pretest_queries import pretest_questions, standing_of
from lms.content.models import CourseItem, CourseVersion, QuestionRow
from lms.content.version_facts import quiz_to_json
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.questions.question import Pool, PublishedQuestion
from tests.assessment.quizzes import GAPS, MATCHING, MULTIPLE, NUMBER, ORDERING, SETTINGS, SINGLE, TYPED
from tests.learning.courses import ITEMS, add_course, add_version

PRETEST = "/learn/ramah/pretest"
COURSE = "/courses/ramah"
QUESTIONS = (
    *(replace(question, pool="p") for question in (SINGLE, MULTIPLE, TYPED, ORDERING)),
    *(replace(question, pool="q") for question in (NUMBER, MATCHING, GAPS)),
)
POOLS = {"p": 1, "q": 1}
SIZE = 5
"""All that the final can spare."""
RIGHT: Mapping[str, Sequence[str]] = {
    "satu": ["b"],
    "dua": ["a", "c"],
    "tiga": ["selasa"],
    "lima": ["b.1", "c.2", "a.3"],
    "empat": ["47,5"],
    "enam": ["b", "a"],
    "tujuh": ["loket", "b"],
}
"""What a form sends for the right answer to each question."""
WRONG = {**RIGHT, "satu": ["a"], "dua": ["b"], "tiga": ["rabu"], "lima": ["a.1", "b.2", "c.3"], "empat": ["1"],
         "enam": ["a", "b"], "tujuh": ["pasar", "a"]}  # fmt: skip


def add_pretest(
    size: int = SIZE, questions: Sequence[PublishedQuestion] = QUESTIONS, pools: Mapping[str, int | None] = POOLS
) -> dict[str, int]:
    """The course, whose first version asks so many questions before the first lesson."""
    items = add_course()
    fill(items, size, questions, pools)
    return items


def next_version(
    size: int = SIZE, questions: Sequence[PublishedQuestion] = QUESTIONS, pools: Mapping[str, int | None] = POOLS
) -> dict[str, int]:
    """A further version of the course."""
    items = add_version("ramah", 2, ITEMS)
    fill(items, size, questions, pools)
    return items


def fill(
    items: Mapping[str, int], size: int, questions: Sequence[PublishedQuestion], pools: Mapping[str, int | None]
) -> None:
    """Puts questions and pools into the final of a version, and says how many its pre-test asks."""
    with door(writes=True):
        item = db.session.get_one(CourseItem, items["ujian"])
        item.quiz = quiz_to_json(SETTINGS, [Pool(key, key, draw, 1) for key, draw in pools.items()])
        item.question_count = len(questions)
        db.session.execute(update(CourseVersion).where(CourseVersion.id == item.version_id).values(pretest=size))
        db.session.add_all(_row(item.id, position, question) for position, question in enumerate(questions, 1))


def _row(item_id: int, position: int, question: PublishedQuestion) -> QuestionRow:
    columns = {name: getattr(question, name) for name in ("key", "kind", "pool", "outcome", "points", "fingerprint")}
    return QuestionRow(item_id=item_id, position=position, published=question.to_json(), **columns)


def asked(person: int = 0) -> list[PublishedQuestion]:
    """What the pre-test of an enrolment asks, in its order."""
    with door(writes=False):
        enrolment_id = db.session.scalars(select(Enrolment.id).order_by(Enrolment.id)).all()[person]
        return [one.question for one in pretest_questions(enrolment_id, standing_of(enrolment_id))]


def asked_keys(person: int = 0) -> list[str]:
    """The keys of these questions."""
    return [question.key for question in asked(person)]


def form(answers: Mapping[str, Sequence[str]] = RIGHT, version: object = 1, person: int = 0) -> dict[str, object]:
    """What the page sends for these answers."""
    given = {f"q{number}": list(answers.get(key, [])) for number, key in enumerate(asked_keys(person), 1)}
    return {"version": version, **given}


def send(browser: FlaskClient, answers: Mapping[str, Sequence[str]] = RIGHT, person: int = 0) -> TestResponse:
    """Answers the pre-test."""
    return browser.post(PRETEST, data=form(answers, person=person))


def kept() -> dict[str, tuple[str, float]]:
    """Value and worth of every answer that is stored, by the key of its question."""
    with door(writes=False):
        rows = select(QuestionRow.key, PretestAnswer.value, PretestAnswer.fraction)
        rows = rows.join(PretestAnswer, PretestAnswer.question_id == QuestionRow.id).order_by(PretestAnswer.position)
        return {key: (value, float(fraction)) for key, value, fraction in db.session.execute(rows)}
