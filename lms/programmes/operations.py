"""Making and ending programmes, and completing them with their last part. The door commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.facts import MergeUndoing, PeopleMerged
from lms.accounts.operations import touched, watching
from lms.content.models import CourseRow
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.kernel.facts import publish
from lms.learning.facts import CourseCompleted
from lms.learning.models import Enrolment
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.programmes.completing import ProgrammesCompleting
from lms.programmes.facts import ProgrammeCompleted, ProgrammeEnding
from lms.programmes.models import Programme, ProgrammeCompletion, ProgrammePart
from lms.programmes.queries import done_by

MOST_PARTS, LONGEST_TITLE, LONGEST_SUMMARY = 10, 200, 500


@dataclass(frozen=True)
class NewProgramme:
    """What is to be made: the courses in order, and how many of them complete it."""

    token: str
    title: str
    summary: str
    courses: Sequence[int]
    needed: int


def make(new: NewProgramme, now: datetime, *, by: str) -> int:
    """Makes the programme; its key. Sent twice, it is one. Raises NotFound, Conflict (withdrawn), Unprocessable."""
    _require_fitting(new)
    made = _made(new.token)
    if made is not None:
        return made
    _require_courses(new.courses)
    fields = {"token": new.token, "title": new.title, "summary": new.summary, "needed": new.needed}
    row = Programme(**fields, made_at=now, made_by=by)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # a second tap was faster
        faster = _made(new.token)
        if faster is None:
            raise
        return faster
    parts = enumerate(new.courses, start=1)
    db.session.add_all(ProgrammePart(programme_id=row.id, position=place, course_id=key) for place, key in parts)
    db.session.flush()
    record(by, "programme.make", f"programme:{row.id}", now, title=new.title, parts=len(new.courses))
    return row.id


def end(programme_id: int, now: datetime, *, by: str) -> None:
    """From now on nobody completes it; who did keeps that. Ending twice changes nothing.

    Raises NotFound, or Conflict while it is asked of people: nobody could do what is asked.
    """
    row = _locked(programme_id)
    if row.ended_at is None:
        publish(ProgrammeEnding(programme_id))
        row.ended_at, row.ended_by = now, by
        record(by, "programme.end", f"programme:{programme_id}", now, title=row.title)


def follow_completion(fact: CourseCompleted) -> None:
    """Completes the programmes of which the person has now completed enough parts.

    Each programme is locked first: of two last parts completed in one moment, the second then sees the first.
    """
    parts = select(ProgrammePart.programme_id).where(ProgrammePart.course_id == fact.course_id)
    for programme_id in _all_locked(parts):
        _complete_if_enough(programme_id, fact.person_id, fact.completed_at)


def lock_programmes(fact: PeopleMerged) -> None:
    """Locks the programmes that a merge may complete, after the counter of certificates and before duties."""
    parts = _begun_by(fact.kept)
    if db.session.scalar(parts.limit(1)) is not None:
        publish(ProgrammesCompleting(fact.at))
        _all_locked(parts)


def follow_merge(fact: PeopleMerged) -> None:
    """Two records are one: programmes of which each had completed only a part may be complete now."""
    with watching(fact.merge_id, ProgrammeCompletion, ProgrammeCompletion.person_id == fact.kept):
        for programme_id in _all_locked(_begun_by(fact.kept)):
            _complete_if_enough(programme_id, fact.kept, fact.at)


def require_no_part_since(fact: MergeUndoing) -> None:
    """Raises Conflict if parts of a programme that was completed in common were completed since: whose is it then?"""
    merged = ProgrammeCompletion.id.in_(touched(fact.merge_id, ProgrammeCompletion))
    programmes = _all_locked(select(ProgrammeCompletion.programme_id).where(merged))
    since = _begun_by(fact.kept).where(
        ProgrammePart.programme_id.in_(programmes), Enrolment.completed_at > fact.merged_at
    )
    if db.session.scalar(since.limit(1)) is not None:
        raise Conflict("This person has learned on since in a programme that was merged. The merge stays.")


def _begun_by(person_id: int) -> Select[int]:
    """The programmes of which somebody has completed a part."""
    parts = select(ProgrammePart.programme_id).join(Enrolment, Enrolment.course_id == ProgrammePart.course_id)
    return parts.where(Enrolment.person_id == person_id, Enrolment.completed_at.is_not(None))


def complete(programme_id: int, person_id: int, now: datetime) -> None:
    """Completes it for who had completed its parts before it was made. Twice, it is once.

    Raises NotFound or Conflict (ended, or parts are missing).
    """
    publish(ProgrammesCompleting(now))
    if not _complete_if_enough(programme_id, person_id, now):
        raise Conflict("This programme has ended, or you have not completed enough of its courses.")


def _complete_if_enough(programme_id: int, person_id: int, now: datetime) -> bool:
    row = _locked(programme_id)
    held = select(ProgrammeCompletion.id).where(
        ProgrammeCompletion.programme_id == programme_id, ProgrammeCompletion.person_id == person_id
    )
    if db.session.scalar(held) is not None:
        return True
    done = db.session.scalars(select(done_by(person_id)).select_from(Programme).where(Programme.id == row.id)).one()
    if row.ended_at is not None or done < row.needed:
        return False
    completion = ProgrammeCompletion(programme_id=row.id, person_id=person_id, completed_at=now)
    db.session.add(completion)
    db.session.flush()
    publish(ProgrammeCompleted(completion.id, row.id, person_id, now))
    return True


def _all_locked(keys: Select[int]) -> Sequence[int]:
    """Locks these programmes in order, all before one is completed: what follows from that takes later locks."""
    rows = select(Programme.id).where(Programme.id.in_(keys)).order_by(Programme.id)
    return db.session.scalars(rows.with_for_update(key_share=True)).all()


def _locked(programme_id: int) -> Programme:
    """Whoever assigns it meanwhile holds duties, the later lock, and only refers to it: that waits for nothing."""
    locked = select(Programme).where(Programme.id == programme_id).with_for_update(key_share=True)
    row: Programme | None = db.session.scalar(locked.execution_options(populate_existing=True))
    if row is None:
        raise NotFound
    return row


def _made(token: str) -> int | None:
    return db.session.scalar(select(Programme.id).where(Programme.token == token))


def _require_fitting(new: NewProgramme) -> None:
    if not 1 <= len(new.title) <= LONGEST_TITLE or len(new.summary) > LONGEST_SUMMARY:
        raise Unprocessable("Give a title of at most 200 and a summary of at most 500 characters.")
    if not 1 <= len(new.courses) <= MOST_PARTS or len(set(new.courses)) != len(new.courses):
        raise Unprocessable("Choose 1 to 10 courses, each once.")
    if not 1 <= new.needed <= len(new.courses):
        raise Unprocessable("Say how many of the courses are needed, at most all of them.")


def _require_courses(courses: Sequence[int]) -> None:
    rows = select(CourseRow.id, CourseRow.withdrawn_at).where(
        CourseRow.id.in_(courses), CourseRow.current_version_id.is_not(None)
    )
    found = dict(db.session.execute(rows).all())
    if len(found) != len(courses):
        raise NotFound
    if any(withdrawn_at is not None for withdrawn_at in found.values()):
        raise Conflict("This course is no longer offered.")
