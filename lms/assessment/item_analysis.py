"""How well the questions of a course work, from what learners answered (pure).

Difficulty is the mean share of the points that was earned (facility index, Crocker & Algina 1986, ch. 5).
Discrimination is the correlation of that share with the mark in all other questions of the same attempt (corrected
item-total correlation, Henrysson 1963). A distractor that fewer than 5 in 100 choose does not work (Haladyna & Downing
1993). Only first attempts count: whoever tries again has seen questions before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

FEWEST = 30
"""Below so many answers nothing is said: the standard error of a correlation of 0.2 among 30 is 0.18."""

TOO_EASY, TOO_HARD = 0.95, 0.20
POOR_DISCRIMINATION = 0.15  # below 0.20 is poor (Ebel 1965); a margin, for few answers
UNUSED_DISTRACTOR = 0.05
EXACT = 1e-12


@dataclass(frozen=True)
class Sums:
    """What a database adds up for one question over first attempts: `fraction` is the share of its points that was
    earned, `rest` the share of the points of the other questions."""

    n: int
    fraction: float
    fraction_squared: float
    rest: float
    rest_squared: float
    product: float


@dataclass(frozen=True)
class Choice:
    """How many chose an option."""

    option: str
    is_right: bool
    chosen: int


class Finding(StrEnum):
    """What is wrong with a question, the worst first."""

    KEY_IN_DOUBT = "key-in-doubt"
    TOO_HARD = "too-hard"
    STRONGER_DISTRACTOR = "stronger-distractor"
    TOO_EASY = "too-easy"
    POOR_DISCRIMINATION = "poor-discrimination"
    UNUSED_DISTRACTOR = "unused-distractor"


@dataclass(frozen=True)
class Analysis:
    """A question analysed; nothing but `n` is known below `FEWEST`, no discrimination where all earned the same."""

    n: int
    difficulty: float | None = None
    discrimination: float | None = None
    choices: tuple[Choice, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there are answers enough."""
        return self.difficulty is not None


def analyse(sums: Sums, choices: Sequence[Choice] = ()) -> Analysis:
    """The question behind these sums; `choices` are its options, where it has such."""
    if sums.n < FEWEST:
        return Analysis(sums.n)
    difficulty = sums.fraction / sums.n
    discrimination = _correlation(sums)
    return Analysis(
        sums.n, difficulty, discrimination, tuple(choices), _findings(sums.n, difficulty, discrimination, choices)
    )


def _correlation(sums: Sums) -> float | None:
    """Pearson's r; None where either side does not vary."""
    n = sums.n
    spread = (n * sums.fraction_squared - sums.fraction**2) * (n * sums.rest_squared - sums.rest**2)
    if spread <= EXACT * n**4:
        return None
    return max(-1.0, min(1.0, (n * sums.product - sums.fraction * sums.rest) / sqrt(spread)))


def _findings(
    n: int, difficulty: float, discrimination: float | None, choices: Sequence[Choice]
) -> tuple[Finding, ...]:
    right = [choice.chosen for choice in choices if choice.is_right]
    wrong = [choice.chosen for choice in choices if not choice.is_right]
    is_single = len(right) == 1
    found = {
        Finding.KEY_IN_DOUBT: discrimination is not None and discrimination < 0,
        Finding.TOO_HARD: difficulty < TOO_HARD,
        Finding.STRONGER_DISTRACTOR: is_single and bool(wrong) and max(wrong) > right[0],
        Finding.TOO_EASY: difficulty > TOO_EASY,
        Finding.POOR_DISCRIMINATION: discrimination is not None and 0 <= discrimination < POOR_DISCRIMINATION,
        Finding.UNUSED_DISTRACTOR: difficulty <= TOO_EASY and any(count < UNUSED_DISTRACTOR * n for count in wrong),
    }
    return tuple(finding for finding, applies in found.items() if applies)
