"""Questions about units; they change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from lms.org.models import Unit, UnitAlias
from lms.org.unit_names import UnitName
from lms.platform.db.model import db


@dataclass(frozen=True)
class UnitLine:
    """A unit and where it stands; `path` is the `parent_path` of units directly below it."""

    id: int
    name: str
    parent_id: int | None
    path: str
    valid_from: date | None
    valid_to: date | None

    @property
    def level(self) -> int:
        """How many units stand above it."""
        return self.path.count("/") - 2


def open_units() -> tuple[UnitLine, ...]:
    """The units that are not closed, each directly before what is below it, siblings by name."""
    rows = select(Unit).where(Unit.valid_to.is_(None)).order_by(Unit.sort_key, Unit.id)
    return in_tree_order(map(_line, db.session.scalars(rows)))


def unit_line(unit_id: int) -> UnitLine | None:
    """One unit, open or closed."""
    unit = db.session.get(Unit, unit_id)
    return _line(unit) if unit is not None else None


def in_tree_order(units: Iterable[UnitLine]) -> tuple[UnitLine, ...]:
    """Units with each directly before those below it; one whose parent is not among them stands at the top."""
    lines = list(units)
    known = {unit.id for unit in lines}
    below: dict[int | None, list[UnitLine]] = {}
    for unit in lines:
        below.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    ordered, waiting = [], list(reversed(below.get(None, [])))
    while waiting:
        unit = waiting.pop()
        ordered.append(unit)
        waiting += reversed(below.get(unit.id, []))
    return tuple(ordered)


def unit_names(units: Iterable[UnitLine]) -> list[UnitName]:
    """The units as lists may name them, each with the names above it."""
    lines = {unit.id: unit for unit in units}
    return [UnitName(unit.id, unit.name, _names_above(unit, lines)) for unit in lines.values()]


def remembered_names() -> dict[str, int]:
    """Name as lists write it (by `unit_names.name_key`) → the open unit that somebody said it is."""
    rows = select(UnitAlias.name_key, UnitAlias.unit_id).join(Unit, Unit.id == UnitAlias.unit_id)
    found = db.session.execute(rows.where(Unit.valid_to.is_(None))).all()
    return {row.name_key: row.unit_id for row in found}


def within(units: Iterable[UnitLine]) -> ColumnElement[bool]:
    """The condition that a row of `unit` is one of these units or stands below one."""
    parts = [or_(Unit.id == unit.id, Unit.parent_path.startswith(unit.path)) for unit in units]
    return or_(Unit.id.is_(None), *parts)  # of no units, none


def keys_within(units: Iterable[UnitLine]) -> Select[Any]:
    """The keys of these units and all below them, as a subquery for `IN`."""
    return select(Unit.id).where(within(units))


def _names_above(unit: UnitLine, lines: Mapping[int, UnitLine]) -> tuple[str, ...]:
    keys = [int(key) for key in unit.path.strip("/").split("/")[:-1]]
    return tuple(lines[key].name for key in reversed(keys) if key in lines)


def _line(unit: Unit) -> UnitLine:
    return UnitLine(
        unit.id, unit.name, unit.parent_id, f"{unit.parent_path}{unit.id}/", unit.valid_from, unit.valid_to
    )  # fmt: skip
