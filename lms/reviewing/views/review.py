"""One review: the course on one page, its questions with their keys, and the decisions."""

from flask import Response, request

from lms.authoring.asking import writer
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict, Forbidden
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.pages import see_other
from lms.reviewing.access import review_for
from lms.reviewing.decision_page import decision_errors, decision_page, points_today
from lms.reviewing.forms import read_decision
from lms.reviewing.operations.deciding import decide
from lms.reviewing.questions_page import questions_page
from lms.reviewing.review import Aspect, Verdict
from lms.reviewing.review_page import look_at, review_page
from lms.reviewing.views.blueprint import bp

REVIEW = "/reviews/<int:review>"


@bp.get(REVIEW)
@requires(Permission.REVIEW_COURSES)
def review(review: int) -> Response:
    """A draft that was handed in, for whoever decides about it."""
    return review_page(look_at(review_for(review), actor().id))


@bp.get(REVIEW + "/questions")
@requires(Permission.REVIEW_COURSES)
def questions(review: int) -> Response:
    """All questions with their keys."""
    return questions_page(review_for(review))


@bp.get(REVIEW + "/substance")
@requires(Permission.REVIEW_COURSES)
def decide_substance(review: int) -> Response:
    """What is to be looked at before it is said that what the course says is right."""
    return decision_page(look_at(review_for(review), actor().id), Aspect.SUBSTANCE)


@bp.get(REVIEW + "/form")
@requires(Permission.REVIEW_COURSES)
def decide_form(review: int) -> Response:
    """What is to be looked at in its form, and what the office decided it is worth."""
    return decision_page(look_at(review_for(review), actor().id), Aspect.FORM)


@bp.post(REVIEW + "/substance")
@requires(Permission.REVIEW_COURSES)
@reads_first
def substance_decided(review: int) -> Response:
    """Approves what the course says, or sends it back."""
    return _decide(review, Aspect.SUBSTANCE)


@bp.post(REVIEW + "/form")
@requires(Permission.REVIEW_COURSES)
@reads_first
def form_decided(review: int) -> Response:
    """Approves its form and writes down what it is worth, or sends it back."""
    return _decide(review, Aspect.FORM)


def _decide(review: int, aspect: Aspect) -> Response:
    found, form = review_for(review), read_decision(aspect, request.form, points_today(aspect))
    if decision_errors(form):
        return decision_page(look_at(found, actor().id), aspect, form, status=422)
    begin_writing()
    try:
        decide(review, form.decision(), utc_now(), by=writer())
    except (Conflict, Forbidden) as problem:
        begin_reading()
        return decision_page(look_at(review_for(review), actor().id), aspect, form, problem.status, problem)
    note = "sent-back" if form.verdict is Verdict.NEEDS_WORK else f"{aspect}-approved"
    return see_other("reviewing.review", note=note, review=review)
