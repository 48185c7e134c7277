"""Certificates held against completions, and their numbers against the counter."""

from collections.abc import Iterator

from sqlalchemy import case, func, select

from lms.accounts.models import Person
from lms.certificates.facts import CertificateFacts
from lms.certificates.models import Certificate, CertificateCounter, CertificateEvent
from lms.learning.models import Enrolment
from lms.platform.db.recounting import Difference, streamed, unequal
from lms.programmes.models import ProgrammeCompletion


def differences() -> Iterator[Difference]:
    """Holders, editions in force, what the columns copy of the frozen facts, and numbers without gap.

    A completion without certificate is none: it waits for the institution's facts (`certificates issue-missing`).
    """
    holder = select(Enrolment.person_id).where(Enrolment.id == Certificate.enrolment_id, Enrolment.state == "completed")
    whole = select(ProgrammeCompletion.person_id).join(Person, Person.id == ProgrammeCompletion.person_id)
    whole = whole.where(ProgrammeCompletion.id == Certificate.programme_completion_id, Person.merged_into_id.is_(None))
    of_programme = func.coalesce(whole.scalar_subquery(), Certificate.person_id)  # completed twice: one stays behind
    of_one = case((Certificate.enrolment_id.is_(None), of_programme), else_=holder.scalar_subquery())
    yield from unequal(Certificate.person_id, of_one)
    yield from _editions()
    yield from _copies()
    yield from _numbers()


def _editions() -> Iterator[Difference]:
    """One per completion: editions from 1 on, of which all but the last are ended."""
    ended = func.count(CertificateEvent.id)
    counted, last = func.count(Certificate.id), func.max(Certificate.edition)
    of = (Certificate.enrolment_id, Certificate.programme_completion_id)
    rows = select(*of, last, counted, ended)
    rows = rows.outerjoin(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
    rows = rows.group_by(*of).having((last != counted) | (counted - ended > 1))
    for enrolment_id, completion_id, edition, number, over in streamed(rows.order_by(*of)):
        stored = f"edition {edition}, {number - over} in force"
        table, key = ("enrolment", enrolment_id) if enrolment_id else ("programme_completion", completion_id)
        yield Difference(table, key, "certificate", stored, f"{number} issued, at most 1 in force")


def _copies() -> Iterator[Difference]:
    columns = (Certificate.number, Certificate.code, Certificate.title, Certificate.jp)
    for row_id, facts, *stored in streamed(select(Certificate.id, Certificate.facts, *columns)):
        frozen = CertificateFacts.from_json(facts)
        printed = (frozen.number, frozen.code, frozen.course, 0 if frozen.is_programme else frozen.jp)
        for column, one, other in zip(columns, stored, printed, strict=True):
            if one != other:
                yield Difference("certificate", row_id, column.key, str(one), str(other))


def _numbers() -> Iterator[Difference]:
    """The last number of each year is how many were issued in it."""
    counters = select(CertificateCounter.year, CertificateCounter.last)
    last = {row.year: row.last for row in streamed(counters)}
    issued = select(Certificate.year, func.count(Certificate.id), func.max(Certificate.sequence))
    for year, number, highest in streamed(issued.group_by(Certificate.year)):
        stored = last.pop(year, None)
        if not stored == number == highest:
            yield Difference(
                "certificate_counter", year, "last", str(stored), f"{number} issued, the highest {highest}"
            )
    for year, stored in last.items():
        if stored:
            yield Difference("certificate_counter", year, "last", str(stored), "0 issued")
