"""Hands a draft in and takes it back. Locks the draft's row; nothing is committed here."""

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.authoring.draft import DraftState, Writer
from lms.authoring.operations import keep_revision, set_state
from lms.authoring.operations.drafts import locked_draft
from lms.kernel.clock import local_date
from lms.kernel.errors import NotFound
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.reviewing.errors import ChangedMeanwhile, NothingNew, ReviewOver
from lms.reviewing.models import PublicationPlan, Submission
from lms.reviewing.queries import is_what_learners_have
from lms.reviewing.review import Ending, PlanEnding


def hand_in(draft_id: int, revision: int, note: str, days: int, now: datetime, *, by: Writer) -> int:
    """Hands a draft in as it was checked at `revision`; gives the key. An answer is promised within so many days.

    What is handed in already stays so, also if it is sent twice. `note` tells learners what changed. Audited. Raises
    ChangedMeanwhile if the draft is another one now, NothingNew after publication, or as `locked_draft`.
    """
    draft = locked_draft(draft_id)
    found = open_submission(draft_id)
    if found is not None:
        return found.id
    if draft.revision != revision:
        raise ChangedMeanwhile
    if draft.state == DraftState.PUBLISHED.value and is_what_learners_have(draft.slug, draft.base_version_id):
        raise NothingNew
    row = Submission(
        draft_id=draft_id,
        revision=keep_revision(draft_id),
        note=note,
        handed_in_at=now,
        handed_in_by=by.person_id,
        promised_on=local_date(now, local_zone()) + timedelta(days=days),
    )
    db.session.add(row)
    db.session.flush()
    set_state(draft_id, DraftState.IN_REVIEW, now, by=by)
    record(by.username, "reviewing.hand-in", draft.slug, now, submission=row.id, revision=revision)
    return row.id


def take_back(draft_id: int, now: datetime, *, by: Writer) -> None:
    """Takes a draft back to write on; a planned publication is off. Audited. Raises ReviewOver if none is open."""
    draft = locked_draft(draft_id)
    row = open_submission(draft_id)
    if row is None:
        raise ReviewOver
    end_review(row, Ending.TAKEN_BACK, now)
    set_state(draft_id, DraftState.WRITING, now, by=by)
    record(by.username, "reviewing.take-back", draft.slug, now, submission=row.id)


def open_submission(draft_id: int) -> Submission | None:
    """The review of a draft that is open, its draft locked before."""
    found: Submission | None = db.session.scalar(select(Submission).filter_by(draft_id=draft_id, ended_at=None))
    return found


def open_review(submission_id: int) -> Submission:
    """A review whose draft is locked from now on. Raises NotFound, ReviewOver, or as `locked_draft`."""
    draft_id = db.session.scalar(select(Submission.draft_id).where(Submission.id == submission_id))
    if draft_id is None:
        raise NotFound
    locked_draft(draft_id)
    row = db.session.get_one(Submission, submission_id, populate_existing=True)
    if row.ended_at is not None:
        raise ReviewOver
    return row


def open_plan(submission_id: int) -> PublicationPlan | None:
    """The planned publication of a review that is open."""
    wanted = select(PublicationPlan).filter_by(submission_id=submission_id, ended_at=None)
    found: PublicationPlan | None = db.session.scalar(wanted)
    return found


def end_review(row: Submission, how: Ending, now: datetime) -> None:
    """Ends a review and whatever was planned for it."""
    row.ended_at, row.ended_how = now, how.value
    plan = open_plan(row.id)
    if plan is not None:
        how_plan = PlanEnding.PUBLISHED if how is Ending.PUBLISHED else PlanEnding.CANCELLED
        plan.ended_at, plan.ended_how = now, how_plan.value
    db.session.flush()
