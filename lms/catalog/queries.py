"""What there is to learn, with what a person has of it; two statements whatever the number of courses."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from lms.content.models import CourseRow, CourseVersion
from lms.content.queries import all_courses
from lms.learning.models import Enrolment
from lms.platform.db.model import db


class Standing(StrEnum):
    """How far a person is with a course, by the state words of the interface."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True)
class Offer:
    """A course as the catalogue shows it. `jp` is what the office recognises, None if nothing is decided."""

    slug: str
    title: str
    summary: str
    jp: int | None
    minutes: int
    standing: Standing


@dataclass(frozen=True)
class Begun:
    """A course that a person has begun: where it stands, as stored."""

    slug: str
    title: str
    done: int
    all: int


def begun_by(person_id: int) -> tuple[Begun, ...]:
    """The person's open enrolments, the latest activity first."""
    rows = db.session.execute(
        select(CourseRow.slug, CourseVersion.title, Enrolment.done_count, Enrolment.item_count)
        .join(CourseRow, CourseRow.id == Enrolment.course_id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .where(Enrolment.person_id == person_id, Enrolment.state == "active")
        .order_by(Enrolment.last_activity_at.desc(), Enrolment.id)
    ).all()
    return tuple(Begun(*row) for row in rows)


def offers_to(person_id: int) -> tuple[Offer, ...]:
    """Every course that is open, by title, with the person's standing in it."""
    states: dict[str, set[str]] = {}
    rows = select(CourseRow.slug, Enrolment.state).join(CourseRow, CourseRow.id == Enrolment.course_id)
    for slug, state in db.session.execute(rows.where(Enrolment.person_id == person_id)):
        states.setdefault(slug, set()).add(state)
    summaries = dict(
        db.session.execute(
            select(CourseRow.slug, CourseVersion.summary).join(
                CourseVersion, CourseRow.current_version_id == CourseVersion.id
            )
        ).all()
    )
    offers = [
        Offer(
            line.slug, line.title, summaries[line.slug], line.jp, line.minutes, standing(states.get(line.slug, set()))
        )
        for line in all_courses()
        if not line.is_withdrawn
    ]
    return tuple(sorted(offers, key=lambda offer: offer.title.lower()))


def standing(states: set[str]) -> Standing:
    """The standing that the states of a person's enrolments in one course come to."""
    if "active" in states:
        return Standing.IN_PROGRESS
    return Standing.DONE if "completed" in states else Standing.NOT_STARTED
