"""Questions about programmes; they change nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Subquery, case, func, select

from lms.content.models import CourseRow, CourseVersion, Recognition
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.programmes.models import Programme, ProgrammeCompletion, ProgrammePart
from lms.programmes.worth import jp_of

MOST = 200
"""Programmes in the list of those that ended."""


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme in a list, with how far a person is."""

    id: int
    title: str
    summary: str
    parts: int
    needed: int
    done: int
    completed_at: datetime | None


@dataclass(frozen=True)
class Part:
    """A course of a programme, as a person stands in it; `jp` is what the office recognises now, None for nothing."""

    course_id: int
    slug: str
    title: str
    jp: int | None
    is_open: bool
    is_begun: bool
    completed_at: datetime | None

    @property
    def state(self) -> str:
        """The state, as the macro of that name takes it."""
        if self.completed_at is not None:
            return "done"
        return "in_progress" if self.is_begun else "not_started"


@dataclass(frozen=True)
class ProgrammePage:
    """A programme with its parts in order, as a person stands in it; `jp` is what the ledger holds of its parts."""

    id: int
    title: str
    summary: str
    needed: int
    ended_at: datetime | None
    completed_at: datetime | None
    parts: tuple[Part, ...]
    jp: int

    @property
    def done(self) -> int:
        """How many parts are completed."""
        return sum(part.completed_at is not None for part in self.parts)

    @property
    def is_by_choice(self) -> bool:
        """Whether some of the parts are enough."""
        return self.needed < len(self.parts)

    @property
    def is_running(self) -> bool:
        """Whether it can still be completed by this person."""
        return self.ended_at is None and self.completed_at is None

    @property
    def is_ready(self) -> bool:
        """Whether all was completed before the programme was made, so that only the person's word is missing."""
        return self.is_running and self.done >= self.needed

    @property
    def is_possible(self) -> bool:
        """Whether enough of the parts are completed, begun or still offered."""
        return sum(part.completed_at is not None or part.is_begun or part.is_open for part in self.parts) >= self.needed

    @property
    def next(self) -> Part | None:
        """The part to go on with: one that is begun, else the first that is open."""
        if not self.is_running or self.is_ready:
            return None
        left = [part for part in self.parts if part.completed_at is None and (part.is_open or part.is_begun)]
        return next((part for part in left if part.is_begun), left[0] if left else None)


def programmes(person_id: int, *, ended: bool = False) -> tuple[ProgrammeLine, ...]:
    """The programmes that run, by title, or the newest of those that ended; one query."""
    is_part = ProgrammePart.programme_id == Programme.id
    parts = select(func.count(ProgrammePart.id)).where(is_part).scalar_subquery()
    completed = select(ProgrammeCompletion.completed_at).where(
        ProgrammeCompletion.programme_id == Programme.id, ProgrammeCompletion.person_id == person_id
    )
    columns = (Programme.id, Programme.title, Programme.summary, parts, Programme.needed, done_by(person_id))
    rows = select(*columns, completed.scalar_subquery())
    if ended:
        newest = rows.where(Programme.ended_at.is_not(None)).order_by(Programme.ended_at.desc(), Programme.id)
        return tuple(ProgrammeLine(*row) for row in db.session.execute(newest.limit(MOST)))
    found = [ProgrammeLine(*row) for row in db.session.execute(rows.where(Programme.ended_at.is_(None)))]
    return tuple(sorted(found, key=lambda line: (line.title.casefold(), line.id)))


def running_programmes() -> tuple[tuple[int, str], ...]:
    """The programmes that have not ended: key and title, by title."""
    rows = db.session.execute(select(Programme.id, Programme.title).where(Programme.ended_at.is_(None))).all()
    return tuple(sorted(((key, title) for key, title in rows), key=lambda one: (one[1].casefold(), one[0])))


def done_by(person_id: Any) -> ScalarSelect[int]:
    """How many parts of the programme of the row a person, a key or a column, has completed."""
    rows = select(func.count(Enrolment.course_id.distinct())).join(
        ProgrammePart, ProgrammePart.course_id == Enrolment.course_id
    )
    rows = rows.where(Enrolment.person_id == person_id, Enrolment.state == "completed")
    return rows.where(ProgrammePart.programme_id == Programme.id).correlate(Programme).scalar_subquery()


def programme_page(programme_id: int, person_id: int) -> ProgrammePage | None:
    """One programme; three queries."""
    completed = (ProgrammeCompletion.programme_id == Programme.id) & (ProgrammeCompletion.person_id == person_id)
    columns = (Programme.title, Programme.summary, Programme.needed, Programme.ended_at)
    head = select(*columns, ProgrammeCompletion.completed_at).outerjoin(ProgrammeCompletion, completed)
    found = db.session.execute(head.where(Programme.id == programme_id)).one_or_none()
    if found is None:
        return None
    rows = db.session.execute(_parts(programme_id, person_id)).all()
    jp = jp_of([row[-1] for row in rows if row[-1] is not None])
    return ProgrammePage(programme_id, *found, tuple(Part(*row[:-1]) for row in rows), jp)


def _parts(programme_id: int, person_id: int) -> Any:
    decided = select(Recognition.jp).where(Recognition.course_id == CourseRow.id)
    jp = decided.order_by(Recognition.id.desc()).limit(1).scalar_subquery()
    is_open, taken = CourseRow.withdrawn_at.is_(None), _taken(person_id)
    learnt = (func.coalesce(taken.c.is_active, 0) == 1, taken.c.completed_at, taken.c.enrolment_id)
    return (
        select(CourseRow.id, CourseRow.slug, CourseVersion.title, jp, is_open, *learnt)
        .join(ProgrammePart, ProgrammePart.course_id == CourseRow.id)
        .join(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
        .outerjoin(taken, taken.c.course_id == CourseRow.id)
        .where(ProgrammePart.programme_id == programme_id)
        .order_by(ProgrammePart.position)
    )


def _taken(person_id: int) -> Subquery:
    """Course → whether it is being taken, and the first enrolment that completed it: a part counts once."""
    completed = case((Enrolment.state == "completed", Enrolment.id))
    is_active = func.max(case((Enrolment.state == "active", 1), else_=0)).label("is_active")
    first = (func.min(completed).label("enrolment_id"), func.min(Enrolment.completed_at).label("completed_at"))
    rows = select(Enrolment.course_id, is_active, *first).where(Enrolment.person_id == person_id)
    return rows.group_by(Enrolment.course_id).subquery()
