"""The blueprint of all pages of units and people, and what they share."""

from datetime import date

from flask import Blueprint

from lms.accounts.scope import Scope, own_scope
from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor
from lms.platform.zone import local_zone

bp = Blueprint("staff", "lms.staff")


def today() -> date:
    """The local day."""
    return local_date(utc_now(), local_zone())


def reach(right: Permission) -> Scope:
    """The units that a right reaches for whoever asks; read once in a request."""
    return own_scope(actor().id, right)
