"""The news that learning publishes (pure)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class VersionWanted:
    """A learner is about to go on with a newer version of a course; whoever holds something open may refuse."""

    enrolment_id: int


@dataclass(frozen=True)
class CourseBegun:
    """A person takes a course, for the first time or again."""

    person_id: int
    course_id: int
    at: datetime


@dataclass(frozen=True)
class CourseLeft:
    """A person no longer takes a course, without having completed it."""

    person_id: int
    course_id: int
    at: datetime


@dataclass(frozen=True)
class CourseCompleted:
    """A person has done all that a version of a course asks for.

    `final_mark` is the best mark in the final, the lowest of them where there are several, in percent; None without.
    """

    enrolment_id: int
    person_id: int
    course_id: int
    version_id: int
    enrolled_at: datetime
    completed_at: datetime
    final_mark: int | None

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.completed_at
