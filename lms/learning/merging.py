"""Enrolments of two records of one person: which of a course goes on, and in which order they stand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import select

from lms.accounts.merges import Counted, Moved, Pair, Said, collision, figure
from lms.content.models import CourseVersion
from lms.learning.models import Enrolment, EnrolmentMove
from lms.platform.db.model import db

MOVES = (
    Moved(Enrolment.person_id, figure("%(num)s course begun", "%(num)s courses begun"), by_feature=True),
    Counted(
        Enrolment.person_id,
        figure("%(num)s course completed", "%(num)s courses completed"),
        where=(Enrolment.state == "completed",),
    ),
    Moved(EnrolmentMove.moved_by),
)


def collisions(pair: Pair) -> Iterator[Said]:
    """Courses that both take or took."""
    shared = of_both(pair)
    newest = [enrolments[-1].version_id for enrolments in shared]
    rows = select(CourseVersion.id, CourseVersion.title).where(CourseVersion.id.in_(newest))
    titles = {row.id: row.title for row in db.session.execute(rows)}
    for enrolments in shared:
        course = titles[enrolments[-1].version_id]
        if ending(enrolments, pair):
            yield collision("Both take “%(course)s”. The one that is further goes on; the other ends.", course=course)
        else:
            yield collision("Both took “%(course)s”. All of it stays, in the order of time.", course=course)


def of_both(pair: Pair) -> list[list[Enrolment]]:
    """The enrolments of each course that both have, in the order of time."""
    rows = select(Enrolment).where(Enrolment.person_id.in_(pair.both)).order_by(Enrolment.course_id, Enrolment.id)
    courses = [list(held) for _, held in groupby(db.session.scalars(rows).all(), lambda row: row.course_id)]
    return [sorted(held, key=lambda row: row.enrolled_at) for held in courses if len(_people(held)) == 2]


def ending(enrolments: Sequence[Enrolment], pair: Pair) -> list[Enrolment]:
    """Which of a course is left: the less far of two, or one that was under way when the other record completed it."""
    active = [row for row in enrolments if row.state == "active"]
    over = [
        row
        for row in active
        if any(
            other.completed_at is not None and other.person_id != row.person_id and row.enrolled_at < other.completed_at
            for other in enrolments
        )
    ]
    going_on = sorted(
        (row for row in active if row not in over), key=lambda row: (row.done_count, row.person_id == pair.kept)
    )
    return over + going_on[:-1]


def in_order(enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """Those that were left first, the furthest last of them; the active one last of all, for it is the newest one."""
    ranks = {"left": 0, "completed": 1, "active": 2}

    def place(row: Enrolment) -> tuple[object, ...]:
        return ranks[row.state], row.done_count if row.state == "left" else 0, row.enrolled_at, row.id

    return sorted(enrolments, key=place)


def _people(enrolments: Iterable[Enrolment]) -> set[int]:
    return {row.person_id for row in enrolments}
