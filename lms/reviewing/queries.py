"""Questions about reviews; change nothing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select, union

from lms.accounts.models import Person, RoleGrant
from lms.accounts.queries import full_name
from lms.authoring.draft import DraftState, Writer
from lms.authoring.models import Draft, DraftAuthor, DraftRevision
from lms.content.models import CourseRow, CourseVersion
from lms.org.queries import institution_on
from lms.permissions import HOLDERS, Permission
from lms.platform.db.model import db
from lms.reviewing.checklist import points_of
from lms.reviewing.models import Approval, ApprovalWorth, PublicationPlan, ReviewerAbsence, Submission
from lms.reviewing.review import Aspect, Decision, DecisionLine, Ending, PlanEnding, Point, Verdict
from lms.reviewing.turns import Reviewer
from lms.reviewing.worth import Worth


@dataclass(frozen=True)
class SubmissionFacts:
    """A draft that was handed in; `draft_revision` is the newest one, `number` the version that learners have."""

    id: int
    draft_id: int
    slug: str
    title: str
    state: DraftState
    draft_revision: int
    revision: int
    note: str
    handed_in_at: datetime
    handed_in_by: str
    promised_on: date
    ended_at: datetime | None
    ended_how: Ending | None
    version_id: int | None
    number: int | None
    current_version_id: int | None
    base_version_id: int | None
    withdrawn_at: datetime | None

    @property
    def is_overtaken(self) -> bool:
        """Whether learners have a version that did not come from this draft: by a command, or by going back."""
        return self.is_open and self.current_version_id is not None and self.current_version_id != self.base_version_id

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be decided or published."""
        return self.ended_at is None

    @property
    def is_change(self) -> bool:
        """Whether learners have an earlier version of the course."""
        return self.number is not None


@dataclass(frozen=True)
class PlanLine:
    """A publication that was planned, and what became of it."""

    id: int
    submission_id: int
    publish_at: datetime
    planned_at: datetime
    name: str
    ended_at: datetime | None
    ended_how: PlanEnding | None
    words: str

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its time."""
        return self.ended_at is None


@dataclass(frozen=True)
class DuePlan:
    """A review whose time to be published has come, and who planned it."""

    submission_id: int
    draft_id: int
    planner: Writer
    replaces: int | None  # the version that learners have, unless it came after the plan


_NAME = (Person.name, Person.title_before, Person.title_after)


_SUBMISSIONS = (
    select(Submission, Draft, CourseVersion.number, CourseRow.current_version_id, CourseRow.withdrawn_at, *_NAME)
    .join(Draft, Draft.id == Submission.draft_id)
    .join(Person, Person.id == Submission.handed_in_by)
    .join(CourseRow, CourseRow.slug == Draft.slug, isouter=True)
    .join(CourseVersion, CourseVersion.id == CourseRow.current_version_id, isouter=True)
)


def submission_of(submission_id: int) -> SubmissionFacts | None:
    """What was handed in, by its key."""
    row = db.session.execute(_SUBMISSIONS.where(Submission.id == submission_id)).one_or_none()
    return _facts(row) if row else None


def open_submissions() -> tuple[SubmissionFacts, ...]:
    """What waits, the oldest first."""
    rows = _SUBMISSIONS.where(Submission.ended_at.is_(None), Draft.state != DraftState.DISCARDED.value)
    return tuple(_facts(row) for row in db.session.execute(rows.order_by(Submission.id)))


def submissions_of(draft_id: int) -> tuple[SubmissionFacts, ...]:
    """Every time that a draft was handed in, the first one first."""
    rows = _SUBMISSIONS.where(Submission.draft_id == draft_id).order_by(Submission.id)
    return tuple(_facts(row) for row in db.session.execute(rows))


def decisions_of(draft_ids: Iterable[int]) -> Mapping[int, tuple[DecisionLine, ...]]:
    """What was decided about drafts, over all times that they were handed in; the first decision first."""
    rows = (
        select(Submission.draft_id, Approval, ApprovalWorth, *_NAME)
        .join(Submission, Submission.id == Approval.submission_id)
        .join(Person, Person.id == Approval.person_id)
        .join(ApprovalWorth, ApprovalWorth.approval_id == Approval.id, isouter=True)
        .where(Submission.draft_id.in_(list(draft_ids)))
        .order_by(Approval.id)
    )
    found: dict[int, list[DecisionLine]] = {}
    for draft_id, approval, worth, *name in db.session.execute(rows):
        found.setdefault(draft_id, []).append(_decision(approval, worth, full_name(*name)))
    return {draft_id: tuple(lines) for draft_id, lines in found.items()}


def points_on(aspect: Aspect, day: date) -> tuple[Point, ...]:
    """What a reviewer confirms of an aspect on a day, in the language of the page."""
    institution = institution_on(day)
    is_form = aspect is Aspect.FORM
    return points_of(aspect, institution.form_points if is_form else institution.substance_points)


def plans_of(submission_ids: Iterable[int]) -> tuple[PlanLine, ...]:
    """The publications that were planned for reviews, the first one first."""
    rows = (
        select(PublicationPlan, *_NAME)
        .join(Person, Person.id == PublicationPlan.planned_by)
        .where(PublicationPlan.submission_id.in_(list(submission_ids)))
        .order_by(PublicationPlan.id)
    )
    return tuple(_plan(plan, full_name(*name)) for plan, *name in db.session.execute(rows))


def due_plans(now: datetime) -> tuple[DuePlan, ...]:
    """The plans whose time has come, the oldest first."""
    rows = (
        select(Submission.id, Submission.draft_id, Person.id, Person.username, CourseVersion.id)
        .join(PublicationPlan, PublicationPlan.submission_id == Submission.id)
        .join(Person, Person.id == PublicationPlan.planned_by)
        .join(Draft, Draft.id == Submission.draft_id)
        .join(CourseRow, CourseRow.slug == Draft.slug, isouter=True)
        .join(
            CourseVersion,
            and_(
                CourseVersion.id == CourseRow.current_version_id,
                CourseVersion.published_at <= PublicationPlan.planned_at,
            ),
            isouter=True,
        )
        .where(PublicationPlan.ended_at.is_(None), PublicationPlan.publish_at <= now)
        .order_by(PublicationPlan.publish_at, PublicationPlan.id)
    )
    found = db.session.execute(rows)
    return tuple(
        DuePlan(submission, draft, Writer(who, name), replaces) for submission, draft, who, name, replaces in found
    )


def writers_of(draft_ids: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """Everybody who ever wrote in drafts or was named as an author of them, also former ones."""
    wanted = list(draft_ids)
    rows = union(
        select(DraftAuthor.draft_id, DraftAuthor.person_id).where(DraftAuthor.draft_id.in_(wanted)),
        select(DraftRevision.draft_id, DraftRevision.person_id).where(DraftRevision.draft_id.in_(wanted)),
        select(Draft.id, Draft.owner_id).where(Draft.id.in_(wanted)),
    )
    found: dict[int, set[int]] = {draft_id: set() for draft_id in wanted}
    for draft_id, person_id in db.session.execute(rows):
        found[draft_id].add(person_id)
    return {draft_id: frozenset(people) for draft_id, people in found.items()}


def reviewers() -> tuple[Reviewer, ...]:
    """Everybody who may review, in the order in which they are asked, with their newest absence; two statements."""
    roles = [role.value for role in HOLDERS[Permission.REVIEW_COURSES]]
    rows = (
        select(Person.id, *_NAME)
        .join_from(RoleGrant, Person, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role.in_(roles), RoleGrant.ended_at.is_(None))
    )
    names = {person_id: full_name(*name) for person_id, *name in db.session.execute(rows)}
    said = select(ReviewerAbsence).where(ReviewerAbsence.person_id.in_(list(names))).order_by(ReviewerAbsence.id)
    newest = {row.person_id: row for row in db.session.scalars(said)}
    return tuple(_reviewer(person_id, names[person_id], newest.get(person_id)) for person_id in sorted(names))


def _reviewer(person_id: int, name: str, absence: ReviewerAbsence | None) -> Reviewer:
    if absence is None or absence.until is None:
        return Reviewer(person_id, name)
    return Reviewer(person_id, name, absence.since, absence.until)


def is_what_learners_have(slug: str, version_id: int | None) -> bool:
    """Whether a version is the current one of its course; not so once another was published or rolled back to."""
    return version_id is not None and version_id == db.session.scalar(
        select(CourseRow.current_version_id).where(CourseRow.slug == slug)
    )


def absence_of(person_id: int) -> tuple[date, date] | None:
    """From when to when the person is away; None if they are not, or never said so."""
    rows = select(ReviewerAbsence.since, ReviewerAbsence.until).where(ReviewerAbsence.person_id == person_id)
    row = db.session.execute(rows.order_by(ReviewerAbsence.id.desc()).limit(1)).one_or_none()
    return (row.since, row.until) if row is not None and row.until is not None else None


def _facts(row: Sequence[object]) -> SubmissionFacts:
    submission, draft, number, current, withdrawn_at, *name = row
    assert isinstance(submission, Submission) and isinstance(draft, Draft)
    return SubmissionFacts(
        id=submission.id,
        draft_id=draft.id,
        slug=draft.slug,
        title=draft.title,
        state=DraftState(draft.state),
        draft_revision=draft.revision,
        revision=submission.revision,
        note=submission.note,
        handed_in_at=submission.handed_in_at,
        handed_in_by=full_name(*map(str, name)),
        promised_on=submission.promised_on,
        ended_at=submission.ended_at,
        ended_how=Ending(submission.ended_how) if submission.ended_how else None,
        version_id=submission.version_id,
        number=number,  # type: ignore[arg-type]  # in the columns' order
        current_version_id=current,  # type: ignore[arg-type]
        base_version_id=draft.base_version_id,
        withdrawn_at=withdrawn_at,  # type: ignore[arg-type]
    )


def _decision(row: Approval, worth: ApprovalWorth | None, name: str) -> DecisionLine:
    decision = Decision(
        Aspect(row.aspect),
        Verdict(row.verdict),
        row.revision,
        row.words,
        tuple(Point(name, words) for name, words in json.loads(row.points).items()),
        _worth(worth) if worth else None,
    )
    return DecisionLine(row.id, row.submission_id, decision, row.person_id, name, row.at)


def _worth(row: ApprovalWorth) -> Worth:
    return Worth(
        jp=row.jp,
        form_of_learning=row.form_of_learning,
        siasn_kind=row.siasn_kind,
        decision_number=row.decision_number,
        decision_date=row.decision_date,
        issuing_body=row.issuing_body,
        signer_id=row.signer_id,
    )


def _plan(row: PublicationPlan, name: str) -> PlanLine:
    ending = PlanEnding(row.ended_how) if row.ended_how else None
    return PlanLine(row.id, row.submission_id, row.publish_at, row.planned_at, name, row.ended_at, ending, row.words)
