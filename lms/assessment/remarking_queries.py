"""Which attempts were marked by another key than the current one, and what a re-marking would make of them.

A question is the same one in a newer version of its course if item and key are the same; it was corrected if its
fingerprint is another. An attempt is affected as long as its answer counts by another fingerprint than the current one:
its own, or that of the question by which it was last re-marked.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, cast, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessment.grading import STORED
from lms.assessment.models import Answer, Attempt, AttemptQuestion, MarkChange, Remark
from lms.assessment.remarking import Counted, Effect, Line, recounting, token_of
from lms.content.models import CourseItem, CourseRow, CourseVersion, QuestionRow
from lms.content.queries import is_same_item
from lms.content.version_facts import quiz_from_json
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion

_OLD, _BEGUN, _BY = aliased(QuestionRow), aliased(CourseItem), aliased(QuestionRow)
"""The question that an attempt asked, the item it was begun in, and the question it was last re-marked by."""


@dataclass(frozen=True)
class Corrected:
    """A question of a final of the current version of a course."""

    id: int
    item_id: int
    slug: str
    item_title: str
    question: PublishedQuestion


@dataclass(frozen=True)
class Plan:
    """What re-marking by a corrected question comes to, attempt by attempt; `olds` are its earlier wordings by key."""

    corrected: Corrected
    olds: Mapping[int, PublishedQuestion]
    lines: tuple[Line, ...]
    token: str

    def having(self, effect: Effect) -> list[Line]:
        """The attempts for which it means this; whose mark changes come first."""
        return sorted((one for one in self.lines if one.effect is effect), key=lambda one: not one.changes_mark)


@dataclass(frozen=True)
class Summary:
    """How many attempts a corrected question affects; `undecided` are those that a decision could still change."""

    corrected: Corrected
    counts: Counter[Effect]
    undecided: int


@dataclass(frozen=True)
class Decision:
    """A re-marking that was decided: by whom, why, and how many marks became more or less by it."""

    at: datetime
    by: str
    reason: str
    lowers: bool
    question: PublishedQuestion
    item_title: str
    raised: int
    lowered: int


def corrected_question(question_id: int) -> Corrected | None:
    """The question, if the current version of its course has it in a final."""
    row = db.session.execute(_current().where(QuestionRow.id == question_id)).first()
    return _corrected(row) if row else None


def plan_of(corrected: Corrected) -> Plan:
    """What re-marking by this question comes to now; three queries."""
    olds = {row[0]: (PublishedQuestion.from_json(row[1]), _pass_mark(row[2])) for row in _olds_of(*_by(corrected))}
    questions = {old_id: question for old_id, (question, _) in olds.items()}
    recounted = recounting(corrected.question, questions)
    lines = tuple(
        Line(_counted(row, olds[row.old_id][1]), recounted(row.old_id, row.value))
        for row in db.session.execute(_counted_rows(corrected))
    )
    decisions = db.session.scalar(select(func.count(Remark.id)).where(Remark.question_id == corrected.id)) or 0
    return Plan(corrected, questions, lines, token_of(corrected.id, decisions, lines))


def affected_enrolments(corrected: Corrected) -> Select[Any]:
    """The keys of the enrolments whose attempts a question affects."""
    return _affected(Enrolment.id).where(*_by(corrected))


def summaries(slug: str) -> tuple[Summary, ...]:
    """The corrected questions of a course of which an attempt would come to something else; three queries.

    Whoever would lose is undecided until somebody decided on the question after the attempt was handed in.
    """
    corrected = {row.id: _corrected(row) for row in db.session.execute(_current().where(CourseRow.slug == slug))}
    olds: dict[int, dict[int, PublishedQuestion]] = {key: {} for key in corrected}
    for old_id, published, _, question_id in _olds_of(CourseRow.slug == slug):
        olds[question_id][old_id] = PublishedQuestion.from_json(published)
    recounted = {key: recounting(one.question, olds[key]) for key, one in corrected.items()}
    counts: dict[int, Counter[Effect]] = {key: Counter() for key in corrected}
    undecided: Counter[int] = Counter()
    for row in db.session.execute(_grouped(slug)):
        one = recounted[row.question_id](row.old_id, row.value)
        effect = one.effect(_exact(row.fraction), row.is_certified)
        counts[row.question_id][effect] += row.attempts
        if effect is Effect.GAINS or (effect is Effect.LOSES and not row.is_decided):
            undecided[row.question_id] += row.attempts
    return tuple(
        Summary(one, counts[key], undecided[key])
        for key, one in corrected.items()
        if counts[key].keys() - {Effect.UNCHANGED, Effect.CERTIFIED}
    )


def decisions(slug: str, newest: int) -> tuple[Decision, ...]:
    """The newest re-markings of a course."""
    changes = select(func.count(MarkChange.id)).where(MarkChange.remark_id == Remark.id)
    raised = changes.where(MarkChange.to_mark > MarkChange.from_mark).scalar_subquery()
    lowered = changes.where(MarkChange.to_mark < MarkChange.from_mark).scalar_subquery()
    rows = (
        select(Remark, Person.name, QuestionRow.published, CourseItem.title, raised, lowered)
        .join(Person, Person.id == Remark.decided_by)
        .join(QuestionRow, QuestionRow.id == Remark.question_id)
        .join(CourseItem, CourseItem.id == QuestionRow.item_id)
        .join(CourseVersion, CourseVersion.id == CourseItem.version_id)
        .join(CourseRow, CourseRow.id == CourseVersion.course_id)
        .where(CourseRow.slug == slug)
        .order_by(Remark.id.desc())
        .limit(newest)
    )
    return tuple(
        Decision(row.decided_at, by, row.reason, row.lowers, PublishedQuestion.from_json(text), title, more, less)
        for row, by, text, title, more, less in db.session.execute(rows)
    )


def names_of(person_ids: set[int]) -> Mapping[int, str]:
    """The names of a few people."""
    rows = select(Person.id, Person.name).where(Person.id.in_(person_ids))
    return {row[0]: row[1] for row in db.session.execute(rows)}


def _current() -> Select[Any]:
    """The questions of the finals of current versions, in the order of their courses."""
    columns: Any = (QuestionRow.id, QuestionRow.item_id, CourseRow.slug, CourseItem.title, QuestionRow.published)
    return (
        select(*columns)
        .join(CourseItem, CourseItem.id == QuestionRow.item_id)
        .join(CourseRow, CourseRow.current_version_id == CourseItem.version_id)
        .where(CourseItem.role == "final")
        .order_by(CourseItem.position, QuestionRow.position)
    )


def _corrected(row: Any) -> Corrected:
    return Corrected(row.id, row.item_id, row.slug, row.title, PublishedQuestion.from_json(row.published))


def _earlier(*columns: Any) -> Select[Any]:
    """The earlier wordings of the questions of the finals of current versions."""
    version = aliased(CourseVersion)
    return (
        select(*columns)
        .select_from(CourseRow)
        .join(CourseItem, and_(CourseItem.version_id == CourseRow.current_version_id, CourseItem.role == "final"))
        .join(QuestionRow, and_(QuestionRow.item_id == CourseItem.id, QuestionRow.kind != "essay"))
        .join(version, and_(version.course_id == CourseRow.id, version.id != CourseRow.current_version_id))
        .join(_BEGUN, and_(_BEGUN.version_id == version.id, is_same_item(_BEGUN, CourseItem)))
        .join(_OLD, and_(_OLD.item_id == _BEGUN.id, _OLD.key == QuestionRow.key))
    )


def _olds_of(*which: ColumnElement[bool]) -> Any:
    return db.session.execute(_earlier(_OLD.id, _OLD.published, _BEGUN.quiz, QuestionRow.id).where(*which))


def _affected(*columns: Any) -> Select[Any]:
    """What was handed in and counts by another fingerprint than the current one; found by the course's enrolments."""
    return (
        _earlier(*columns)
        .join(Enrolment, Enrolment.course_id == CourseRow.id)
        .join(Attempt, and_(Attempt.enrolment_id == Enrolment.id, Attempt.item_id == _BEGUN.id))
        .join(AttemptQuestion, and_(AttemptQuestion.attempt_id == Attempt.id, AttemptQuestion.question_id == _OLD.id))
        .outerjoin(Remark, Remark.id == AttemptQuestion.remark_id)
        .outerjoin(_BY, _BY.id == Remark.question_id)
        .where(Attempt.submitted_at.is_not(None), AttemptQuestion.fraction.is_not(None))
        .where(func.coalesce(_BY.fingerprint, AttemptQuestion.fingerprint) != QuestionRow.fingerprint)
    )


def _by(corrected: Corrected) -> tuple[ColumnElement[bool], ...]:
    """One corrected question; + 0 keeps SQLite on the way from the course, as it would else read all attempts."""
    return CourseRow.slug == corrected.slug, QuestionRow.id + 0 == corrected.id


def _newest_value() -> ColumnElement[Any]:
    rows = select(Answer.value).where(Answer.attempt_question_id == AttemptQuestion.id)
    return rows.order_by(Answer.id.desc()).limit(1).scalar_subquery()


_IS_CERTIFIED = (Enrolment.state == "completed").label("is_certified")


def _counted_rows(corrected: Corrected) -> Select[Any]:
    asked, question = aliased(AttemptQuestion), aliased(QuestionRow)
    whole = select(func.sum(question.points)).join(asked, asked.question_id == question.id)
    whole = whole.where(asked.attempt_id == Attempt.id)
    earned = whole.with_only_columns(func.sum(cast(asked.fraction, Float) * question.points))
    rows = _affected(
        AttemptQuestion.id.label("asked_id"),
        AttemptQuestion.fraction,
        Attempt.id.label("attempt_id"),
        Attempt.mark,
        Attempt.passed_at,
        Enrolment.person_id,
        _IS_CERTIFIED,
        _OLD.id.label("old_id"),
        _OLD.points,
        _newest_value().label("value"),
        earned.scalar_subquery().label("earned"),
        whole.scalar_subquery().label("all_points"),
    )
    return rows.where(*_by(corrected)).order_by(AttemptQuestion.id)


def _counted(row: Any, pass_mark: int) -> Counted:
    return Counted(
        asked_id=row.asked_id,
        old_id=row.old_id,
        attempt_id=row.attempt_id,
        person_id=row.person_id,
        is_certified=row.is_certified,
        fraction=_exact(row.fraction),
        points=row.points,
        mark=row.mark,
        passed_at=row.passed_at,
        earned=_exact(row.earned),
        all_points=row.all_points,
        pass_mark=pass_mark,
    )


def _grouped(slug: str) -> Select[Any]:
    """How often each answer counts as it does, for all corrected questions of a course."""
    decided = select(Remark.id).where(Remark.question_id == QuestionRow.id, Remark.decided_at >= Attempt.submitted_at)
    value, is_decided = _newest_value().label("value"), decided.correlate(QuestionRow, Attempt).exists()
    one = (
        _affected(
            QuestionRow.id.label("question_id"),
            _OLD.id.label("old_id"),
            AttemptQuestion.fraction,
            _IS_CERTIFIED,
            value,
            is_decided.label("is_decided"),
        )
        .where(CourseRow.slug == slug)
        .subquery()
    )
    return select(*one.c, func.count().label("attempts")).group_by(*one.c)


def _exact(number: float | Decimal | None) -> Decimal:
    """A sum of fractions as exactly as they are stored, however the database added them up."""
    return Decimal(number or 0).quantize(STORED)


def _pass_mark(quiz: str) -> int:
    return quiz_from_json(quiz).settings.pass_mark
