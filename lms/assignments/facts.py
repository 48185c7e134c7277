"""The news that assignments publish, of which letters may be written (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DutiesGiven:
    """People got something to do: (assignment, person) each; who had completed it before is not among them."""

    pairs: Sequence[tuple[int, int]]
    at: datetime


@dataclass(frozen=True)
class DutyDecision:
    """What became of one person's duty: waived, extended, released or re-given, with its last day from then on."""

    assignment_id: int
    person_id: int
    kind: str
    reason: str
    due_on: date


@dataclass(frozen=True)
class DutiesDecided:
    """Somebody decided about duties, or they followed from posts."""

    decisions: Sequence[DutyDecision]
    at: datetime
