"""The minutes that real learners need for a course; `lms/wiring.py` says who knows them."""

from collections.abc import Callable

_knowing: list[Callable[[str], int | None]] = []


def wire(*knowing: Callable[[str], int | None]) -> None:
    """Replaces all who know; called once, by `create_app`."""
    _knowing[:] = knowing


def median_minutes(slug: str) -> int | None:
    """The median of the minutes that learners spent on the course with this slug; None while nobody knows."""
    return next((minutes for ask in _knowing if (minutes := ask(slug)) is not None), None)
