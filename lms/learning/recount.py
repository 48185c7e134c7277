"""What enrolments store, counted anew from what is done in them."""

from collections.abc import Iterator

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.content.models import CourseItem
from lms.learning.models import Enrolment, EnrolmentMove, ItemProgress
from lms.platform.db.recounting import Difference, unequal


def differences() -> Iterator[Difference]:
    """How much there is and is done, whether that completes the course, the version of who moved; no merged record."""
    here = CourseItem.version_id == Enrolment.version_id
    items = select(func.count(CourseItem.id)).where(here)
    done = select(func.count(ItemProgress.id)).join(CourseItem, CourseItem.id == ItemProgress.item_id)
    done = done.where(ItemProgress.enrolment_id == Enrolment.id, here, ItemProgress.done_at.is_not(None))
    yield from unequal(Enrolment.item_count, items.scalar_subquery())
    yield from unequal(Enrolment.done_count, done.scalar_subquery())
    needed = select(CourseItem.id).where(here, or_(CourseItem.kind == "lesson", CourseItem.role == "final"))
    is_done = and_(
        ItemProgress.enrolment_id == Enrolment.id,
        ItemProgress.item_id == CourseItem.id,
        ItemProgress.done_at.is_not(None),
    )
    missing = needed.where(~select(ItemProgress.id).where(is_done).correlate(Enrolment, CourseItem).exists())
    state = case((missing.exists(), "active"), else_="completed")
    unnamed = select(Person.id).where(Person.id == Enrolment.person_id, Person.name_confirmed_at.is_(None))
    waits_for_name = and_(Enrolment.state == "active", unnamed.exists())
    yield from unequal(
        Enrolment.state, state, Enrolment.state != "left", needed.exists(), or_(missing.exists(), ~waits_for_name)
    )
    moved = select(EnrolmentMove.to_version_id).where(EnrolmentMove.enrolment_id == Enrolment.id)
    version = moved.order_by(EnrolmentMove.id.desc()).limit(1).scalar_subquery()
    yield from unequal(Enrolment.version_id, version, moved.exists())
    made = aliased(ItemProgress)
    carried = select(made.done_at).where(
        made.enrolment_id == ItemProgress.enrolment_id, made.item_id == ItemProgress.carried_from_id
    )
    yield from unequal(ItemProgress.done_at, carried.scalar_subquery(), ItemProgress.carried_from_id.is_not(None))
    stands = select(func.coalesce(Person.merged_into_id, Person.id)).where(Person.id == Enrolment.person_id)
    yield from unequal(Enrolment.person_id, stands.scalar_subquery())
