"""The list of assignments, and one with its counts, its units and its people."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from lms.accounts.scope import Scope
from lms.assignments import operations
from lms.assignments.access import assignment_for, own_assignment
from lms.assignments.followups import done_so_far, followups
from lms.assignments.queries import (
    PAGE,
    AssignmentPage,
    Filter,
    assignments,
    cells,
    names,
    targets_of,
)
from lms.assignments.states import State
from lms.assignments.sums import SMALL, tally, unit_lines
from lms.assignments.views.blueprint import bp, day_for, reach, soon_days, today
from lms.assignments.words import address_of, called, state_names, target_words, unit_label
from lms.kernel.clock import utc_now
from lms.org.queries import institution_on
from lms.org.unit_queries import UnitLine
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.web.typed_text import plain

LONGEST_REASON = 300
LARGEST_KEY = 2**31 - 1
"""Of a person: what databases can be asked for."""


@bp.get("/assignments")
@requires(Permission.SEE_UNIT_PROGRESS)
def index() -> Response:
    """The assignments that reach into one's units, with how far their people are."""
    scope, soon = reach(Permission.SEE_UNIT_PROGRESS), soon_days()
    ended = request.args.get("ended") == "1"
    pages = assignments(ended=ended)
    found = cells([page.id for page in pages], scope)
    of = {page.id: [one for one in found if one.assignment_id == page.id] for page in pages}
    lines = [(page, tally(of[page.id], day_for(page), soon)) for page in pages]
    return render(
        "assignments/index.html",
        title=gettext("Assignments"),
        lines=[(page, sums) for page, sums in lines if sums.by_state or scope.reaches(page.unit_id)],
        called=called,
        ended=ended,
        may_assign=actor().may(Permission.ASSIGN),
    )


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: a unit to look into, a state, and after whom the names go on."""

    unit: UnitLine | None
    is_own: bool  # only the people of the unit itself
    state: State | None
    after: int

    def address(self, **changed: object) -> str:
        """The query of the same page with something changed."""
        now = {"unit": self.unit.id if self.unit else "", "own": "1" if self.is_own else ""}
        asked = {**now, "state": self.state or "all", **changed}
        return urlencode({name: value for name, value in asked.items() if value != ""})


@bp.get("/assignments/<int:assignment_id>")
@requires(Permission.SEE_UNIT_PROGRESS)
def one(assignment_id: int) -> Response:
    """How far the people are, unit by unit, and by name; unit, state and place in the list are in the address."""
    scope = reach(Permission.SEE_UNIT_PROGRESS)
    page = assignment_for(assignment_id, scope)
    return render(
        "assignments/one.html",
        title=page.title,
        page=page,
        called=called,
        address=address_of(page.slug, page.programme_id),
        **_shown(page, scope, _chosen(scope)),
        states=[("all", gettext("Everybody")), *state_names().items()],
        label=unit_label,
        followups=followups if actor().may(Permission.REMIND) else None,
        done_so_far=done_so_far(assignment_id),
        targets=_targets(page, scope),
        may_change=page.ended_at is None and reach(Permission.ASSIGN).reaches(page.unit_id),
        is_over=page.ended_at is not None,
    )


@bp.post("/assignments/<int:assignment_id>/end")
@requires(Permission.ASSIGN)
def end(assignment_id: int) -> Response:
    """Ends an assignment."""
    scope = reach(Permission.ASSIGN)
    own_assignment(assignment_id, scope)
    reason = plain(request.form.get("reason", ""))[:LONGEST_REASON]
    operations.end(assignment_id, reason, scope, utc_now(), by=actor().username)
    return see_other("assignments.one", assignment_id=assignment_id, note="assignment-ended")


def _shown(page: AssignmentPage, scope: Scope, chosen: Chosen) -> dict[str, Any]:
    """The sums of the page, its units and its people, for what the address asks."""
    day, said = day_for(page), institution_on(today())
    soon, head_start = int(said.due_soon_days), int(said.unit_head_start_days) if scope.is_all else 0
    inside = scope.below(chosen.unit) if chosen.unit else scope
    found = cells([page.id], inside)
    own = [cell for cell in found if not chosen.is_own or (chosen.unit and cell.unit_id == chosen.unit.id)]
    units = [] if chosen.is_own else unit_lines(found, scope, chosen.unit, day, soon, head_start)
    people = names(page.id, inside, _filter(chosen), day, soon)
    return {
        "sums": tally(own, day, soon),
        "chosen": chosen,
        "large": [line for line in units if line.tally.asked >= SMALL],
        "small": [line for line in units if line.tally.asked < SMALL],
        "people": people[:PAGE],
        "has_more": len(people) > PAGE,
        "head_start": head_start,
    }


def _chosen(scope: Scope) -> Chosen:
    key, state = request.args.get("unit", 0, int), request.args.get("state", State.OVERDUE.value)
    return Chosen(
        scope.unit(key) if key else None,
        request.args.get("own") == "1",
        State(state) if state in set(State) else None,
        min(max(request.args.get("after", 0, int), 0), LARGEST_KEY),
    )


def _filter(chosen: Chosen) -> Filter:
    return Filter(chosen.state, [chosen.unit.id] if chosen.unit and chosen.is_own else None, chosen.after)


def _targets(page: AssignmentPage, scope: Scope) -> str:
    name = next((unit.name for unit in scope.units if unit.id == page.unit_id), "")
    return target_words(targets_of(page.id), name)
