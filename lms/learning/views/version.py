"""What a newer version of a course brings, and going on with it."""

from flask import Response, request

from lms.accounts.errors import NameUnconfirmed
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict, NotFound
from lms.learning import operations
from lms.learning.queries import reading
from lms.learning.version_news import version_news
from lms.learning.views.blueprint import bp
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other


@bp.get("/courses/<slug>/changes")
@requires(Permission.LEARN)
def changes(slug: str) -> Response:
    """What changed since the version that the person takes or has completed."""
    return _changes(slug)


@bp.post("/courses/<slug>/move")
@requires(Permission.LEARN)
def move(slug: str) -> Response:
    """Goes on with the version that the form names; a second tap finds it done."""
    found = reading(slug, actor().id)
    if found is None:
        raise NotFound
    try:
        is_completed = operations.move(found.enrolment.id, request.form.get("version", 0, type=int), utc_now())
    except NameUnconfirmed:
        begin_reading()  # the answer is sent, but nothing of this request is kept
        return see_other("accounts.certificate_name", next=request.path.removesuffix("move") + "changes")
    except Conflict as problem:
        begin_reading()
        return _changes(slug, gettext(problem.message, **problem.params), problem.status)
    return see_other("learning.course", slug=slug, note="course-completed" if is_completed else "version-moved")


def _changes(slug: str, problem: str = "", status: int = 200) -> Response:
    news = version_news(slug, actor().id)
    if news is None:
        raise NotFound("There is no other version of this course for you.")
    number = news.to_number
    title = gettext("What changed in version %(number)s", number=number)
    return render("learning/changes.html", status=status, title=title, news=news, problem=problem)
