"""What a learner reads about a re-marking: how the mark of an attempt changed and why, and which question counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.assessment.models import AttemptQuestion, MarkChange, Remark
from lms.content.models import QuestionRow
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion


@dataclass(frozen=True)
class ChangedMark:
    """An attempt got another mark by a re-marking."""

    at: datetime
    from_mark: int
    to_mark: int
    reason: str


@dataclass(frozen=True)
class CountedBy:
    """The corrected question by which an answer counts, since when and why."""

    question: PublishedQuestion
    at: datetime
    reason: str


def changed_marks(attempt_id: int) -> tuple[ChangedMark, ...]:
    """How the mark of an attempt changed, the newest first."""
    columns = (MarkChange.changed_at, MarkChange.from_mark, MarkChange.to_mark, Remark.reason)
    rows = select(*columns).join(Remark, Remark.id == MarkChange.remark_id).where(MarkChange.attempt_id == attempt_id)
    return tuple(ChangedMark(*row) for row in db.session.execute(rows.order_by(MarkChange.id.desc())))


def counted_by(asked_id: int) -> CountedBy | None:
    """The corrected question by which a question of an attempt counts; None if it counts by its own."""
    rows = (
        select(QuestionRow.published, Remark.decided_at, Remark.reason)
        .join(Remark, Remark.question_id == QuestionRow.id)
        .join(AttemptQuestion, AttemptQuestion.remark_id == Remark.id)
        .where(AttemptQuestion.id == asked_id)
    )
    row = db.session.execute(rows).first()
    return CountedBy(PublishedQuestion.from_json(row[0]), row[1], row[2]) if row else None
