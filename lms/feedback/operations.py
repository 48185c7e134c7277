"""Reporting faults and answering them. Locks: enrolment, then fault; nothing is committed here."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from lms.content.authorship import Reach, is_within
from lms.content.models import CourseItem, CourseVersion
from lms.feedback.errors import AnsweredMeanwhile, TooManyOpen
from lms.feedback.fault import LONGEST_WORDS, MOST_OPEN, Place, Reply, Reported
from lms.feedback.letters import FAULT_ANSWERED
from lms.feedback.models import Fault, FaultAnswer, FaultReport
from lms.feedback.queries import seen_of
from lms.kernel.errors import NotFound, Unprocessable
from lms.learning.models import Enrolment
from lms.learning.operations import lock_enrolment
from lms.notifications.operations import Addressed, notify_many, read_kind
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


def report_fault(enrolment_id: int, place: Place, reported: Reported, now: datetime) -> None:
    """Keeps what a learner found wrong with a block, beside what others reported of it; sent twice it is kept once.

    Raises NotFound (no item of the course), TooManyOpen, or Unprocessable (words too long).
    """
    enrolment = lock_enrolment(enrolment_id)
    if _is_known(enrolment.person_id, reported.token):
        return
    if len(reported.words) > LONGEST_WORDS:
        raise Unprocessable("Shorten this text.")
    item_key = _key_of(enrolment, place.item_id)
    if _count_open(enrolment) >= MOST_OPEN:
        raise TooManyOpen
    row = FaultReport(fault_id=_open_fault(enrolment.course_id, item_key, place).id, person_id=enrolment.person_id)
    row.item_id, row.kind, row.words, row.token = place.item_id, reported.kind.value, reported.words, reported.token
    row.reported_at = now
    db.session.add(row)
    db.session.flush()


def answer_fault(fault_id: int, reply: Reply, now: datetime, *, by: Reach) -> None:
    """Answers all who reported a block, or answers them anew; sent twice it counts once. Audited.

    Raises NotFound (none within reach), AnsweredMeanwhile, or Unprocessable (no such version, words missing or too
    long).
    """
    wanted = select(Fault).where(Fault.id == fault_id, is_within(Fault.course_id, by))
    fault: Fault | None = db.session.scalar(lock_row(wanted).execution_options(populate_existing=True))
    if fault is None:
        raise NotFound
    version_id = _version_of(fault, reply.number)
    answers = select(FaultAnswer).filter_by(fault_id=fault_id).order_by(FaultAnswer.sequence.desc())
    newest = db.session.scalar(answers.limit(1).execution_options(populate_existing=True))
    if newest is not None and _is_same(newest, reply, version_id, by):
        return
    if reply.seen != seen_of(fault_id):
        raise AnsweredMeanwhile
    if len(reply.words) > LONGEST_WORDS or not (reply.words or (version_id and newest is None)):
        raise Unprocessable("Say why; the learners read it.")
    row = FaultAnswer(fault_id=fault_id, sequence=newest.sequence + 1 if newest else 1, answered_by=by.person_id)
    row.outcome, row.version_id, row.words, row.answered_at = reply.outcome.value, version_id, reply.words, now
    db.session.add(row)
    fault.answered_at = now
    record(by.username, "feedback.answer-fault", f"fault:{fault_id}", now, outcome=row.outcome, version=reply.number)
    db.session.flush()
    _tell_reporters(fault, row, reply.number, by)


def put_answers_away(person_id: int, now: datetime) -> None:
    """Keeps that a learner has read what was answered so far, so that the first page no longer tells of it."""
    answered = select(Fault.id).where(Fault.id == FaultReport.fault_id, Fault.answered_at <= now).exists()
    mine = update(FaultReport).where(FaultReport.person_id == person_id, answered)
    db.session.execute(mine.values(read_at=now))
    read_kind(person_id, FAULT_ANSWERED, now)


def _tell_reporters(fault: Fault, answer: FaultAnswer, number: int | None, by: Reach) -> None:
    titles = select(CourseVersion.title, CourseItem.title).join(CourseItem, CourseItem.version_id == CourseVersion.id)
    course, item = db.session.execute(titles.where(CourseItem.id == fault.item_id)).one()
    told = {"course": course, "item": item, "version": number, "words": answer.words}
    people = select(FaultReport.person_id).where(
        FaultReport.fault_id == fault.id, FaultReport.person_id != by.person_id
    )
    token = f"fault:{fault.id}:{answer.sequence}"
    letters = [Addressed(person, told, token) for person in db.session.scalars(people.distinct())]
    notify_many(letters, FAULT_ANSWERED, answer.answered_at)


def _is_known(person_id: int, token: str) -> bool:
    return db.session.scalar(select(FaultReport.id).filter_by(person_id=person_id, token=token)) is not None


def _key_of(enrolment: Enrolment, item_id: int) -> str:
    """The key of an item of the enrolment's course, in whatever version it was read. Raises NotFound."""
    rows = select(CourseItem.key).join(CourseVersion, CourseVersion.id == CourseItem.version_id)
    key = db.session.scalar(rows.where(CourseItem.id == item_id, CourseVersion.course_id == enrolment.course_id))
    if key is None:
        raise NotFound
    return key


def _count_open(enrolment: Enrolment) -> int:
    rows = select(func.count(FaultReport.id)).join(Fault, Fault.id == FaultReport.fault_id)
    mine = rows.where(FaultReport.person_id == enrolment.person_id, Fault.course_id == enrolment.course_id)
    return db.session.scalar(mine.where(Fault.answered_at.is_(None))) or 0


def _open_fault(course_id: int, item_key: str, place: Place) -> Fault:
    """The fault of a block that waits for an answer, held until the transaction ends; begun now unless there is one."""
    known = {"course_id": course_id, "item_key": item_key, "block": place.block, "quote": place.quote}
    waiting = lock_row(select(Fault).filter_by(**known, answered_at=None))
    found: Fault | None = db.session.scalar(waiting)
    if found is not None:
        return found
    row = Fault(**known, item_id=place.item_id)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # somebody else reported the block in the same moment
        row = db.session.scalars(waiting).one()
    return row


def _version_of(fault: Fault, number: int | None) -> int | None:
    """The version in which it is mended: a later one than that in which it was reported first. Raises Unprocessable."""
    if number is None:
        return None
    reported = select(CourseVersion.number).join(CourseItem, CourseItem.version_id == CourseVersion.id)
    before = reported.where(CourseItem.id == fault.item_id).scalar_subquery()
    rows = select(CourseVersion.id).where(CourseVersion.course_id == fault.course_id, CourseVersion.number > before)
    version_id = db.session.scalar(rows.where(CourseVersion.number == number))
    if version_id is None:
        raise Unprocessable("Choose one of these.")
    return version_id


def _is_same(newest: FaultAnswer, reply: Reply, version_id: int | None, by: Reach) -> bool:
    """Whether this very answer was given by this very person: the same form sent twice."""
    given = (newest.answered_by, newest.outcome, newest.version_id, newest.words)
    return given == (by.person_id, reply.outcome.value, version_id, reply.words)
