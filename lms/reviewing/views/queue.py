"""The queue of reviews."""

from flask import Response

from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.reviewing.queue_page import queue_page
from lms.reviewing.views.blueprint import bp


@bp.get("/reviews")
@requires(Permission.REVIEW_COURSES)
def queue() -> Response:
    """What waits for reviewers; those who are asked see it first, but any reviewer may take any."""
    return queue_page(actor().id)
