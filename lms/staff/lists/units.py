"""Which units the names in a staff list mean: known ones, new ones, and those that somebody must decide (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from lms.org.unit_names import UnitNames, name_key
from lms.staff.lists.rows import StaffRow

NEW = "new"
"""Chosen for a name that means no unit there is."""
NEW_PLACE = "new:"


@dataclass(frozen=True)
class NamedUnit:
    """A name of a unit in a list, with that of the unit above it ("" where the list says none)."""

    name: str
    above: str
    lines: int

    @property
    def key(self) -> str:
        """By which the name is remembered, whatever its capitals and abbreviations."""
        return name_key(self.name, self.above)

    @property
    def code(self) -> str:
        """A short name of it for forms."""
        return sha256(self.key.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class UnitQuestion:
    """A name that may mean a unit there is: which one is proposed, which others are alike, what was chosen."""

    named: NamedUnit
    proposals: tuple[int, ...]
    chosen: str  # key of a unit, NEW, or ""


@dataclass(frozen=True)
class UnitPlan:
    """What each name means: the key of a unit, or a new one."""

    places: Mapping[str, str] = field(default_factory=dict)  # by NamedUnit.key: a unit, or NEW_PLACE + key
    new: tuple[NamedUnit, ...] = ()  # those above before those below them
    questions: tuple[UnitQuestion, ...] = ()
    said: Mapping[str, int] = field(default_factory=dict)  # decided now: to be remembered

    def place(self, name: str, above: str) -> str:
        """What stands for a unit in a comparison; "" without a unit, or where it is not decided."""
        return self.places.get(name_key(name, above), "") if name else ""

    @property
    def levels(self) -> tuple[tuple[NamedUnit, ...], ...]:
        """The new units by how far below other new ones they stand, so that each comes after the one above it."""
        below = {one for one in self.new if self.place(one.above, "").startswith(NEW_PLACE)}
        return tuple(one for one in self.new if one not in below), tuple(one for one in self.new if one in below)

    def is_known(self, name: str, above: str) -> bool:
        """Whether it is clear what the name means."""
        return not name or name_key(name, above) in self.places


def plan_units(
    rows: Iterable[StaffRow], units: UnitNames, remembered: Mapping[str, int], chosen: Mapping[str, str]
) -> UnitPlan:
    """The plan for all names of a list. `remembered`: NamedUnit.key → unit; `chosen`: NamedUnit.code → choice."""
    places: dict[str, str] = {}
    said: dict[str, int] = {}
    new: list[NamedUnit] = []
    questions: list[UnitQuestion] = []
    for named in _named(rows):
        found = units.exact(named.name, named.above)
        near = units.closest(named.name, named.above) if not found else None
        proposals = tuple(found) if found else (near,) if near is not None else ()
        choice = chosen.get(named.code, "")
        if len(found) == 1:
            places[named.key] = str(found[0])
        elif named.key in remembered:
            places[named.key] = str(remembered[named.key])
        elif not proposals:
            new.append(named)
        else:
            questions.append(UnitQuestion(named, proposals, choice if choice in (NEW, *map(str, proposals)) else ""))
            if choice == NEW:
                new.append(named)
            elif choice in map(str, proposals):
                places[named.key], said[named.key] = choice, int(choice)
    places.update({one.key: NEW_PLACE + one.key for one in new})
    return UnitPlan(places, tuple(new), tuple(questions), said)


def _named(rows: Iterable[StaffRow]) -> list[NamedUnit]:
    """Every name once, units above first, in the order of the file."""
    above: dict[str, NamedUnit] = {}
    names: dict[str, NamedUnit] = {}
    for row in rows:
        if row.unit_above:
            one = NamedUnit(row.unit_above, "", 0)
            above.setdefault(one.key, one)
        if row.unit:
            one = NamedUnit(row.unit, row.unit_above, 0)
            held = names.setdefault(one.key, one)
            names[one.key] = NamedUnit(held.name, held.above, held.lines + 1)
    return [*(names.pop(key, one) for key, one in above.items()), *names.values()]
