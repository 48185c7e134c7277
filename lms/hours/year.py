"""A person's JP of one year, held against the rules of their status (pure)."""

from dataclasses import dataclass

from lms.kernel.jp import Jp


@dataclass(frozen=True)
class JpYear:
    """What is earned in a calendar year, what the status needs at least and what it credits at most.

    `floor` and `ceiling` are None where no rule is known; `source` says where the rules stand, "" without one.
    """

    year: int
    jp: Jp
    floor: Jp | None = None
    ceiling: Jp | None = None
    source: str = ""

    @property
    def lacking(self) -> Jp:
        """How much is missing to the floor."""
        return Jp(max(0, (self.floor or 0) - self.jp))

    @property
    def credited(self) -> Jp:
        """What counts of it: all, or as much as the ceiling allows. Nobody is kept from learning more."""
        return self.jp if self.ceiling is None else min(self.jp, self.ceiling)
