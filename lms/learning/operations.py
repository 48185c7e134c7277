"""Taking a course, doing its items and completing it; each runs in the transaction of its door."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from lms.accounts.errors import NameUnconfirmed
from lms.accounts.facts import NameConfirmed
from lms.accounts.queries import person_name
from lms.content.models import CourseItem, CourseRow, CourseVersion
from lms.content.queries import is_same_item
from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning.errors import AnotherVersion
from lms.learning.facts import CourseBegun, CourseCompleted, CourseLeft, VersionWanted
from lms.learning.models import Enrolment, EnrolmentMove, ItemProgress
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db

_NEEDED = or_(CourseItem.kind == "lesson", CourseItem.role == "final")
"""The items that completion needs."""


def enrol(person_id: int, slug: str, now: datetime) -> int:
    """The person's active enrolment in the course; begun now under its current version unless there is one.

    Whoever left goes on where they were, as if they had not left, under the same version: what was done is done.
    After completion a new enrolment begins; the old one is kept.
    Raises NotFound (no such course) or Conflict (withdrawn).
    """
    course = db.session.scalar(select(CourseRow).where(CourseRow.slug == slug))
    version = db.session.get(CourseVersion, course.current_version_id or 0) if course else None
    if course is None or version is None:
        raise NotFound
    newest = _newest(person_id, course.id)
    if newest is not None and newest.state == "active":
        return newest.id
    if course.withdrawn_at is not None:
        raise Conflict("This course is no longer offered.")
    if newest is not None and newest.state == "left":
        newest.state, newest.left_at, newest.last_activity_at = "active", None, now
        facts.publish(CourseBegun(person_id, course.id, now))
        _complete_if_it_may(newest, now)  # the last answer may have been marked in the meantime
        return newest.id
    return _begin(person_id, version, newest.sequence + 1 if newest else 1, now)


def _begin(person_id: int, version: CourseVersion, sequence: int, now: datetime) -> int:
    row = Enrolment(
        person_id=person_id,
        course_id=version.course_id,
        version_id=version.id,
        sequence=sequence,
        state="active",
        enrolled_at=now,
        item_count=version.item_count,
        done_count=0,
        last_activity_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # a second tap was faster
        faster = _newest(person_id, version.course_id)
        if faster is None:
            raise
        return faster.id
    facts.publish(CourseBegun(person_id, version.course_id, now))
    return row.id


def leave(enrolment_id: int, now: datetime) -> None:
    """Ends an enrolment without completing it; nothing of it is deleted. Leaving twice changes nothing.

    Raises NotFound or Conflict (completed).
    """
    enrolment = lock_enrolment(enrolment_id)
    if enrolment.state == "completed":
        raise Conflict("You have completed this course already.")
    if enrolment.state == "active":
        enrolment.state, enrolment.left_at = "left", now
        facts.publish(CourseLeft(enrolment.person_id, enrolment.course_id, now))


def move(enrolment_id: int, number: int, now: datetime) -> bool:
    """Goes on with the version of this number, the course's current one, and says whether that completed the course.

    What is done stays done, with its day and best mark, for every item that the new version has, and the move is
    kept. Nothing happens if the enrolment is under that version already.
    Raises NotFound, AnotherVersion, Conflict (not taken now), NameUnconfirmed, or what those raise who hear of it.
    """
    enrolment = lock_enrolment(enrolment_id)
    held = db.session.get_one(CourseVersion, enrolment.version_id)
    if held.number == number:
        return False
    current = select(CourseVersion).join(CourseRow, CourseRow.current_version_id == CourseVersion.id)
    version = db.session.scalars(current.where(CourseRow.id == enrolment.course_id)).one()
    if version.number != number:
        raise AnotherVersion
    if enrolment.state != "active":
        raise Conflict("You are not taking this course now.")
    facts.publish(VersionWanted(enrolment.id))
    _carry_over(enrolment.id, version.id)
    fields = {"from_version_id": held.id, "to_version_id": version.id, "moved_by": enrolment.person_id, "moved_at": now}
    db.session.add(EnrolmentMove(enrolment_id=enrolment.id, **fields))
    done = _count_done(enrolment.id, version.id)
    enrolment.version_id, enrolment.item_count, enrolment.done_count = version.id, version.item_count, done
    enrolment.last_activity_at = now
    db.session.flush()
    return _complete_if_all_is_done(enrolment, now)


def _carry_over(enrolment_id: int, to_version: int) -> None:
    """Copies progress to the same items of another version, also of what was gone in between; the old stays."""
    before, after = aliased(CourseItem), aliased(CourseItem)
    kept = (ItemProgress.done_at, ItemProgress.best_mark, ItemProgress.waits_since)
    made_in = func.coalesce(ItemProgress.carried_from_id, ItemProgress.item_id)
    same = (
        select(ItemProgress.enrolment_id, after.id, *kept, made_in)
        .join(before, before.id == ItemProgress.item_id)
        .join(after, is_same_item(after, before))
        .where(ItemProgress.enrolment_id == enrolment_id, after.version_id == to_version)
    )
    newest = same.with_only_columns(func.max(ItemProgress.id)).group_by(after.id)
    names = ["enrolment_id", "item_id", *(column.key for column in kept), "carried_from_id"]
    db.session.execute(insert(ItemProgress).from_select(names, same.where(ItemProgress.id.in_(newest))))


def lock_enrolment(enrolment_id: int) -> Enrolment:
    """The enrolment as it is now, held until the transaction ends: whoever changes anything in it asks here first.

    Raises NotFound.
    """
    locked = lock_row(select(Enrolment).where(Enrolment.id == enrolment_id))
    enrolment: Enrolment | None = db.session.scalar(locked.execution_options(populate_existing=True))
    if enrolment is None:
        raise NotFound
    return enrolment


def finish_lesson(enrolment_id: int, item_id: int, now: datetime) -> bool:
    """Marks a lesson as done and says whether that completed the course.

    A second time, or once the course is completed, it changes nothing.

    Raises NotFound (not an item of this enrolment), Conflict (left), Unprocessable (a quiz) or NameUnconfirmed.
    """
    enrolment = lock_enrolment(enrolment_id)
    item = _item_of(enrolment, item_id)
    if item.kind != "lesson":
        raise Unprocessable("A quiz is done by handing in its answers.")
    return _record(enrolment, item, None, True, now)


def record_quiz_result(enrolment_id: int, item_id: int, *, mark: int | None, passed: bool, now: datetime) -> None:
    """Keeps the best mark of a quiz and that it is passed, neither of which goes backwards; repeating it is harmless.

    A course of which nothing else is missing is completed by it; once completed, nothing changes any more. Raises
    NotFound (not an item of this enrolment), Conflict (left), Unprocessable (a lesson) or NameUnconfirmed.
    """
    enrolment = lock_enrolment(enrolment_id)
    item = _item_of(enrolment, item_id)
    if item.kind != "quiz":
        raise Unprocessable("A lesson has no answers to hand in.")
    _record(enrolment, item, mark, passed, now)


def renew_quiz_result(
    enrolment_id: int,
    item_id: int,
    *,
    best_mark: int | None,
    passed_at: datetime | None,
    waits_since: datetime | None,
    now: datetime,
) -> None:
    """Puts what all attempts at a quiz come to, after a person marked one of them, in the place of what was known.

    It may be less than before, by that person's decision. A course of which nothing else is missing is completed by
    it, once the learner's name is confirmed; once completed, only what waits changes any more. Raises NotFound.
    """
    enrolment = lock_enrolment(enrolment_id)
    row = _progress_row(enrolment, _item_of(enrolment, item_id))
    row.waits_since = waits_since
    if enrolment.state == "completed":
        return
    if (row.best_mark, row.done_at) != (best_mark, passed_at):
        row.best_mark, row.done_at, row.carried_from_id = best_mark, passed_at, None
    db.session.flush()
    enrolment.done_count = _count_done(enrolment.id, enrolment.version_id)
    _complete_if_it_may(enrolment, now)


def wait_for_marks(enrolment_id: int, item_id: int, now: datetime) -> None:
    """Keeps that answers to a quiz were handed in which a person has yet to mark. Raises NotFound."""
    enrolment = lock_enrolment(enrolment_id)
    row = _progress_row(enrolment, _item_of(enrolment, item_id))
    row.waits_since, enrolment.last_activity_at = now, now
    db.session.flush()


def renew_quiz_results(item_id: int, results: Subquery, now: datetime) -> None:
    """`renew_quiz_result` for many enrolments, which are locked; few statements, and those of each completion.

    `results` has the columns enrolment_id, best_mark and passed_at. Where the enrolment's version no longer has the
    quiz, it counts no more.
    """
    asked, found = aliased(CourseItem), results.c
    current = (
        select(CourseItem.id)
        .join(asked, is_same_item(CourseItem, asked))
        .join(Enrolment, Enrolment.version_id == CourseItem.version_id)
        .where(asked.id == item_id, Enrolment.id == ItemProgress.enrolment_id, Enrolment.state != "completed")
    )
    differs = or_(
        ItemProgress.best_mark.is_distinct_from(found.best_mark), ItemProgress.done_at.is_distinct_from(found.passed_at)
    )
    renewed = {"best_mark": found.best_mark, "done_at": found.passed_at, "carried_from_id": None}
    rows = update(ItemProgress).where(
        ItemProgress.enrolment_id == found.enrolment_id, ItemProgress.item_id.in_(current)
    )
    done = _done(Enrolment.id, Enrolment.version_id).scalar_subquery()
    counted = update(Enrolment).where(Enrolment.id.in_(select(found.enrolment_id)), Enrolment.state != "completed")
    for statement in (rows.where(differs).values(renewed), counted.values(done_count=done)):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    missing = select(CourseItem.id).where(CourseItem.version_id == Enrolment.version_id, _NEEDED)
    is_done = and_(ItemProgress.item_id == CourseItem.id, ItemProgress.enrolment_id == Enrolment.id)
    missing = missing.outerjoin(ItemProgress, is_done).where(ItemProgress.done_at.is_(None))
    passed = select(Enrolment.id).join(results, found.enrolment_id == Enrolment.id).where(found.passed_at == now)
    for enrolment_id in db.session.scalars(passed.where(~missing.exists()).order_by(Enrolment.id)).all():
        _complete_if_it_may(lock_enrolment(enrolment_id), now)


def complete_what_waited(confirmed: NameConfirmed) -> None:
    """Completes the courses of which only the confirmed name was missing."""
    taken = select(Enrolment.id).where(Enrolment.person_id == confirmed.person_id, Enrolment.state == "active")
    for enrolment_id in db.session.scalars(taken.order_by(Enrolment.id)).all():
        _complete_if_it_may(lock_enrolment(enrolment_id), confirmed.confirmed_at)


def _complete_if_it_may(enrolment: Enrolment, now: datetime) -> None:
    """Completes an active enrolment of which nothing is missing; without a confirmed name it waits for that."""
    if enrolment.state == "active" and person_name(enrolment.person_id).is_confirmed:
        _complete_if_all_is_done(enrolment, now)


def _item_of(enrolment: Enrolment, item_id: int) -> CourseItem:
    """The item, as the enrolment's version has it now; one that is gone stands for itself and counts no more."""
    item = db.session.get(CourseItem, item_id)
    version = db.session.get(CourseVersion, item.version_id) if item else None
    if item is None or version is None or version.course_id != enrolment.course_id:
        raise NotFound
    if version.id == enrolment.version_id:
        return item
    here = select(CourseItem).where(CourseItem.version_id == enrolment.version_id, is_same_item(CourseItem, item))
    return db.session.scalar(here) or item


def _record(enrolment: Enrolment, item: CourseItem, mark: int | None, passed: bool, now: datetime) -> bool:
    if enrolment.state == "completed":
        return False
    if enrolment.state == "left":
        raise Conflict("You are not taking this course now.")
    row = _progress_row(enrolment, item)
    if mark is not None:
        row.best_mark = max(mark, row.best_mark or 0)
    if passed and row.done_at is None:
        row.done_at, row.carried_from_id = now, None
    enrolment.last_activity_at = now
    db.session.flush()
    enrolment.done_count = _count_done(enrolment.id, enrolment.version_id)
    return _complete_if_all_is_done(enrolment, now)


def _progress_row(enrolment: Enrolment, item: CourseItem) -> ItemProgress:
    rows = select(ItemProgress).where(ItemProgress.enrolment_id == enrolment.id, ItemProgress.item_id == item.id)
    row = db.session.scalar(rows) or ItemProgress(enrolment_id=enrolment.id, item_id=item.id)
    db.session.add(row)
    return row


def _count_done(enrolment_id: int, version_id: int) -> int:
    return db.session.scalar(_done(enrolment_id, version_id)) or 0


def _done(enrolment_id: Any, version_id: Any) -> Select[int]:
    """How many items of a version are done in an enrolment; each a key or a column."""
    rows = select(func.count(ItemProgress.id)).join(CourseItem, CourseItem.id == ItemProgress.item_id)
    rows = rows.where(ItemProgress.enrolment_id == enrolment_id, CourseItem.version_id == version_id)
    return rows.where(ItemProgress.done_at.is_not(None))


def _complete_if_all_is_done(enrolment: Enrolment, now: datetime) -> bool:
    """The rule of completion: all lessons done and every final passed; practice is not needed.

    Needs a confirmed name, for a certificate may follow. Raises NameUnconfirmed.
    """
    joined = select(CourseItem.role, ItemProgress.done_at, ItemProgress.best_mark).outerjoin(
        ItemProgress, (ItemProgress.item_id == CourseItem.id) & (ItemProgress.enrolment_id == enrolment.id)
    )
    rows = db.session.execute(joined.where(_NEEDED, CourseItem.version_id == enrolment.version_id)).all()
    if not rows or any(row.done_at is None for row in rows):
        return False
    if not person_name(enrolment.person_id).is_confirmed:
        raise NameUnconfirmed("Confirm your name for the certificate first.")
    enrolment.state, enrolment.completed_at = "completed", now
    db.session.flush()
    marks = [row.best_mark for row in rows if row.role == "final" and row.best_mark is not None]
    facts.publish(
        CourseCompleted(
            enrolment_id=enrolment.id,
            person_id=enrolment.person_id,
            course_id=enrolment.course_id,
            version_id=enrolment.version_id,
            enrolled_at=enrolment.enrolled_at,
            completed_at=now,
            final_mark=min(marks, default=None),
        )
    )
    return True


def _newest(person_id: int, course_id: int) -> Enrolment | None:
    rows = select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
    locked = lock_row(rows.order_by(Enrolment.sequence.desc()).limit(1))
    found: Enrolment | None = db.session.scalar(locked.execution_options(populate_existing=True))
    return found
