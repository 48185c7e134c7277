"""What the figures say: at most three findings by stated rules, each with what is asked of whom (pure).

In this order, those that apply: the weakest unit that is large enough, if it is below the whole; whether the catalogue
holds what people lack on average; what is past its last day; the month in which most last days fall, if more than a few
do.
"""

from dataclasses import dataclass
from enum import StrEnum

from lms.leadership.figures import TOO_FEW, Figures, UnitFigures

MOST = 3


class Kind(StrEnum):
    """What is found."""

    WEAKEST = "weakest"
    TOO_SMALL = "too-small"
    ENOUGH = "enough"
    LATE = "late"
    PEAK = "peak"


@dataclass(frozen=True)
class Finding:
    """A finding; `unit` where it is about one."""

    kind: Kind
    unit: UnitFigures | None = None


def findings(figures: Figures) -> tuple[Finding, ...]:
    """The findings, the most urgent first."""
    found = []
    weakest = figures.ranking.weakest
    if weakest is not None and weakest.standing.share < figures.whole.share:
        found.append(Finding(Kind.WEAKEST, weakest))
    if figures.whole.behind and figures.whole.bound >= TOO_FEW:
        is_enough = figures.on_offer >= figures.whole.average_lacking
        found.append(Finding(Kind.ENOUGH if is_enough else Kind.TOO_SMALL))
    if figures.duties.late:
        found.append(Finding(Kind.LATE))
    if figures.duties.peak_count >= TOO_FEW:
        found.append(Finding(Kind.PEAK))
    return tuple(found[:MOST])
