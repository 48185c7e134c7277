"""How a course goes, for its authors and for reviewers."""

from flask import Response

from lms.content.authorship import reach_of
from lms.feedback.figures_page import figures_page
from lms.feedback.views.blueprint import bp
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires


@bp.get("/courses/<slug>/figures")
@requires(Permission.WRITE_COURSES)
def figures(slug: str) -> Response:
    """Who came and finished, where learners stop, how long they need; nobody is named."""
    return figures_page(slug, reach_of(actor()))
