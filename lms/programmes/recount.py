"""Completions of programmes held against those of their parts."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from lms.accounts.models import Person
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.platform.db.recounting import Difference, streamed
from lms.programmes.models import Programme, ProgrammeCompletion, ProgrammePart


def differences() -> Iterator[Difference]:
    """Completions without enough completed parts, and those that are missing.

    Who had completed all parts before the programme was made completes it by a button, so nothing is missing there.
    """
    yield from _unearned()
    yield from _missing()


def _unearned() -> Iterator[Difference]:
    parts = (
        select(func.count(Enrolment.course_id.distinct()))
        .join(ProgrammePart, ProgrammePart.course_id == Enrolment.course_id)
        .where(
            ProgrammePart.programme_id == ProgrammeCompletion.programme_id,
            Enrolment.person_id == ProgrammeCompletion.person_id,
            Enrolment.completed_at <= ProgrammeCompletion.completed_at,
        )
        .correlate(ProgrammeCompletion)
        .scalar_subquery()
    )
    rows = select(ProgrammeCompletion.id, Programme.needed, parts)
    rows = rows.join(Programme, Programme.id == ProgrammeCompletion.programme_id)
    rows = rows.join(Person, Person.id == ProgrammeCompletion.person_id)
    rows = rows.where(parts < Programme.needed, Person.merged_into_id.is_(None))  # parts of a merged record moved on
    for key, needed, done in streamed(rows.order_by(ProgrammeCompletion.id)):
        yield Difference("programme_completion", key, "parts", f"{needed} or more", str(done))


def _missing() -> Iterator[Difference]:
    held = select(ProgrammeCompletion.id).where(
        ProgrammeCompletion.programme_id == Programme.id, ProgrammeCompletion.person_id == Enrolment.person_id
    )
    rows = (
        select(Programme.id, Enrolment.person_id)
        .join(ProgrammePart, ProgrammePart.programme_id == Programme.id)
        .join(Enrolment, Enrolment.course_id == ProgrammePart.course_id)
        .where(
            Enrolment.state == "completed",
            or_(Programme.ended_at.is_(None), Enrolment.completed_at < Programme.ended_at),
            ~held.correlate(Programme, Enrolment).exists(),
        )
        .group_by(Programme.id, Programme.needed, Programme.made_at, Enrolment.person_id)
        .having(func.count(Enrolment.course_id.distinct()) >= Programme.needed)
        .having(func.max(Enrolment.completed_at) > Programme.made_at)
        .order_by(Programme.id, Enrolment.person_id)
    )
    for programme_id, person_id in db.session.execute(rows):
        yield Difference("programme", programme_id, f"completed by person {person_id}", "no", "yes")
