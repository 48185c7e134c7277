"""The one place where sums of JP are written: by person and year, unit, month, and how many people are at work where.

In the transaction of each entry of the ledger, of each post and of the first use of an account. Statements are for all
people of a fact at once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, extract, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lms.accounts.facts import (
    AccountsTakenBack,
    AccountUsed,
    MergeUndoing,
    MergeUndone,
    PeopleMerged,
    PeopleMerging,
    PostsChanged,
)
from lms.accounts.models import Employment, Person
from lms.accounts.queries import is_unused
from lms.hours.models import JpCount, JpEntry, JpMonth, JpYear, StaffCount, StaffPlace
from lms.platform.db.doors import current_dialect
from lms.platform.db.model import Base, db

Place = tuple[int, str]
"""Where somebody counts: unit (0 for none) and status."""


@dataclass(frozen=True)
class Staff:
    """How somebody at work is counted."""

    place: Place
    is_unused: bool


_STAFF = ("unit_id", "status")
_MONTH = ("year", "unit_id", "status", "month")
_LOCK = 0x6A70636E
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_AT_ONCE = 5_000  # keys in one statement
_ROWS_AT_ONCE = 2_000


def lock_sums(*, alone: bool) -> None:
    """Waits for its turn: while people change their posts nobody earns JP, else their JP would count elsewhere.

    It is taken before the lock of duties. On SQLite a writer is alone already.
    """
    if current_dialect().name == "postgresql":
        take = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
        db.session.execute(select(take(_LOCK)))


def add_jp(person_id: int, earned_on: date, jp: int) -> None:
    """Adds what an entry of the ledger says, less than nothing for a counter-entry; five statements."""
    lock_sums(alone=False)
    year = earned_on.year
    added = _INSERT[current_dialect().name](JpYear).values(person_id=person_id, year=year, jp=jp)
    total = added.on_conflict_do_update(
        index_elements=["person_id", "year"], set_={"jp": JpYear.jp + added.excluded.jp}
    ).returning(JpYear.jp)
    now = db.session.execute(total).scalar_one()
    staff = _places([person_id]).get(person_id)
    if staff is not None:
        place = staff.place
        _count_jp({(year, *place, now): 1, (year, *place, now - jp): -1})
        _add(JpMonth, _MONTH, {(year, *place, earned_on.month): jp}, "jp")


def count_used(fact: AccountUsed) -> None:
    """An account that nobody used is in use from now on."""
    lock_sums(alone=False)
    theirs = (StaffPlace.person_id == fact.person_id, StaffPlace.is_unused)
    used = update(StaffPlace).where(*theirs).values(is_unused=False).returning(StaffPlace.unit_id, StaffPlace.status)
    places = [(unit_id, status) for unit_id, status in db.session.execute(used)]
    _add(StaffCount, _STAFF, dict.fromkeys(places, -1), "unused")


def follow_posts(fact: PostsChanged) -> None:
    """People come, move or go: they and their JP count where they are now, and nowhere once they have left."""
    lock_sums(alone=True)
    _place_anew(fact.people, _posts(fact.people))


def forget_accounts(fact: AccountsTakenBack) -> None:
    """Accounts that nobody has used are removed: nobody of them counts any more."""
    lock_sums(alone=True)
    _place_anew(fact.people, {})


def leave_sums(fact: PeopleMerging | MergeUndoing) -> None:
    """Two records are about to become one, or two again: neither counts until their entries and posts have moved."""
    lock_sums(alone=True)
    _place_anew((fact.kept, fact.gone), {})


def come_back(fact: PeopleMerged | MergeUndone) -> None:
    """Entries and posts have moved: both records count as these say now."""
    both = (fact.kept, fact.gone)
    db.session.execute(delete(JpYear).where(JpYear.person_id.in_(both)))
    years = select(JpEntry.person_id, JpEntry.year, func.sum(JpEntry.jp)).where(JpEntry.person_id.in_(both))
    found = years.group_by(JpEntry.person_id, JpEntry.year)
    db.session.execute(insert(JpYear).from_select(["person_id", "year", "jp"], found))
    _place_anew(both, _posts(both))


def _place_anew(people: Collection[int], after: Mapping[int, Staff]) -> None:
    before = _places(people)
    moved = [key for key in people if before.get(key) != after.get(key)]
    jp, months = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    years, earned = _years(moved), _months(moved)
    for places, sign in ((after, 1), (before, -1)):
        for person_id, year, amount in years:
            if person_id in places:
                jp[(year, *places[person_id].place, amount)] += sign
        for person_id, year, month, amount in earned:
            if person_id in places:
                months[(year, *places[person_id].place, month)] += sign * amount
    _count_jp(jp)
    _add(JpMonth, _MONTH, months, "jp")
    came, went = ([places[key] for key in moved if key in places] for places in (after, before))
    staff, unused = Counter(one.place for one in came), Counter(one.place for one in came if one.is_unused)
    staff.subtract(one.place for one in went)
    unused.subtract(one.place for one in went if one.is_unused)
    _add(StaffCount, _STAFF, staff)
    _add(StaffCount, _STAFF, unused, "unused")
    _write_places(moved, before, after)


def _write_places(moved: Iterable[int], before: Mapping[int, Staff], after: Mapping[int, Staff]) -> None:
    came = [_row(key, after[key]) for key in moved if key in after and key not in before]
    if came:
        db.session.execute(insert(StaffPlace), came)
    elsewhere = [_row(key, after[key]) for key in moved if key in after and key in before]
    if elsewhere:
        db.session.execute(update(StaffPlace), elsewhere)
    for part in _parts([key for key in moved if key not in after]):
        db.session.execute(delete(StaffPlace).where(StaffPlace.person_id.in_(part)))


def _row(person_id: int, staff: Staff) -> dict[str, object]:
    unit_id, status = staff.place
    return {"person_id": person_id, "unit_id": unit_id, "status": status, "is_unused": staff.is_unused}


def _places(people: Collection[int]) -> dict[int, Staff]:
    """Where people count as stored."""
    rows = select(StaffPlace.person_id, StaffPlace.unit_id, StaffPlace.status, StaffPlace.is_unused)
    return {
        row.person_id: Staff((row.unit_id, row.status), row.is_unused)
        for part in _parts(people)
        for row in db.session.execute(rows.where(StaffPlace.person_id.in_(part)))
    }


def _posts(people: Collection[int]) -> dict[int, Staff]:
    """Where people are by their posts; who has left is not among them."""
    rows = select(Employment.person_id, Employment.unit_id, Employment.status, is_unused().label("is_unused"))
    rows = rows.join(Person, Person.id == Employment.person_id).where(Employment.valid_to.is_(None))
    return {
        row.person_id: Staff((row.unit_id or 0, row.status), row.is_unused)
        for part in _parts(people)
        for row in db.session.execute(rows.where(Employment.person_id.in_(part)))
    }


def _years(people: Collection[int]) -> list[tuple[int, int, int]]:
    rows = select(JpYear.person_id, JpYear.year, JpYear.jp)
    return [
        (row.person_id, row.year, row.jp)
        for part in _parts(people)
        for row in db.session.execute(rows.where(JpYear.person_id.in_(part)))
    ]


def _months(people: Collection[int]) -> list[tuple[int, int, int, int]]:
    month = extract("month", JpEntry.earned_on)
    rows = select(JpEntry.person_id, JpEntry.year, month, func.sum(JpEntry.jp))
    return [
        (person_id, year, int(month_number), int(jp))
        for part in _parts(people)
        for person_id, year, month_number, jp in db.session.execute(
            rows.where(JpEntry.person_id.in_(part)).group_by(JpEntry.person_id, JpEntry.year, month)
        )
    ]


def _count_jp(sums: Mapping[tuple[Any, ...], int]) -> None:
    """Who has no JP stands in no count: they are the rest of the people at work."""
    _add(JpCount, ("year", "unit_id", "status", "jp"), {place: people for place, people in sums.items() if place[3]})


def _add(
    table: type[Base], names: tuple[str, ...], sums: Mapping[tuple[Any, ...], int], column: str = "people"
) -> None:
    """Adds to what is stored; in one order, so that two who count wait for each other and never in a ring."""
    rows = [
        {**dict(zip(names, place, strict=True)), column: amount} for place, amount in sorted(sums.items()) if amount
    ]
    for at in range(0, len(rows), _ROWS_AT_ONCE):
        added = _INSERT[current_dialect().name](table).values(rows[at : at + _ROWS_AT_ONCE])
        total = table.__table__.c[column] + added.excluded[column]
        db.session.execute(added.on_conflict_do_update(index_elements=names, set_={column: total}))


def _parts(keys: Collection[int]) -> list[list[int]]:
    ordered = list(keys)
    return [ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE)]
