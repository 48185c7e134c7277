"""The list view of a final; its answers are saved at the addresses of the single questions."""

from flask import Response

from lms.assessment.access import quiz_for
from lms.assessment.list_page import list_page
from lms.assessment.queries import newest_sheet
from lms.assessment.timing import is_up
from lms.assessment.views.blueprint import bp
from lms.assessment.views.quiz import QUIZ
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import see_other


@bp.get(QUIZ + "/list")
@requires(Permission.LEARN)
def all_questions(**address: str) -> Response:
    """All questions of the open attempt at a final, one under another."""
    found = quiz_for(actor().id, **address)
    sheet = newest_sheet(found.enrolment_id, found.step.id)
    if not found.is_final or sheet is None:
        return see_other("assessment.quiz", **address)
    if sheet.is_over:
        return see_other("assessment.result", **address)
    if is_up(sheet.ends_at, utc_now()):
        return see_other("assessment.review", **address)
    return list_page(found, sheet)
