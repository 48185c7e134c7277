"""The overview: what is assigned, who is behind, what to do about it."""

from typing import Any

from flask import Response, request

from lms.accounts.scope import Scope
from lms.assignments.followups import followups
from lms.assignments.states import Kind
from lms.assignments.words import called, unit_label
from lms.coordination import chart
from lms.coordination.asked import address, chosen_in, fields_of
from lms.coordination.overview import Chosen, Overview, overview_of
from lms.coordination.views.blueprint import bp, reach, today
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext, short_day
from lms.platform.web.pages import render


@bp.get("/overview")
@requires(Permission.SEE_UNIT_PROGRESS)
def overview() -> Response:
    """All that runs within one's units; assignment, unit and kind are in the address."""
    scope, day = reach(), today()
    asked = chosen_in(scope, request.args)
    page = overview_of(scope, asked, day)
    return render(
        "coordination/overview.html",
        title=gettext("Overview"),
        page=page,
        today=day,
        chosen=asked,
        label=unit_label,
        called=called,
        address=address,
        fields=fields_of(asked),
        short_day=short_day,
        chart=chart,
        followups=followups if page.one and actor().may(Permission.REMIND) else None,
        may_assign=actor().may(Permission.ASSIGN),
        may_see_people=actor().may(Permission.SEE_PEOPLE),
        **choices(page, scope, asked),
    )


def choices(page: Overview, scope: Scope, asked: Chosen) -> dict[str, Any]:
    """What the filters offer, and what is chosen of it in words."""
    said = [
        next((called(one) for one in page.within if one.id == asked.assignment_id), gettext("All assignments")),
        asked.unit.name if asked.unit else gettext("All units"),
        *([kinds()[asked.kind]] if asked.kind else []),
    ]
    courses = [(one.id, f"{called(one)} ({short_day(one.due_on)})") for one in page.within]
    units = [(unit.id, "\u2003" * (unit.level - scope.units[0].level) + unit.name) for unit in scope.units]
    return {
        "said": ". ".join(said),
        "courses": [("", gettext("All assignments")), *courses],
        "units": [("", gettext("All units")), *units],
        "kinds": [("", gettext("Mandatory and advised")), *kinds().items()],
    }


def kinds() -> dict[Kind, str]:
    """What binds and what does not."""
    return {Kind.MANDATORY: gettext("Mandatory"), Kind.ADVISED: gettext("Advised")}
