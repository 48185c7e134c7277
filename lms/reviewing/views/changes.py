"""What changed in a draft since it was published or approved."""

from flask import Response, request

from lms.permissions import Permission
from lms.platform.web.addresses import whole_number
from lms.platform.web.guards import requires
from lms.reviewing.access import review_for
from lms.reviewing.changes_page import changes_page
from lms.reviewing.views.blueprint import bp


@bp.get("/reviews/<int:review>/changes")
@requires(Permission.REVIEW_COURSES)
def changes(review: int) -> Response:
    """The differences, rendered and in the source; `since` is a revision that was decided about, `file` one file."""
    since = request.args.get("since", type=whole_number)
    return changes_page(review_for(review), since, request.args.get("file", "")[:400])
