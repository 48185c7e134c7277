"""The page on which a reviewer publishes what was approved, at once or at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Refusal
from lms.kernel.problems import Problem
from lms.org.queries import institution_on
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone
from lms.reviewing.forms import PublicationForm
from lms.reviewing.placed_problems import placed
from lms.reviewing.review import Aspect
from lms.reviewing.review_page import Look
from lms.reviewing.worth import Worth


@dataclass(frozen=True)
class NotDone:
    """Why it was not published: fields to mend, a refusal, or what the checker says."""

    errors: dict[str, str]
    problem: Refusal | None = None
    problems: Sequence[Problem] = ()


def publication_page(
    look: Look, form: PublicationForm | None = None, status: int = 200, why: NotDone | None = None
) -> Response:
    """What learners are told, what the course is worth from then on, and when."""
    why = why or NotDone({})
    problem = why.problem
    return render(
        "reviewing/publish.html",
        status=status,
        title=gettext("Publish: %(title)s", title=look.found.title),
        look=look,
        found=look.found,
        worth=worth_of(look),
        form=form or PublicationForm(),
        errors={name: gettext(words) for name, words in why.errors.items()},
        problem=gettext(problem.message, **problem.params) if problem else "",
        problems=placed(why.problems, None, look.found.draft_id, "authoring.read"),
    )


def worth_of(look: Look) -> Worth | None:
    """What the newest approval of form decided."""
    newest = look.standing[Aspect.FORM].newest
    return newest.decision.worth if newest else None


def office_today() -> str:
    """The office that decides, as it is printed."""
    return institution_on(local_date(utc_now(), local_zone())).organiser
