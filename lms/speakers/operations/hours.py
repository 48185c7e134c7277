"""Time that speakers gave: appended, and put right only by a counter-entry. The door commits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.speakers.models import Speaker, SpeakerHours

LONGEST_REASON = 500


@dataclass(frozen=True)
class TimeGiven:
    """What was done on a day, and how long it took in minutes."""

    day: date
    minutes: int
    what: str


def give_hours(speaker_id: int, given: TimeGiven, token: str, now: datetime, *, by: str) -> None:
    """Enters time, once however often it is sent. Raises NotFound if there is no such speaker."""
    lock_speaker(speaker_id)
    if db.session.scalar(select(SpeakerHours.id).where(SpeakerHours.token == token)) is not None:
        return
    entry = SpeakerHours(
        speaker_id=speaker_id,
        token=token,
        day=given.day,
        minutes=given.minutes,
        what=given.what,
        recorded_at=now,
        recorded_by=by,
    )
    db.session.add(entry)
    db.session.flush()
    record(by, "speakers.hours", f"speaker:{speaker_id}", now, entry=entry.id, minutes=given.minutes)


def take_hours_back(speaker_id: int, entry_id: int, reason: str, now: datetime, *, by: str) -> None:
    """Takes an entry of a speaker back by a counter-entry of the same day.

    Raises NotFound (no such entry), Unprocessable (no reason) or Conflict (taken back already, or a counter-entry).
    """
    if not 1 <= len(reason.strip()) <= LONGEST_REASON:
        raise Unprocessable("Give a reason of 1 to %(limit)s characters.", limit=LONGEST_REASON)
    lock_speaker(speaker_id)
    entry = db.session.get(SpeakerHours, entry_id)
    if entry is None or entry.speaker_id != speaker_id:
        raise NotFound
    reversed_by = db.session.scalar(select(SpeakerHours.id).where(SpeakerHours.reverses_id == entry_id))
    if entry.reverses_id is not None or reversed_by is not None:
        raise Conflict("This entry was taken back already.")
    counter = SpeakerHours(
        speaker_id=entry.speaker_id,
        day=entry.day,
        minutes=-entry.minutes,
        what=entry.what,
        reverses_id=entry.id,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    db.session.add(counter)
    record(by, "speakers.hours-back", f"speaker_hours:{entry_id}", now, reason=counter.reason)


def lock_speaker(speaker_id: int) -> Speaker:
    """The speaker, held until the transaction ends: what is entered or issued comes one after the other."""
    speaker: Speaker | None = db.session.scalar(lock_row(select(Speaker).where(Speaker.id == speaker_id)))
    if speaker is None:
        raise NotFound
    return speaker
