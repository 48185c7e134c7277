"""Publishes what was approved, at once or as planned. Locks the draft's row first; nothing is committed here."""

from datetime import datetime

from sqlalchemy import select

from lms.authoring.draft import DraftState, Writer
from lms.authoring.models import Draft
from lms.authoring.operations import set_state
from lms.authoring.operations.drafts import locked_draft
from lms.authoring.queries import authors_of
from lms.content.models import CourseRow, CourseVersion
from lms.content.operations import Published, name_authors, publish_version, recognise_course
from lms.content.publication import Prepared
from lms.kernel.jp import Jp
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.reviewing.errors import CourseWithdrawn, NotApproved, PublishedElsewhere, ReviewOver
from lms.reviewing.letters import PUBLISHED
from lms.reviewing.models import PublicationPlan
from lms.reviewing.operations.handing_in import end_review, open_plan, open_review
from lms.reviewing.operations.telling import tell_authors
from lms.reviewing.queries import decisions_of, writers_of
from lms.reviewing.review import Aspect, Ending, PlanEnding, Standing, is_approved, standings
from lms.reviewing.worth import Worth


def publish_review(
    submission_id: int,
    prepared: Prepared,
    revision: int,
    decided_by: str,
    now: datetime,
    *,
    by: Writer,
    replaces: int | None = None,
) -> Published:
    """Makes a draft that was approved at `revision` the next version of its course, worth what the office decided.

    `prepared` was made of the files of that revision, outside the transaction; `decided_by` is the office as printed;
    `replaces` is the version from outside the draft that is replaced knowingly. Audited. Raises NotApproved unless both
    approvals hold for the draft as it is now, by people who did not write it; PublishedElsewhere, CourseWithdrawn, or
    as `open_review`.
    """
    row = open_review(submission_id)
    draft = locked_draft(row.draft_id)
    found = _standings(draft.id, draft.revision)
    if draft.revision != revision or not is_approved(found):
        raise NotApproved
    _require_known(draft, replaces)
    done = publish_version(prepared, row.note, by.username, now)
    form = found[Aspect.FORM].newest
    if form is not None and form.decision.worth is not None:
        _recognise(done.slug, form.decision.worth, decided_by, now, by)
    course_id = db.session.scalars(select(CourseVersion.course_id).where(CourseVersion.id == done.version_id)).one()
    name_authors(course_id, [author.person_id for author in authors_of(draft.id)], now)
    row.version_id = done.version_id
    end_review(row, Ending.PUBLISHED, now)
    set_state(draft.id, DraftState.PUBLISHED, now, by=by, version_id=done.version_id)
    record(by.username, "reviewing.publish", draft.slug, now, submission=row.id, revision=revision, version=done.number)
    tell_authors(draft, PUBLISHED, f"review:{row.id}:published", now, by=by, version=done.number)
    return done


def plan_publication(
    submission_id: int, publish_at: datetime, now: datetime, *, by: Writer, replaces: int | None = None
) -> None:
    """Plans the publication for a time; an earlier plan of the review is off. Audited. Raises as `publish_review`."""
    row = open_review(submission_id)
    draft = locked_draft(row.draft_id)
    if not is_approved(_standings(draft.id, draft.revision)):
        raise NotApproved
    _require_known(draft, replaces)
    earlier = open_plan(submission_id)
    if earlier is not None:
        if earlier.publish_at == publish_at:
            return
        _end_plan(earlier, PlanEnding.CANCELLED, "", now)
    db.session.add(
        PublicationPlan(submission_id=row.id, publish_at=publish_at, planned_at=now, planned_by=by.person_id)
    )
    db.session.flush()
    record(by.username, "reviewing.plan", draft.slug, now, submission=row.id, at=publish_at.isoformat())


def cancel_plan(submission_id: int, now: datetime, *, by: Writer) -> None:
    """Takes a planned publication back; without one nothing happens. Audited. Raises as `open_review`."""
    row = open_review(submission_id)
    plan = open_plan(submission_id)
    if plan is not None:
        _end_plan(plan, PlanEnding.CANCELLED, "", now)
        slug = locked_draft(row.draft_id).slug
        record(by.username, "reviewing.cancel-plan", slug, now, submission=row.id)


def refuse_plan(submission_id: int, words: str, now: datetime, by: str) -> None:
    """Ends a plan that cannot be carried out; `words` say why. Audited. Whatever was ended meanwhile stays so."""
    try:
        row = open_review(submission_id)
    except ReviewOver:
        return
    plan = open_plan(submission_id)
    if plan is not None:
        _end_plan(plan, PlanEnding.REFUSED, words, now)
        record(by, "reviewing.refuse-plan", locked_draft(row.draft_id).slug, now, submission=row.id, words=words)


def _standings(draft_id: int, revision: int) -> dict[Aspect, Standing]:
    """How a draft stands; what an author approved, perhaps before they became one, counts for nothing."""
    writers = writers_of([draft_id])[draft_id]
    found = standings(decisions_of([draft_id]).get(draft_id, ()), revision)
    own = {aspect for aspect, one in found.items() if one.newest is not None and one.newest.person_id in writers}
    return {aspect: Standing(None, revision) if aspect in own else one for aspect, one in found.items()}


def _require_known(draft: Draft, replaces: int | None) -> None:
    """Locks the course, and sees that what learners have came from the draft or is replaced knowingly."""
    course = db.session.scalar(lock_row(select(CourseRow).where(CourseRow.slug == draft.slug)))
    if course is None:
        return
    if course.withdrawn_at is not None:
        raise CourseWithdrawn
    if course.current_version_id not in (None, draft.base_version_id, replaces):
        raise PublishedElsewhere


def _end_plan(plan: PublicationPlan, how: PlanEnding, words: str, now: datetime) -> None:
    plan.ended_at, plan.ended_how, plan.words = now, how.value, words
    db.session.flush()


def _recognise(slug: str, worth: Worth, decided_by: str, now: datetime, by: Writer) -> None:
    recognise_course(
        slug,
        Jp(worth.jp),
        worth.form_of_learning,
        worth.decision_number,
        worth.decision_date,
        decided_by,
        by.username,
        now,
        siasn_kind=worth.siasn_kind,
        issuing_body=worth.issuing_body,
        signer_id=worth.signer_id,
    )
