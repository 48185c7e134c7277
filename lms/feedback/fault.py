"""What a fault is and how it is answered (pure)."""

from dataclasses import dataclass
from enum import StrEnum

MOST_OPEN = 5
"""How many reports of one learner in one course may wait for an answer."""

LONGEST_WORDS = 1000


class FaultKind(StrEnum):
    """What is wrong with a block, in the order in which a learner may choose."""

    WRONG = "wrong"
    UNCLEAR = "unclear"
    TYPO = "typo"
    NOT_SHOWN = "not-shown"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of a report."""

    MENDED = "mended"
    NOT_WRONG = "not-wrong"


@dataclass(frozen=True)
class Place:
    """The block that is meant: the item in the version that was read, its place there, and how its text begins."""

    item_id: int
    block: int
    quote: str


@dataclass(frozen=True)
class Reported:
    """What a learner sends; `token` is made with the form."""

    kind: FaultKind
    words: str
    token: str


@dataclass(frozen=True)
class Reply:
    """What is answered to all who reported a block: mended in the version `number`, or else not wrong, and why.

    `seen` says what stood on the page that was answered: how many answers and reports.
    """

    number: int | None
    words: str
    seen: str

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        return Outcome.NOT_WRONG if self.number is None else Outcome.MENDED
