"""Deputies for absence: why, which roles go over to them, who stands for whom; the questions change nothing.

A deputy has what the absent person's own roles of units reach, and sees their staff. Not handed over: giving roles and
naming deputies, what is held as a deputy, and roles that are no office of a unit (reviewer, inspector, operator).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from lms.accounts.lending import is_handed_over, stands_on
from lms.accounts.models import Deputy, Employment, Person, RoleGrant
from lms.accounts.queries import full_name
from lms.platform.db.model import db

REASONS: Mapping[str, str] = {
    "leave": "On leave",
    "travel": "Official travel",
    "training": "Training",
    "other-duties": "Other duties in this time",
}
"""Code → English message id; none names an illness."""


@dataclass(frozen=True)
class DeputyLine:
    """Who stands for whom, and when."""

    id: int
    absent_id: int
    absent: str
    deputy: str
    first_day: date
    last_day: date
    reason: str
    is_over: bool  # ended early, or by its last day


def represented_by(person_id: int, today: date) -> list[int]:
    """The absent people for whom this one stands on a day."""
    return list(db.session.scalars(select(Deputy.person_id).where(Deputy.deputy_id == person_id, stands_on(today))))


def has_staff(people: list[int]) -> bool:
    """Whether a post names one of these as superior."""
    led = select(Employment.id).where(Employment.superior_id.in_(people), Employment.valid_to.is_(None)).limit(1)
    return db.session.scalar(led) is not None


def has_office(person_id: int) -> bool:
    """Whether there is something that a deputy could do: a role of a unit, or staff."""
    held = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None), is_handed_over(RoleGrant.role)
    )
    return db.session.scalar(held.limit(1)) is not None or has_staff([person_id])


def deputies_of(person_id: int, today: date) -> tuple[DeputyLine, ...]:
    """Who stands and stood for this person, the newest first; one statement."""
    return _lines(Deputy.person_id == person_id, today)


def standing_for(person_id: int, today: date) -> tuple[DeputyLine, ...]:
    """For whom this person stands now, or will."""
    lines = _lines((Deputy.deputy_id == person_id) & Deputy.ended_at.is_(None), today)
    return tuple(line for line in lines if not line.is_over)


def deputy_line(key: int, today: date) -> DeputyLine | None:
    """One of them."""
    return next(iter(_lines(Deputy.id == key, today)), None)


def _lines(condition: ColumnElement[bool], today: date) -> tuple[DeputyLine, ...]:
    absent, deputy = aliased(Person), aliased(Person)
    rows = db.session.execute(
        select(Deputy, absent, deputy)
        .join(absent, absent.id == Deputy.person_id)
        .join(deputy, deputy.id == Deputy.deputy_id)
        .where(condition)
        .order_by(Deputy.id.desc())
        .limit(50)
    )
    return tuple(
        DeputyLine(
            row.id,
            row.person_id,
            full_name(of.name, of.title_before, of.title_after),
            full_name(by.name, by.title_before, by.title_after),
            row.first_day,
            row.last_day,
            row.reason,
            row.ended_at is not None or row.last_day < today,
        )
        for row, of, by in rows
    )
