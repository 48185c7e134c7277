"""Questions about the JP ledger; they change nothing."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Employment, Person
from lms.hours.models import JpEntry, JpRule
from lms.hours.year import JpYear, RuleSource
from lms.kernel.jp import Jp
from lms.platform.db.hot_statements import HotRead
from lms.platform.db.model import db

NO_RULE = (None, None)


def jp_this_year(person_id: int, today: date) -> JpYear:
    """The JP of the calendar year of `today`, by the rules for the person's status on that day; one query."""
    rows = _YEAR.rows(person_id=person_id, today=today, year=today.year)
    rules = {row.bound: (Jp(row.jp), RuleSource(row.source, row.valid_from)) for row in rows if row.bound}
    floor, ceiling = rules.get("floor", NO_RULE), rules.get("ceiling", NO_RULE)  # the newest of each bound stayed
    return JpYear(
        year=today.year,
        jp=Jp(int(rows[0].earned)),
        floor=floor[0],
        ceiling=ceiling[0],
        floor_rule=floor[1],
        ceiling_rule=ceiling[1],
        status=rows[0].status or "",
    )


def _year() -> Select[Any]:
    person_id, today = bindparam("person_id", type_=Integer), bindparam("today", type_=Date)
    lasts = or_(Employment.valid_to.is_(None), Employment.valid_to >= today)
    status = (
        select(Employment.status)
        .where(Employment.person_id == person_id, Employment.valid_from <= today, lasts)
        .order_by(Employment.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    earned = select(func.coalesce(func.sum(JpEntry.jp), 0))
    earned = earned.where(JpEntry.person_id == person_id, JpEntry.year == bindparam("year"))
    return (
        select(
            earned.scalar_subquery().label("earned"),
            status.label("status"),
            JpRule.bound,
            JpRule.jp,
            JpRule.source,
            JpRule.valid_from,
        )
        .select_from(Person)
        .outerjoin(JpRule, (JpRule.status == status) & (JpRule.valid_from <= today))
        .where(Person.id == person_id)
        .order_by(JpRule.valid_from)
    )


_YEAR = HotRead(_year())


def years_of(person_id: int) -> tuple[int, ...]:
    """The years in which the ledger has entries of the person, the newest first."""
    rows = select(JpEntry.year).where(JpEntry.person_id == person_id).distinct()
    return tuple(db.session.scalars(rows.order_by(JpEntry.year.desc())))


def entries_of(person_id: int, year: int) -> tuple[JpEntry, ...]:
    """The entries of a year, counter-entries too, in the order in which they were written; the newest first."""
    rows = select(JpEntry).where(JpEntry.person_id == person_id, JpEntry.year == year)
    return tuple(db.session.scalars(rows.order_by(JpEntry.id.desc())))


def entries_for(enrolment_id: int) -> tuple[JpEntry, ...]:
    """What the ledger holds of an enrolment: the entry, then its counter-entry, if any."""
    counter = aliased(JpEntry)
    rows = select(JpEntry, counter).outerjoin(counter, counter.reverses_id == JpEntry.id)
    rows = rows.where(JpEntry.enrolment_id == enrolment_id, JpEntry.reverses_id.is_(None))
    found = db.session.execute(rows).one_or_none()
    return tuple(entry for entry in found or () if entry is not None)


def jp_of_enrolments(enrolments: Collection[int]) -> int:
    """What the ledger holds of these enrolments, less what was taken back."""
    return sum(jp_by_enrolment(enrolments).values())


def jp_by_enrolment(enrolments: Collection[int]) -> dict[int, int]:
    """The same for each of them; those of which it holds nothing are not there."""
    counter = aliased(JpEntry)
    rows = select(JpEntry.enrolment_id, JpEntry.jp + func.coalesce(counter.jp, 0))
    rows = rows.outerjoin(counter, counter.reverses_id == JpEntry.id)
    rows = rows.where(JpEntry.enrolment_id.in_(enrolments), JpEntry.reverses_id.is_(None))
    return {enrolment: int(jp) for enrolment, jp in db.session.execute(rows)}
