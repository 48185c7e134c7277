"""Writes down what reviewers decide. Locks the draft's row; nothing is committed here."""

import json
from datetime import datetime

from lms.authoring.draft import DraftState, Writer
from lms.authoring.operations import keep_revision, set_state
from lms.authoring.operations.drafts import locked_draft
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.reviewing.errors import ApprovedAlready, ChangedMeanwhile, OwnWork
from lms.reviewing.letters import APPROVED, SENT_BACK
from lms.reviewing.models import Approval, ApprovalWorth, Submission
from lms.reviewing.operations.handing_in import end_review, open_review
from lms.reviewing.operations.telling import tell_authors
from lms.reviewing.queries import decisions_of, writers_of
from lms.reviewing.review import Decision, Ending, Verdict, is_approved, standings
from lms.reviewing.worth import Worth


def decide(submission_id: int, decision: Decision, now: datetime, *, by: Writer) -> None:
    """Approves one aspect of a draft at a revision, or sends it back. The same twice is done once. Audited.

    Raises OwnWork, ChangedMeanwhile if the draft is at another revision, ApprovedAlready if somebody else was first,
    or as `open_review`.
    """
    row = open_review(submission_id)
    draft = locked_draft(row.draft_id)
    if by.person_id in writers_of([draft.id])[draft.id]:
        raise OwnWork
    if draft.revision != decision.revision:
        raise ChangedMeanwhile
    standing = standings(decisions_of([draft.id]).get(draft.id, ()), draft.revision)[decision.aspect]
    if decision.verdict is Verdict.APPROVED and standing.holds and standing.newest is not None:
        if standing.newest.person_id != by.person_id:
            raise ApprovedAlready(standing.newest.name)
        return
    _add(row, decision, now, by)
    keep_revision(draft.id)
    if decision.verdict is Verdict.NEEDS_WORK:
        end_review(row, Ending.NEEDS_WORK, now)
        set_state(draft.id, DraftState.NEEDS_WORK, now, by=by)
        tell_authors(draft, SENT_BACK, f"review:{row.id}:sent-back", now, by=by, words=decision.words)
    elif is_approved(standings(decisions_of([draft.id])[draft.id], draft.revision)):
        set_state(draft.id, DraftState.APPROVED, now, by=by)
        tell_authors(draft, APPROVED, f"review:{row.id}:approved:{draft.revision}", now, by=by)
    particulars = {"aspect": decision.aspect.value, "revision": decision.revision, "words": decision.words}
    record(by.username, f"reviewing.{decision.verdict}", draft.slug, now, submission=row.id, **particulars)


def _add(row: Submission, decision: Decision, now: datetime, by: Writer) -> None:
    approval = Approval(
        submission_id=row.id,
        aspect=decision.aspect.value,
        revision=decision.revision,
        verdict=decision.verdict.value,
        person_id=by.person_id,
        at=now,
        words=decision.words,
        points=json.dumps({point.name: point.words for point in decision.points}, ensure_ascii=False),
    )
    db.session.add(approval)
    db.session.flush()
    if decision.worth is not None:
        _add_worth(approval.id, decision.worth)


def _add_worth(approval_id: int, worth: Worth) -> None:
    db.session.add(
        ApprovalWorth(
            approval_id=approval_id,
            jp=worth.jp,
            form_of_learning=worth.form_of_learning,
            siasn_kind=worth.siasn_kind,
            decision_number=worth.decision_number,
            decision_date=worth.decision_date,
            issuing_body=worth.issuing_body,
            signer_id=worth.signer_id,
        )
    )
    db.session.flush()
