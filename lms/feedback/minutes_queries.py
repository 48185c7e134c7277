"""The minutes that learners really spend on a course and on each of its items; they change nothing.

Only the newest learners are asked, so that a course of many years costs no more than a young one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, Select, cast, extract, literal, select, union_all

from lms.assessment.models import Answer, Attempt, AttemptQuestion
from lms.content.models import CourseItem, CourseRow
from lms.learning.minutes_spent import Median, median_of, medians, seconds_spent
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.model import db

NEWEST = 1000
"""How many learners are asked."""


@dataclass(frozen=True)
class Minutes:
    """Medians of the items by key, in whatever version they were done; `course` is over those who completed it.

    Of whoever took it in several sittings the lesson after each break is missing, so the course takes rather longer.
    """

    course: Median | None
    items: Mapping[str, Median]


def median_minutes(slug: str) -> int | None:
    """The median of the minutes that learners spent on the whole course; None while too few completed it."""
    course_id = db.session.scalar(select(CourseRow.id).where(CourseRow.slug == slug))
    found = minutes_of(course_id).course if course_id else None
    return found.minutes if found else None


def minutes_of(course_id: int) -> Minutes:
    """What the newest learners of a course spent; one query."""
    rows = db.session.execute(_moments(course_id)).all()
    spent, complete = [], []
    for (_, state), moments in groupby(rows, itemgetter(0, 1)):
        seconds = seconds_spent((at, key) for _, _, at, key in moments)
        spent.append(seconds)
        if state == "completed" and seconds:
            complete.append(sum(seconds.values()))
    return Minutes(median_of(complete), medians(spent))


def _moments(course_id: int) -> Select[Any]:
    """Enrolment, its state, seconds, key of the item: those of one enrolment stand together.

    The newest enrolments stand in a list of their own, so that SQLite begins with them and reads no table whole.
    """
    rows = select(Enrolment.id).where(Enrolment.course_id == course_id, Enrolment.done_count > 0)
    newest = rows.order_by(Enrolment.id.desc()).limit(NEWEST)
    begun = select(*_columns(Enrolment.enrolled_at, literal("").label("key"))).where(Enrolment.id.in_(newest))
    finished = (
        select(*_columns(ItemProgress.done_at, CourseItem.key))
        .join(ItemProgress, ItemProgress.enrolment_id == Enrolment.id)
        .join(CourseItem, CourseItem.id == ItemProgress.item_id)
        .where(ItemProgress.enrolment_id.in_(newest))
        .where(CourseItem.kind == "lesson", ItemProgress.done_at.is_not(None))
    )
    answered = _tried(Answer.given_at, newest).join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
    answered = answered.join(Answer, Answer.attempt_question_id == AttemptQuestion.id)
    started, submitted = _tried(Attempt.started_at, newest), _tried(Attempt.submitted_at, newest)
    found = union_all(begun, finished, started, submitted, answered).subquery().c
    return select(found.id, found.state, found.at, found.key).order_by(found.id)


def _tried(at: Any, newest: Select[Any]) -> Select[Any]:
    """Moments of attempts that were handed in."""
    rows: Select[Any] = select(*_columns(at, CourseItem.key)).select_from(Attempt)
    rows = rows.join(Enrolment, Enrolment.id == Attempt.enrolment_id).join(CourseItem, CourseItem.id == Attempt.item_id)
    return rows.where(Attempt.enrolment_id.in_(newest), Attempt.submitted_at.is_not(None))


def _columns(at: Any, key: Any) -> tuple[Any, ...]:
    return Enrolment.id, Enrolment.state, cast(extract("epoch", at), Integer).label("at"), key
