"""Questions about attempts and their answers; they change nothing.

What they hand out holds keys and feedback: the views show no more of it than the rule of the quiz allows.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from lms.assessment.models import Answer, Attempt, AttemptQuestion, ExtraTime
from lms.assessment.practising import Practised, practised
from lms.assessment.versions import attempts_at
from lms.content.models import CourseItem, CourseRow, CourseVersion, QuestionRow
from lms.content.queries import is_same_item
from lms.content.version_facts import QuizFacts, outcomes_from_json, quiz_from_json
from lms.learning.models import Enrolment
from lms.platform.db.hot_statements import HotRead
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion, Value


@dataclass(frozen=True)
class Given:
    """The newest answer to a question; `tries` counts all of them. Nothing was given while `at` is None."""

    value: Value
    unsure: bool
    at: datetime | None
    tries: int
    state: Practised


@dataclass(frozen=True)
class Place:
    """A question's place in an attempt."""

    number: int
    given: Given

    @property
    def is_answered(self) -> bool:
        """Whether the newest answer says something."""
        return self.given.value is not None


@dataclass(frozen=True)
class Asked:
    """A question as an attempt asks it, and what was answered; `fraction` of its points is set when handed in."""

    id: int  # of its AttemptQuestion
    number: int
    question: PublishedQuestion
    order: tuple[str, ...]
    given: Given
    fraction: Decimal | None


@dataclass(frozen=True)
class Sheet:
    """An attempt with the places of its questions; `asked` is the one that was asked for by number."""

    attempt_id: int
    item_id: int  # the quiz as the version had it in which the attempt was begun
    sequence: int
    submitted_at: datetime | None
    ends_at: datetime | None
    mark: int | None
    passed: bool | None
    places: tuple[Place, ...]
    asked: Asked | None

    @property
    def is_over(self) -> bool:
        """Whether it was handed in."""
        return self.submitted_at is not None

    @property
    def waits(self) -> bool:
        """Whether it was handed in and a person has yet to mark an answer of it."""
        return self.is_over and self.mark is None

    def first_unanswered(self) -> int | None:
        """The number of the first question without an answer."""
        return next((place.number for place in self.places if not place.is_answered), None)

    def next_unsettled(self, after: int = 0) -> int | None:
        """The number of the practice question to go on with: the next that is not settled, else an earlier one."""
        numbers = [place.number for place in self.places if not place.given.state.is_settled]
        return next((number for number in numbers if number > after), next(iter(numbers), None))


@dataclass(frozen=True)
class Target:
    """The question that an answer is given to; `id` is that of its AttemptQuestion."""

    id: int
    number: int
    question: PublishedQuestion


@dataclass(frozen=True)
class AskedFor:
    """What an answer is given to: the question, and the attempt and enrolment it belongs to."""

    enrolment_id: int
    item_id: int
    attempt_id: int
    is_practice: bool
    count: int  # of the attempt's questions
    asked: Target


@dataclass(frozen=True)
class Drawable:
    """A question that an attempt may draw, with the key of its row."""

    id: int
    question: PublishedQuestion


def _newest_answer(question_id: Any) -> ColumnElement[Any]:
    given = aliased(Answer)
    return select(func.max(given.id)).where(given.attempt_question_id == question_id).scalar_subquery()


def _tries() -> ColumnElement[Any]:
    given = aliased(Answer)
    found = select(func.count(given.id)).where(given.attempt_question_id == AttemptQuestion.id)
    return found.scalar_subquery().label("tries")


def _with_answers(rows: Select[Any]) -> Select[Any]:
    """The newest answer of each question beside it."""
    return rows.outerjoin(Answer, Answer.id == _newest_answer(AttemptQuestion.id))


def newest_sheet(enrolment_id: int, item_id: int, number: int = 0) -> Sheet | None:
    """The newest attempt at a quiz, with the question of this number; one query."""
    newest = select(func.max(Attempt.id)).where(attempts_at(enrolment_id, item_id))
    return _sheet(Attempt.id == newest.scalar_subquery(), number)


def newest_result(enrolment_id: int, item_id: int) -> Sheet | None:
    """The newest attempt that was handed in."""
    newest = select(func.max(Attempt.id)).where(attempts_at(enrolment_id, item_id))
    return _sheet(Attempt.id == newest.where(Attempt.submitted_at.is_not(None)).scalar_subquery(), 0)


def sheet_numbered(enrolment_id: int, item_id: int, sequence: int) -> Sheet | None:
    """An attempt by its sequence."""
    return _sheet(and_(attempts_at(enrolment_id, item_id), Attempt.sequence == sequence), 0)


def _sheet(which: ColumnElement[bool], number: int) -> Sheet | None:
    rows = (
        select(Attempt, AttemptQuestion, Answer, _tries(), QuestionRow.published)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .outerjoin(QuestionRow, and_(QuestionRow.id == AttemptQuestion.question_id, AttemptQuestion.position == number))
        .where(which)
        .order_by(AttemptQuestion.position)
    )
    found = db.session.execute(_with_answers(rows)).all()
    if not found:
        return None
    attempt: Attempt = found[0][0]
    places = [Place(row.position, _given(answer, tries)) for _, row, answer, tries, _ in found]
    asked = [_asked(row, answer, tries, text) for _, row, answer, tries, text in found if text is not None]
    return Sheet(
        attempt_id=attempt.id,
        item_id=attempt.item_id,
        sequence=attempt.sequence,
        submitted_at=attempt.submitted_at,
        ends_at=attempt.ends_at,
        mark=attempt.mark,
        passed=attempt.passed,
        places=tuple(places),
        asked=asked[0] if asked else None,
    )


def asked_for(person_id: int, slug: str, item_key: str, number: int) -> AskedFor | None:
    """The question of this number in the person's newest attempt; one query, for the path of saving an answer."""
    rows = _ASKED_FOR.rows(person_id=person_id, slug=slug, item_key=item_key, number=number)
    if not rows:
        return None
    row = rows[0]
    return AskedFor(
        enrolment_id=row.enrolment_id,
        item_id=row.item_id,
        attempt_id=row.attempt_id,
        is_practice=row.role != "final",
        count=row.count,
        asked=Target(row.id, row.position, _question(row.published)),
    )


def _asked_for() -> Select[Any]:
    every, begun = aliased(AttemptQuestion), aliased(CourseItem)
    count = select(func.count(every.id)).where(every.attempt_id == Attempt.id).scalar_subquery()
    is_here = AttemptQuestion.position == bindparam("number")
    rows: Select[Any] = (
        select(
            Attempt.id.label("attempt_id"),
            Attempt.enrolment_id,
            Attempt.item_id,
            CourseItem.role,
            count.label("count"),
            AttemptQuestion.id,
            AttemptQuestion.position,
            QuestionRow.published,
        )
        .select_from(CourseRow)
        .join(Enrolment, and_(Enrolment.course_id == CourseRow.id, Enrolment.person_id == bindparam("person_id")))
        .join(CourseItem, and_(CourseItem.version_id == Enrolment.version_id, CourseItem.key == bindparam("item_key")))
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .join(begun, and_(begun.id == Attempt.item_id, is_same_item(begun, CourseItem)))
        .join(AttemptQuestion, and_(AttemptQuestion.attempt_id == Attempt.id, is_here))
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .where(CourseRow.slug == bindparam("slug"), Enrolment.state != "left")
        .order_by(Enrolment.sequence.desc(), Attempt.id.desc())
        .limit(1)
    )
    return rows


_ASKED_FOR = HotRead(_asked_for())


def quiz_facts(item_id: int) -> QuizFacts:
    """How a quiz runs."""
    return quiz_from_json(db.session.scalars(select(CourseItem.quiz).where(CourseItem.id == item_id)).one())


def question_count(item_id: int) -> int:
    """How many questions one attempt at a quiz asks."""
    return db.session.scalars(select(CourseItem.question_count).where(CourseItem.id == item_id)).one()


def drawable(item_id: int) -> tuple[Drawable, ...]:
    """The questions of a quiz in the author's order."""
    rows = select(QuestionRow.id, QuestionRow.published).where(QuestionRow.item_id == item_id)
    found = db.session.execute(rows.order_by(QuestionRow.position))
    return tuple(Drawable(question_id, PublishedQuestion.from_json(text)) for question_id, text in found)


def extra_time_of(person_id: int) -> int:
    """How much more time a person has in quizzes with a limit, in percent."""
    rows = select(ExtraTime.percent).where(ExtraTime.person_id == person_id).order_by(ExtraTime.id.desc())
    return db.session.scalar(rows.limit(1)) or 0


def handed_in(enrolment_id: int, item_id: int) -> tuple[datetime, ...]:
    """When each attempt at a quiz was handed in."""
    rows = select(Attempt.submitted_at).where(attempts_at(enrolment_id, item_id))
    return tuple(at for at in db.session.scalars(rows.order_by(Attempt.id)) if at is not None)


def asked_all(attempt_id: int) -> tuple[Asked, ...]:
    """Every question of an attempt with what was answered, to mark it or to show it marked."""
    rows = (
        select(AttemptQuestion, Answer, _tries(), QuestionRow.published)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .where(AttemptQuestion.attempt_id == attempt_id)
        .order_by(AttemptQuestion.position)
    )
    return tuple(_asked(*row) for row in db.session.execute(_with_answers(rows)))


def resume_at(enrolment_id: int, item_id: int) -> int | None:
    """The number of the first unanswered question of the open attempt (of the first, if all are answered)."""
    sheet = newest_sheet(enrolment_id, item_id)
    return None if sheet is None or sheet.is_over else sheet.first_unanswered() or 1


def outcomes_of(version_id: int) -> Mapping[str, str]:
    """The outcomes of a version, key to sentence."""
    return outcomes_from_json(db.session.scalars(select(CourseVersion.outcomes).filter_by(id=version_id)).one())


def lessons_about(version_id: int, quiz_id: int) -> dict[str, tuple[int, ...]]:
    """Where to read about each outcome: the lessons that ask about it, else those of the modules whose quizzes do."""
    asking = aliased(CourseItem)
    rows = (
        select(QuestionRow.outcome, CourseItem.id, asking.id == CourseItem.id)
        .join(asking, asking.id == QuestionRow.item_id)
        .join(CourseItem, and_(CourseItem.version_id == version_id, CourseItem.module_key == asking.module_key))
        .where(asking.version_id == version_id, asking.id != quiz_id, CourseItem.kind == "lesson")
        .where(QuestionRow.outcome != "")
        .distinct()
        .order_by(CourseItem.id)
    )
    found: dict[str, tuple[list[int], list[int]]] = {}
    for outcome, item_id, is_asking in db.session.execute(rows):
        found.setdefault(outcome, ([], []))[0 if is_asking else 1].append(item_id)
    return {outcome: tuple(asking_ids or near) for outcome, (asking_ids, near) in found.items()}


def _asked(row: AttemptQuestion, answer: Answer | None, tries: int, published: str) -> Asked:
    order = tuple(json.loads(row.option_order))
    return Asked(
        row.id, row.position, PublishedQuestion.from_json(published), order, _given(answer, tries), row.fraction
    )


@lru_cache(maxsize=256)
def _question(stored: str) -> PublishedQuestion:
    """Remembered by its text, which is all that it depends on."""
    return PublishedQuestion.from_json(stored)


def _given(answer: Answer | None, tries: int) -> Given:
    if answer is None:
        return Given(None, False, None, 0, Practised.OPEN)
    state = practised(tries, answer.act, answer.fraction)
    return Given(json.loads(answer.value), answer.unsure, answer.given_at, tries, state)
