"""Whom a page showed travels in its form, and what comes back is read with care."""

import random

import pytest

from lms.kernel.errors import Unprocessable
from lms.reminders.shown import packed, unpacked


@pytest.mark.parametrize(
    ("keys", "form"),
    [([], ""), ([5, 6, 7, 9], "5.3,1"), ([1], "1"), ([36, 35, 35], "z.2"), ([100_000], "255s"), ([0, 1], "0.2")],
)
def test_keys_are_kept_as_ranges(keys: list[int], form: str) -> None:
    assert packed(keys) == form
    shown = unpacked(form)
    assert [key for key in range(110_000) if key in shown] == sorted(set(keys)) and len(shown) == len(set(keys))


def test_what_was_packed_comes_back_and_is_short() -> None:
    keys = set(random.Random(7).sample(range(1, 20_000), 8_000))
    form = packed(keys)
    assert {key for key in range(20_100) if key in unpacked(form)} == keys
    assert len(form) < 20_000


@pytest.mark.parametrize("form", [",", "1,", "-1", "1.2.3", "1 2", "Z", "1_0", "١", "1\n", "zzzzzzzz", "1..2", "é"])
def test_what_no_page_of_ours_wrote_is_refused(form: str) -> None:
    with pytest.raises(Unprocessable):
        unpacked(form)


def test_a_range_of_billions_costs_nothing() -> None:
    shown = unpacked(",".join(["1.zzzzzzz"] * 100))
    assert 10**9 in shown and 0 not in shown and len(shown) > 10**9
