"""Facts of programmes that other rooms answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ProgrammeCompleted:
    """Somebody has completed as many parts of a programme as it needs; once for each person and programme."""

    completion_id: int
    programme_id: int
    person_id: int
    completed_at: datetime
