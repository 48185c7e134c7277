"""Programmes, each made through a door."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from lms.content.models import CourseRow
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes import operations
from lms.programmes.models import ProgrammeCompletion
from lms.programmes.operations import NewProgramme
from tests.support.people import NOW

BY = "rina"


def make_programme(slugs: Sequence[str], needed: int = 0, at: datetime = NOW, token: str = "t") -> int:
    """A programme of these courses, of which all are needed or so many; its key."""
    with door(writes=True):
        keys = dict(db.session.execute(select(CourseRow.slug, CourseRow.id)).all())
        courses = [keys[slug] for slug in slugs]
        new = NewProgramme(token, "Pelayanan Prima", "Dua pelatihan.", courses, needed or len(courses))
        return operations.make(new, at, by=BY)


def end_programme(programme: int, at: datetime = NOW) -> None:
    """Nobody completes it any more."""
    with door(writes=True):
        operations.end(programme, at, by=BY)


def completions() -> list[tuple[int, int]]:
    """(programme, person) of every completion."""
    with door(writes=False):
        rows = select(ProgrammeCompletion.programme_id, ProgrammeCompletion.person_id)
        return [(programme, person) for programme, person in db.session.execute(rows)]
