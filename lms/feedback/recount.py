"""What faults store, counted anew from their answers and items."""

from collections.abc import Iterator

from sqlalchemy import func, select

from lms.content.models import CourseItem
from lms.feedback.models import Fault, FaultAnswer
from lms.platform.db.recounting import Difference, unequal


def differences() -> Iterator[Difference]:
    """When each was answered last, and the key of its item."""
    answered = select(func.max(FaultAnswer.answered_at)).where(FaultAnswer.fault_id == Fault.id)
    yield from unequal(Fault.answered_at, answered.scalar_subquery())
    key = select(CourseItem.key).where(CourseItem.id == Fault.item_id)
    yield from unequal(Fault.item_key, key.scalar_subquery())
