"""A person's JP of one year, held against the rules of their status (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lms.kernel.jp import Jp

STATUSES: Mapping[str, str] = {"pns": "PNS", "cpns": "CPNS", "pppk": "PPPK", "pppk-part-time": "PPPK paruh waktu"}
"""How the law calls those for whom there may be rules."""


@dataclass(frozen=True)
class RuleSource:
    """Where a rule stands, and the day from which on it holds."""

    source: str
    valid_from: date


@dataclass(frozen=True)
class JpYear:
    """What is earned in a calendar year, what the status needs at least and what it credits at most.

    `floor` and `ceiling`, and where they stand, are None where no rule is known; `status` is "" without employment.
    """

    year: int
    jp: Jp
    floor: Jp | None = None
    ceiling: Jp | None = None
    floor_rule: RuleSource | None = None
    ceiling_rule: RuleSource | None = None
    status: str = ""

    @property
    def lacking(self) -> Jp:
        """How much is missing to the floor."""
        return Jp(max(0, (self.floor or 0) - self.jp))

    @property
    def credited(self) -> Jp:
        """What counts of it: all, or as much as the ceiling allows. Nobody is kept from learning more."""
        return self.jp if self.ceiling is None else min(self.jp, self.ceiling)

    @property
    def status_name(self) -> str:
        """The status as the law calls it; "" if the law has no rules for it."""
        return STATUSES.get(self.status, "")
