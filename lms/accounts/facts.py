"""The news that accounts publishes (pure)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NameConfirmed:
    """A person said that their name is right as certificates print it."""

    person_id: int
    confirmed_at: datetime
