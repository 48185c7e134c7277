"""What there is to learn, with what a person has of it; one statement whatever the number of courses."""

from typing import Any

from sqlalchemy import ScalarSelect, case, func, select

from lms.catalog.offer import Offer, Standing
from lms.content.models import CourseRow, CourseVersion, Recognition
from lms.content.version_facts import topics_from_json
from lms.learning.models import Enrolment
from lms.platform.db.model import db

_STANDINGS = {1: Standing.DONE, 2: Standing.IN_PROGRESS}


def offers_to(person_id: int) -> tuple[Offer, ...]:
    """Every course that is open, by title, with the person's standing in it."""
    state = case((Enrolment.state == "active", 2), (Enrolment.state == "completed", 1), else_=0)
    taken = select(func.max(state)).where(Enrolment.person_id == person_id, Enrolment.course_id == CourseRow.id)
    rows = (
        select(
            CourseRow.slug,
            CourseVersion.title,
            CourseVersion.summary,
            CourseVersion.level,
            CourseVersion.topics,
            recognised_jp(),
            CourseVersion.minutes,
            taken.scalar_subquery(),
        )
        .join(CourseVersion, CourseRow.current_version_id == CourseVersion.id)
        .where(CourseRow.withdrawn_at.is_(None))
    )
    offers = [_offer(row) for row in db.session.execute(rows)]
    return tuple(sorted(offers, key=lambda offer: (offer.title.casefold(), offer.slug)))


def recognised_jp() -> ScalarSelect[int]:
    """What the newest decision says of the course of the row."""
    decisions = select(Recognition.jp).where(Recognition.course_id == CourseRow.id)
    return decisions.order_by(Recognition.id.desc()).limit(1).scalar_subquery()


def _offer(row: Any) -> Offer:
    slug, title, summary, level, topics, jp, minutes, taken = row
    standing = _STANDINGS.get(taken, Standing.NOT_STARTED)
    return Offer(slug, title, summary, level, topics_from_json(topics), jp, minutes, standing)
