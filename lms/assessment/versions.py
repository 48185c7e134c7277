"""Attempts at a quiz that goes on in a newer version of its course: they belong to it wherever they were begun."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from lms.assessment.errors import FinalOpen
from lms.assessment.models import Attempt
from lms.content.models import CourseItem
from lms.content.queries import is_same_item
from lms.learning.facts import VersionWanted
from lms.platform.db.model import db


def attempts_at(enrolment_id: int, item_id: int) -> ColumnElement[bool]:
    """The attempts of an enrolment at this quiz, also those begun in another version."""
    own, asked = aliased(CourseItem), aliased(CourseItem)
    same = select(own.id).join(asked, is_same_item(own, asked)).where(own.id == Attempt.item_id, asked.id == item_id)
    return and_(Attempt.enrolment_id == enrolment_id, same.correlate(Attempt).exists())


def require_no_open_final(wanted: VersionWanted) -> None:
    """A final ends under the version in which it was begun, so its learner goes on afterwards. Raises FinalOpen."""
    rows = select(Attempt.id).join(CourseItem, CourseItem.id == Attempt.item_id)
    rows = rows.where(Attempt.enrolment_id == wanted.enrolment_id, Attempt.submitted_at.is_(None))
    if db.session.scalar(rows.where(CourseItem.role == "final").limit(1)) is not None:
        raise FinalOpen
