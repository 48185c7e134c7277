"""A small city with units in a tree, people in them, and a course with one lesson; steps, each through a door."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from lms.accounts import operations as accounts
from lms.accounts.employment import EmploymentStatus
from lms.accounts.models import Person
from lms.accounts.posts import Identity, NewPerson, Post
from lms.accounts.scope import Scope
from lms.assignments import operations
from lms.assignments.aim import Targets
from lms.assignments.models import Duty, DutyCount
from lms.assignments.operations import NewAssignment
from lms.assignments.states import Kind
from lms.content.models import CourseRow
from lms.doctor import differences
from lms.learning import operations as learning
from lms.learning.models import Enrolment
from lms.org import operations as org
from lms.org.unit_queries import open_units
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.learning.courses import add_course
from tests.support.people import NOW

BY = "rina"
DUE = date(2026, 12, 10)
ONE_LESSON = (("sapa", "", "lesson", ""),)
CITY = ("Dinas Kesehatan", "Dinas Pendidikan")
SITES = {"Puskesmas A": "Dinas Kesehatan", "Puskesmas B": "Dinas Kesehatan", "SD 1": "Dinas Pendidikan"}


def add_city() -> dict[str, int]:
    """The units, each by its name."""
    with door(writes=True):
        units = {name: org.add_unit(org.NewUnit(name), NOW, by=BY) for name in CITY}
        for name, above in SITES.items():
            units[name] = org.add_unit(org.NewUnit(name, units[above]), NOW, by=BY)
    return units


def add_people(
    units: Sequence[int | None], status: str = "pns", position: str = "Perawat Terampil", at: datetime = NOW
) -> list[int]:
    """Somebody in each of these units, with a confirmed name."""
    with door(writes=True):
        new = [
            NewPerson(Identity(f"Ani Contoh {number}"), Post("", EmploymentStatus(status), "", position, unit))
            for number, unit in enumerate(units)
        ]
        keys = accounts.add_people(new, date(2020, 1, 1), at, by=BY)
        db.session.execute(update(Person).where(Person.id.in_(keys)).values(name_confirmed_at=NOW))
    return keys


def add_lesson(slug: str = "ramah") -> int:
    """A course of one lesson; its key."""
    add_course(slug, ONE_LESSON)
    with door(writes=False):
        return db.session.scalars(select(CourseRow.id).where(CourseRow.slug == slug)).one()


def everywhere() -> Scope:
    """All units."""
    return Scope(open_units(), is_all=True)


def assign(course: int | None, at: datetime = NOW, token: str = "", due_on: date = DUE, **fields: Any) -> int:
    """Assigns a course to everybody, or to `targets`."""
    made = fields.pop("targets", Targets())
    with door(writes=True):
        token = token or f"t{db.session.query(db.func.max(Duty.assignment_id)).scalar() or 0}-{at.isoformat()}"
        new = NewAssignment(token, course, fields.pop("unit_id", None), Kind.MANDATORY, due_on, made, **fields)
        return operations.assign(new, everywhere(), at, by=BY)


def assign_programme(programme: int, **fields: Any) -> int:
    """Assigns a programme to everybody, or to `targets`."""
    return assign(None, programme_id=programme, **fields)


def end_assignment(number: int, at: datetime = NOW) -> None:
    """It asks nothing of anybody any more."""
    with door(writes=True):
        operations.end(number, "", everywhere(), at, by=BY)


def move(people: Sequence[int], unit: int | None, at: datetime = NOW, status: str = "pns") -> None:
    """People are in another unit from now on."""
    with door(writes=True):
        post = Post("", EmploymentStatus(status), "", "Perawat Terampil", unit)
        accounts.change_posts(dict.fromkeys(people, post), at.date(), at, by=BY)


def leave_office(people: Sequence[int], at: datetime = NOW) -> None:
    """People are no longer here."""
    with door(writes=True):
        accounts.leave(people, at.date(), at, by=BY)


def begin(person: int, slug: str = "ramah", at: datetime = NOW) -> int:
    """Somebody takes the course."""
    with door(writes=True):
        return learning.enrol(person, slug, at)


def complete(person: int, slug: str = "ramah", at: datetime = NOW) -> None:
    """Somebody takes the course and completes it."""
    enrolment = begin(person, slug, at)
    with door(writes=True):
        item = db.session.scalar(db.text("SELECT min(i.id) FROM course_item i JOIN enrolment e ON e.version_id ="
                                         " i.version_id WHERE e.id = :id"), {"id": enrolment})  # fmt: skip
        learning.finish_lesson(enrolment, item, at)


def stop(person: int, at: datetime = NOW) -> None:
    """Somebody leaves every course that they take."""
    with door(writes=True):
        rows = select(Enrolment.id).where(Enrolment.person_id == person, Enrolment.state == "active")
        for key in db.session.scalars(rows).all():
            learning.leave(key, at)


def counted(assignment: int, unit: int | None = None) -> Counter[str]:
    """How many are at each stage by the sums, in a unit or in all."""
    with door(writes=False):
        rows = select(DutyCount).where(DutyCount.assignment_id == assignment)
        rows = rows if unit is None else rows.where(DutyCount.unit_id == unit)
        sums: Counter[str] = Counter()
        for row in db.session.scalars(rows):
            sums[row.stage] += row.people
    return +sums


def duty(assignment: int, person: int) -> Duty | None:
    """What is stored of somebody's duty."""
    with door(writes=False):
        return db.session.scalar(select(Duty).where(Duty.assignment_id == assignment, Duty.person_id == person))


def recounted() -> list[str]:
    """What the doctor finds."""
    with door(writes=False):
        return [f"{one.table} {one.column}: {one.stored} is {one.counted}" for one in differences()]


def later(days: int) -> datetime:
    """So many days after now."""
    return NOW + timedelta(days=days)


def assign_to(person: int) -> int:
    """Assigns the course that is there to one person; the number of the assignment."""
    with door(writes=True):
        course = db.session.scalars(select(CourseRow.id).order_by(CourseRow.id)).first()
        assert course is not None
        targets = Targets(is_group=False, people=frozenset({person}))
        new = NewAssignment("one", course, None, Kind.MANDATORY, date(2099, 1, 1), targets)
        return operations.assign(new, everywhere(), NOW, by=BY)
