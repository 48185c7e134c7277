"""The page on which an author hands a draft in, and later reads how its review stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, current_app

from config import Settings
from lms.authoring.draft import DraftState
from lms.authoring.draft_course import draft_course
from lms.authoring.queries import DraftFacts, draft_of
from lms.content.queries import Withdrawal, current_version, withdrawal_of
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import NotFound, Refusal
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone
from lms.reviewing.course_checks import CheckLine, checks_of
from lms.reviewing.forms import HandInForm
from lms.reviewing.placed_problems import PlacedProblem, placed
from lms.reviewing.publication import check_draft
from lms.reviewing.queries import (
    PlanLine,
    SubmissionFacts,
    decisions_of,
    plans_of,
    submissions_of,
    writers_of,
)
from lms.reviewing.queue_page import asked_for
from lms.reviewing.review import DecisionLine, Verdict
from lms.reviewing.turns import Reviewer


@dataclass(frozen=True)
class HandIn:
    """A draft before it is handed in, or while it is reviewed; `asked` is whose turn it would be or is, `check` what
    a reviewer asked for who looked at the published course again, `withdrawal` that it is closed."""

    draft: DraftFacts
    revision: int
    is_change: bool
    problems: Sequence[PlacedProblem]
    open: SubmissionFacts | None
    decisions: Sequence[DecisionLine]
    plan: PlanLine | None
    asked: Reviewer | None
    check: CheckLine | None
    is_published: bool
    withdrawal: Withdrawal | None

    @property
    def errors(self) -> list[PlacedProblem]:
        """What keeps it from being handed in."""
        return [problem for problem in self.problems if problem.is_error]

    @property
    def warnings(self) -> list[PlacedProblem]:
        """What its author should see, and may leave."""
        return [problem for problem in self.problems if not problem.is_error]

    @property
    def wishes(self) -> list[DecisionLine]:
        """What reviewers said when they sent it back the last time."""
        newest = max((line.submission_id for line in self.decisions), default=0)
        return [
            line
            for line in self.decisions
            if line.submission_id == newest and line.decision.verdict is Verdict.NEEDS_WORK
        ]


def look_at(draft_id: int) -> HandIn:
    """A draft as its author sees it here; its files are checked unless it is handed in already. Raises NotFound."""
    draft = draft_of(draft_id)
    if draft is None:
        raise NotFound
    submissions = submissions_of(draft_id)
    found = next((one for one in submissions if one.is_open), None)
    decisions = decisions_of([draft_id]).get(draft_id, ())
    plans = [plan for plan in plans_of([found.id]) if plan.is_open] if found else []
    today = local_date(utc_now(), local_zone())
    version = current_version(draft.slug)
    checks = checks_of(version.course_id) if version else ()
    course = draft_course(draft).course
    revision, problems = (draft.revision, ()) if found else check_draft(draft_id)
    return HandIn(
        draft=draft,
        revision=revision,
        is_change=version is not None,
        problems=placed(problems, course, draft_id, "authoring.page"),
        open=found,
        decisions=decisions,
        plan=plans[0] if plans else None,
        asked=asked_for(found, decisions, writers_of([draft_id])[draft_id], today),
        check=checks[0] if checks and checks[0].finding == "asked" and draft.state is DraftState.NEEDS_WORK else None,
        is_published=draft.state is DraftState.PUBLISHED
        and version is not None
        and version.id == draft.base_version_id,
        withdrawal=withdrawal_of(draft.slug),
    )


def hand_in_page(
    found: HandIn, form: HandInForm | None = None, status: int = 200, problem: Refusal | None = None
) -> Response:
    """The page; `problem` says why it is shown again."""
    form = form or HandInForm()
    return render(
        "reviewing/hand_in.html",
        status=status,
        title=_title(found),
        found=found,
        form=form,
        errors={name: gettext(words) for name, words in form.errors(found.is_change).items()} if status == 422 else {},
        problem=gettext(problem.message, **problem.params) if problem else "",
        days=review_days(),
    )


def review_days() -> int:
    """Within how many days an answer is promised."""
    settings: Settings = current_app.extensions["settings"]
    return settings.review_days


def _title(found: HandIn) -> str:
    if found.open is not None and found.draft.state is DraftState.APPROVED:
        return gettext("Approved, not yet published")
    if found.open is not None:
        return gettext("In review")
    if found.is_published:
        return gettext("Published")
    if found.errors:
        return gettext("Not ready to be handed in yet")
    return gettext("Hand in for review")
