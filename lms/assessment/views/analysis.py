"""How well the questions of a course work, for its authors and for reviewers."""

from flask import Response

from lms.assessment.analysis_page import analysis_page
from lms.assessment.before_after_queries import before_and_after
from lms.assessment.views.blueprint import bp
from lms.content.authorship import reach_of, require_within
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render


@bp.get("/courses/<slug>/questions")
@requires(Permission.WRITE_COURSES)
def questions(slug: str) -> Response:
    """What is to be mended in the questions of the finals, by outcome."""
    require_within(slug, reach_of(actor()))
    page = analysis_page(slug)
    may_remark, compared = actor().may(Permission.REVIEW_COURSES), before_and_after(slug)
    return render("assessment/analysis.html", title=page.title, page=page, may_remark=may_remark, compared=compared)
