"""The news that programmes may be completed although no course is just being completed (pure)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ProgrammesCompleting:
    """Programmes are about to be locked; whoever must hold something before them takes it now."""

    at: datetime
