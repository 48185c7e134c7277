"""Writes down when reviewers are away; nothing is committed here."""

from datetime import date, datetime

from lms.authoring.draft import Writer
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.reviewing.models import ReviewerAbsence
from lms.reviewing.queries import absence_of


def say_absence(since: date, until: date | None, now: datetime, *, by: Writer) -> None:
    """The person is away from `since` to `until`, or back where that is None; what is so already stays. Audited."""
    if absence_of(by.person_id) == ((since, until) if until else None):
        return
    db.session.add(ReviewerAbsence(person_id=by.person_id, since=since, until=until, recorded_at=now))
    record(by.username, "reviewing.absence", by.username, now, until=until.isoformat() if until else "")
    db.session.flush()
