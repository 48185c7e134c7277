"""What a certificate will say, gathered from person, employment, course, ledger and institution; changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import aliased

from lms.accounts.queries import employment_on, person_name
from lms.certificates.facts import CertificateFacts, Exam, Learner, Recognition, Result, materials_of
from lms.certificates.phrases import PHRASES
from lms.content.models import CourseItem, CourseRow, CourseVersion
from lms.content.models import Recognition as RecognitionRow
from lms.content.queries import items_of, quiz_of
from lms.content.version_facts import authors_from_json, outcomes_from_json
from lms.hours.models import JpEntry
from lms.kernel.clock import local_date
from lms.kernel.jp import Jp
from lms.learning.facts import CourseCompleted
from lms.org.institution import Institution
from lms.org.models import Signer
from lms.org.number_pattern import course_word
from lms.org.queries import institution_on, signer_of, signer_on
from lms.org.signing import letterhead_of
from lms.platform.db.model import db
from lms.platform.documents.words import Language
from lms.platform.zone import local_zone

_PPPK = ("pppk", "pppk-part-time")


@dataclass(frozen=True)
class Draft:
    """All that is printed but number, code and check address, and what the number is made of."""

    facts: CertificateFacts
    pattern: str
    course: str
    office: str


def draft(done: CourseCompleted, issued_on: date) -> Draft | None:
    """The certificate of a completion as it would be issued on a day; None while nobody could sign it.

    The JP are those of the ledger, so that both always say the same. Organiser and signer are those that the decision
    names, else the institution's; a signer who has left office signs no more.
    """
    institution, entry = institution_on(issued_on), _entry(done.enrolment_id)
    decision = _decision(done.course_id, entry) if entry else None
    signer = _signer_named(decision, issued_on) or signer_on(issued_on)
    if institution.missing or signer is None:
        return None
    version, course = db.session.get_one(CourseVersion, done.version_id), db.session.get_one(CourseRow, done.course_id)
    items = items_of(version.id)
    finals = [item for item in items if item.role == "final"]
    jp = Jp(entry.jp if entry else 0)
    facts = CertificateFacts(
        language=Language(institution.language),
        title=institution.title,
        number="",
        code="",
        check_address="",
        letterhead=letterhead_of(institution),
        learner=learner_on(done.person_id, local_date(done.completed_at, local_zone())),
        result=Result.PASSED if finals else Result.COMPLETED,
        mark=done.final_mark,
        course=version.title,
        version=version.number,
        organiser=(decision.issuing_body if decision else "") or institution.organiser,
        first_day=local_date(done.enrolled_at, local_zone()),
        last_day=local_date(done.completed_at, local_zone()),
        jp=jp,
        form=entry.form_of_learning if entry else "",
        recognition=_recognition(decision, entry, institution) if entry else None,
        place=institution.place,
        issued_on=issued_on,
        signer=signer_of(signer),
        signature=institution.signature,
        materials=materials_of(_materials(items), jp),
        speakers=tuple(author.name for author in authors_from_json(version.authors)),
        outcomes=tuple(outcomes_from_json(version.outcomes).values()),
        exam=_exam(finals),
    )
    return Draft(facts, institution.number_pattern, course_word(course.slug), institution.office)


def check_address(code: str) -> str:
    """The whole address at which everybody can check a certificate; the QR holds it."""
    return f"{current_app.extensions['settings'].site_url}/verify/{code}"


def learner_on(person_id: int, day: date) -> Learner:
    """The person with the post of that day."""
    name = person_name(person_id).printed
    post = employment_on(person_id, day)
    if post is None:
        return Learner(name)
    kind = "NI PPPK" if post.status in _PPPK else "NIP"
    return Learner(name, post.nip, kind, post.rank, post.position, post.unit)


def _entry(enrolment_id: int) -> JpEntry | None:
    """What the ledger holds of the enrolment; None if nothing, or if it was taken back."""
    counter = aliased(JpEntry)
    rows = select(JpEntry).outerjoin(counter, counter.reverses_id == JpEntry.id)
    rows = rows.where(JpEntry.enrolment_id == enrolment_id, JpEntry.reverses_id.is_(None), counter.id.is_(None))
    return db.session.scalar(rows)


def _decision(course_id: int, entry: JpEntry) -> RecognitionRow | None:
    """The decision that the ledger names, in the course's decisions."""
    rows = select(RecognitionRow).where(
        RecognitionRow.course_id == course_id, RecognitionRow.decision_number == entry.decision_number
    )
    found: RecognitionRow | None = db.session.scalar(rows.order_by(RecognitionRow.id.desc()).limit(1))
    return found


def _signer_named(decision: RecognitionRow | None, day: date) -> Signer | None:
    """The signer that a decision names, if in office on that day."""
    row = db.session.get(Signer, decision.signer_id) if decision and decision.signer_id else None
    in_office = row is not None and row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
    return row if in_office else None


def _recognition(decision: RecognitionRow | None, entry: JpEntry, institution: Institution) -> Recognition:
    """The decision in the words of the certificate."""
    office = (decision.decided_by if decision else "") or institution.organiser
    words = PHRASES[Language(institution.language)].decision.format(office=office)
    return Recognition(words, entry.decision_number, entry.decision_date)


def _materials(items: Sequence[CourseItem]) -> tuple[tuple[str, int, str], ...]:
    """Rows of sheet 2: the modules, and items that stand in none; or every item, where a course is one module."""
    groups = [list(group) for _, group in groupby(items, lambda item: item.module_key or f"/{item.key}")]
    if len(groups) < 2:
        groups = [[item] for item in items]
    return tuple((_title(group), _minutes(group), "") for group in groups)


def _title(group: Sequence[CourseItem]) -> str:
    return group[0].title if len(group) == 1 else group[0].module_title or group[0].title


def _minutes(group: Iterable[CourseItem]) -> int:
    return sum(item.minutes for item in group)


def _exam(finals: Sequence[CourseItem]) -> Exam | None:
    """How it was tested, where there is exactly one final."""
    quiz = quiz_of(finals[0]) if len(finals) == 1 else None
    return Exam(finals[0].question_count, quiz.settings.pass_mark) if quiz else None
