"""The blueprint of coordination, and what its pages share: today, whom one sees, what the address asks for."""

from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.datastructures import MultiDict

from lms.accounts.scope import Scope, own_scope
from lms.assignments.states import Kind
from lms.coordination.overview import Chosen
from lms.coordination.queries import Rules
from lms.kernel.clock import local_date, utc_now
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.web.guards import actor
from lms.platform.zone import local_zone

bp = Blueprint("coordination", "lms.coordination")


def today() -> date:
    """The local day."""
    return local_date(utc_now(), local_zone())


def rules() -> Rules:
    """How states are judged today."""
    said = institution_on(today())
    return Rules(today(), int(said.due_soon_days), int(said.reminder_gap_days))


def reach() -> Scope:
    """The units whose people somebody sees by name."""
    return own_scope(actor().id, Permission.SEE_UNIT_PROGRESS)


def chosen(scope: Scope, asked: MultiDict[str, str] | None = None) -> Chosen:
    """What the address (or `asked`) asks for; a kind that is none is no limit. Raises NotFound for a unit elsewhere."""
    asked = request.args if asked is None else asked
    unit, kind = asked.get("unit", 0, int), asked.get("kind", "")
    return Chosen(
        max(asked.get("assignment", 0, int), 0),
        scope.unit(unit) if unit else None,
        Kind(kind) if kind in set(Kind) else None,
    )


def address(of: Chosen, **changed: object) -> str:
    """The query of a page that asks for the same, with something changed."""
    now = {"assignment": of.assignment_id or "", "unit": of.unit.id if of.unit else "", "kind": of.kind or ""}
    return urlencode({name: value for name, value in {**now, **changed}.items() if value not in ("", None)})
