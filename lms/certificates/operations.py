"""What is done with certificates: issued, revoked, replaced, filed; appended and audited. The door commits.

A number is taken by the last statements before the commit, so that numbers have no gap and nobody waits for long.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, text

from lms.certificates.code import new_code
from lms.certificates.drafting import Draft, check_address, draft
from lms.certificates.facts import CertificateFacts
from lms.certificates.models import Certificate, CertificateEvent, CertificateFile, CheckTry
from lms.certificates.programme_drafting import draft_programme
from lms.certificates.queries import completion_of, programme_completion_of
from lms.certificates.verifying import KEPT, WINDOW, code_hash, matches, must_wait
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, NotFound, TooManyRequests, Unprocessable
from lms.learning.facts import CourseCompleted
from lms.learning.operations import lock_enrolment
from lms.org.number_pattern import NumberParts, certificate_number
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.platform.documents.typesetting import Pdf
from lms.platform.zone import local_zone
from lms.programmes.completing import ProgrammesCompleting
from lms.programmes.facts import ProgrammeCompleted
from lms.programmes.models import ProgrammeCompletion

LONGEST_REASON = 500
_NEXT = text(
    "INSERT INTO certificate_counter (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = certificate_counter.last + 1 RETURNING last"
)
_HOLD = text(
    "INSERT INTO certificate_counter (year, last) VALUES (:year, 0) "
    "ON CONFLICT (year) DO UPDATE SET last = certificate_counter.last"
)


def issue_for_completion(done: CourseCompleted) -> None:
    """Answers a completed course with its certificate, in the same transaction."""
    issue(done, done.completed_at)


def issue(done: CourseCompleted, now: datetime) -> str | None:
    """Issues the certificate of a completion, once; gives its code.

    None if the institution's facts or a signer are missing: then no number is used, and it is issued later.
    """
    code = _issued(Certificate.enrolment_id == done.enrolment_id)
    if code is not None:
        return code
    drafted = draft(done, local_date(now, local_zone()))
    if drafted is None:
        return None
    return _add(Certificate(person_id=done.person_id, enrolment_id=done.enrolment_id), drafted, 1, now).code


def hold_counter(fact: ProgrammesCompleting) -> None:
    """Holds the counter before programmes are locked, as the completion of a course does; gives no number."""
    db.session.execute(_HOLD, {"year": local_date(fact.at, local_zone()).year})


def issue_for_programme(done: ProgrammeCompleted) -> None:
    """Answers a completed programme with its certificate, in the same transaction."""
    issue_programme(done, done.completed_at)


def issue_programme(done: ProgrammeCompleted, now: datetime) -> str | None:
    """Issues the certificate of a programme, once; gives its code, or None as `issue`."""
    code = _issued(Certificate.programme_completion_id == done.completion_id)
    if code is not None:
        return code
    drafted = draft_programme(done, local_date(now, local_zone()))
    if drafted is None:
        return None
    row = Certificate(person_id=done.person_id, programme_completion_id=done.completion_id)
    return _add(row, drafted, 1, now).code


def issue_waiting_programme(completion_id: int, now: datetime) -> str | None:
    """The same for a programme as `issue_waiting` for a course."""
    db.session.execute(lock_row(select(ProgrammeCompletion.id).where(ProgrammeCompletion.id == completion_id)))
    return issue_programme(programme_completion_of(completion_id), now)


def issue_waiting(enrolment_id: int, now: datetime) -> str | None:
    """Issues what could not be issued at completion, with today's date; gives the code, or None as `issue`."""
    lock_enrolment(enrolment_id)
    return issue(completion_of(enrolment_id), now)


def revoke(code: str, reason: str, *, by: str, now: datetime) -> None:
    """Withdraws a certificate; the check page says so from now on. Raises NotFound, Conflict, Unprocessable."""
    row = _in_force(code, reason)
    db.session.add(CertificateEvent(certificate_id=row.id, kind="revoked", reason=reason.strip(), at=now, by=by))
    record(by, "certificates.revoke", code, now, reason=reason.strip(), number=row.number)


def reissue(code: str, reason: str, *, by: str, now: datetime) -> str:
    """Puts a new certificate, with a new number and facts as they are today, in the place of one; gives its code.

    Raises NotFound, Unprocessable (no reason), or Conflict if the old one is not in force or nobody could sign.
    """
    old = _in_force(code, reason)
    drafted = _draft_anew(old, now)
    if drafted is None:
        raise Conflict("The institution's facts or its signer are not complete.")
    record(by, "certificates.reissue", code, now, reason=reason.strip(), number=old.number)
    of = {"enrolment_id": old.enrolment_id, "programme_completion_id": old.programme_completion_id}
    new = _add(Certificate(person_id=old.person_id, **of), drafted, old.edition + 1, now)
    db.session.add(
        CertificateEvent(
            certificate_id=old.id, kind="replaced", reason=reason.strip(), successor_id=new.id, at=now, by=by
        )
    )
    return new.code


def keep_file(certificate_id: int, pdf: Pdf, now: datetime) -> None:
    """Remembers the file made from a certificate; whoever made the same one meanwhile was as good."""
    same = select(CertificateFile).where(
        CertificateFile.certificate_id == certificate_id,
        CertificateFile.engine == pdf.engine,
        CertificateFile.template == pdf.template,
    )
    if db.session.scalar(same) is not None:
        return
    db.session.add(
        CertificateFile(
            certificate_id=certificate_id,
            engine=pdf.engine,
            template=pdf.template,
            sha256=pdf.sha256,
            size=len(pdf.data),
            tagged=pdf.tagged,
            made_at=now,
        )
    )


def compare_digits(code: str, digits: str, address: str, now: datetime) -> bool:
    """Whether the NIP on the certificate ends in these digits. A miss counts for the code and for the address.

    Raises NotFound, or TooManyRequests after too many misses.
    """
    row: Certificate | None = db.session.scalar(lock_row(select(Certificate).where(Certificate.code == code)))
    if row is None:
        raise NotFound
    if must_wait(code, address, now):
        minutes = int(WINDOW.total_seconds()) // 60
        raise TooManyRequests(
            "The NIP was compared too often. Try again in %(minutes)s minutes.", minutes=minutes, seconds=60 * minutes
        )
    if matches(CertificateFacts.from_json(row.facts), digits):
        return True
    record_miss(code, address, now)
    return False


def record_miss(code: str, address: str, now: datetime) -> None:
    """Remembers digits that did not match, and forgets those that no longer count."""
    db.session.execute(delete(CheckTry).where(CheckTry.tried_at < now - KEPT))
    db.session.add(CheckTry(code_hash=code_hash(code), address=address, tried_at=now))


def _in_force(code: str, reason: str) -> Certificate:
    """The certificate, held until the transaction ends."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Unprocessable("Give a reason of 1 to %(limit)s characters.", limit=LONGEST_REASON)
    row: Certificate | None = db.session.scalar(lock_row(select(Certificate).where(Certificate.code == code)))
    if row is None:
        raise NotFound("There is no certificate with this code.")
    event = db.session.scalar(select(CertificateEvent.kind).where(CertificateEvent.certificate_id == row.id))
    if event is not None:
        raise Conflict("This certificate was %(kind)s before.", kind=event)
    return row


def _draft_anew(old: Certificate, now: datetime) -> Draft | None:
    """What a certificate would say today."""
    day = local_date(now, local_zone())
    if old.enrolment_id is not None:
        return draft(completion_of(old.enrolment_id), day)
    done = programme_completion_of(old.programme_completion_id or 0)
    return draft_programme(replace(done, person_id=old.person_id), day)  # of a merged record, courses have moved


def _issued(of: ColumnElement[bool]) -> str | None:
    rows = select(Certificate.code).where(of).order_by(Certificate.edition.desc())
    code: str | None = db.session.scalar(rows.limit(1))
    return code


def _add(row: Certificate, drafted: Draft, edition: int, now: datetime) -> Certificate:
    """Adds the certificate, of which is known whose and what for."""
    db.session.flush()
    code, year = new_code(), drafted.facts.issued_on.year
    sequence: int = db.session.execute(_NEXT, {"year": year}).scalar_one()
    parts = NumberParts(sequence, drafted.course, drafted.office, drafted.facts.issued_on)
    number = certificate_number(drafted.pattern, parts)
    row.edition, row.year, row.sequence, row.number, row.code = edition, year, sequence, number, code
    row.title, row.issued_at = drafted.facts.course, now
    row.jp = 0 if drafted.facts.is_programme else drafted.facts.jp
    row.facts = replace(drafted.facts, number=number, code=code, check_address=check_address(code)).to_json()
    db.session.add(row)
    db.session.flush()
    return row
