"""The JP ledger held against completions and decisions, and its sums against the ledger and the posts."""

from collections.abc import Iterator

from sqlalchemy import Executable, and_, extract, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Employment, Person
from lms.accounts.queries import is_unused
from lms.content.models import Recognition
from lms.hours.models import JpCount, JpEntry, JpMonth, JpYear, StaffCount, StaffPlace
from lms.kernel.clock import local_date
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.platform.db.recounting import Difference, streamed, unequal
from lms.platform.zone import local_zone


def differences() -> Iterator[Difference]:
    """Entries that are missing, that nothing earned, or that say another worth, person, day or year."""
    earned = JpEntry.reverses_id.is_(None)
    decided = select(func.max(Recognition.id)).where(
        Recognition.course_id == Enrolment.course_id, Recognition.recorded_at <= Enrolment.completed_at
    )
    worth = select(Recognition.jp).where(Recognition.id == decided.correlate(Enrolment).scalar_subquery())
    of_entry = worth.join(Enrolment, Enrolment.id == JpEntry.enrolment_id).correlate(JpEntry)
    yield from unequal(JpEntry.jp, of_entry.scalar_subquery(), earned)
    holder = select(Enrolment.person_id).where(Enrolment.id == JpEntry.enrolment_id, Enrolment.state == "completed")
    yield from unequal(JpEntry.person_id, holder.scalar_subquery())
    taken = aliased(JpEntry)
    reversed_jp = select(-taken.jp).where(taken.id == JpEntry.reverses_id)
    yield from unequal(JpEntry.jp, reversed_jp.scalar_subquery(), JpEntry.reverses_id.is_not(None))
    yield from _missing(worth.correlate(Enrolment).scalar_subquery())
    yield from _other_days()
    yield from _sums()


def _missing(worth: object) -> Iterator[Difference]:
    rows = (
        select(Enrolment.id, worth)  # type: ignore[call-overload]
        .outerjoin(JpEntry, and_(JpEntry.enrolment_id == Enrolment.id, JpEntry.reverses_id.is_(None)))
        .where(Enrolment.state == "completed", JpEntry.id.is_(None), worth.is_not(None))  # type: ignore[attr-defined]
    )
    for enrolment_id, jp in streamed(rows.order_by(Enrolment.id)):
        yield Difference("enrolment", enrolment_id, "jp_entry", "None", str(jp))


def _other_days() -> Iterator[Difference]:
    """The local day of the completion, which the database cannot reckon alike on both."""
    zone = local_zone()
    rows = select(JpEntry.id, JpEntry.earned_on, JpEntry.year, Enrolment.completed_at)
    rows = rows.join(Enrolment, Enrolment.id == JpEntry.enrolment_id).where(Enrolment.completed_at.is_not(None))
    for entry_id, earned_on, year, completed_at in streamed(rows.order_by(JpEntry.id)):
        day = local_date(completed_at, zone)
        if earned_on != day:
            yield Difference("jp_entry", entry_id, "earned_on", str(earned_on), str(day))
        if year != day.year:
            yield Difference("jp_entry", entry_id, "year", str(year), str(day.year))


def _sums() -> Iterator[Difference]:
    """The sums of each person against the ledger and the posts, then those of units against these of persons."""
    earned = select(JpEntry.person_id, JpEntry.year, func.sum(JpEntry.jp)).group_by(JpEntry.person_id, JpEntry.year)
    yield from _unlike("jp_year", select(JpYear.person_id, JpYear.year, JpYear.jp), earned, "jp")
    at_work = (Employment.person_id, func.coalesce(Employment.unit_id, 0), Employment.status)
    counted = select(StaffPlace.person_id, StaffPlace.unit_id, StaffPlace.status)
    yield from _unlike("staff_place", counted, select(*at_work).where(Employment.valid_to.is_(None)), "status")
    accounts = select(Employment.person_id, is_unused()).join(Person, Person.id == Employment.person_id)
    accounts = accounts.where(Employment.valid_to.is_(None))
    yield from _unlike("staff_place", select(StaffPlace.person_id, StaffPlace.is_unused), accounts, "is_unused")
    where = (StaffPlace.unit_id, StaffPlace.status)
    unused = select(StaffCount.unit_id, StaffCount.status, StaffCount.unused).where(StaffCount.unused != 0)
    found = select(*where, func.count()).where(StaffPlace.is_unused).group_by(*where)
    yield from _unlike("staff_count", unused, found, "unused")
    people = select(StaffCount.unit_id, StaffCount.status, StaffCount.people).where(StaffCount.people != 0)
    yield from _unlike("staff_count", people, select(*where, func.count()).group_by(*where), "people")
    place = (JpYear.year, *where, JpYear.jp)
    rows = select(*place, func.count()).join(StaffPlace, StaffPlace.person_id == JpYear.person_id)
    stored = select(JpCount.year, JpCount.unit_id, JpCount.status, JpCount.jp, JpCount.people)
    rows = rows.where(JpYear.jp != 0).group_by(*place)
    yield from _unlike("jp_count", stored.where(JpCount.people != 0), rows, "people")
    month = extract("month", JpEntry.earned_on)
    earned_in = select(JpEntry.year, *where, month, func.sum(JpEntry.jp)).join(
        StaffPlace, StaffPlace.person_id == JpEntry.person_id
    )
    earned_in = earned_in.group_by(JpEntry.year, *where, month).having(func.sum(JpEntry.jp) != 0)
    months = select(JpMonth.year, JpMonth.unit_id, JpMonth.status, JpMonth.month, JpMonth.jp)
    yield from _unlike("jp_month", months.where(JpMonth.jp != 0), earned_in, "jp")


def _unlike(table: str, stored: Executable, counted: Executable, column: str) -> Iterator[Difference]:
    """Rows that only one of the two has; the last value of each is what the ones before it come to."""
    found = {tuple(row[:-1]): row[-1] for row in db.session.execute(stored)}
    for row in streamed(counted):
        held = found.pop(tuple(row[:-1]), None)
        if held != row[-1]:
            yield Difference(table, 0, column, str(held), f"{row[-1]} of {tuple(row[:-1])}")
    for key, held in found.items():
        yield Difference(table, 0, column, str(held), f"nothing of {key}")
