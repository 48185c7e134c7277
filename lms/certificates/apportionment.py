"""How the JP of a course are divided among its materials, so that the parts always add up to the whole (pure).

Assessors of functional posts compare each material's JP, its minutes and the sum (practice, not law). So a share is
what the minutes give by the rule 1 JP = 45 minutes (PerLAN 5/2018), to the hundredth: whoever divides 50 minutes by 45
finds the 1,11 of the sheet. Whole or quarter JP would call 40 and 50 minutes the same. The largest remainders take
what rounding leaves over, and a column shows only the decimals that it needs.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from lms.kernel.jp import Jp, minutes_of

_HUNDREDTHS = 100
_PLACES_OF_STEP = ((1, 0), (10, 1), (_HUNDREDTHS, 2))


def shares_of_jp(jp: Jp, minutes: Sequence[int]) -> tuple[Decimal, ...]:
    """The JP of each material, in the proportion of `minutes`; their sum is exactly `jp`.

    Materials share equally where no minutes are known.
    """
    if not minutes:
        return ()
    weights = list(minutes) if sum(minutes) > 0 else [1] * len(minutes)
    exact = [Fraction(jp * weight, sum(weights)) for weight in weights]
    return tuple(Decimal(share) / _HUNDREDTHS for share in _largest_remainder(exact, jp * _HUNDREDTHS))


def decimals_needed(shares: Sequence[Decimal]) -> int:
    """How many decimals, 0 to 2, a column needs to show every share exactly and in line."""
    return next(places for step, places in _PLACES_OF_STEP if all(share * step % 1 == 0 for share in shares))


def is_by_the_rule(jp: Jp, minutes: Sequence[int]) -> bool:
    """Whether the minutes add up to the JP at 45 minutes each, so that every share is minutes ÷ 45."""
    return sum(minutes) == minutes_of(jp)


def _largest_remainder(exact: Sequence[Fraction], total: int) -> list[int]:
    scaled = [share * _HUNDREDTHS for share in exact]
    whole = [int(share) for share in scaled]
    by_remainder = sorted(range(len(scaled)), key=lambda place: (whole[place] - scaled[place], place))
    for place in by_remainder[: total - sum(whole)]:
        whole[place] += 1
    return whole
