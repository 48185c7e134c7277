"""A review on one page: the course in short, what changed, the two approvals, what happened."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import Response

from lms.authoring.file_titles import course_titles
from lms.authoring.queries import authors_of
from lms.authoring.remark_queries import remarks_on
from lms.content.checker import check
from lms.content.models import Recognition
from lms.content.queries import current_recognition, version_numbered
from lms.kernel.clock import local_date, utc_now
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone
from lms.reviewing.events import happened_to
from lms.reviewing.medians import median_minutes
from lms.reviewing.placed_problems import placed
from lms.reviewing.queries import (
    PlanLine,
    SubmissionFacts,
    decisions_of,
    plans_of,
    submissions_of,
    writers_of,
)
from lms.reviewing.queue_page import asked_for
from lms.reviewing.review import Aspect, DecisionLine, Standing, is_approved, standings
from lms.reviewing.reviewed_draft import reviewed_draft
from lms.reviewing.summary import summary_of


@dataclass(frozen=True)
class Look:
    """A review with all that the pages about it need."""

    found: SubmissionFacts
    standing: Mapping[Aspect, Standing]
    decisions: Sequence[DecisionLine]
    plan: PlanLine | None
    writers: Collection[int]
    is_own: bool

    @property
    def is_approved(self) -> bool:
        """Whether both aspects hold for the draft as it is now."""
        return is_approved(self.standing)


def look_at(found: SubmissionFacts, person_id: int) -> Look:
    """How a review stands, for a person."""
    decisions = decisions_of([found.draft_id]).get(found.draft_id, ())
    plans = [plan for plan in plans_of([found.id]) if plan.is_open]
    writers = writers_of([found.draft_id])[found.draft_id]
    return Look(
        found,
        standings(decisions, found.draft_revision),
        decisions,
        plans[0] if plans else None,
        writers,
        person_id in writers,
    )


def review_page(look: Look) -> Response:
    """The page."""
    found = look.found
    draft = reviewed_draft(found)
    sizes = {file.path: file.content.size for file in draft.files}
    today = local_date(utc_now(), local_zone())
    submissions = submissions_of(found.draft_id)
    return render(
        "reviewing/review.html",
        title=gettext("Review: %(title)s", title=found.title),
        look=look,
        found=found,
        authors=authors_of(found.draft_id),
        summary=summary_of(draft.course, sizes) if draft.course else None,
        problems=placed(check(draft.reading), draft.course, found.draft_id, "authoring.read") if found.is_open else [],
        remarks=remarks_on(found.draft_id) if found.is_open else (),
        titles=course_titles(draft.course),
        asked=asked_for(found, look.decisions, look.writers, today) if found.is_open else None,
        today=today,
        recognition=standing_recognition(found),
        median=median_minutes(found.slug),
        happened=happened_to(submissions, look.decisions, plans_of([one.id for one in submissions])),
    )


def standing_recognition(found: SubmissionFacts) -> Recognition | None:
    """The decision by which the published course is recognised now."""
    version = version_numbered(found.slug, found.number) if found.number else None
    return current_recognition(version.course_id) if version else None
