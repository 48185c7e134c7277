"""What learners knew before the first lesson beside what they knew in the final, by outcome (pure).

Only learners who were asked in both count, and of the final only the first attempt: whoever tries again has seen
questions before. The questions differ, so that few learners say little: below `FEWEST` nothing is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.assessment.item_analysis import FEWEST


@dataclass(frozen=True)
class Share:
    """How many questions were fully right, of how many."""

    right: int
    all: int

    @property
    def percent(self) -> int:
        """Rounded."""
        return round(100 * self.right / self.all)


@dataclass(frozen=True)
class Comparison:
    """An outcome before and after; `n` is how many learners were asked about it in both."""

    outcome: str
    n: int
    before: Share
    after: Share

    @property
    def is_known(self) -> bool:
        """Whether so many learners say something."""
        return self.n >= FEWEST


def in_words(found: Sequence[Comparison], sentences: Mapping[str, str]) -> list[tuple[str, Comparison]]:
    """The comparisons with the sentences of their outcomes, in the order of the course; unknown outcomes last."""
    order = {key: place for place, key in enumerate(sentences)}
    ordered = sorted(found, key=lambda one: (order.get(one.outcome, len(order)), one.outcome))
    return [(sentences.get(one.outcome, one.outcome), one) for one in ordered]
