"""Questions about certificates that are issued, or still wait to be; they change nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.certificates.facts import CertificateFacts
from lms.certificates.models import Certificate, CertificateEvent
from lms.content.models import CourseItem, CourseRow
from lms.kernel.errors import NotFound
from lms.learning.facts import CourseCompleted
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.hot_statements import HotRead
from lms.platform.db.model import db
from lms.programmes.facts import ProgrammeCompleted
from lms.programmes.models import ProgrammeCompletion


class State(StrEnum):
    """What a certificate is worth now."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True)
class CertificateLine:
    """A certificate in a list."""

    id: int
    enrolment_id: int | None
    code: str
    number: str
    title: str
    jp: int
    issued_at: datetime
    state: State


@dataclass(frozen=True)
class CertificatePage:
    """A certificate with all that it prints and what became of it; `successor` and `predecessor` are codes or "".

    `slug` is the course's, and `enrolment` says for which time of taking it the certificate was issued; of a programme,
    `programme_id` says which.
    """

    line: CertificateLine
    person_id: int
    slug: str | None
    enrolment: int | None
    programme_id: int | None
    sequence: int  # of the number, within the year
    facts: CertificateFacts
    ended_at: datetime | None
    reason: str
    successor: str
    predecessor: str


def latest_certificate(person_id: int) -> CertificateLine | None:
    """The newest certificate of a person that is in force, in one query."""
    rows = _LATEST.rows(person_id=person_id)
    return CertificateLine(**rows[0]._asdict(), state=State.VALID) if rows else None


_LATEST = HotRead(
    select(
        Certificate.id,
        Certificate.enrolment_id,
        Certificate.code,
        Certificate.number,
        Certificate.title,
        Certificate.jp,
        Certificate.issued_at,
    )
    .outerjoin(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
    .where(Certificate.person_id == bindparam("person_id"), CertificateEvent.id.is_(None))
    .order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    .limit(1)
)


def certificate_of_enrolment(enrolment_id: int) -> CertificateLine | None:
    """The newest edition of what was issued for an enrolment, in force or not; None while it waits to be issued."""
    return _first(_lines().where(Certificate.enrolment_id == enrolment_id))


def certificates_of(person_id: int) -> tuple[CertificateLine, ...]:
    """Everything that was ever issued to a person, the newest first."""
    return _all(_lines().where(Certificate.person_id == person_id))


def all_certificates() -> tuple[CertificateLine, ...]:
    """Everything that was ever issued, the newest first."""
    return _all(_lines())


def waiting_enrolments(person_id: int | None = None) -> tuple[int, ...]:
    """Completed enrolments, of one person or of all, whose certificate could not be issued yet; the oldest first."""
    rows = (
        select(Enrolment.id)
        .outerjoin(Certificate, Certificate.enrolment_id == Enrolment.id)
        .where(Enrolment.state == "completed", Certificate.id.is_(None))
        .order_by(Enrolment.completed_at, Enrolment.id)
    )
    if person_id is not None:
        rows = rows.where(Enrolment.person_id == person_id)
    return tuple(db.session.scalars(rows))


def waiting_programmes() -> tuple[int, ...]:
    """Completions of programmes whose certificate could not be issued yet; the oldest first."""
    rows = select(ProgrammeCompletion.id).outerjoin(
        Certificate, Certificate.programme_completion_id == ProgrammeCompletion.id
    )
    rows = rows.join(Person, Person.id == ProgrammeCompletion.person_id)
    rows = rows.where(Certificate.id.is_(None), Person.merged_into_id.is_(None))
    return tuple(db.session.scalars(rows.order_by(ProgrammeCompletion.completed_at, ProgrammeCompletion.id)))


def certificate_page(code: str) -> CertificatePage | None:
    """What was issued under a code, in one query."""
    found = db.session.execute(_pages().where(Certificate.code == code)).one_or_none()
    return _page(*found) if found else None


def editions_for(enrolment_id: int) -> tuple[CertificatePage, ...]:
    """Everything that was issued for an enrolment, the first edition first, in one query."""
    rows = _pages().where(Certificate.enrolment_id == enrolment_id).order_by(Certificate.edition)
    return tuple(_page(*found) for found in db.session.execute(rows))


def completion_of(enrolment_id: int) -> CourseCompleted:
    """What learning published when this enrolment was completed. Raises NotFound if it is not completed."""
    row = db.session.get(Enrolment, enrolment_id)
    if row is None or row.completed_at is None:
        raise NotFound
    marks = (
        select(func.min(ItemProgress.best_mark))
        .join(CourseItem, CourseItem.id == ItemProgress.item_id)
        .where(ItemProgress.enrolment_id == enrolment_id, CourseItem.role == "final")
        .where(CourseItem.version_id == row.version_id)
    )
    return CourseCompleted(
        enrolment_id=row.id,
        person_id=row.person_id,
        course_id=row.course_id,
        version_id=row.version_id,
        enrolled_at=row.enrolled_at,
        completed_at=row.completed_at,
        final_mark=db.session.scalar(marks),
    )


def programme_completion_of(completion_id: int) -> ProgrammeCompleted:
    """What programmes published when one was completed. Raises NotFound."""
    row = db.session.get(ProgrammeCompletion, completion_id)
    if row is None:
        raise NotFound
    return ProgrammeCompleted(row.id, row.programme_id, row.person_id, row.completed_at)


def _pages() -> Select[Any]:
    newer, older = aliased(Certificate), aliased(Certificate)
    is_same = or_(
        older.enrolment_id == Certificate.enrolment_id,
        older.programme_completion_id == Certificate.programme_completion_id,
    )
    is_before = and_(is_same, older.edition == Certificate.edition - 1)
    taken = (CourseRow.slug, Enrolment.sequence, ProgrammeCompletion.programme_id)
    rows: Any = (
        select(Certificate, CertificateEvent, newer.code, older.code, *taken)
        .outerjoin(Enrolment, Enrolment.id == Certificate.enrolment_id)
        .outerjoin(CourseRow, CourseRow.id == Enrolment.course_id)
        .outerjoin(ProgrammeCompletion, ProgrammeCompletion.id == Certificate.programme_completion_id)
        .outerjoin(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
        .outerjoin(newer, newer.id == CertificateEvent.successor_id)
        .outerjoin(older, is_before)
    )
    made: Select[Any] = rows
    return made


def _page(
    row: Certificate,
    event: CertificateEvent | None,
    successor: str | None,
    predecessor: str | None,
    slug: str | None,
    time: int | None,
    programme_id: int | None,
) -> CertificatePage:
    return CertificatePage(
        line=_line(row, event.kind if event else None),
        person_id=row.person_id,
        slug=slug,
        enrolment=time,
        programme_id=programme_id,
        sequence=row.sequence,
        facts=CertificateFacts.from_json(row.facts),
        ended_at=event.at if event else None,
        reason=event.reason if event else "",
        successor=successor or "",
        predecessor=predecessor or "",
    )


def _lines() -> Select[Any]:
    rows: Any = select(Certificate, CertificateEvent.kind)
    rows = rows.outerjoin(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
    ordered: Select[Any] = rows.order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    return ordered


def _first(rows: Select[Any]) -> CertificateLine | None:
    found = db.session.execute(rows.limit(1)).one_or_none()
    return _line(*found) if found else None


def _all(rows: Select[Any]) -> tuple[CertificateLine, ...]:
    return tuple(_line(*found) for found in db.session.execute(rows))


def _line(row: Certificate, ended: str | None) -> CertificateLine:
    return CertificateLine(
        id=row.id,
        enrolment_id=row.enrolment_id,
        code=row.code,
        number=row.number,
        title=row.title,
        jp=row.jp,
        issued_at=row.issued_at,
        state=State(ended) if ended else State.VALID,
    )
