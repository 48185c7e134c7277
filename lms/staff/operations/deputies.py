"""A deputy is named, and told so by letter. The door commits."""

from datetime import datetime

from lms.accounts import operations as accounts
from lms.accounts.queries import person_name
from lms.notifications.operations import notify
from lms.staff.letters import DEPUTY_NAMED


def name_deputy(new: accounts.NewDeputy, now: datetime, *, by: str) -> None:
    """Somebody stands for an absent person. Raises Conflict as `accounts.name_deputy` does."""
    key = accounts.name_deputy(new, now, by=by)
    days = {"first": new.first_day.isoformat(), "last": new.last_day.isoformat()}
    told = {"name": person_name(new.person_id).printed, **days}
    notify(new.deputy_id, DEPUTY_NAMED, told, f"deputy:{key}", now)
