"""Assignments, posts and duties as operations read them: many at once, each kind by one statement; nothing changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from lms.accounts.models import Employment, Person
from lms.assignments.aim import Aim, Standing, Targets
from lms.assignments.models import Assignment, AssignmentDue, AssignmentTarget, Duty
from lms.assignments.states import DutyFacts
from lms.assignments.subjects import Subject
from lms.learning.models import Enrolment
from lms.org.models import Unit
from lms.platform.db.model import db
from lms.programmes.models import ProgrammeCompletion, ProgrammePart

AT_ONCE = 5_000
"""Keys in one statement; databases take some ten thousands."""


@dataclass(frozen=True)
class Running:
    """An assignment that has not ended."""

    id: int
    of: Subject
    for_joiners: bool
    renew_after: int | None
    made_at: datetime
    aim: Aim


@dataclass(frozen=True)
class KeptDuty:
    """A duty as it is stored."""

    id: int
    facts: DutyFacts
    given_at: datetime


@dataclass(frozen=True)
class Learnt:
    """What somebody did in a course or programme: when they began what is open or completed, completed it last."""

    begun_at: datetime | None = None
    done_at: datetime | None = None


def running(*where: ColumnElement[bool]) -> tuple[Running, ...]:
    """The assignments that have not ended, with whom they are for; three statements."""
    rows = db.session.scalars(select(Assignment).where(Assignment.ended_at.is_(None), *where)).all()
    keys = [row.id for row in rows]
    if not keys:
        return ()
    targets: dict[int, list[AssignmentTarget]] = {key: [] for key in keys}
    for target in db.session.scalars(select(AssignmentTarget).where(AssignmentTarget.assignment_id.in_(keys))):
        targets[target.assignment_id].append(target)
    dues: dict[int, dict[int, date]] = {key: {} for key in keys}
    for due in db.session.scalars(select(AssignmentDue).where(AssignmentDue.assignment_id.in_(keys))):
        dues[due.assignment_id][due.unit_id] = due.due_on
    return tuple(
        Running(
            row.id,
            Subject(row.course_id, row.programme_id),
            row.for_joiners,
            row.renew_after_months,
            row.made_at,
            Aim(row.unit_id, _targets(targets[row.id]), row.due_on, dues[row.id]),
        )
        for row in rows
    )


def _targets(rows: Iterable[AssignmentTarget]) -> Targets:
    of: dict[str, set[Any]] = {kind: set() for kind in ("everybody", "unit", "status", "position", "person")}
    for row in rows:
        of[row.kind].add(row.unit_id or row.person_id or row.words)
    return Targets(
        is_group=any(of[kind] for kind in ("everybody", "unit", "status", "position")),
        units=frozenset(of["unit"]),
        statuses=frozenset(of["status"]),
        positions=frozenset(of["position"]),
        people=frozenset(of["person"]),
    )


def places() -> dict[int, tuple[int, ...]]:
    """Unit → the units from the top to it, closed ones too."""
    rows = db.session.execute(select(Unit.id, Unit.parent_path))
    return {key: (*map(int, path.strip("/").split("/")), key) if path != "/" else (key,) for key, path in rows}


def standings(people: Collection[int] | None = None) -> Iterator[Standing]:
    """Where people stand who are at the institution: these, or everybody. Whose last day is known has left."""
    columns = (Employment.person_id, Employment.unit_id, Employment.status, Employment.position)
    rows = select(*columns).where(Employment.valid_to.is_(None))
    above = places()
    for where in _parts(Employment.person_id, people):
        for person_id, unit_id, status, position in db.session.execute(rows.where(*where)):
            yield Standing(person_id, above[unit_id] if unit_id is not None else (), status, position)


def duties(*where: ColumnElement[bool], people: Collection[int] | None = None) -> Iterator[KeptDuty]:
    """Duties of assignments that have not ended."""
    names = tuple(DutyFacts.__dataclass_fields__)
    rows = select(Duty.id, Duty.given_at, *(getattr(Duty, name) for name in names))
    rows = rows.join(Assignment, Assignment.id == Duty.assignment_id).where(Assignment.ended_at.is_(None), *where)
    for part in _parts(Duty.person_id, people):
        for key, given_at, *facts in db.session.execute(rows.where(*part)):
            yield KeptDuty(key, DutyFacts(*facts), given_at)


@dataclass(frozen=True)
class Learning:
    """What people did in courses and programmes, by person and which."""

    of: Mapping[tuple[int, Subject], Learnt] = field(default_factory=dict)

    def by(self, person_id: int, of: Subject) -> Learnt:
        """What this person did in that course or programme."""
        return self.of.get((person_id, of), Learnt())


def learning_of(subjects: Collection[Subject], people: Collection[int] | None = None) -> Learning:
    """What people did in courses and programmes: these people, or everybody."""
    courses = [one.course_id for one in subjects if one.course_id is not None]
    programmes = [one.programme_id for one in subjects if one.programme_id is not None]
    return Learning({**_of_courses(courses, people), **_of_programmes(programmes, people)})


def _of_courses(courses: Collection[int], people: Collection[int] | None) -> dict[tuple[int, Subject], Learnt]:
    if not courses:
        return {}
    rows = select(Enrolment.person_id, Enrolment.course_id, begun_at(), func.max(Enrolment.completed_at))
    rows = rows.where(Enrolment.course_id.in_(courses)).group_by(Enrolment.person_id, Enrolment.course_id)
    found: dict[tuple[int, Subject], Learnt] = {}
    for where in _parts(Enrolment.person_id, people):
        for person_id, course_id, begun, done in db.session.execute(rows.where(*where)):
            found[person_id, Subject(course_id=course_id)] = Learnt(begun, done)
    return found


def _of_programmes(programmes: Collection[int], people: Collection[int] | None) -> dict[tuple[int, Subject], Learnt]:
    """Begun with any part; done as the stored completion says, if it did not stay behind with a merged record."""
    if not programmes:
        return {}
    parts = select(Enrolment.person_id, ProgrammePart.programme_id, begun_at())
    parts = parts.join(ProgrammePart, ProgrammePart.course_id == Enrolment.course_id)
    parts = parts.where(ProgrammePart.programme_id.in_(programmes))
    parts = parts.group_by(Enrolment.person_id, ProgrammePart.programme_id)
    held = (ProgrammeCompletion.person_id, ProgrammeCompletion.programme_id, ProgrammeCompletion.completed_at)
    completions = select(*held).join(Person, Person.id == ProgrammeCompletion.person_id)
    completions = completions.where(ProgrammeCompletion.programme_id.in_(programmes), Person.merged_into_id.is_(None))
    found: dict[tuple[int, Subject], Learnt] = {}
    for where in _parts(Enrolment.person_id, people):
        for person_id, key, begun in db.session.execute(parts.where(*where)):
            found[person_id, Subject(programme_id=key)] = Learnt(begun)
    for where in _parts(ProgrammeCompletion.person_id, people):
        for person_id, key, done in db.session.execute(completions.where(*where)):
            of = (person_id, Subject(programme_id=key))
            found[of] = Learnt(found.get(of, Learnt()).begun_at, done)
    return found


def begun_at() -> ColumnElement[datetime]:
    """When the newest enrolment was begun that is open or completed; of several enrolments."""
    return func.max(case((Enrolment.state != "left", Enrolment.enrolled_at)))


def _parts(column: Any, keys: Collection[int] | None) -> Iterator[tuple[ColumnElement[bool], ...]]:
    """Conditions that together reach these keys; all of them where none are given."""
    if keys is None:
        yield ()
        return
    ordered = sorted(keys)
    for at in range(0, len(ordered), AT_ONCE):
        yield (column.in_(ordered[at : at + AT_ONCE]),)
