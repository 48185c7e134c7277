"""Weeks, targets and last days, by tables."""

from collections import Counter
from datetime import date, timedelta

import pytest

from lms.assignments.states import Stage
from lms.assignments.sums import Cell, UnitTally, tally
from lms.coordination.chart import line, points
from lms.coordination.deadlines import deadlines
from lms.coordination.trend import Planned, mondays, target_shares, trend

TODAY = date(2026, 11, 25)  # a Wednesday
MONDAY = date(2026, 11, 23)


def test_the_last_weeks_begin_on_mondays_and_end_with_this_one() -> None:
    assert mondays(TODAY)[0] == date(2026, 10, 12) and mondays(TODAY)[-1] == MONDAY == mondays(MONDAY)[-1]
    assert mondays(date(2024, 2, 29))[-1] == date(2024, 2, 26), "a leap day"


def test_done_adds_up_also_what_was_done_long_before() -> None:
    weeks = [(date(2025, 1, 6), 10), (date(2026, 11, 16), 20), (MONDAY, 30)]
    found = trend(weeks, [Planned(100, date(2026, 1, 1), TODAY)], TODAY)
    assert [point.done for point in found] == [10, 10, 10, 10, 10, 30, 60]
    assert trend([], [], TODAY) == ()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), [100] * 7),
        (TODAY, TODAY, [0] * 6 + [100]),
        (TODAY, date(2027, 1, 1), [0] * 7),
        (date(2026, 11, 15), date(2026, 12, 5), [0] * 5 + [35, 50]),
        (date(2026, 11, 30), date(2026, 11, 20), [0] * 5 + [100, 100]),
    ],
    ids=["over", "of one day", "begins today", "half-way", "ends before it began"],
)
def test_the_target_goes_evenly_from_the_first_day_to_the_last(first: date, last: date, expected: list[int]) -> None:
    assert list(target_shares([Planned(10, first, last)], TODAY)) == expected


def test_each_open_duty_stands_in_one_column_of_the_map() -> None:
    days = [TODAY + timedelta(days=number) for number in range(-3, 9)]
    of = tally([Cell(1, 1, Stage.BEGUN, day, 2) for day in days], TODAY, 14)
    found = deadlines([UnitTally(None, of)], of.open_by_day, TODAY)
    assert found.total == (6, 2, 2, 2, 2, 2, 2, 6) and found.has_later and found.rows[0][1] == found.total
    assert (found.heat(0), found.heat(1), found.heat(6)) == (0, 1, 4)
    assert deadlines([], Counter(), TODAY).heat(3) == 0


def test_a_line_runs_from_left_to_right_and_up() -> None:
    assert line(points([0, 50, 100], 0, 0, 10, 20)) == "0,20 5,10 10,0"
    assert points([100], 4, 2, 10, 20) == [(4, 2)]
