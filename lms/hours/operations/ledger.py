"""Writing the JP ledger: entries are appended, and put right only by a counter-entry. Never commits."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts.facts import MergeUndoing, PeopleMerging
from lms.accounts.merges import Pair
from lms.accounts.operations import touched, watching
from lms.content.models import CourseVersion
from lms.content.queries import current_recognition
from lms.hours.merging import counted_twice
from lms.hours.models import JpEntry
from lms.hours.operations.sums import add_jp, lock_sums
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning.facts import CourseCompleted
from lms.learning.models import Enrolment
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.platform.zone import local_zone

_TWICE = "Dua catatan orang yang sama digabungkan: JP kursus ini sudah dihitung sekali pada tahun ini."
"""Stored as it is read in the ledger; the institution's records are in Indonesian."""


def record_completion(fact: CourseCompleted) -> None:
    """Enters what a completed course is worth now; nothing if it is not recognised, and once whatever is sent twice."""
    recognition = current_recognition(fact.course_id)
    if recognition is None:
        return
    earned_on = local_date(fact.completed_at, local_zone())
    entry = JpEntry(
        person_id=fact.person_id,
        year=earned_on.year,
        earned_on=earned_on,
        jp=recognition.jp,
        title=db.session.get_one(CourseVersion, fact.version_id).title,
        enrolment_id=fact.enrolment_id,
        form_of_learning=recognition.form_of_learning,
        decision_number=recognition.decision_number,
        decision_date=recognition.decision_date,
        recorded_at=fact.completed_at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(entry)
    except IntegrityError:
        if not _is_recorded(fact.enrolment_id):
            raise
        return
    add_jp(entry.person_id, entry.earned_on, entry.jp)


def correct(entry_id: int, reason: str, now: datetime, *, by: str) -> int:
    """Takes an entry back by a counter-entry of the same day; returns its number.

    Raises NotFound (no such entry), Unprocessable (no reason) or Conflict (taken back already, or a counter-entry).
    """
    reason = reason.strip()
    if not 1 <= len(reason) <= 500:
        raise Unprocessable("Give a reason of 1 to 500 characters.")
    entry = db.session.get(JpEntry, entry_id)
    if entry is None:
        raise NotFound("There is no entry %(number)s in the ledger.", number=entry_id)
    reversed_by = db.session.scalar(select(JpEntry.id).where(JpEntry.reverses_id == entry_id))
    if entry.reverses_id is not None or reversed_by is not None:
        raise Conflict("Entry %(number)s is a counter-entry or has one already.", number=entry_id)
    counter = JpEntry(
        person_id=entry.person_id,
        year=entry.year,
        earned_on=entry.earned_on,
        jp=-entry.jp,
        title=entry.title,
        enrolment_id=entry.enrolment_id,
        form_of_learning=entry.form_of_learning,
        decision_number=entry.decision_number,
        decision_date=entry.decision_date,
        reverses_id=entry.id,
        reason=reason,
        recorded_at=now,
    )
    db.session.add(counter)
    db.session.flush()
    add_jp(counter.person_id, counter.earned_on, counter.jp)
    record(by, "hours.corrected", f"jp_entry:{entry_id}", now, counter=counter.id, jp=counter.jp, reason=reason)
    return counter.id


def take_back_twice(fact: PeopleMerging) -> None:
    """Two records become one: JP that both have for the same course and year count once, by counter-entries."""
    lock_sums(alone=True)
    own = JpEntry.person_id.in_((fact.kept, fact.gone))
    with watching(fact.merge_id, JpEntry, own):
        for entry in counted_twice(Pair(fact.kept, fact.gone)):
            correct(entry.id, _TWICE, fact.at, by=fact.by)


def require_no_entry(fact: MergeUndoing) -> None:
    """Raises Conflict if JP were earned or taken back since in what was merged."""
    courses = JpEntry.enrolment_id.in_(touched(fact.merge_id, Enrolment))
    if db.session.scalar(select(JpEntry.id).where(courses, JpEntry.recorded_at > fact.merged_at).limit(1)) is not None:
        raise Conflict("JP were recorded since for a course that was merged. The merge stays.")


def _is_recorded(enrolment_id: int) -> bool:
    rows = select(JpEntry.id).where(JpEntry.enrolment_id == enrolment_id, JpEntry.reverses_id.is_(None))
    return db.session.scalar(rows) is not None
