"""The pages of a pre-test, filled from what the queries found."""

from collections.abc import Sequence

from flask import Response

from lms.assessment.access import PretestPlace
from lms.assessment.errors import PretestClosed, PretestMoved
from lms.assessment.pretesting import FilledQuestion, Problem
from lms.kernel.errors import Refusal
from lms.learning.access import path_of
from lms.learning.queries import next_step
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import render, url


def questions_page(
    found: PretestPlace, questions: Sequence[FilledQuestion], problems: Sequence[Problem] = ()
) -> Response:
    """All questions, with what was filled in and what cannot be an answer; the way on beside them."""
    return _questions(found, questions, problems, status=422 if problems else 200)


def moved_page(found: PretestPlace, questions: Sequence[FilledQuestion]) -> Response:
    """The questions of the version that the learner takes now, in the place of those that were answered."""
    return _questions(found, questions, (), status=409, notice=_words(PretestMoved()))


def over_page(found: PretestPlace) -> Response:
    """Thanks, or that it is too late; and the way on."""
    is_given = found.standing.is_given
    title = gettext("Thank you, your answers are kept") if is_given else gettext("The pre-test is over")
    return render(
        "assessment/pretest_over.html",
        status=200 if is_given else 409,
        title=title,
        words="" if is_given else _words(PretestClosed()),
        place=found,
        **_onward(found),
    )


def _questions(
    found: PretestPlace,
    questions: Sequence[FilledQuestion],
    problems: Sequence[Problem],
    status: int,
    notice: str = "",
) -> Response:
    words = {problem.question.name: _words(problem.why) for problem in problems}
    return render(
        "assessment/pretest.html",
        status=status,
        title=ngettext("Pre-test: %(num)s question, no mark", "Pre-test: %(num)s questions, no mark", len(questions)),
        place=found,
        lines=[(one.name, one.shown, words.get(one.name, "")) for one in questions],
        errors=[(problem.question.first_field, _words(problem.why)) for problem in problems],
        notice=notice,
        **_onward(found),
    )


def _onward(found: PretestPlace) -> dict[str, str]:
    """Where the learner goes on, and how that is called."""
    step, slug = next_step(found.reading.steps), found.reading.slug
    if step is None or not found.reading.is_active:
        return {"onward": url("learning.course", slug=slug), "onward_words": gettext("To the course")}
    words = gettext("Continue: %(title)s", title=f"{step.number}. {step.title}")
    return {"onward": path_of(slug, step), "onward_words": words}


def _words(problem: Refusal) -> str:
    return gettext(problem.message, **problem.params)
