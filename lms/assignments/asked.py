"""What is asked of one person: by course for the first page, and on the page of a course; the same as coordinators see.

Of several assignments of one course the earliest last day counts; it binds if one of them does.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, ScalarSelect, case, func, literal, or_, select

from lms.assignments.models import Assignment, Duty
from lms.assignments.states import OPEN, Stage, state_of
from lms.content.models import CourseRow
from lms.kernel.clock import local_date, utc_now
from lms.learning.due import Due
from lms.learning.queries import CoursePage
from lms.org.institution import FACTS
from lms.org.models import InstitutionFact
from lms.platform.db.model import db
from lms.platform.web.pages import url
from lms.platform.zone import local_zone
from lms.programmes.asking import Asking
from lms.programmes.models import Programme


def asked_of(person_id: Any, today: Any) -> CTE:
    """By course: the last day, whether it is mandatory and to be renewed, why; values or parameters."""
    is_open = or_(*(Duty.stage == stage.value for stage in OPEN))  # no IN, which a hot statement cannot have
    rows = (
        select(
            Assignment.course_id,
            func.min(Duty.until).label("until"),
            func.max(case((Assignment.kind == "mandatory", 1), else_=0)).label("mandatory"),
            func.max(case((Duty.stage == Stage.DONE.value, 1), else_=0)).label("renewed"),
            func.max(Assignment.why).label("why"),
        )
        .join(Assignment, Assignment.id == Duty.assignment_id)
        .where(Duty.person_id == person_id, Assignment.ended_at.is_(None), Assignment.course_id.is_not(None))
        .where(is_open | ((Duty.stage == Stage.DONE.value) & (Duty.until < today)))
        .group_by(Assignment.course_id)
    )
    return rows.cte("asked")


def counted_programmes(person_id: Any) -> ScalarSelect[int]:
    """How many duties of programmes somebody has open; part of a statement."""
    count: ScalarSelect[int] = _open_programmes(select(func.count(Duty.id)), person_id).scalar_subquery()
    return count


def _open_programmes(rows: Any, person_id: Any) -> Any:
    is_open = or_(*(Duty.stage == stage.value for stage in OPEN))
    rows = rows.select_from(Duty).join(Assignment, Assignment.id == Duty.assignment_id)
    rows = rows.join(Programme, Programme.id == Assignment.programme_id)
    return rows.where(Duty.person_id == person_id, is_open, Assignment.ended_at.is_(None))


@dataclass(frozen=True)
class AskedProgramme:
    """A programme that is asked of somebody until a day."""

    id: int
    title: str
    due: Due


def programmes_asked(person_id: int, today: date) -> tuple[AskedProgramme, ...]:
    """The programmes that are asked of a person, the earliest last day first; one statement."""
    columns = (
        Programme.id,
        Programme.title,
        func.min(Duty.until).label("until"),
        func.max(case((Assignment.kind == "mandatory", 1), else_=0)).label("mandatory"),
        func.max(case((Duty.stage == Stage.BEGUN.value, 1), else_=0)).label("begun"),
        func.max(Assignment.why).label("why"),
        literal(0).label("renewed"),
        soon_days_on(today).label("soon"),
    )
    rows = _open_programmes(select(*columns), person_id).group_by(Programme.id, Programme.title)
    found = db.session.execute(rows.order_by(func.min(Duty.until), Programme.id))
    return tuple(AskedProgramme(row.id, row.title, due_of(row, today, is_begun=bool(row.begun))) for row in found)


def due_on_programme(programme_id: int, person_id: int) -> Due | None:
    """What is asked of a person in a programme; one statement."""
    today = local_date(utc_now(), local_zone())
    return next((one.due for one in programmes_asked(person_id, today) if one.id == programme_id), None)


def asking_for_programme(programme_id: int) -> tuple[Asking, ...]:
    """The assignments of a programme that run, by their last day."""
    rows = select(Assignment.id, Assignment.due_on).where(
        Assignment.programme_id == programme_id, Assignment.ended_at.is_(None)
    )
    found = db.session.execute(rows.order_by(Assignment.due_on, Assignment.id))
    return tuple(Asking(due_on, url("assignments.one", assignment_id=key)) for key, due_on in found)


def soon_days_on(today: Any) -> ColumnElement[str]:
    """For how many days a duty is due soon, as the institution says; part of a statement."""
    said = select(InstitutionFact.value).where(
        InstitutionFact.name == "due_soon_days", InstitutionFact.valid_from <= today
    )
    newest = said.order_by(InstitutionFact.valid_from.desc(), InstitutionFact.id.desc()).limit(1).scalar_subquery()
    return func.coalesce(newest, FACTS["due_soon_days"].default)


def due_on_course(page: CoursePage, person_id: int) -> Due | None:
    """What is asked of a person in a course; one statement."""
    today = local_date(utc_now(), local_zone())
    asked = asked_of(person_id, today)
    rows = select(asked, soon_days_on(today).label("soon")).join(CourseRow, CourseRow.id == asked.c.course_id)
    row = db.session.execute(rows.where(CourseRow.slug == page.slug)).one_or_none()
    return due_of(row, today, is_begun=page.is_active) if row is not None else None


def due_of(row: Any, today: date, *, is_begun: bool) -> Due:
    """What a row of `asked_of` says, with the days of `soon_days_on`."""
    stage = Stage.DONE if row.renewed else Stage.BEGUN if is_begun else Stage.NOT_BEGUN
    state = state_of(stage, row.until, today, int(row.soon))
    return Due(bool(row.mandatory), row.until, state.value, abs((row.until - today).days), row.why)
