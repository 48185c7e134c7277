"""Questions about essays that wait for a person to mark them, and about those that were marked; they change nothing.

Who wrote an essay is told only so that nobody marks their own; no page shows it. A person marks the essays of the
courses that they answer for (`lms/content/authorship.py`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessment.essay_points import points_of
from lms.assessment.models import Answer, Attempt, AttemptQuestion, EssayDraft, EssayMark
from lms.content.authorship import Reach, is_within
from lms.content.models import CourseItem, CourseVersion, QuestionRow
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion

SHOWN, LATELY = 30, 10
"""How many essays that wait, and how many that were marked, a page lists."""


@dataclass(frozen=True)
class QueuedEssay:
    """An essay in a list; `at` is when it was handed in, or when it was marked, with its `points`."""

    id: int  # of its AttemptQuestion
    course_title: str
    item_title: str
    question: PublishedQuestion
    at: datetime
    has_draft: bool = False
    points: Decimal | None = None


@dataclass(frozen=True)
class GivenMark:
    """A mark of an essay; `reason` only of a correction."""

    sequence: int
    marker: str
    points: Decimal
    most: int  # points of the question
    comment: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Draft:
    """What a marker has typed so far."""

    points: str
    comment: str
    saved_at: datetime


@dataclass(frozen=True)
class Essay:
    """An essay of a final with all that its marker needs; `author_id` is no part of any page."""

    id: int
    author_id: int
    course_title: str
    item_title: str
    question: PublishedQuestion
    text: str
    submitted_at: datetime | None
    is_completed: bool  # the course, so that its certificate stands on the marks
    draft: Draft | None
    marks: Sequence[GivenMark]

    @property
    def newest(self) -> GivenMark | None:
        """The mark that counts."""
        return self.marks[-1] if self.marks else None


def waits() -> ColumnElement[bool]:
    """Whether a person has yet to mark the answer to a question of an attempt.

    The attempts stand in a list of their own, so that SQLite begins with the few that wait and reads no table whole.
    """
    waiting = aliased(Attempt)
    rows = select(waiting.id).where(waiting.mark.is_(None), waiting.submitted_at.is_not(None))
    return and_(AttemptQuestion.attempt_id.in_(rows), AttemptQuestion.fraction.is_(None))


def is_for(marker: Reach) -> ColumnElement[bool]:
    """Whether the essays of an enrolment are the person's to mark: of a course they answer for, and not their own."""
    return and_(Enrolment.person_id != marker.person_id, is_within(Enrolment.course_id, marker))


def waiting_for(marker: Reach) -> int:
    """How many essays the person may mark now."""
    rows = _of_attempts(select(func.count(AttemptQuestion.id))).where(waits(), is_for(marker))
    return db.session.scalar(rows) or 0


def queue_of(marker: Reach) -> tuple[QueuedEssay, ...]:
    """The essays that have waited longest, without the person's own; one query."""
    draft = select(EssayDraft.id).where(
        EssayDraft.attempt_question_id == AttemptQuestion.id, EssayDraft.marker_id == marker.person_id
    )
    rows = _listed(Attempt.submitted_at, draft.exists()).where(waits(), is_for(marker))
    found = db.session.execute(rows.order_by(Attempt.submitted_at, AttemptQuestion.id).limit(SHOWN))
    return tuple(_queued(row, has_draft=row[5]) for row in found)


def marked_lately_by(marker: Reach) -> tuple[QueuedEssay, ...]:
    """The newest marks that the person gave and that count; one query."""
    other = aliased(EssayMark)
    newest = select(func.max(other.sequence)).where(other.attempt_question_id == EssayMark.attempt_question_id)
    rows = (
        _listed(EssayMark.marked_at, EssayMark.fraction)
        .join(EssayMark, EssayMark.attempt_question_id == AttemptQuestion.id)
        .where(EssayMark.marker_id == marker.person_id, EssayMark.sequence == newest.scalar_subquery(), is_for(marker))
        .order_by(EssayMark.id.desc())
    )
    return tuple(_queued(row, fraction=row[5]) for row in db.session.execute(rows.limit(LATELY)))


def next_in_queue(marker: Reach, after: int = 0) -> int | None:
    """The essay that waits next after this one, so that two markers seldom meet; else the first of all."""
    here = select(Attempt.submitted_at).join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
    at = here.where(AttemptQuestion.id == after).scalar_subquery()
    is_later = or_(Attempt.submitted_at > at, and_(Attempt.submitted_at == at, AttemptQuestion.id > after))
    rows = _of_attempts(select(AttemptQuestion.id)).where(waits(), is_for(marker))
    rows = rows.where(AttemptQuestion.id != after).limit(1)
    rows = rows.order_by(case((is_later, 0), else_=1), Attempt.submitted_at, AttemptQuestion.id)
    found: int | None = db.session.scalar(rows)
    return found


def essay_to_mark(asked_id: int, marker: Reach) -> Essay | None:
    """An essay of a final, with what this person has typed for it; None if none is in reach. Two queries."""
    given = aliased(Answer)
    newest = select(func.max(given.id)).where(given.attempt_question_id == AttemptQuestion.id).scalar_subquery()
    rows = (
        _listed(Attempt.submitted_at, Enrolment.person_id, Enrolment.state, Answer.value, EssayDraft)
        .outerjoin(Answer, Answer.id == newest)
        .outerjoin(
            EssayDraft,
            and_(EssayDraft.attempt_question_id == AttemptQuestion.id, EssayDraft.marker_id == marker.person_id),
        )
        .where(AttemptQuestion.id == asked_id, CourseItem.role == "final", QuestionRow.kind == "essay")
        .where(is_within(Enrolment.course_id, marker))
    )
    row = db.session.execute(rows).one_or_none()
    if row is None:
        return None
    asked_id, course_title, item_title, published, submitted_at, author_id, state, value, draft = row
    question = PublishedQuestion.from_json(published)
    return Essay(
        id=asked_id,
        author_id=author_id,
        course_title=course_title,
        item_title=item_title,
        question=question,
        text=json.loads(value) or "" if value else "",
        submitted_at=submitted_at,
        is_completed=state == "completed",
        draft=Draft(draft.points, draft.comment, draft.saved_at) if draft else None,
        marks=next(iter(_marks(AttemptQuestion.id == asked_id).values()), ()),
    )


def marks_in(attempt_id: int) -> Mapping[int, tuple[GivenMark, ...]]:
    """The marks of the essays of an attempt, by the number of the question, the first one first. One query."""
    return _marks(AttemptQuestion.attempt_id == attempt_id)


def _marks(which: ColumnElement[bool]) -> Mapping[int, tuple[GivenMark, ...]]:
    rows = (
        select(AttemptQuestion.position, QuestionRow.points, Person.name, EssayMark)
        .join(EssayMark, EssayMark.attempt_question_id == AttemptQuestion.id)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .join(Person, Person.id == EssayMark.marker_id)
        .where(which)
        .order_by(AttemptQuestion.position, EssayMark.sequence)
    )
    found: dict[int, tuple[GivenMark, ...]] = {}
    for number, most, marker, row in db.session.execute(rows):
        points = points_of(row.fraction, most)
        mark = GivenMark(row.sequence, marker, points, most, row.comment, row.reason, row.marked_at)
        found[number] = (*found.get(number, ()), mark)
    return found


def _of_attempts(rows: Select[Any]) -> Select[Any]:
    return (
        rows.select_from(Attempt)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    )


def _listed(*more: Any) -> Select[Any]:
    """Essays with the titles of where they stand."""
    titles: Any = select(AttemptQuestion.id, CourseVersion.title, CourseItem.title, QuestionRow.published, *more)
    return (
        _of_attempts(titles)
        .join(CourseItem, CourseItem.id == Attempt.item_id)
        .join(CourseVersion, CourseVersion.id == CourseItem.version_id)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
    )


def _queued(row: Any, has_draft: bool = False, fraction: Decimal | None = None) -> QueuedEssay:
    question = PublishedQuestion.from_json(row[3])
    points = None if fraction is None else points_of(fraction, question.points)
    return QueuedEssay(row[0], row[1], row[2], question, row[4], bool(has_draft), points)
