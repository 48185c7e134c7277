"""How a course goes, added up by the database: who came, who finished, where they stop. Nobody is named.

Each person counts once, by the newest time they took the course.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, ScalarSelect, and_, case, cast, func, or_, select
from sqlalchemy.orm import aliased

from lms.content.models import CourseItem, CourseRow, CourseVersion, RenderedItem
from lms.kernel.errors import NotFound
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.model import db

STILL = timedelta(days=30)
"""Without anything done for so long, somebody is taken to have stopped."""

ItemKey = tuple[str, str, str]  # key, kind and role: the same item in all versions


@dataclass(frozen=True)
class Crowd:
    """How many people took a course, completed it at least once, take it now, and left it without completing it."""

    people: int
    completed: int
    active: int
    left: int


@dataclass(frozen=True)
class Waiting:
    """How many people have an item before them, and how many of those stopped there."""

    people: int
    stopped: int


@dataclass(frozen=True)
class FiguredItem:
    """An item of the current version; `parts` is the stored page, "" without one."""

    item: CourseItem
    parts: str

    @property
    def identity(self) -> ItemKey:
        """By which its progress in other versions is found."""
        return self.item.key, self.item.kind, self.item.role


def figured_course(slug: str) -> tuple[CourseVersion, tuple[FiguredItem, ...]]:
    """The current version of a course with its items; two queries. Raises NotFound."""
    rows = select(CourseVersion).join(CourseRow, CourseRow.current_version_id == CourseVersion.id)
    version = db.session.scalar(rows.where(CourseRow.slug == slug))
    if version is None:
        raise NotFound
    items = select(CourseItem, RenderedItem.parts).outerjoin(RenderedItem, RenderedItem.item_id == CourseItem.id)
    found = db.session.execute(items.where(CourseItem.version_id == version.id).order_by(CourseItem.position))
    return version, tuple(FiguredItem(item, parts or "") for item, parts in found)


def crowd_of(course_id: int) -> Crowd:
    """The people of a course; one query."""
    has_completed = func.max(case((Enrolment.state == "completed", 1), else_=0))
    each = select(Enrolment.person_id, func.max(Enrolment.sequence).label("sequence"), has_completed.label("completed"))
    person = each.where(Enrolment.course_id == course_id).group_by(Enrolment.person_id).subquery().c
    newest = aliased(Enrolment)
    is_newest = and_(newest.person_id == person.person_id, newest.sequence == person.sequence)
    rows = select(
        func.count(),
        func.coalesce(func.sum(person.completed), 0),
        _sum(newest.state == "active"),
        _sum(and_(newest.state == "left", person.completed == 0)),
    ).join(newest, and_(is_newest, newest.course_id == course_id))
    return Crowd(*(int(number) for number in db.session.execute(rows).one()))


def done_by_item(course_id: int) -> Mapping[ItemKey, int]:
    """How many people have done each item; one query."""
    rows = (
        select(CourseItem.key, CourseItem.kind, CourseItem.role, func.count())
        .select_from(Enrolment)
        .join(ItemProgress, ItemProgress.enrolment_id == Enrolment.id)
        .join(CourseItem, and_(CourseItem.id == ItemProgress.item_id, CourseItem.version_id == Enrolment.version_id))
        .where(_is_counted(course_id), ItemProgress.done_at.is_not(None))
        .group_by(CourseItem.key, CourseItem.kind, CourseItem.role)
    )
    return {(key, kind, role): count for key, kind, role, count in db.session.execute(rows)}


def waiting_by_item(course_id: int, now: datetime) -> Mapping[ItemKey, Waiting]:
    """Who has which item before them: the first that completion needs and that is neither done nor waits to be marked.

    Practice is passed over, for whoever skips it has not stopped. One query.
    """
    has_stopped = or_(Enrolment.state == "left", Enrolment.last_activity_at < now - STILL)
    rows = (
        select(CourseItem.key, CourseItem.kind, CourseItem.role, func.count(), _sum(has_stopped))
        .select_from(Enrolment)
        .join(CourseItem, CourseItem.id == _next_item())
        .where(_is_counted(course_id), Enrolment.state != "completed")
        .group_by(CourseItem.key, CourseItem.kind, CourseItem.role)
    )
    found = db.session.execute(rows)
    return {(key, kind, role): Waiting(people, int(stopped)) for key, kind, role, people, stopped in found}


def _is_counted(course_id: int) -> ColumnElement[bool]:
    """Whether an enrolment is the newest of its person in the course."""
    later = aliased(Enrolment)
    is_later = and_(later.person_id == Enrolment.person_id, later.course_id == Enrolment.course_id)
    rows = select(later.id).where(is_later, later.sequence > Enrolment.sequence).correlate(Enrolment)
    return and_(Enrolment.course_id == course_id, ~rows.exists())


def _next_item() -> ScalarSelect[int]:
    """The first item of the enrolment's version that it lacks."""
    item = aliased(CourseItem)
    is_done = select(ItemProgress.id).where(
        ItemProgress.enrolment_id == Enrolment.id,
        ItemProgress.item_id == item.id,
        or_(ItemProgress.done_at.is_not(None), ItemProgress.waits_since.is_not(None)),
    )
    is_lacking = ~is_done.correlate(Enrolment, item).exists()
    rows = select(item.id).where(item.version_id == Enrolment.version_id, item.role != "practice", is_lacking)
    return rows.order_by(item.position).limit(1).correlate(Enrolment).scalar_subquery()


def _sum(holds: Any) -> ColumnElement[int]:
    counted: ColumnElement[int] = func.coalesce(func.sum(cast(case((holds, 1), else_=0), Integer)), 0)
    return counted
