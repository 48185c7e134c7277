"""A review on one page: the course in short, what changed, the two approvals, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response

from lms.authoring.queries import authors_of
from lms.authoring.remark_queries import remarks_on
from lms.content.checker import check
from lms.content.models import Recognition
from lms.content.problem_lines import sorted_problems
from lms.content.queries import current_recognition, version_numbered
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Refusal
from lms.org.institution import UnusableFact, offer
from lms.org.queries import all_signers
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone
from lms.reviewing.checklist import points_of
from lms.reviewing.events import happened_to
from lms.reviewing.forms import DecisionForm, WorthForm, worth_form
from lms.reviewing.medians import median_minutes
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
from lms.reviewing.worth import FORMS_OF_LEARNING, SIASN_KINDS, Worth


@dataclass(frozen=True)
class Look:
    """A review with all that the pages about it need."""

    found: SubmissionFacts
    standing: Mapping[Aspect, Standing]
    decisions: Sequence[DecisionLine]
    plan: PlanLine | None
    is_own: bool

    @property
    def is_approved(self) -> bool:
        """Whether both aspects hold for the draft as it is now."""
        return is_approved(self.standing)


def look_at(found: SubmissionFacts, person_id: int) -> Look:
    """How a review stands, for a person."""
    decisions = decisions_of([found.draft_id]).get(found.draft_id, ())
    plans = [plan for plan in plans_of([found.id]) if plan.ended_at is None]
    return Look(
        found,
        standings(decisions, found.draft_revision),
        decisions,
        plans[0] if plans else None,
        person_id in writers_of([found.draft_id])[found.draft_id],
    )


def review_page(
    look: Look, form: DecisionForm | None = None, status: int = 200, problem: Refusal | None = None
) -> Response:
    """The page; `form` and `problem` are what was tried and why it was not done."""
    found = look.found
    draft = reviewed_draft(found)
    sizes = {file.path: file.content.size for file in draft.files}
    today = local_date(utc_now(), local_zone())
    errors = {name: gettext(words) for name, words in decision_errors(form).items()} if form and status == 422 else {}
    writers = writers_of([found.draft_id])[found.draft_id]
    asked = asked_for(found, look.decisions, writers, today) if found.is_open else None
    return render(
        "reviewing/review.html",
        status=status,
        title=gettext("Review: %(title)s", title=found.title),
        look=look,
        found=found,
        authors=authors_of(found.draft_id),
        summary=summary_of(draft.course, sizes) if draft.course else None,
        problems=sorted_problems(check(draft.reading)) if found.is_open else [],
        remarks=remarks_on(found.draft_id),
        asked=asked,
        today=today,
        forms=_forms(look, form),
        form=form,
        errors=errors,
        errors_at=[(_place(form, name), words) for name, words in errors.items()],
        problem=gettext(problem.message, **problem.params) if problem else "",
        checklist={aspect.value: points_of(aspect) for aspect in Aspect},
        recognition=_recognition(found),
        median=median_minutes(found.slug),
        choices=Choices.of(_standing_worth(look)),
        happened=happened_to(submissions_of(found.draft_id), look.decisions, _plans(found)),
    )


@dataclass(frozen=True)
class Choices:
    """What the form of recognition offers, as (value, words)."""

    forms: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    signers: list[tuple[str, str]]

    @classmethod
    def of(cls, standing: WorthForm) -> "Choices":
        """The lists, and what stands already where it is none of them."""
        forms, kinds = [name for _, name in FORMS_OF_LEARNING], [name for _, name in SIASN_KINDS]
        return cls(
            [(name, name) for name in dict.fromkeys([standing.form or forms[0], *forms])],
            [(name, name) for name in dict.fromkeys([standing.kind or kinds[0], *kinds])],
            [("", gettext("Who holds the office")), *signer_choices()],
        )


def signer_choices() -> list[tuple[str, str]]:
    """Everybody who may sign today or later, by key."""
    today = local_date(utc_now(), local_zone())
    return [
        (str(signer.id), f"{signer.name}, {signer.position}")
        for signer in all_signers()
        if signer.valid_to is None or signer.valid_to >= today
    ]


def _is_printable(body: str) -> bool:
    """Whether certificates can print an issuing body."""
    try:
        offer("organiser", body)
    except UnusableFact:
        return False
    return True


def _place(form: DecisionForm | None, name: str) -> str:
    """The id of a field; both forms have words and points."""
    return f"{form.aspect}-{name}" if form is not None and name in ("words", "points") else name


def _forms(look: Look, tried: DecisionForm | None) -> Mapping[Aspect, DecisionForm]:
    """The form of each aspect: as it was tried, else empty, with the decision that stands."""
    revision = look.found.draft_revision
    empty = {aspect: DecisionForm(aspect, revision=revision) for aspect in Aspect}
    empty[Aspect.FORM] = DecisionForm(Aspect.FORM, revision=revision, worth=_standing_worth(look))
    return {**empty, tried.aspect: tried} if tried is not None else empty


def _standing_worth(look: Look) -> WorthForm:
    """The decision of an earlier approval in this round, else the one by which the course is recognised."""
    earlier = [
        line.decision.worth
        for line in look.decisions
        if line.decision.worth is not None and line.submission_id == look.found.id
    ]
    return worth_form(earlier[-1] if earlier else _as_worth(_recognition(look.found)))


def _recognition(found: SubmissionFacts) -> Recognition | None:
    version = version_numbered(found.slug, found.number) if found.number else None
    return current_recognition(version.course_id) if version else None


def _as_worth(row: Recognition | None) -> Worth | None:
    if row is None:
        return None
    return Worth(
        row.jp,
        row.form_of_learning,
        row.siasn_kind,
        row.decision_number,
        row.decision_date,
        row.issuing_body,
        row.signer_id,
    )


def _plans(found: SubmissionFacts) -> tuple[PlanLine, ...]:
    return plans_of([one.id for one in submissions_of(found.draft_id)])


def decision_errors(form: DecisionForm) -> dict[str, str]:
    """Field → what to mend in a decision; a signer must be one of the institution's."""
    found = form.errors()
    if form.worth.signer and form.worth.signer not in dict(signer_choices()):
        found["signer"] = "Choose somebody from the list."
    if form.worth.body and "body" not in found and not _is_printable(form.worth.body):
        found["body"] = "Certificates cannot print this."
    return found
