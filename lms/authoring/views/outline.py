"""The outline of a draft: its modules and pages, and what is still to be done."""

from flask import Response

from lms.authoring.access import draft_for
from lms.authoring.outline_page import outline_page
from lms.authoring.views.blueprint import bp
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires


@bp.get("/drafts/<int:draft>")
@requires(Permission.WRITE_COURSES)
def outline(draft: int) -> Response:
    """The draft as a whole."""
    return outline_page(draft_for(draft, actor().id))
