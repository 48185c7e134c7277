"""The page on which a reviewer decides about one aspect of a draft, and writes down what it is worth."""

from dataclasses import dataclass

from flask import Response

from lms.content.models import Recognition
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Refusal
from lms.org.institution import UnusableFact, offer
from lms.org.queries import all_signers
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone
from lms.reviewing.checklist import tick_of
from lms.reviewing.forms import DecisionForm, WorthForm, worth_form
from lms.reviewing.queries import points_on
from lms.reviewing.review import Aspect, Point
from lms.reviewing.review_page import Look, standing_recognition
from lms.reviewing.reviewed_draft import reviewed_draft
from lms.reviewing.summary import summary_of
from lms.reviewing.worth import FORMS_OF_LEARNING, SIASN_KINDS, Worth


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


def decision_page(
    look: Look, aspect: Aspect, tried: DecisionForm | None = None, status: int = 200, problem: Refusal | None = None
) -> Response:
    """The page; `tried` and `problem` are what was sent and why it was not done."""
    standing_worth = _standing_worth(look)
    form = tried or DecisionForm(
        aspect, revision=look.found.draft_revision, points=points_today(aspect), worth=standing_worth
    )
    standing, course = look.standing[aspect], reviewed_draft(look.found).course
    errors = decision_errors(form) if status == 422 else {}
    return render(
        "reviewing/decide.html",
        status=status,
        title=gettext("Substance") if aspect is Aspect.SUBSTANCE else gettext("Form and recognition"),
        look=look,
        found=look.found,
        form=form,
        holds=standing.holds,
        newest=standing.newest,
        tick_of=tick_of,
        choices=Choices.of(standing_worth) if aspect is Aspect.FORM else None,
        recognition=standing_recognition(look.found),
        proposed_jp=course.proposed_jp if course else None,
        untested=summary_of(course, {}).untested if course and aspect is Aspect.SUBSTANCE else (),
        errors={name: gettext(words) for name, words in errors.items()},
        problem=gettext(problem.message, **problem.params) if problem else "",
    )


def points_today(aspect: Aspect) -> tuple[Point, ...]:
    """The points of an aspect that the institution asks today."""
    return points_on(aspect, local_date(utc_now(), local_zone()))


def decision_errors(form: DecisionForm) -> dict[str, str]:
    """Field → what to mend in a decision; a signer must be one of the institution's."""
    found = form.errors()
    if form.worth.signer and form.worth.signer not in dict(signer_choices()):
        found["signer"] = "Choose somebody from the list."
    if form.worth.body and "body" not in found and not _is_printable(form.worth.body):
        found["body"] = "Certificates cannot print this."
    return found


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


def _standing_worth(look: Look) -> WorthForm:
    """The decision of an earlier approval in this round, else the one by which the course is recognised."""
    earlier = [
        line.decision.worth
        for line in look.decisions
        if line.decision.worth is not None and line.submission_id == look.found.id
    ]
    return worth_form(earlier[-1] if earlier else _as_worth(standing_recognition(look.found)))


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
