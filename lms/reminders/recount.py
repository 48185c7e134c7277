"""How many people a reminder went to, counted anew."""

from collections.abc import Iterator

from sqlalchemy import func, select

from lms.platform.db.model import db
from lms.platform.db.recounting import Difference
from lms.reminders.models import Reminded, Reminder


def differences() -> Iterator[Difference]:
    """Reminders whose number is not that of the people on record."""
    rows = select(Reminder.id, Reminder.people, func.count(Reminded.id)).outerjoin(Reminded)
    for key, stored, counted in db.session.execute(rows.group_by(Reminder.id, Reminder.people).order_by(Reminder.id)):
        if stored != counted:
            yield Difference("reminder", key, "people", str(stored), str(counted))
