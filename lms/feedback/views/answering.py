"""Answering what learners reported, for authors and reviewers."""

from flask import Response, request

from lms.content.authorship import reach_of
from lms.feedback import operations
from lms.feedback.access import fault_for
from lms.feedback.answering_page import fault_response, queue_page
from lms.feedback.errors import AnsweredMeanwhile
from lms.feedback.forms import read_reply
from lms.feedback.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import see_other


@bp.get("/reports")
@requires(Permission.WRITE_COURSES)
def reports() -> Response:
    """The faults that wait for an answer, and the courses that the person answers for."""
    return queue_page(reach_of(actor()))


@bp.get("/reports/<int:fault_id>")
@requires(Permission.WRITE_COURSES)
def fault(fault_id: int) -> Response:
    """Everything that was reported of one block, and what was answered."""
    return fault_response(fault_for(fault_id, reach_of(actor())))


@bp.post("/reports/<int:fault_id>")
@requires(Permission.WRITE_COURSES)
def answer_fault(fault_id: int) -> Response:
    """Answers all who reported the block, at once."""
    reach = reach_of(actor())
    found = fault_for(fault_id, reach)
    form = read_reply(request.form, is_first=not found.answers)
    errors = form.errors(frozenset(number for number, _ in found.newer))
    if errors:
        return fault_response(found, form, errors)
    try:
        operations.answer_fault(fault_id, form.reply, utc_now(), by=reach)
    except AnsweredMeanwhile as problem:
        begin_reading()
        return fault_response(fault_for(fault_id, reach), form, problem=problem)
    return see_other("feedback.reports", note="fault-answered")
