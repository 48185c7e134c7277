"""What versions store of their items, counted anew."""

from collections.abc import Iterator

from sqlalchemy import func, select

from lms.content.models import CourseItem, CourseRow, CourseVersion
from lms.platform.db.recounting import Difference, unequal


def differences() -> Iterator[Difference]:
    """The sums of versions, and which version is the current one."""
    items = select(func.count(CourseItem.id)).where(CourseItem.version_id == CourseVersion.id)
    minutes = select(func.coalesce(func.sum(CourseItem.minutes), 0)).where(CourseItem.version_id == CourseVersion.id)
    newest = select(CourseVersion.id).where(CourseVersion.course_id == CourseRow.id)
    yield from unequal(CourseVersion.item_count, items.scalar_subquery())
    yield from unequal(CourseVersion.minutes, minutes.scalar_subquery())
    current = newest.order_by(CourseVersion.number.desc()).limit(1).scalar_subquery()
    yield from unequal(CourseRow.current_version_id, current)
