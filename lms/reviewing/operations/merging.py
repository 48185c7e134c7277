"""Two records of one person become one: not if one approved what the other wrote. Changes nothing."""

from sqlalchemy import select

from lms.accounts.facts import PeopleMerging
from lms.authoring.models import DraftAuthor
from lms.kernel.errors import Conflict
from lms.platform.db.model import db
from lms.reviewing.models import Approval, Submission


def require_no_own_approval(fact: PeopleMerging) -> None:
    """Raises Conflict if one of the two decided on a draft in which the other wrote: nobody approves own work."""
    both = (fact.kept, fact.gone)
    own = select(Approval.id).join(Submission, Submission.id == Approval.submission_id)
    own = own.join(DraftAuthor, DraftAuthor.draft_id == Submission.draft_id)
    own = own.where(Approval.person_id.in_(both), DraftAuthor.person_id.in_(both))
    of_the_other = (DraftAuthor.person_id != Approval.person_id, DraftAuthor.added_at <= Approval.at)
    if db.session.scalar(own.where(*of_the_other).limit(1)) is not None:
        raise Conflict(
            "One of the two records decided on a draft of the other, and nobody approves own work. They stay two."
        )
