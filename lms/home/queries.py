"""What a learner's first page shows of courses: begun, asked of them, and short ones to begin; one statement for all.

The same statement counts what is new in reports of faults; where it has no course to show, that is a query of its own.
Programmes that are asked of the person are one more, for whoever has any.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from lms.assignments.asked import (
    AskedProgramme,
    asked_of,
    counted_programmes,
    due_of,
    programmes_asked,
    soon_days_on,
)
from lms.catalog.queries import recognised_jp
from lms.content.models import CourseItem, CourseRow, CourseVersion
from lms.feedback.queries import faults_waiting, new_answers
from lms.learning.due import Due
from lms.learning.models import Enrolment, ItemProgress
from lms.learning.queries import NOTHING_DONE, Step, step_from
from lms.platform.db.hot_statements import HotRead

SHORT_MINUTES = 90
SUGGESTED = 2
ACTIVE: ColumnElement[str] = literal_column("'active'")
"""Not a parameter: SQLite plans a statement anew at each run if a parameter decides whether a partial index fits."""


@dataclass(frozen=True)
class Card:
    """A course on the first page. `enrolment_id` is None if it is not begun; `step` is the next one to do, if any."""

    slug: str
    title: str
    summary: str
    minutes: int
    jp: int | None
    enrolment_id: int | None
    done: int
    all: int
    has_newer: bool  # a newer version than the one that the person takes
    pretest: int  # questions that may be answered before the first lesson
    step: Step | None
    waits: bool = False  # a final that was handed in waits to be marked
    due: Due | None = None  # until when it is to be completed


@dataclass(frozen=True)
class FirstPage:
    """Courses that are to be completed until a day, the earliest first; then those that the person takes, the latest
    activity first; then the shortest that they have not begun.

    `answers` counts reports that were answered since they were put away last, `faults` those that wait in the courses
    that the person wrote. `programmes` are to be completed until a day, the earliest first.
    """

    cards: tuple[Card, ...]
    answers: int
    faults: int
    programmes: tuple[AskedProgramme, ...]


def first_page_of(person_id: int, today: date) -> FirstPage:
    """What the person finds there."""
    rows = _CARDS.rows(person_id=person_id, today=today)
    counted = rows[0] if rows else _COUNTED.rows(person_id=person_id)[0]
    programmes = programmes_asked(person_id, today) if counted.programmes else ()
    return FirstPage(tuple(_card(row, today) for row in rows), counted.new_answers, counted.faults, programmes)


def _next_item() -> ScalarSelect[int]:
    """The first item of the enrolment's version that is to be done, as `learning.queries.next_step` says it."""
    item = aliased(CourseItem)
    is_done = select(ItemProgress.id).where(
        ItemProgress.enrolment_id == Enrolment.id,
        ItemProgress.item_id == item.id,
        or_(ItemProgress.done_at.is_not(None), ItemProgress.waits_since.is_not(None)),
    )
    is_done = is_done.correlate(Enrolment, item)  # by itself it would look no further than to the item
    rows = select(item.id).where(item.version_id == Enrolment.version_id, ~is_done.exists())
    return rows.order_by(item.position).limit(1).scalar_subquery()


def _waits() -> ColumnElement[bool]:
    """Whether answers to a quiz of the enrolment wait to be marked."""
    rows = select(ItemProgress.id).join(CourseItem, CourseItem.id == ItemProgress.item_id)
    here = and_(ItemProgress.enrolment_id == Enrolment.id, CourseItem.version_id == Enrolment.version_id)
    return rows.where(here, ItemProgress.waits_since.is_not(None)).correlate(Enrolment).exists()


_OF_COURSE = (
    CourseRow.slug,
    CourseVersion.title.label("course_title"),
    CourseVersion.summary,
    CourseVersion.minutes.label("course_minutes"),
    CourseVersion.pretest,
    recognised_jp().label("jp"),
    Enrolment.id.label("enrolment_id"),
    Enrolment.done_count,
    Enrolment.item_count,
    (Enrolment.version_id != CourseRow.current_version_id).label("has_newer"),
)
_OF_ITEM = (
    CourseItem.id,
    CourseItem.position,
    CourseItem.key,
    CourseItem.module_title,
    CourseItem.kind,
    CourseItem.role,
    CourseItem.title,
    CourseItem.minutes,
    CourseItem.question_count,
)


def _of_asked(asked: CTE, today: Any) -> tuple[Any, ...]:
    """What `due_of` reads."""
    return asked.c.until, asked.c.mandatory, asked.c.renewed, asked.c.why, soon_days_on(today).label("soon")


def _statement() -> Select[Any]:
    person_id, today = bindparam("person_id", type_=Integer), bindparam("today", type_=Date)
    asked = asked_of(person_id, today)
    other = aliased(Enrolment)
    held = select(other.id).where(other.person_id == person_id, other.course_id == CourseRow.id, other.state != "left")
    is_offered = CourseRow.withdrawn_at.is_(None)
    is_short = and_(is_offered, CourseVersion.minutes <= SHORT_MINUTES, ~held.exists())
    active = select(func.count(other.id)).where(other.person_id == person_id, other.state == ACTIVE)
    rows: Any = (
        select(*_OF_COURSE, _waits().label("waits"), *_OF_ITEM, *_counts(person_id), *_of_asked(asked, today))
        .select_from(CourseRow)
        .outerjoin(
            Enrolment,
            and_(Enrolment.course_id == CourseRow.id, Enrolment.person_id == person_id, Enrolment.state == ACTIVE),
        )
        .join(CourseVersion, CourseVersion.id == func.coalesce(Enrolment.version_id, CourseRow.current_version_id))
        .outerjoin(CourseItem, CourseItem.id == _next_item())
        .outerjoin(asked, asked.c.course_id == CourseRow.id)
        .where(or_(Enrolment.id.is_not(None), is_short, and_(is_offered, asked.c.until.is_not(None))))
        .order_by(
            asked.c.until.nulls_last(),
            Enrolment.last_activity_at.desc().nulls_last(),
            CourseVersion.minutes,
            CourseRow.id,
        )
    )
    made: Select[Any] = rows.limit(
        active.scalar_subquery() + select(func.count(asked.c.course_id)).scalar_subquery() + SUGGESTED
    )
    return made


def _counts(person_id: Any) -> tuple[ColumnElement[int], ...]:
    counts = {"new_answers": new_answers(person_id), "faults": faults_waiting(person_id)}
    counts["programmes"] = counted_programmes(person_id)
    return tuple(count.label(name) for name, count in counts.items())


_CARDS = HotRead(_statement())
_COUNTED = HotRead(select(*_counts(bindparam("person_id", type_=Integer))))


def _card(row: Any, today: date) -> Card:
    return Card(
        slug=row.slug,
        title=row.course_title,
        summary=row.summary,
        minutes=row.course_minutes,
        jp=row.jp,
        enrolment_id=row.enrolment_id,
        done=row.done_count or 0,
        all=row.item_count or 0,
        has_newer=bool(row.has_newer),
        pretest=row.pretest,
        step=step_from(row, NOTHING_DONE) if row.id else None,
        waits=bool(row.waits),
        due=due_of(row, today, is_begun=row.enrolment_id is not None) if row.until else None,
    )
