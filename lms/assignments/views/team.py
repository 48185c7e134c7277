"""What a superior sees: the people whom they lead, and how far each is with what is asked of them."""

from flask import Response

from lms.accounts.deputies import represented_by
from lms.assignments.team import team_of
from lms.assignments.views.blueprint import bp, soon_days, today
from lms.assignments.words import called
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render


@bp.get("/team")
@requires(Permission.LEARN)
def team() -> Response:
    """One's own staff, and of whoever one stands for; those of nobody else."""
    superiors = [actor().id, *represented_by(actor().id, today())]
    members = team_of(superiors, today(), soon_days())
    return render("assignments/team.html", title=gettext("Your staff"), members=members, called=called)
