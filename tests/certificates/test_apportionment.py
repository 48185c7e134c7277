"""The JP of the materials add up to the JP of the course, whatever the minutes are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.apportionment import decimals_needed, is_by_the_rule, shares_of_jp
from lms.kernel.jp import Jp

SHARES = [
    ("one hour each", 4, (45, 45, 45, 45), ("1", "1", "1", "1"), 0),
    ("halves of an odd number", 2, (45, 23, 22), ("1", "0.51", "0.49"), 2),
    ("unequal", 4, (45, 40, 50, 45), ("1", "0.89", "1.11", "1"), 2),
    ("thirds", 1, (15, 15, 15), ("0.34", "0.33", "0.33"), 2),
    ("more minutes than the JP stand for", 2, (60, 60), ("1", "1"), 0),
    ("tenths", 1, (30, 10, 10), ("0.6", "0.2", "0.2"), 1),
    ("no minutes known", 3, (0, 0), ("1.5", "1.5"), 1),
    ("a material without minutes", 1, (45, 0), ("1", "0"), 0),
    ("none", 4, (), (), 0),
]


@pytest.mark.parametrize(
    ("jp", "minutes", "shares", "places"), [row[1:] for row in SHARES], ids=[row[0] for row in SHARES]
)
def test_jp_are_shared_by_minutes(jp: int, minutes: tuple[int, ...], shares: tuple[str, ...], places: int) -> None:
    found = shares_of_jp(Jp(jp), minutes)
    assert found == tuple(map(Decimal, shares))
    assert decimals_needed(found) == places


@given(st.integers(0, 400), st.lists(st.integers(0, 5000), min_size=1, max_size=60))
def test_shares_add_up_and_stay_within_a_hundredth_of_the_exact_share(jp: int, minutes: list[int]) -> None:
    shares = shares_of_jp(Jp(jp), minutes)
    assert sum(shares) == jp
    assert all(share >= 0 for share in shares)
    if sum(minutes):
        exact = [jp * weight / sum(minutes) for weight in minutes]
        assert all(abs(float(share) - wish) < 0.0100001 for share, wish in zip(shares, exact, strict=True))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_by_the_rule_each_share_is_minutes_by_forty_five(hours: list[int]) -> None:
    shares = shares_of_jp(Jp(sum(hours)), [45 * hour for hour in hours])
    assert shares == tuple(map(Decimal, hours))
    assert is_by_the_rule(Jp(sum(hours)), [45 * hour for hour in hours])
