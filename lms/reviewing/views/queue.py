"""The queue of reviews."""

from flask import Response

from lms.content.queries import all_courses
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.reviewing.queue_page import queue_page
from lms.reviewing.views.blueprint import bp


@bp.get("/reviews")
@requires(Permission.REVIEW_COURSES)
def queue() -> Response:
    """What waits for reviewers; those who are asked see it first, but any reviewer may take any."""
    return queue_page(actor().id)


@bp.get("/reviews/courses")
@requires(Permission.REVIEW_COURSES)
def courses() -> Response:
    """Every published course, to roll back, withdraw or look at again."""
    return render("reviewing/courses.html", title=gettext("Published courses"), courses=all_courses())
