"""What the certificate of a programme will say: its parts, with their JP of the ledger; changes nothing."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select

from lms.certificates.drafting import Draft, learner_on
from lms.certificates.facts import CertificateFacts, Material, Result
from lms.content.models import CourseItem, CourseVersion
from lms.hours.queries import jp_by_enrolment
from lms.kernel.clock import local_date
from lms.kernel.jp import Jp
from lms.learning.models import Enrolment
from lms.org.number_pattern import course_word
from lms.org.queries import institution_on, signer_of, signer_on
from lms.org.signing import letterhead_of
from lms.platform.db.model import db
from lms.platform.documents.words import Language
from lms.platform.zone import local_zone
from lms.programmes.facts import ProgrammeCompleted
from lms.programmes.models import Programme, ProgrammePart


@dataclass(frozen=True)
class _Part:
    enrolment_id: int
    enrolled_at: datetime
    title: str
    minutes: int


def draft_programme(done: ProgrammeCompleted, issued_on: date) -> Draft | None:
    """The certificate of a programme as it would be issued on a day; None while nobody could sign it.

    No decision stands on it: each part has its own. Its JP are those of the parts, and are counted there.
    """
    institution, signer = institution_on(issued_on), signer_on(issued_on)
    if institution.missing or signer is None:
        return None
    title, parts = db.session.get_one(Programme, done.programme_id).title, _parts(done)
    held = jp_by_enrolment([part.enrolment_id for part in parts])
    rows = [Material(part.title, part.minutes, Decimal(held.get(part.enrolment_id, 0))) for part in parts]
    facts = CertificateFacts(
        language=Language(institution.language),
        title=institution.title,
        number="",
        code="",
        check_address="",
        letterhead=letterhead_of(institution),
        learner=learner_on(done.person_id, local_date(done.completed_at, local_zone())),
        result=Result.COMPLETED,
        mark=None,
        course=title,
        version=1,
        organiser=institution.organiser,
        first_day=local_date(min(part.enrolled_at for part in parts), local_zone()),
        last_day=local_date(done.completed_at, local_zone()),
        jp=Jp(int(sum(row.jp for row in rows))),
        form="",
        recognition=None,
        place=institution.place,
        issued_on=issued_on,
        signer=signer_of(signer),
        signature=institution.signature,
        materials=tuple(rows),
        is_programme=True,
    )
    return Draft(facts, institution.number_pattern, _word(title), institution.office)


def _parts(done: ProgrammeCompleted) -> list[_Part]:
    """The parts that the person has completed, in order; of each the enrolment that completed it first."""
    first = select(func.min(Enrolment.id)).where(
        Enrolment.person_id == done.person_id,
        Enrolment.state == "completed",
        Enrolment.completed_at <= done.completed_at,
    )
    minutes = select(func.coalesce(func.sum(CourseItem.minutes), 0)).where(CourseItem.version_id == CourseVersion.id)
    rows = (
        select(Enrolment.id, Enrolment.enrolled_at, CourseVersion.title, minutes.scalar_subquery())
        .join(ProgrammePart, ProgrammePart.course_id == Enrolment.course_id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .where(ProgrammePart.programme_id == done.programme_id, Enrolment.id.in_(first.group_by(Enrolment.course_id)))
        .order_by(ProgrammePart.position)
    )
    return [_Part(*row) for row in db.session.execute(rows)]


def _word(title: str) -> str:
    """The programme in a number: the first letters of its words, as of a course."""
    return course_word("-".join(re.findall(r"[A-Za-z0-9]+", title))) or "PROGRAM"
