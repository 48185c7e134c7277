"""Practice that is not recorded: nothing of it is stored, so a POST answers with the page itself and never writes."""

from secrets import randbelow

from flask import Response, request

from lms.assessment.access import Quiz, quiz_for
from lms.assessment.queries import Asked, drawable, quiz_facts
from lms.assessment.try_page import TriedQuestion, answered, misread, try_page
from lms.assessment.trying import DRAWS, checked, drawn, revealed
from lms.assessment.views.blueprint import bp
from lms.assessment.views.quiz import QUIZ
from lms.kernel.errors import NotFound, Unprocessable
from lms.permissions import Permission
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import see_other


@bp.get(QUIZ + "/try")
@requires(Permission.LEARN)
def trying(**address: str) -> Response:
    """The questions that the number in the address draws; without one, on to a number of chance."""
    found, draw = _practice(address), _draw()
    if draw is None:
        return see_other("assessment.trying", draw=randbelow(DRAWS), **address)
    return try_page(found, draw, _drawn(found, draw))


@bp.post(QUIZ + "/try")
@requires(Permission.LEARN)
@reads_first
def tried(**address: str) -> Response:
    """Says of an answer what practice says of it, and keeps nothing."""
    found, draw = _practice(address), _draw()
    if draw is None:
        raise NotFound
    questions = _drawn(found, draw)
    asked = next((one for one in questions if one.question.key == request.form.get("question")), None)
    if asked is None:
        raise NotFound
    return try_page(found, draw, questions, _answer(found, asked))


def _answer(found: Quiz, asked: Asked) -> TriedQuestion:
    """What the form says of a question: its key is asked for, or an answer is to be checked."""
    given, before = request.form.getlist("answer"), request.form.getlist("before")
    try:
        done = revealed(asked, before) if "reveal" in request.form else checked(asked, given, bool(before))
    except Unprocessable as problem:
        return misread(asked, given, before, gettext(problem.message, **problem.params))
    return answered(found, done, given)


def _practice(address: dict[str, str]) -> Quiz:
    """The practice quiz of an address. Raises NotFound, also for a final."""
    found = quiz_for(actor().id, **address)
    if found.is_final:
        raise NotFound
    return found


def _draw() -> int | None:
    draw = request.args.get("draw", type=int)
    return draw if draw in range(DRAWS) else None


def _drawn(found: Quiz, draw: int) -> tuple[Asked, ...]:
    return drawn(quiz_facts(found.step.id), drawable(found.step.id), draw)
