"""Questions that the pages of assignments ask; they change nothing. Who may see what is a `Scope`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true, tuple_

from lms.accounts.models import Employment, Person
from lms.accounts.queries import full_name
from lms.accounts.scope import Scope
from lms.assignments.models import Assignment, AssignmentDue, AssignmentTarget, Duty, DutyChange, DutyCount, DutyWeek
from lms.assignments.states import OPEN, DutyFacts, Kind, Stage, State, state_of
from lms.assignments.subjects import IS_OFFERED, NAMES, Subject, joined_subject
from lms.assignments.sums import Cell
from lms.org.models import Unit
from lms.platform.db.model import db

PAGE = 50
_OPEN = tuple(stage.value for stage in OPEN)


@dataclass(frozen=True)
class AssignmentPage:
    """An assignment with its course, or its programme; `slug` is "" for a programme."""

    id: int
    slug: str
    programme_id: int | None
    title: str
    is_offered: bool  # whether who has not begun can still complete it
    why: str
    kind: Kind
    due_on: date
    for_joiners: bool
    renew_after: int | None
    unit_id: int | None
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    ended_by: str
    ended_reason: str


def assignment_page(assignment_id: int) -> AssignmentPage | None:
    """One assignment, running or ended."""
    row = db.session.execute(_pages().where(Assignment.id == assignment_id)).one_or_none()
    return _page(row) if row is not None else None


def assignments(*, ended: bool, most: int = 200) -> tuple[AssignmentPage, ...]:
    """The assignments that run, by their last day; or those that ended, the newest first."""
    rows = _pages().where(Assignment.ended_at.is_not(None) if ended else Assignment.ended_at.is_(None))
    order = Assignment.ended_at.desc() if ended else Assignment.due_on
    return tuple(map(_page, db.session.execute(rows.order_by(order, Assignment.id).limit(most))))


def running_of(of: Subject) -> tuple[AssignmentPage, ...]:
    """The assignments of a course or a programme that run."""
    is_same = Assignment.course_id == of.course_id if of.course_id else Assignment.programme_id == of.programme_id
    rows = _pages().where(is_same, Assignment.ended_at.is_(None))
    return tuple(map(_page, db.session.execute(rows)))


def _pages() -> Any:
    return joined_subject(select(Assignment, *NAMES, IS_OFFERED))


def _page(row: Any) -> AssignmentPage:
    one, slug, title, programme_id, is_offered = row
    return AssignmentPage(
        one.id,
        slug,
        programme_id,
        title,
        bool(is_offered),
        one.why,
        Kind(one.kind),
        one.due_on,
        one.for_joiners,
        one.renew_after_months,
        one.unit_id,
        one.made_at,
        one.made_by,
        one.ended_at,
        one.ended_by or "",
        one.ended_reason,
    )


@dataclass(frozen=True)
class TargetWords:
    """Whom an assignment is for, by names; nothing chosen is no limit."""

    is_group: bool
    units: tuple[str, ...]
    statuses: tuple[str, ...]
    positions: tuple[str, ...]
    people: int


def targets_of(assignment_id: int) -> TargetWords:
    """What was chosen when it was made."""
    rows = select(AssignmentTarget.kind, AssignmentTarget.words, Unit.name)
    rows = rows.outerjoin(Unit, Unit.id == AssignmentTarget.unit_id).order_by(AssignmentTarget.id)
    found = db.session.execute(rows.where(AssignmentTarget.assignment_id == assignment_id)).all()
    of = {kind: tuple(row.words or row.name or "" for row in found if row.kind == kind) for kind in _KINDS}
    return TargetWords(
        any(row.kind != "person" for row in found), of["unit"], of["status"], of["position"], len(of["person"])
    )


_KINDS = ("everybody", "unit", "status", "position", "person")


def dues_of(assignment_id: int) -> dict[int, date]:
    """Unit → its own last day."""
    rows = select(AssignmentDue.unit_id, AssignmentDue.due_on).where(AssignmentDue.assignment_id == assignment_id)
    return dict(db.session.execute(rows).all())


def cells(keys: Collection[int], scope: Scope) -> list[Cell]:
    """The stored counts of assignments within reach."""
    columns = (DutyCount.assignment_id, DutyCount.unit_id, DutyCount.stage, DutyCount.until, DutyCount.people)
    rows = select(*columns).where(DutyCount.assignment_id.in_(keys), DutyCount.people != 0)
    rows = rows.where(within_scope(DutyCount.unit_id, scope))
    return [
        Cell(one, unit, Stage(stage), until, people) for one, unit, stage, until, people in db.session.execute(rows)
    ]


def done_by_week(keys: Collection[int], scope: Scope) -> list[tuple[int, date, int]]:
    """How many completed assignments in which week: unit (0: none), its Monday, people."""
    rows = select(DutyWeek.unit_id, DutyWeek.week, func.sum(DutyWeek.people))
    rows = rows.where(DutyWeek.assignment_id.in_(keys), within_scope(DutyWeek.unit_id, scope))
    found = db.session.execute(rows.group_by(DutyWeek.unit_id, DutyWeek.week).order_by(DutyWeek.week))
    return [(unit, week, int(people)) for unit, week, people in found]


@dataclass(frozen=True)
class NameLine:
    """Somebody who has it to do, and how far they are; `days` since or until the last one."""

    person_id: int
    name: str
    unit: str
    state: State
    until: date
    days: int


@dataclass(frozen=True)
class Filter:
    """Which people a page names: of a state (None: of any), of these units (None: of the whole scope)."""

    state: State | None
    units: Collection[int] | None
    after: int = 0  # key of the last person of the page before


def names(assignment_id: int, scope: Scope, wanted: Filter, today: date, soon: int) -> tuple[NameLine, ...]:
    """The next people in the order of names; one more than a page has, where there are more."""
    columns = (Person.id, Person.name, Person.title_before, Person.title_after, Duty.stage, Duty.until)
    rows = (
        select(*columns, Unit.name.label("unit"))
        .join(Person, Person.id == Duty.person_id)
        .outerjoin(Unit, Unit.id == Duty.unit_id)
        .where(
            Duty.assignment_id == assignment_id, in_state(wanted.state, today, soon), within_scope(Duty.unit_id, scope)
        )
        .order_by(Person.sort_key, Person.id)
    )
    if wanted.units is not None:
        rows = rows.where(Duty.unit_id.in_(wanted.units))
    if wanted.after:
        last = select(Person.sort_key).where(Person.id == wanted.after).scalar_subquery()
        rows = rows.where(tuple_(Person.sort_key, Person.id) > tuple_(last, wanted.after))
    return tuple(_name_line(row, today, soon) for row in db.session.execute(rows.limit(PAGE + 1)))


def _name_line(row: Any, today: date, soon: int) -> NameLine:
    name = full_name(row.name, row.title_before, row.title_after)
    state = state_of(Stage(row.stage), row.until, today, soon)
    return NameLine(row.id, name, row.unit or "", state, row.until, abs((row.until - today).days))


def in_state(state: State | None, today: date, soon: int) -> ColumnElement[bool]:
    """The same that `state_of` says, as a condition."""
    is_open, is_late = Duty.stage.in_(_OPEN), Duty.until < today
    is_soon = Duty.until <= _soon(today, soon)
    conditions: dict[State | None, ColumnElement[bool]] = {
        None: Duty.stage != Stage.RELEASED.value,
        State.OVERDUE: and_(is_open, is_late),
        State.DUE_SOON: and_(is_open, ~is_late, is_soon),
        State.NOT_STARTED: and_(Duty.stage == Stage.NOT_BEGUN.value, ~is_soon),
        State.IN_PROGRESS: and_(Duty.stage == Stage.BEGUN.value, ~is_soon),
        State.DONE: and_(Duty.stage == Stage.DONE.value, ~is_late),
        State.EXPIRED: and_(Duty.stage == Stage.DONE.value, is_late),
        State.WAIVED: Duty.stage == Stage.WAIVED.value,
    }
    return conditions[state]


def _soon(today: date, days: int) -> date:
    return today + timedelta(days=days)


def within_scope(column: Any, scope: Scope) -> ColumnElement[bool]:
    """That a row is of a unit within reach; of none, only where all are."""
    return true() if scope.is_all else column.in_(scope.keys)


@dataclass(frozen=True)
class ChangeLine:
    """What was decided about a duty, or followed from a post."""

    kind: str
    reason: str
    due_on: date
    at: datetime
    by: str


@dataclass(frozen=True)
class DutyPage:
    """One person's duty with everything that happened to it."""

    person_id: int
    name: str
    position: str
    unit: str
    facts: DutyFacts
    until: date
    given_at: datetime
    changes: tuple[ChangeLine, ...]


def duty_page(assignment_id: int, person_id: int) -> DutyPage | None:
    """The duty of one person; two statements."""
    current = and_(Employment.person_id == Person.id, Employment.valid_to.is_(None))
    rows = (
        select(Duty, Person, Employment.position, Unit.name)
        .join(Person, Person.id == Duty.person_id)
        .outerjoin(Employment, current)
        .outerjoin(Unit, Unit.id == Duty.unit_id)
        .where(Duty.assignment_id == assignment_id, Duty.person_id == person_id)
    )
    found = db.session.execute(rows).one_or_none()
    if found is None:
        return None
    row, person, position, unit = found
    changes = select(DutyChange).where(DutyChange.duty_id == row.id).order_by(DutyChange.id)
    return DutyPage(
        person.id,
        full_name(person.name, person.title_before, person.title_after),
        position or "",
        unit or "",
        DutyFacts(**{name: getattr(row, name) for name in DutyFacts.__dataclass_fields__}),
        row.until,
        row.given_at,
        tuple(ChangeLine(one.kind, one.reason, one.due_on, one.at, one.by) for one in db.session.scalars(changes)),
    )


def people_called(words: Collection[str], scope: Scope) -> dict[str, int]:
    """User name or NIP as typed → the person within reach; nobody where there is none, or more than one."""
    rows = (
        select(Person.id, Person.username, Employment.nip)
        .join(Employment, and_(Employment.person_id == Person.id, Employment.valid_to.is_(None)))
        .where(or_(Person.username.in_(words), Employment.nip.in_(words)), within_scope(Employment.unit_id, scope))
    )
    found: dict[str, set[int]] = {}
    for key, username, nip in db.session.execute(rows):
        for word in {username, nip} & set(words):
            found.setdefault(word, set()).add(key)
    return {word: keys.pop() for word, keys in found.items() if len(keys) == 1}


def count_seen(assignment_id: int, scope: Scope) -> int:
    """How many people within reach have it to do, or had."""
    rows = select(func.count(DutyCount.id)).where(DutyCount.assignment_id == assignment_id)
    return db.session.scalar(rows.where(within_scope(DutyCount.unit_id, scope))) or 0
