"""Questions of the pages of coordination about people; they change nothing. Who may see whom is a `Scope`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func, select, true, tuple_

from lms.accounts.models import Employment, Person
from lms.accounts.queries import full_name
from lms.accounts.scope import Scope
from lms.assignments.models import Assignment, Duty
from lms.assignments.queries import in_state, within_scope
from lms.assignments.states import OPEN, Kind, Stage, State, state_of
from lms.assignments.subjects import NAMES, joined_subject
from lms.content.models import CourseVersion
from lms.hours.models import StaffCount
from lms.learning.models import Enrolment
from lms.org.models import Unit
from lms.platform.db.model import db
from lms.platform.db.recounting import streamed

CONTACTS = 5
LOOKED_AT = 200
PEOPLE = 50
_OPEN = tuple(stage.value for stage in OPEN)
_CURRENT = and_(Employment.person_id == Person.id, Employment.valid_to.is_(None))


@dataclass(frozen=True)
class Contact:
    """Somebody past a last day; without an account in use no letter reaches them."""

    person_id: int
    name: str
    unit: str
    is_active: bool
    until: date


def contacts(keys: Collection[int], scope: Scope, until: date) -> tuple[int, tuple[Contact, ...]]:
    """How many unused accounts are counted within reach; and who is past a last day up to `until`, those first who have
    no account in use, then those who are late the longest. One statement, which looks at so many duties and no more."""
    unused = (
        select(func.coalesce(func.sum(StaffCount.unused), 0).label("people"))
        .where(within_scope(StaffCount.unit_id, scope))
        .subquery()
    )
    is_active = Person.password_hash.is_not(None).label("is_active")
    columns = (Person.id, Person.name, Person.title_before, Person.title_after, Person.sort_key, is_active)
    some = (
        select(Duty.person_id, Duty.unit_id, Duty.until)
        .where(Duty.assignment_id.in_(keys), Duty.stage.in_(_OPEN), Duty.until <= until)
        .where(within_scope(Duty.unit_id, scope))
        .order_by(Duty.assignment_id, Duty.stage, Duty.until, Duty.id)  # as their index has them: no more are read
        .limit(LOOKED_AT)
        .subquery()
    )
    late = (
        select(*columns, Unit.name.label("unit"), func.min(some.c.until).label("until"))
        .select_from(some)
        .join(Person, Person.id == some.c.person_id)
        .outerjoin(Unit, Unit.id == some.c.unit_id)
        .group_by(Person.id, Unit.name)
        .order_by(is_active, func.min(some.c.until), Person.sort_key, Person.id)
        .limit(CONTACTS)
        .subquery()
    )
    rows = select(unused.c.people, late).select_from(unused.outerjoin(late, true()))
    found = db.session.execute(rows.order_by(late.c.is_active, late.c.until, late.c.sort_key, late.c.id)).all()
    return found[0].people, tuple(
        Contact(
            row.id, full_name(row.name, row.title_before, row.title_after), row.unit or "", row.is_active, row.until
        )
        for row in found
        if row.id is not None
    )


@dataclass(frozen=True)
class Rules:
    """The day on which states are judged, for how many days before its last one a duty is due soon, and for how many
    nobody is reminded again."""

    today: date
    soon: int
    gap: int = 0


@dataclass(frozen=True)
class Standing:
    """How far somebody is with one assignment; `days` since or until the last one."""

    state: State
    until: date
    days: int


@dataclass(frozen=True)
class PersonLine:
    """Somebody with how far they are, by assignment."""

    person_id: int
    name: str
    unit: str
    nip: str = ""
    duties: Mapping[int, Standing] = field(default_factory=dict)


@dataclass(frozen=True)
class PeopleAsked:
    """Whose lines are asked for: who has one of these assignments, in this state, in these units (None: the scope)."""

    keys: Collection[int]
    state: State | None = None
    units: Collection[int] | None = None
    after: int = 0  # key of the last person of the page before


def people_lines(asked: PeopleAsked, scope: Scope, rules: Rules) -> tuple[list[PersonLine], bool]:
    """The next people in the order of names, and whether there are more; two statements."""
    has_one = select(Duty.id).where(Duty.person_id == Person.id, *_matching(asked, scope))
    has_one = has_one.where(in_state(asked.state, rules.today, rules.soon))
    people = select(Person.id).where(has_one.exists()).order_by(Person.sort_key, Person.id).limit(PEOPLE + 1)
    if not scope.is_all:  # says the same of a few once more, so that the database begins with them
        there = select(Employment.person_id).where(Employment.unit_id.in_(scope.keys), Employment.valid_to.is_(None))
        people = people.where(Person.id.in_(there))
    if asked.after:
        last = select(Person.sort_key).where(Person.id == asked.after).scalar_subquery()
        people = people.where(tuple_(Person.sort_key, Person.id) > tuple_(last, asked.after))
    found = db.session.scalars(people).all()
    rows = _duty_rows(asked, scope).where(Duty.person_id.in_(found[:PEOPLE]))
    return list(_lines(db.session.execute(rows), rules)), len(found) > PEOPLE


def all_lines(asked: PeopleAsked, scope: Scope, rules: Rules) -> Iterator[PersonLine]:
    """Everybody in the order of names, as the database hands the rows out; one statement, never all in memory."""
    for line in _lines(streamed(_duty_rows(asked, scope)), rules):
        if asked.state is None or any(duty.state is asked.state for duty in line.duties.values()):
            yield line


def count_people(asked: PeopleAsked, scope: Scope, rules: Rules) -> int:
    """How many `all_lines` gives."""
    people = select(func.count(Duty.person_id.distinct())).where(*_matching(asked, scope))
    return db.session.scalar(people.where(in_state(asked.state, rules.today, rules.soon))) or 0


def _matching(asked: PeopleAsked, scope: Scope) -> list[Any]:
    where = [Duty.assignment_id.in_(asked.keys), Duty.stage != Stage.RELEASED.value, within_scope(Duty.unit_id, scope)]
    return where if asked.units is None else [*where, Duty.unit_id.in_(asked.units)]


def _duty_rows(asked: PeopleAsked, scope: Scope) -> Any:
    columns = (Person.id, Person.name, Person.title_before, Person.title_after, Employment.nip)
    rows = select(*columns, Unit.name.label("unit"), Duty.assignment_id, Duty.stage, Duty.until)
    rows = rows.join(Person, Person.id == Duty.person_id).outerjoin(Employment, _CURRENT)
    rows = rows.outerjoin(Unit, Unit.id == Duty.unit_id).where(*_matching(asked, scope))
    return rows.order_by(Person.sort_key, Person.id)


def _lines(rows: Iterable[Any], rules: Rules) -> Iterator[PersonLine]:
    for person_id, group in groupby(rows, key=lambda row: row.id):
        held = list(group)
        one = held[0]
        name = full_name(one.name, one.title_before, one.title_after)
        duties = {row.assignment_id: _standing(row, rules) for row in held}
        yield PersonLine(person_id, name, one.unit or "", one.nip or "", duties)


def _standing(row: Any, rules: Rules) -> Standing:
    state = state_of(Stage(row.stage), row.until, rules.today, rules.soon)
    return Standing(state, row.until, abs((row.until - rules.today).days))


@dataclass(frozen=True)
class AskedLine:
    """One assignment of a person."""

    assignment_id: int
    title: str
    programme_id: int | None
    kind: Kind
    standing: Standing
    done_at: datetime | None


@dataclass(frozen=True)
class DoneLine:
    """A course that a person completed."""

    title: str
    done_at: datetime


@dataclass(frozen=True)
class PersonFacts:
    """Who somebody is now; `unit_id` None of who is in no unit, or no longer here."""

    id: int
    name: str
    position: str
    unit: str
    unit_id: int | None
    is_active: bool


def person_facts(person_id: int) -> PersonFacts | None:
    """One person as they are now."""
    rows = select(Person, Employment.position, Employment.unit_id, Unit.name.label("unit"))
    rows = rows.outerjoin(Employment, _CURRENT).outerjoin(Unit, Unit.id == Employment.unit_id)
    row = db.session.execute(rows.where(Person.id == person_id)).one_or_none()
    if row is None:
        return None
    name = full_name(row.Person.name, row.Person.title_before, row.Person.title_after)
    is_active = row.Person.password_hash is not None
    return PersonFacts(person_id, name, row.position or "", row.unit or "", row.unit_id, is_active)


def asked_lines(person_id: int, rules: Rules) -> list[AskedLine]:
    """What assignments that run ask of a person, by the last day."""
    rows = (
        select(Duty.assignment_id, Duty.stage, Duty.until, Duty.done_at, Assignment.kind, *NAMES)
        .select_from(Duty)
        .join(Assignment, Assignment.id == Duty.assignment_id)
    )
    rows = (
        joined_subject(rows)
        .where(Duty.person_id == person_id, Duty.stage != Stage.RELEASED.value, Assignment.ended_at.is_(None))
        .order_by(Duty.until, Duty.assignment_id)
    )
    return [
        AskedLine(row.assignment_id, row.title, row.programme_id, Kind(row.kind), _standing(row, rules), row.done_at)
        for row in db.session.execute(rows)
    ]


def done_lines(person_id: int) -> list[DoneLine]:
    """The courses that a person completed, each time of it, the newest first."""
    rows = select(CourseVersion.title, Enrolment.completed_at)
    rows = rows.join(CourseVersion, CourseVersion.id == Enrolment.version_id)
    rows = rows.where(Enrolment.person_id == person_id, Enrolment.completed_at.is_not(None))
    found = db.session.execute(rows.order_by(Enrolment.completed_at.desc(), Enrolment.id.desc()))
    return [DoneLine(title, at) for title, at in found if at is not None]
