"""Marking essays of finals: drafts, marks, corrections. Locks: enrolment, then attempt; nothing is committed here."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select

from lms.assessment.errors import MarkedMeanwhile, NoEssay, NotHandedIn, NothingToMark, OwnEssay
from lms.assessment.essay_points import STEP, fraction_of
from lms.assessment.models import Attempt, AttemptQuestion, EssayDraft, EssayMark
from lms.assessment.operations.settling import renew_result, settle
from lms.assessment.queries import quiz_facts
from lms.content.authorship import Reach, is_within
from lms.content.models import CourseItem, QuestionRow
from lms.kernel.errors import Conflict, Unprocessable
from lms.learning.models import Enrolment
from lms.learning.operations import lock_enrolment
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


@dataclass(frozen=True)
class Verdict:
    """What is given: points, a comment for the learner and, if it corrects a mark, why. `seen` is the number of the
    newest mark that its giver saw, 0 for none."""

    points: Decimal
    comment: str
    reason: str = ""
    seen: int = 0


def keep_draft(asked_id: int, points: str, comment: str, now: datetime, *, by: Reach) -> None:
    """Keeps what a marker has typed so far, in the place of what was kept before. Raises as `give_mark`."""
    locked = _locked(asked_id, by)
    if locked.newest is not None:
        raise MarkedMeanwhile
    mine = select(EssayDraft).filter_by(attempt_question_id=asked_id, marker_id=by.person_id)
    row = db.session.scalar(mine) or EssayDraft(attempt_question_id=asked_id, marker_id=by.person_id)
    row.points, row.comment, row.saved_at = points, comment, now
    db.session.add(row)
    db.session.flush()


def give_mark(asked_id: int, verdict: Verdict, now: datetime, *, by: Reach) -> None:
    """Appends a mark of an essay, or a correction of one; sent twice it counts once. Audited.

    The last mark that an attempt waited for gives the attempt its own, and may complete the course.

    Raises NoEssay (none of a course that they answer for), OwnEssay, NotHandedIn, NothingToMark, MarkedMeanwhile,
    Conflict (a correction after the course was completed), or Unprocessable (points, a reason that is missing).
    """
    locked = _locked(asked_id, by)
    fraction = _fraction(verdict.points, locked.most)
    newest = locked.newest
    number = newest.sequence if newest else 0
    if newest is not None and _is_same(newest, fraction, verdict, by):
        return
    if number != verdict.seen:
        raise MarkedMeanwhile
    if number and locked.enrolment.state == "completed":
        raise Conflict("The course is completed and its certificate stands on this mark, so it stays.")
    if bool(number) != bool(verdict.reason):
        raise Unprocessable("Say why the mark is changed; the learner reads it.")
    row = EssayMark(attempt_question_id=asked_id, sequence=number + 1, marker_id=by.person_id, marked_at=now)
    row.fraction, row.comment, row.reason = fraction, verdict.comment, verdict.reason
    db.session.add(row)
    db.session.execute(delete(EssayDraft).filter_by(attempt_question_id=asked_id, marker_id=by.person_id))
    action = "assessment.correct-essay-mark" if number else "assessment.mark-essay"
    record(by.username, action, f"attempt-question:{asked_id}", now, points=str(verdict.points), reason=verdict.reason)
    locked.asked.fraction = fraction
    if settle(locked.attempt, quiz_facts(locked.attempt.item_id).settings.pass_mark, now):
        renew_result(locked.attempt, now)


@dataclass(frozen=True)
class _Locked:
    """An essay that can be marked, held until the transaction ends; `most` are the points of its question."""

    enrolment: Enrolment
    attempt: Attempt
    asked: AttemptQuestion
    most: int
    newest: EssayMark | None


def _locked(asked_id: int, by: Reach) -> _Locked:
    rows = (
        select(Attempt.enrolment_id, Attempt.id, QuestionRow.points)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(CourseItem, CourseItem.id == Attempt.item_id)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(AttemptQuestion.id == asked_id, CourseItem.role == "final", QuestionRow.kind == "essay")
        .where(is_within(Enrolment.course_id, by))
    )
    found = db.session.execute(rows).one_or_none()
    if found is None:
        raise NoEssay
    enrolment = lock_enrolment(found.enrolment_id)
    if enrolment.person_id == by.person_id:
        raise OwnEssay
    attempt = db.session.scalars(_fresh(select(Attempt).where(Attempt.id == found.id))).one()
    asked = db.session.scalars(_fresh(select(AttemptQuestion).where(AttemptQuestion.id == asked_id))).one()
    if attempt.submitted_at is None:
        raise NotHandedIn
    marks = select(EssayMark).filter_by(attempt_question_id=asked_id).order_by(EssayMark.sequence.desc())
    newest = db.session.scalar(marks.limit(1).execution_options(populate_existing=True))
    if newest is None and asked.fraction is not None:
        raise NothingToMark
    return _Locked(enrolment, attempt, asked, found.points, newest)


def _fresh(rows: Any) -> Any:
    return lock_row(rows).execution_options(populate_existing=True)


def _fraction(points: Decimal, most: int) -> Decimal:
    if not 0 <= points <= most or points % STEP:
        raise Unprocessable("Write points from 0 to the most there are, in quarters, such as 2,5.")
    return fraction_of(points, most)


def _is_same(newest: EssayMark, fraction: Decimal, verdict: Verdict, by: Reach) -> bool:
    """Whether this very verdict was given by this very person: the same form sent twice."""
    given = (newest.marker_id, newest.fraction, newest.comment, newest.reason)
    return given == (by.person_id, fraction, verdict.comment, verdict.reason)
