"""Marking earlier attempts by a corrected question, after a person saw what that comes to and decided so."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import aliased

from lms.assessment.errors import PreviewOutdated
from lms.assessment.models import Attempt, AttemptQuestion, MarkChange, Remark
from lms.assessment.remarking import LONGEST_REASON, Line, Wish
from lms.assessment.remarking_queries import affected_enrolments, corrected_question, plan_of
from lms.content.models import CourseItem
from lms.content.queries import is_same_item
from lms.kernel.errors import Unprocessable
from lms.learning.models import Enrolment
from lms.learning.operations import renew_quiz_results
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


def remark(wish: Wish, person_id: int, now: datetime, *, by: str) -> None:
    """Does what the person wants, who saw a preview of it; audited. The same wish sent twice is one.

    A course of which nothing else is missing is completed by it; a completed one keeps its marks. Statements are few,
    whatever the number of attempts, but for the courses that it completes. Raises Unprocessable (no reason) or
    PreviewOutdated.
    """
    if not 1 <= len(wish.reason) <= LONGEST_REASON:
        raise Unprocessable("Give a reason of 1 to %(limit)s characters.", limit=LONGEST_REASON)
    corrected = corrected_question(wish.question_id)
    if corrected is None:
        raise PreviewOutdated
    taken = select(Enrolment.id).where(Enrolment.id.in_(affected_enrolments(corrected))).order_by(Enrolment.id)
    db.session.execute(lock_row(taken)).all()
    decision = {**vars(wish), "decided_by": person_id}
    if db.session.scalar(select(Remark.id).filter_by(**decision)) is not None:
        return
    plan = plan_of(corrected)
    if not plan.lines or plan.token != wish.seen:
        raise PreviewOutdated
    row = Remark(**decision, decided_at=now)
    db.session.add(row)
    db.session.flush()
    lines = [line for line in plan.lines if line.is_applied(wish.lowers)]
    changed = [line for line in lines if line.changes_mark]
    _count(lines, row.id)
    _change_marks(changed, row.id, now)
    lowered = sum(line.is_lowered for line in changed)
    details = {"attempts": len(lines), "changed": len(changed), "lowered": lowered, "reason": wish.reason}
    record(by, "assessment.remark", f"question:{wish.question_id}", now, **details)
    _renew_results(plan.corrected.item_id, row.id, now)


def _count(lines: Sequence[Line], remark_id: int) -> None:
    """By the corrected question."""
    rows = [
        {"id": line.counted.asked_id, "fraction": line.recounted.fraction, "remark_id": remark_id} for line in lines
    ]
    if rows:
        db.session.execute(update(AttemptQuestion), rows)


def _change_marks(lines: Sequence[Line], remark_id: int, now: datetime) -> None:
    """Whoever passed before keeps the time at which that was."""
    if not lines:
        return
    marks = [
        {
            "id": line.counted.attempt_id,
            "mark": line.to_mark,
            "passed": line.to_passed,
            "marked_at": now,
            "passed_at": (line.counted.passed_at or now) if line.to_passed else None,
        }
        for line in lines
    ]
    changes = [
        {
            "attempt_id": line.counted.attempt_id,
            "remark_id": remark_id,
            "from_mark": line.counted.mark,
            "to_mark": line.to_mark,
            "from_passed": line.from_passed,
            "to_passed": line.to_passed,
            "changed_at": now,
        }
        for line in lines
    ]
    db.session.execute(update(Attempt), marks)
    db.session.execute(insert(MarkChange), changes)


def _renew_results(item_id: int, remark_id: int, now: datetime) -> None:
    """Hands on what all attempts at the quiz come to, for those whose marks changed."""
    begun, asked = aliased(CourseItem), aliased(CourseItem)
    changed = select(Attempt.enrolment_id).join(MarkChange, MarkChange.attempt_id == Attempt.id)
    results = (
        select(Attempt.enrolment_id, func.max(Attempt.mark).label("best_mark"),
               func.min(Attempt.passed_at).label("passed_at"))
        .join(begun, begun.id == Attempt.item_id)
        .join(asked, is_same_item(begun, asked))
        .where(asked.id == item_id, Attempt.enrolment_id.in_(changed.where(MarkChange.remark_id == remark_id)))
        .group_by(Attempt.enrolment_id)
    )  # fmt: skip
    renew_quiz_results(item_id, results.subquery(), now)
