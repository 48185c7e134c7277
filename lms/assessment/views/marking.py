"""Marking essays, for the authors of their courses and for reviewers."""

from flask import Response, request

from lms.assessment.access import essay_for
from lms.assessment.forms import read_mark
from lms.assessment.marking_page import essay_page, queue_page
from lms.assessment.marking_queries import next_in_queue
from lms.assessment.operations import essays
from lms.assessment.views.blueprint import bp
from lms.content.authorship import reach_of
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import see_other


@bp.get("/marking")
@requires(Permission.MARK_ESSAYS)
def marking() -> Response:
    """The essays that wait, and what was marked lately."""
    return queue_page()


@bp.get("/marking/<int:asked_id>")
@requires(Permission.MARK_ESSAYS)
def essay(asked_id: int) -> Response:
    """One essay, to mark it or to correct its mark."""
    return essay_page(essay_for(asked_id, reach_of(actor())))


@bp.post("/marking/<int:asked_id>")
@requires(Permission.MARK_ESSAYS)
def mark_essay(asked_id: int) -> Response:
    """Gives a mark or a correction; then comes the next essay that waits."""
    found, form = essay_for(asked_id, reach_of(actor())), read_mark(request.form)
    errors, verdict = form.errors(found.question.points), form.verdict(found.question.points)
    if errors or verdict is None:
        return essay_page(found, form, errors)
    try:
        essays.give_mark(asked_id, verdict, utc_now(), by=reach_of(actor()))
    except Conflict as problem:
        begin_reading()
        return essay_page(essay_for(asked_id, reach_of(actor())), form, problem=problem)
    if form.seen:
        return see_other("assessment.marking", note="essay-mark-corrected")
    following = next_in_queue(reach_of(actor()), asked_id)
    if following is None:
        return see_other("assessment.marking", note="essay-marked")
    return see_other("assessment.essay", note="essay-marked", asked_id=following)


@bp.post("/marking/<int:asked_id>/draft")
@requires(Permission.MARK_ESSAYS)
def keep_draft(asked_id: int) -> Response:
    """Keeps what is typed so far, whatever it is."""
    found, form = essay_for(asked_id, reach_of(actor())), read_mark(request.form)
    if form.too_long:
        return essay_page(found, form, form.too_long)
    try:
        essays.keep_draft(asked_id, form.points, form.comment, utc_now(), by=reach_of(actor()))
    except Conflict as problem:
        begin_reading()
        return essay_page(essay_for(asked_id, reach_of(actor())), form, problem=problem)
    return see_other("assessment.essay", note="essay-draft-saved", asked_id=asked_id)
