"""How an attempt is graded: its mark, what it says of each outcome, and when another may begin (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

HUNDRED = Decimal(100)
EXACT = Decimal("0.001")  # thirds that add up to a whole must not end below it, though five digits of each are stored
LARGEST_PART = 100  # into how many parts a question is thought to be divided, where its fraction is written exactly
STORED = Decimal("0.00001")  # how exactly a fraction is stored


@dataclass(frozen=True)
class Graded:
    """A question of an attempt: the share of its points that was earned, its points, the outcome it tests."""

    fraction: Decimal
    points: int
    outcome: str


@dataclass(frozen=True)
class OutcomeResult:
    """How many questions of an outcome were fully right."""

    outcome: str
    right: int
    all: int

    @property
    def is_mastered(self) -> bool:
        """Whether all of them were right."""
        return self.right == self.all


@dataclass(frozen=True)
class Chances:
    """The attempts at a final: how many were handed in, how many there are, when the next may begin."""

    used: int
    allowed: int | None  # None: no limit
    opens_at: datetime | None

    @property
    def left(self) -> int | None:
        """How many more there are; None without limit."""
        return None if self.allowed is None else max(0, self.allowed - self.used)

    def is_waiting(self, now: datetime) -> bool:
        """Whether the time between attempts is not over yet."""
        return self.opens_at is not None and now < self.opens_at


def percent(graded: Sequence[Graded]) -> int:
    """The mark: earned points as percent of all points, rounded down; 0 without questions."""
    earned = sum((one.fraction * one.points for one in graded), Decimal(0))
    return percent_of(earned, sum(one.points for one in graded))


def percent_of(earned: Decimal, points: int) -> int:
    """The mark of whoever earned so many of all points."""
    return int((earned * HUNDRED / points).quantize(EXACT)) if points else 0


def earned_points(fraction: Decimal, points: int) -> Fraction:
    """What a stored fraction of a question's points comes to, exactly: of 0.33333 it is a third."""
    stored = Fraction(fraction)
    whole = stored.limit_denominator(LARGEST_PART)
    return points * (whole if abs(whole - stored) <= Fraction(STORED) / 2 else stored)


def by_outcome(graded: Sequence[Graded]) -> tuple[OutcomeResult, ...]:
    """The questions counted per outcome, in the order in which the outcomes first appear."""
    outcomes = dict.fromkeys(one.outcome for one in graded if one.outcome)
    return tuple(
        OutcomeResult(
            outcome,
            sum(one.outcome == outcome and one.fraction == 1 for one in graded),
            sum(one.outcome == outcome for one in graded),
        )
        for outcome in outcomes
    )


def chances(handed_in: Sequence[datetime], allowed: int | None, wait_minutes: int) -> Chances:
    """What is left after the attempts handed in at these times."""
    opens_at = max(handed_in) + timedelta(minutes=wait_minutes) if handed_in and wait_minutes else None
    return Chances(len(handed_in), allowed, opens_at)
