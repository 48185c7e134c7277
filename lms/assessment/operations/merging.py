"""A merge of two records of one person is not undone once a quiz of it was worked on. Changes nothing."""

from sqlalchemy import or_, select

from lms.accounts.facts import MergeUndoing
from lms.accounts.operations import touched
from lms.assessment.models import Answer, Attempt, AttemptQuestion, Pretest
from lms.kernel.errors import Conflict
from lms.learning.models import Enrolment
from lms.platform.db.model import db


def require_no_attempt(fact: MergeUndoing) -> None:
    """Raises Conflict if a quiz of a course that was merged was begun, answered or marked since."""
    merged = touched(fact.merge_id, Enrolment)
    since = [at > fact.merged_at for at in (Attempt.started_at, Attempt.submitted_at, Attempt.marked_at)]
    tried = select(Attempt.id).where(Attempt.enrolment_id.in_(merged), or_(*since))
    asked = select(Attempt.id).join(AttemptQuestion).join(Answer)
    answered = asked.where(Attempt.enrolment_id.in_(merged), Answer.given_at > fact.merged_at)
    before = select(Pretest.id).where(Pretest.enrolment_id.in_(merged), Pretest.given_at > fact.merged_at)
    if any(db.session.scalar(rows.limit(1)) is not None for rows in (tried, answered, before)):
        raise Conflict("A quiz of a course that was merged was worked on since. The merge stays.")
