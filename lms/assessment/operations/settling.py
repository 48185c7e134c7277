"""The mark of an attempt at a final, counted from its questions, and what follows from it for the course."""

from datetime import datetime

from sqlalchemy import func, select

from lms.assessment.grading import Graded, percent
from lms.assessment.models import Attempt, AttemptQuestion
from lms.assessment.versions import attempts_at
from lms.content.models import QuestionRow
from lms.learning.operations import renew_quiz_result
from lms.platform.db.model import db


def settle(attempt: Attempt, pass_mark: int, now: datetime) -> bool:
    """Gives an attempt that was handed in its mark; False, and nothing, while a question of it waits to be marked.

    Its enrolment is locked. Whoever passed before keeps the time at which that was.
    """
    db.session.flush()
    rows = select(AttemptQuestion.fraction, QuestionRow.points).join(
        QuestionRow, QuestionRow.id == AttemptQuestion.question_id
    )
    found = db.session.execute(rows.where(AttemptQuestion.attempt_id == attempt.id)).all()
    graded = [Graded(fraction, points, "") for fraction, points in found if fraction is not None]
    if len(graded) < len(found):
        return False
    mark = percent(graded)
    attempt.mark, attempt.passed, attempt.marked_at = mark, mark >= pass_mark, now
    attempt.passed_at = (attempt.passed_at or now) if attempt.passed else None
    db.session.flush()
    return True


def renew_result(attempt: Attempt, now: datetime) -> None:
    """Hands on what all attempts at the quiz come to, after a person gave this one another mark than it had."""
    waits_since = func.min(Attempt.submitted_at).filter(Attempt.mark.is_(None))
    rows = select(func.max(Attempt.mark), func.min(Attempt.passed_at), waits_since)
    place = (attempt.enrolment_id, attempt.item_id)
    best, passed_at, waits = db.session.execute(rows.where(attempts_at(*place))).one()
    renew_quiz_result(*place, best_mark=best, passed_at=passed_at, waits_since=waits, now=now)
