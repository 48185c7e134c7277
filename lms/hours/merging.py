"""JP of two records of one person: a course that both completed in one year counts once."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from lms.accounts.merges import Counted, Moved, Pair, Said, Stays, collision, figure
from lms.hours.models import JpEntry, JpYear, StaffPlace
from lms.learning.models import Enrolment
from lms.platform.db.model import db

MOVES = (
    Moved(JpEntry.person_id, figure("%(num)s entry of JP", "%(num)s entries of JP")),
    Counted(
        JpEntry.person_id,
        figure("%(num)s lesson hour (JP)", "%(num)s lesson hours (JP)"),
        value=func.coalesce(func.sum(JpEntry.jp), 0),
    ),
    Stays(JpYear.person_id, "sums are added up anew from the entries that moved"),
    Stays(StaffPlace.person_id, "who is at work where is read anew from the posts that moved"),
)


def collisions(pair: Pair) -> Iterator[Said]:
    """Entries that would count a course twice."""
    for entry in counted_twice(pair):
        yield collision(
            "Both have JP for “%(course)s” in %(year)s. They count once: %(jp)s JP are taken back by a counter-entry.",
            course=entry.title,
            year=entry.year,
            jp=entry.jp,
        )


def counted_twice(pair: Pair) -> list[JpEntry]:
    """Of each course and year in which both records have JP that stand: the entries after the first record's.

    A course that is done again in a later year is a renewal, as it is for one record.
    """
    counter = aliased(JpEntry)
    rows = select(JpEntry, Enrolment.course_id).join(Enrolment, Enrolment.id == JpEntry.enrolment_id)
    rows = rows.where(JpEntry.person_id.in_(pair.both), JpEntry.reverses_id.is_(None))
    rows = rows.where(~select(counter.id).where(counter.reverses_id == JpEntry.id).exists())
    first: dict[tuple[int, int], int] = {}
    twice = []
    for entry, course_id in db.session.execute(rows.order_by(JpEntry.earned_on, JpEntry.id)):
        if first.setdefault((course_id, entry.year), entry.person_id) != entry.person_id:
            twice.append(entry)
    return twice
