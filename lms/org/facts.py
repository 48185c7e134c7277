"""The news that the institution publishes (pure)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class UnitMoved:
    """A unit, with all below it, stands elsewhere in the tree."""

    unit_id: int
    at: datetime
    by: str
