"""What drafts and reviews say of each other, and that nobody approved own work or left neutrality out."""

from collections.abc import Iterator

from sqlalchemy import and_, select

from lms.authoring.draft import DraftState
from lms.authoring.models import Draft, DraftAuthor
from lms.platform.db.recounting import Difference, streamed
from lms.reviewing.checklist import NEUTRAL
from lms.reviewing.models import Approval, Submission

IN_HAND = (DraftState.IN_REVIEW.value, DraftState.APPROVED.value)


def differences() -> Iterator[Difference]:
    """Drafts whose state and review disagree, and approvals by a writer of that time or without neutrality."""
    open_one = and_(Submission.draft_id == Draft.id, Submission.ended_at.is_(None))
    drafts = select(Draft.id, Draft.state).where(Draft.state != DraftState.DISCARDED.value)
    without = drafts.where(Draft.state.in_(IN_HAND), ~select(Submission.id).where(open_one).exists())
    for draft_id, state in streamed(without.order_by(Draft.id)):
        yield Difference("draft", draft_id, "state", state, "no review is open")
    inside = drafts.where(Draft.state.not_in(IN_HAND), select(Submission.id).where(open_one).exists())
    for draft_id, state in streamed(inside.order_by(Draft.id)):
        yield Difference("draft", draft_id, "state", state, "a review is open")
    own = (
        select(Approval.id, Approval.person_id)
        .join(Submission, Submission.id == Approval.submission_id)
        .join(DraftAuthor, DraftAuthor.draft_id == Submission.draft_id)
        .where(DraftAuthor.person_id == Approval.person_id, DraftAuthor.added_at <= Approval.at)
    )
    for approval_id, person_id in streamed(own.distinct().order_by(Approval.id)):
        yield Difference("approval", approval_id, "person_id", str(person_id), "somebody who did not write it")
    substance = select(Approval.id).where(Approval.aspect == "substance", Approval.verdict == "approved")
    for (approval_id,) in streamed(substance.where(~Approval.points.contains(f'"{NEUTRAL}":')).order_by(Approval.id)):
        yield Difference("approval", approval_id, "points", "without", NEUTRAL)
