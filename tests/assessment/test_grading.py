"""Marks, outcomes and chances, by tables."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lms.assessment.grading import Graded, OutcomeResult, by_outcome, chances, percent
from lms.assessment.practising import Practised, practised
from tests.support.people import NOW

THIRD = Decimal(1) / 3
STORED_THIRD = Decimal("0.33333")


@pytest.mark.parametrize(
    ("fractions", "points", "mark"),
    [
        ((1, 1, 1), (1, 1, 1), 100),
        ((1, 1, 0), (1, 1, 1), 66),
        ((1, 0), (3, 1), 75),
        ((THIRD, THIRD, THIRD, 1), (1, 1, 1, 1), 50),
        ((STORED_THIRD, STORED_THIRD, STORED_THIRD, 1), (1, 1, 1, 1), 50),
        ((1, Decimal("0.99999")), (1, 1), 100),
        ((1, Decimal("0.9999")), (1, 1), 99),
        ((2 * THIRD,), (1,), 66),
        ((), (), 0),
    ],
)
def test_a_mark_is_earned_points_as_percent_rounded_down(
    fractions: tuple[Decimal, ...], points: tuple[int, ...], mark: int
) -> None:
    assert percent([Graded(Decimal(f), p, "") for f, p in zip(fractions, points, strict=True)]) == mark


def test_outcomes_are_counted_in_their_order_and_only_whole_answers_count() -> None:
    graded = [Graded(Decimal(f), 1, outcome) for f, outcome in ((1, "b"), (THIRD, "a"), (1, "a"), (0, ""))]
    assert by_outcome(graded) == (OutcomeResult("b", 1, 1), OutcomeResult("a", 1, 2))


def test_chances_count_down_and_open_after_the_last_attempt() -> None:
    found = chances([NOW, NOW + timedelta(hours=1)], 3, 60)
    assert (found.left, found.opens_at) == (1, NOW + timedelta(hours=2))
    assert found.is_waiting(NOW + timedelta(minutes=119))
    assert not found.is_waiting(NOW + timedelta(minutes=120))
    assert chances([NOW] * 4, 3, 0).left == 0
    assert chances([NOW], None, 0).left is None
    assert not chances([], 3, 60).is_waiting(NOW)


@pytest.mark.parametrize(
    ("tries", "act", "fraction", "state"),
    [
        (0, None, None, Practised.OPEN),
        (1, "check", Decimal(1), Practised.RIGHT),
        (2, "check", Decimal(1), Practised.RIGHT),
        (1, "check", Decimal("0.5"), Practised.MISSED),
        (2, "check", Decimal(0), Practised.SHOWN),
        (1, "reveal", None, Practised.SHOWN),
    ],
)
def test_the_key_is_shown_at_the_second_miss_or_on_demand(
    tries: int, act: str | None, fraction: Decimal | None, state: Practised
) -> None:
    assert practised(tries, act, fraction) is state
