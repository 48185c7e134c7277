"""What reviewers do with published courses: roll back, withdraw, reopen, look at again. Nothing is committed here."""

from datetime import date, datetime

from sqlalchemy import select

from lms.authoring.draft import DraftState, Writer
from lms.authoring.operations import set_state
from lms.authoring.queries import draft_of_course
from lms.content.models import CourseRow
from lms.content.operations import Published, publish_version, reopen_course, withdraw_course
from lms.content.publication import Prepared
from lms.kernel.errors import Conflict, NotFound
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.reviewing.models import CourseCheck

RIGHT, ASKED = "right", "asked"


def roll_back(prepared: Prepared, number: int, note: str, now: datetime, *, by: Writer) -> Published:
    """Publishes the files of version `number` anew, as the newest version; `note` tells learners why. Audited.

    What was published stays what it was. Raises Conflict if learners have these files already, or if the course was
    withdrawn.
    """
    done = publish_version(prepared, note, by.username, now)
    if not done.is_new:
        raise Conflict("Learners have exactly this version already.")
    record(by.username, "reviewing.roll-back", prepared.slug, now, to=number, version=done.number)
    return done


def withdraw(slug: str, reason: str, now: datetime, *, by: Writer) -> None:
    """Closes a course to new learners; whoever has begun or finished reads the reason. Audited.

    Raises NotFound, or Conflict if it is closed already.
    """
    withdraw_course(slug, reason, by.username, now)


def reopen(prepared: Prepared, now: datetime, *, by: Writer) -> None:
    """Opens a withdrawn course again. Audited. Raises as `reopen_course`."""
    reopen_course(prepared, by.username, now)


def confirm(slug: str, version_id: int, words: str, next_on: date, now: datetime, *, by: Writer) -> None:
    """Says that a published version is still right, until it is looked at again on `next_on`. Audited.

    The same twice is done once. Raises NotFound, or Conflict if another version is current now.
    """
    _add_check(slug, version_id, RIGHT, words, next_on, now, by)


def ask_authors(slug: str, version_id: int, words: str, next_on: date, now: datetime, *, by: Writer) -> None:
    """Asks the authors of a course to look at it; its draft needs work from now on. Audited. Raises as `confirm`."""
    draft = draft_of_course(slug)
    if draft is not None and draft.state in (DraftState.PUBLISHED, DraftState.WRITING):
        set_state(draft.id, DraftState.NEEDS_WORK, now, by=by)
    _add_check(slug, version_id, ASKED, words, next_on, now, by)


def _add_check(slug: str, version_id: int, finding: str, words: str, next_on: date, now: datetime, by: Writer) -> None:
    course = db.session.scalar(lock_row(select(CourseRow).where(CourseRow.slug == slug)))
    if course is None or course.current_version_id is None:
        raise NotFound
    if course.current_version_id != version_id:
        raise Conflict("A newer version was published meanwhile. Look at it first.")
    same = {"version_id": version_id, "finding": finding, "next_on": next_on, "words": words}
    if db.session.scalar(select(CourseCheck.id).filter_by(**same, person_id=by.person_id).limit(1)) is not None:
        return
    db.session.add(CourseCheck(course_id=course.id, person_id=by.person_id, at=now, **same))
    record(by.username, f"reviewing.check-{finding}", slug, now, next=next_on.isoformat(), words=words)
    db.session.flush()
