"""Until when a person must or should complete a course; `lms/wiring.py` says who knows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lms.learning.queries import CoursePage


@dataclass(frozen=True)
class Due:
    """What is asked: `state` as the macro of that name takes it, `days` until the last day or since."""

    is_mandatory: bool
    day: date
    state: str
    days: int
    why: str


_makers: list[Callable[[CoursePage, int], Due | None]] = []


def wire(*makers: Callable[[CoursePage, int], Due | None]) -> None:
    """Replaces all who know of days; called once, by `create_app`."""
    _makers[:] = makers


def due_for(page: CoursePage, person_id: int) -> Due | None:
    """What is asked of a person on the page of a course; None where nothing is."""
    return next((due for make in _makers if (due := make(page, person_id)) is not None), None)
