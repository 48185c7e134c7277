"""People of a unit and how far each is with what is assigned."""

from dataclasses import dataclass

from flask import Response, request
from werkzeug.datastructures import MultiDict

from lms.accounts.scope import Scope
from lms.assignments.queries import AssignmentPage
from lms.assignments.states import State
from lms.assignments.words import called, state_names
from lms.coordination.overview import Chosen, chosen_of, running_within
from lms.coordination.queries import PeopleAsked, people_lines
from lms.coordination.views.blueprint import address, bp, chosen, reach, rules
from lms.permissions import Permission
from lms.platform.web.guards import requires
from lms.platform.web.i18n import gettext, short_day
from lms.platform.web.pages import render

LARGEST_KEY = 2**31 - 1
"""Of a person: what databases can be asked for."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and the assignments and people that this comes to."""

    chosen: Chosen
    own: bool  # only the people of the unit itself
    inside: Scope
    within: tuple[AssignmentPage, ...]
    pages: list[AssignmentPage]
    people: PeopleAsked

    def address(self, **changed: object) -> str:
        """The query of the same page, with something changed."""
        state = self.people.state or ""
        return address(self.chosen, **{"own": "1" if self.own else "", "state": state, **changed})


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


def asked_for(scope: Scope, sent: MultiDict[str, str]) -> Asked:
    """What an address or a form asks for. Raises NotFound for what is not within reach."""
    found, state = chosen(scope, sent), sent.get("state", "")
    own = found.unit is not None and sent.get("own") == "1"
    within, _ = running_within(scope)
    pages = chosen_of(within, found)
    people = PeopleAsked(
        [page.id for page in pages],
        State(state) if state in set(State) else None,
        [found.unit.id] if found.unit and own else None,
        min(max(sent.get("after", 0, int), 0), LARGEST_KEY),
    )
    return Asked(found, own, scope.below(found.unit) if found.unit else scope, within, pages, people)
