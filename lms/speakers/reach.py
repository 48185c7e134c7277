"""Whom a speaker's courses reached; `lms/wiring.py` says who can count it, for that stands above this feature."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reach:
    """A published course of a speaker: how many learners finished it so far."""

    title: str
    published_on: date
    learners: int


Count = Callable[[Collection[int]], Mapping[int, tuple[Reach, ...]]]
"""Courses by the key of the person who wrote them, for several people at once."""

_counts: list[Count] = []


def wire(*counts: Count) -> None:
    """Replaces whoever counts; called once, by `create_app`."""
    _counts[:] = counts


def reach_of(person_id: int) -> tuple[Reach, ...]:
    """The published courses of a person; none while nobody counts."""
    return tuple(course for count in _counts for course in count((person_id,)).get(person_id, ()))
