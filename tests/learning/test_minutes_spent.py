"""How long people spend, by tables of moments; pure."""

import pytest

from lms.learning.minutes_spent import BREAK, FEWEST, Median, Moment, median_of, medians, seconds_spent


@pytest.mark.parametrize(
    ("moments", "spent"),
    [
        ([], {}),
        ([(0, "a")], {}),  # what comes first has no beginning
        ([(0, ""), (300, "a"), (420, "b")], {"a": 300, "b": 120}),
        ([(420, "b"), (0, ""), (300, "a")], {"a": 300, "b": 120}),  # in whatever order
        ([(0, ""), (BREAK, "a"), (2 * BREAK + 1, "b"), (2 * BREAK + 61, "c")], {"a": BREAK, "c": 60}),
        ([(0, ""), (60, "a"), (60, "a"), (90, "a")], {"a": 90}),  # the same moment twice, as after a move
        ([(0, "a"), (60, "b"), (120, "a")], {"b": 60, "a": 60}),
    ],
)
def test_the_time_between_two_moments_counts_for_the_later_one_up_to_a_break(
    moments: list[Moment], spent: dict[str, int]
) -> None:
    assert seconds_spent(moments) == spent


@pytest.mark.parametrize(
    ("seconds", "found"),
    [
        ([60] * (FEWEST - 1), None),
        ([0, 60, 120, 600, 9000], Median(2, 5)),
        ([60, 60, 120, 180, 180, 240], Median(2, 6)),
        ([1] * FEWEST, Median(1, FEWEST)),
    ],
)
def test_the_median_is_told_of_five_people_or_more_and_is_at_least_a_minute(
    seconds: list[int], found: Median | None
) -> None:
    assert median_of(seconds) == found


def test_an_item_of_which_too_few_are_known_is_left_out() -> None:
    assert medians([{"a": 60, "b": 60}] * 4 + [{"a": 180}]) == {"a": Median(1, 5)}
