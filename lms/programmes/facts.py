"""The news that programmes publish (pure)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ProgrammeEnding:
    """A programme is about to be ended, and is locked. Whoever still needs it raises Conflict, in words."""

    programme_id: int


@dataclass(frozen=True)
class ProgrammeCompleted:
    """A person has completed as many parts as a programme needs."""

    completion_id: int
    programme_id: int
    person_id: int
    completed_at: datetime
