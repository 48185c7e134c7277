"""The blueprint of coordination, and what its pages share: today, how states are judged, whom one sees."""

from datetime import date

from flask import Blueprint

from lms.accounts.scope import Scope, own_scope
from lms.coordination.asked import rules_on
from lms.coordination.queries import Rules
from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor
from lms.platform.zone import local_zone

bp = Blueprint("coordination", "lms.coordination")


def today() -> date:
    """The local day."""
    return local_date(utc_now(), local_zone())


def rules() -> Rules:
    """How states are judged today."""
    return rules_on(today())


def reach() -> Scope:
    """The units whose people somebody sees by name."""
    return own_scope(actor().id, Permission.SEE_UNIT_PROGRESS)
