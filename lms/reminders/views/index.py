"""The record of who was sent what."""

from flask import Response, request

from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.reminders.access import LARGEST_KEY, page_for
from lms.reminders.queries import PAGE, reminded, sent
from lms.reminders.views.blueprint import bp, reach
from lms.reminders.words import channels


@bp.get("/reminders")
@requires(Permission.SEE_UNIT_PROGRESS)
def index() -> Response:
    """What was sent about an assignment to people within reach, and to whom."""
    scope = reach(Permission.SEE_UNIT_PROGRESS)
    page = page_for(request.args, scope)
    lines = reminded(page.id, scope, min(max(request.args.get("before", 0, int), 0), LARGEST_KEY))
    return render(
        "reminders/index.html",
        title=gettext("Reminders that were sent"),
        page=page,
        sent=sent(page.id, scope),
        people=lines[:PAGE],
        has_more=len(lines) > PAGE,
        channels=channels(),
        may_remind=actor().may(Permission.REMIND),
    )
