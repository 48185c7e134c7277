"""A superior's own staff and how far each is with what is asked of them; no answers, no marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import and_, select

from lms.accounts.models import Employment, Person
from lms.accounts.queries import full_name
from lms.assignments.models import Assignment, Duty
from lms.assignments.states import Stage, State, state_of
from lms.assignments.subjects import NAMES, TITLE, joined_subject
from lms.org.models import Unit
from lms.platform.db.model import db

MOST = 200
"""People whom one superior leads directly; no office has as many."""


@dataclass(frozen=True)
class TeamDuty:
    """A course or programme that is asked of somebody; `days` since or until the last one."""

    title: str
    programme_id: int | None
    state: State
    until: date
    days: int


@dataclass(frozen=True)
class Member:
    """Somebody of the staff with everything that is asked of them, the earliest last day first."""

    person_id: int
    name: str
    position: str
    unit: str
    duties: tuple[TeamDuty, ...]


def team_of(superiors: Iterable[int], today: date, soon: int) -> tuple[Member, ...]:
    """The people who are here and whose post names one of these as superior, by name; two statements."""
    rows = db.session.execute(
        select(Person, Employment.position, Unit.name.label("unit"))
        .join(Employment, and_(Employment.person_id == Person.id, Employment.valid_to.is_(None)))
        .outerjoin(Unit, Unit.id == Employment.unit_id)
        .where(Employment.superior_id.in_(list(superiors)), Person.is_demo.is_(False))
        .order_by(Person.sort_key, Person.id)
        .limit(MOST)
    ).all()
    duties = _duties([row.Person.id for row in rows], today, soon)
    return tuple(
        Member(
            row.Person.id,
            full_name(row.Person.name, row.Person.title_before, row.Person.title_after),
            row.position,
            row.unit or "",
            duties.get(row.Person.id, ()),
        )
        for row in rows
    )


def _duties(people: list[int], today: date, soon: int) -> dict[int, tuple[TeamDuty, ...]]:
    rows = db.session.execute(
        joined_subject(
            select(Duty.person_id, *NAMES, Duty.stage, Duty.until)
            .select_from(Duty)
            .join(Assignment, Assignment.id == Duty.assignment_id)
        )
        .where(Duty.person_id.in_(people), Assignment.ended_at.is_(None), Duty.stage != Stage.RELEASED.value)
        .order_by(Duty.person_id, Duty.until, TITLE)
    )
    return {key: tuple(_duty(row, today, soon) for row in of) for key, of in groupby(rows, lambda row: row.person_id)}


def _duty(row: Any, today: date, soon: int) -> TeamDuty:
    state = state_of(Stage(row.stage), row.until, today, soon)
    return TeamDuty(row.title, row.programme_id, state, row.until, abs((row.until - today).days))
