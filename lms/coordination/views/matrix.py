"""People of a unit and how far each is with what is assigned."""

from flask import Response, request

from lms.assignments.words import called, state_names
from lms.coordination.asked import asked_for
from lms.coordination.queries import people_lines
from lms.coordination.views.blueprint import bp, reach, rules
from lms.permissions import Permission
from lms.platform.web.guards import requires
from lms.platform.web.i18n import gettext, short_day
from lms.platform.web.pages import render


@bp.get("/overview/matrix")
@requires(Permission.SEE_UNIT_PROGRESS)
def matrix() -> Response:
    """Fifty people at a time; unit, assignment, kind, state and place in the list are in the address."""
    scope, judged = reach(), rules()
    asked = asked_for(scope, request.args)
    lines, has_more = people_lines(asked.people, asked.inside, judged)
    return render(
        "coordination/matrix.html",
        title=gettext("Person by person"),
        asked=asked,
        lines=lines,
        has_more=has_more,
        short_day=short_day,
        courses=[("", gettext("All assignments")), *((one.id, called(one)) for one in asked.within)],
        units=[("", gettext("All units")), *((unit.id, unit.name) for unit in scope.units)],
        states=[("", gettext("All states")), *state_names().items()],
    )
