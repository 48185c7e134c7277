"""Whom an assignment is for, and until when (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in the institution; `units` from the top to their own, empty for who is in none."""

    person_id: int
    units: tuple[int, ...]
    status: str
    position: str

    @property
    def unit_id(self) -> int | None:
        """Their own unit."""
        return self.units[-1] if self.units else None


@dataclass(frozen=True)
class Targets:
    """Whom it is for: named people, and whoever is in one of the units, with one of the statuses and positions.

    Nothing chosen of these is no limit; only with `is_group` are others meant than the named people. A position is
    part of how it is written, such as “perawat”.
    """

    is_group: bool = True
    units: frozenset[int] = frozenset()
    statuses: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    people: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Aim:
    """Targets, within a unit and all below it (None: everywhere), with the last day; units may have their own."""

    unit_id: int | None
    targets: Targets
    due_on: date
    dues: Mapping[int, date] = field(default_factory=dict)

    def reaches(self, who: Standing) -> bool:
        """Whether it is for somebody who stands there; whoever is meant twice is meant once."""
        if self.unit_id is not None and self.unit_id not in who.units:
            return False
        return who.person_id in self.targets.people or (self.targets.is_group and self._fits(who))

    def _fits(self, who: Standing) -> bool:
        of, position = self.targets, who.position.casefold()
        return (
            (not of.units or not of.units.isdisjoint(who.units))
            and (not of.statuses or who.status in of.statuses)
            and (not of.positions or any(part.casefold() in position for part in of.positions))
        )

    def due_for(self, who: Standing, joined: date | None, days: int) -> date:
        """The last day for somebody: of the nearest unit that has one. Who joined later has `days` at least."""
        due = next((self.dues[unit] for unit in reversed(who.units) if unit in self.dues), self.due_on)
        return due if joined is None else max(due, joined + timedelta(days=days))


class Step(Enum):
    """What is to be done about one person and one assignment."""

    NOTHING = "nothing"
    GIVE = "give"
    RELEASE = "release"
    GIVE_AGAIN = "give-again"
    MOVE = "move"


@dataclass(frozen=True)
class Held:
    """What somebody holds of an assignment."""

    unit_id: int | None
    is_released: bool


def next_step(aim: Aim, for_joiners: bool, who: Standing | None, held: Held | None) -> Step:
    """What follows from where somebody stands; None for `who` has left, None for `held` never had it."""
    is_meant = who is not None and aim.reaches(who)
    if held is None:
        return Step.GIVE if is_meant and for_joiners else Step.NOTHING
    if not is_meant or who is None:
        return Step.NOTHING if held.is_released else Step.RELEASE
    if held.is_released:
        return Step.GIVE_AGAIN
    return Step.MOVE if held.unit_id != who.unit_id else Step.NOTHING
