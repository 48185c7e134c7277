"""Re-marking after a key was corrected: what waits, a preview of what it comes to, and the decision."""

from flask import Response, request

from lms.assessment.access import corrected_for
from lms.assessment.errors import PreviewOutdated
from lms.assessment.forms import read_remark
from lms.assessment.operations.remarking import remark
from lms.assessment.remarking import Wish
from lms.assessment.remarking_page import preview_page, remarking_page
from lms.assessment.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import see_other


@bp.get("/courses/<slug>/remarking")
@requires(Permission.REVIEW_COURSES)
def remarking(slug: str) -> Response:
    """The corrected questions by which earlier attempts were not marked."""
    return remarking_page(slug)


@bp.get("/courses/<slug>/remarking/<int:question_id>")
@requires(Permission.REVIEW_COURSES)
def remark_preview(slug: str, question_id: int) -> Response:
    """Who gains and who loses by a corrected question."""
    return preview_page(corrected_for(slug, question_id))


@bp.post("/courses/<slug>/remarking/<int:question_id>")
@requires(Permission.REVIEW_COURSES)
@reads_first
def decide_remark(slug: str, question_id: int) -> Response:
    """Re-marks as decided on the preview; if that is no longer how it stands, shows it anew."""
    corrected, form, person = corrected_for(slug, question_id), read_remark(request.form), actor()
    if form.errors:
        return preview_page(corrected, form, status=422)
    wish = Wish(question_id, form.reason, form.lowers, form.seen)
    begin_writing()
    try:
        remark(wish, person.id, utc_now(), by=person.username)
    except PreviewOutdated as problem:
        begin_reading()
        return preview_page(corrected_for(slug, question_id), form, status=409, problem=gettext(problem.message))
    return see_other("assessment.remarking", note="remarked", slug=slug)
