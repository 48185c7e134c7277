"""What an address or a form asks of the overview and of the list person by person, within what somebody sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from lms.accounts.scope import Scope
from lms.assignments.queries import AssignmentPage
from lms.assignments.states import Kind, State
from lms.coordination.overview import Chosen, chosen_of, running_within
from lms.coordination.queries import PeopleAsked, Rules
from lms.org.queries import institution_on

LARGEST_KEY = 2**31 - 1
"""Of a person: what databases can be asked for."""


@dataclass(frozen=True)
class Asked:
    """What is asked for, and the assignments and people that this comes to."""

    chosen: Chosen
    own: bool  # only the people of the unit itself
    inside: Scope
    within: tuple[AssignmentPage, ...]
    pages: list[AssignmentPage]
    people: PeopleAsked

    @property
    def fields(self) -> dict[str, str]:
        """What a form sends that asks for the same."""
        own = "1" if self.own else ""
        return {**fields_of(self.chosen), "own": own, "state": self.people.state or ""}

    def address(self, **changed: object) -> str:
        """The query of the same page, with something changed."""
        return _query({**self.fields, **changed})


def rules_on(day: date) -> Rules:
    """How states are judged on a day."""
    said = institution_on(day)
    return Rules(day, int(said.due_soon_days), int(said.reminder_gap_days))


def chosen_in(scope: Scope, sent: Mapping[str, str]) -> Chosen:
    """Assignment, unit and kind; a kind that is none is no limit. Raises NotFound for a unit elsewhere."""
    fields, kind = MultiDict(sent), sent.get("kind", "")
    unit = fields.get("unit", 0, int)
    return Chosen(
        max(fields.get("assignment", 0, int), 0),
        scope.unit(unit) if unit else None,
        Kind(kind) if kind in set(Kind) else None,
    )


def asked_for(scope: Scope, sent: Mapping[str, str]) -> Asked:
    """What is asked for of people one by one. Raises NotFound for what is not within reach."""
    found, state = chosen_in(scope, sent), sent.get("state", "")
    own = found.unit is not None and sent.get("own") == "1"
    within, _ = running_within(scope)
    pages = chosen_of(within, found)
    people = PeopleAsked(
        [page.id for page in pages],
        State(state) if state in set(State) else None,
        [found.unit.id] if found.unit and own else None,
        min(max(MultiDict(sent).get("after", 0, int), 0), LARGEST_KEY),
    )
    return Asked(found, own, scope.below(found.unit) if found.unit else scope, within, pages, people)


def fields_of(of: Chosen) -> dict[str, str]:
    """What a form sends that asks for the same."""
    return {
        "assignment": str(of.assignment_id or ""),
        "unit": str(of.unit.id) if of.unit else "",
        "kind": of.kind or "",
    }


def address(of: Chosen, **changed: object) -> str:
    """The query of a page that asks for the same, with something changed."""
    return _query({**fields_of(of), **changed})


def _query(fields: Mapping[str, object]) -> str:
    return urlencode({name: value for name, value in fields.items() if value not in ("", None)})
