"""A small course with a practice quiz and a final of all four kinds, and browsers that answer them."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.assessment.models import Answer
from lms.content.course import FeedbackRule, QuizRole, QuizSettings
from lms.content.models import CourseItem, QuestionRow
from lms.content.version_facts import quiz_to_json
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.questions.question import NumberRange, PublishedBlank, PublishedOption, PublishedQuestion
from tests.learning.courses import add_course, enrol
from tests.support import people

FINAL = "/learn/ramah/keluhan/ujian/quiz"
PRACTICE = "/learn/ramah/keluhan/latihan/quiz"
LESSONS = ("sapa", "dengar")


def options(*right: str) -> tuple[PublishedOption, ...]:
    return tuple(
        PublishedOption(id, f"pilihan {id}", id in right, f"<p>umpan balik {id}</p>") for id in ("a", "b", "c")
    )


SINGLE = PublishedQuestion(
    key="satu",
    kind="single_choice",
    stem_html="<p>Apa yang pertama?</p>\n<p>Warga marah.</p>",
    fingerprint="f1",
    outcome="a",
    options=options("b"),
    hints_html=("<p>petunjuk rahasia</p>",),
    explanation_html="<p>penjelasan satu</p>",
)
MULTIPLE = PublishedQuestion(
    key="dua",
    kind="multiple_choice",
    stem_html="<p>Mana saja?</p>",
    fingerprint="f2",
    outcome="a",
    options=options("a", "c"),
    explanation_html="<p>penjelasan dua</p>",
)
TYPED = PublishedQuestion(
    key="tiga",
    kind="typed_answer",
    stem_html="<p>Hari apa?</p>",
    fingerprint="f3",
    outcome="b",
    accepted=("Selasa",),
    incorrect_html="<p>hitung lagi</p>",
    explanation_html="<p>penjelasan tiga</p>",
)
NUMBER = PublishedQuestion(
    key="empat",
    kind="number",
    stem_html="<p>Berapa menit?</p>",
    fingerprint="f4",
    outcome="b",
    accepted=("45 .. 50",),
    ranges=(NumberRange("45", "50"),),
    explanation_html="<p>penjelasan empat</p>",
)
ORDERING = PublishedQuestion(
    key="lima",
    kind="ordering",
    stem_html="<p>Urutkan.</p>",
    fingerprint="f5",
    options=tuple(PublishedOption(id, f"langkah {id}", True) for id in ("b", "c", "a")),
    partial=True,
    explanation_html="<p>penjelasan lima</p>",
)
MATCHING = PublishedQuestion(
    key="enam",
    kind="matching",
    stem_html="<p>Jodohkan.</p>",
    fingerprint="f6",
    options=tuple(PublishedOption(id, f"kantor {id}", id != "c") for id in ("a", "b", "c")),
    blanks=(PublishedBlank("KTP", right="b"), PublishedBlank("SIM", right="a")),
    columns=("Berkas", "Kantor"),
    partial=True,
    explanation_html="<p>penjelasan enam</p>",
)
GAPS = PublishedQuestion(
    key="tujuh",
    kind="gaps",
    stem_html="<p>Lengkapi.</p>\n<p>Warga di \ue0000\ue001 itu \ue0001\ue001.</p>",
    fingerprint="f7",
    blanks=(
        PublishedBlank(accepted=("loket", "konter")),
        PublishedBlank(options=(PublishedOption("a", "raja", False), PublishedOption("b", "tamu", True)), right="b"),
    ),
    explanation_html="<p>penjelasan tujuh</p>",
)
ESSAY = PublishedQuestion(
    key="delapan",
    kind="essay",
    stem_html="<p>Uraikan.</p>",
    fingerprint="f8",
    rubric_html="<p>rubrik delapan</p>",
    explanation_html="<p>penjelasan delapan</p>",
)
QUESTIONS = (SINGLE, MULTIPLE, TYPED, NUMBER)
RIGHT: tuple[tuple[str, ...], ...] = (("b",), ("a", "c"), ("selasa",), ("47,5",))
"""A right answer to each of QUESTIONS, as a form sends it."""
SECRETS = ("umpan balik", "penjelasan", "petunjuk rahasia", "45 .. 50", "45–50", "Selasa", "hitung lagi", "correct")
"""Nothing of this may be on a page of a final that is not handed in."""

SETTINGS = QuizSettings(QuizRole.FINAL, pass_mark=75, attempts=2, wait_minutes=60, feedback=FeedbackRule.SUBMISSION)


def add_quizzes(
    settings: QuizSettings = SETTINGS, questions: Sequence[PublishedQuestion] = QUESTIONS
) -> dict[str, int]:
    """The course of `tests.learning.courses` with questions in its quizzes; returns the keys of its items."""
    items = add_course()
    fill_quizzes(items, settings, questions)
    return items


def fill_quizzes(items: dict[str, int], settings: QuizSettings, questions: Sequence[PublishedQuestion]) -> None:
    """Puts the questions into the quizzes of a version that was just published."""
    with door(writes=True):
        for name, how in (("ujian", settings), ("latihan", QuizSettings())):
            fill_quiz(items[name], how, questions)


def fill_quiz(item_id: int, settings: QuizSettings, questions: Sequence[PublishedQuestion]) -> None:
    """Puts the questions into one quiz, within an open door."""
    item = db.session.get_one(CourseItem, item_id)
    item.quiz, item.question_count = quiz_to_json(settings, []), len(questions)
    db.session.add_all(_row(item.id, position, question) for position, question in enumerate(questions, 1))


def _row(item_id: int, position: int, question: PublishedQuestion) -> QuestionRow:
    return QuestionRow(
        item_id=item_id,
        position=position,
        key=question.key,
        kind=question.kind,
        outcome=question.outcome,
        points=question.points,
        fingerprint=question.fingerprint,
        published=question.to_json(),
    )


def learner(app: Flask, username: str = "ani", **fields: object) -> FlaskClient:
    """A browser of a person who takes the course."""
    person_id = people.add_person(username, **fields)  # type: ignore[arg-type]
    enrol(person_id)
    return people.signed_in(app, person_id)


def begin(browser: FlaskClient, quiz: str = FINAL) -> TestResponse:
    """Starts an attempt."""
    return browser.post(quiz + "/start", data={"alone": "1"})


def answer(browser: FlaskClient, number: int, *given: str, **fields: str) -> TestResponse:
    """Saves an answer to the final by its form."""
    return browser.post(f"{FINAL}/{number}", data={"answer": list(given), **fields})


def answer_all(browser: FlaskClient, wrong: Sequence[int] = ()) -> None:
    """Answers every question of the final, those in `wrong` with nothing."""
    for number, given in enumerate(RIGHT, 1):
        answer(browser, number, *(() if number in wrong else given))


def hand_in(browser: FlaskClient) -> TestResponse:
    """Hands the final in."""
    return browser.post(FINAL + "/submit")


def given_values() -> list[str]:
    """The values of all answers in the order in which they were given."""
    with door(writes=False):
        return list(db.session.scalars(select(Answer.value).order_by(Answer.id)))


def with_points(*points: int) -> tuple[PublishedQuestion, ...]:
    """QUESTIONS worth these points."""
    return tuple(replace(question, points=worth) for question, worth in zip(QUESTIONS, points, strict=True))
