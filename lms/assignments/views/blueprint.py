"""The blueprint of all pages of assignments, and what they share."""

from datetime import date

from flask import Blueprint

from lms.accounts.scope import Scope, own_scope
from lms.assignments.queries import AssignmentPage
from lms.kernel.clock import local_date, utc_now
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.web.guards import actor
from lms.platform.zone import local_zone

bp = Blueprint("assignments", "lms.assignments")


def today() -> date:
    """The local day."""
    return local_date(utc_now(), local_zone())


def day_for(page: AssignmentPage) -> date:
    """The day on which states are judged: today, or the one on which the assignment ended."""
    return local_date(page.ended_at, local_zone()) if page.ended_at is not None else today()


def reach(right: Permission) -> Scope:
    """The units that a right reaches for whoever asks."""
    return own_scope(actor().id, right)


def soon_days() -> int:
    """For how many days before its last one a duty is due soon."""
    return int(institution_on(today()).due_soon_days)
