"""What is done with units: added, renamed, moved, closed; names they are also called by. The door commits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update

from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.org.models import Unit, UnitAlias
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db

LONGEST_NAME = 200
DEEPEST = 8
"""Levels of units below each other: a city has four or five."""


class UnusableUnit(Unprocessable):
    """A unit cannot have this name or this place."""


@dataclass(frozen=True)
class NewUnit:
    """A unit to be added; `above` is the key of the unit that it belongs to, None at the top."""

    name: str
    above: int | None = None
    valid_from: date | None = None


def add_unit(new: NewUnit, now: datetime, *, by: str) -> int:
    """Adds a unit; gives its key. Raises UnusableUnit, NotFound, or Conflict where its sibling has that name."""
    name = _checked_name(new.name)
    path = _path_below(new.above)
    _require_free(path, name)
    unit = Unit(
        parent_id=new.above, parent_path=path, name=name, sort_key=name.casefold(), valid_from=new.valid_from
    )  # fmt: skip
    db.session.add(unit)
    db.session.flush()
    record(by, "unit.add", f"unit:{unit.id}", now, name=name)
    return unit.id


def unit_named(name: str, now: datetime, *, by: str) -> int:
    """The key of the open unit with this name, wherever it stands; it is added at the top if there is none."""
    name = _checked_name(name)
    open_ones = select(Unit.id).where(Unit.sort_key == name.casefold(), Unit.valid_to.is_(None))
    found = db.session.scalar(open_ones.order_by(Unit.parent_path, Unit.id).limit(1))
    return found if found is not None else add_unit(NewUnit(name), now, by=by)


def rename_unit(unit_id: int, name: str, now: datetime, *, by: str) -> None:
    """Gives a unit another name; what was printed keeps the old one. Raises NotFound, UnusableUnit, Conflict."""
    unit, name = _locked(unit_id), _checked_name(name)
    if unit.name == name:
        return
    if unit.sort_key != name.casefold():
        _require_free(unit.parent_path, name)
    before, unit.name, unit.sort_key = unit.name, name, name.casefold()
    record(by, "unit.rename", f"unit:{unit_id}", now, before=before, name=name)


def move_unit(unit_id: int, above: int | None, now: datetime, *, by: str) -> None:
    """Puts a unit, with all below it, under another one. Raises NotFound, UnusableUnit, Conflict."""
    unit = _locked(unit_id)
    if unit.parent_id == above:
        return
    old, path = path_of(unit), _path_below(above)
    if f"{path}/".startswith(old) or above == unit_id:
        raise UnusableUnit("A unit cannot stand below itself.")
    _require_free(path, unit.name)
    before, unit.parent_id, unit.parent_path = unit.parent_id, above, path
    moved = func.substr(Unit.parent_path, len(old) + 1)
    below = Unit.parent_path.startswith(old)
    db.session.execute(
        update(Unit).where(below).values(parent_path=path_of(unit) + moved).execution_options(synchronize_session=False)
    )
    record(by, "unit.move", f"unit:{unit_id}", now, before=before, above=above)


def close_unit(unit_id: int, last_day: date, now: datetime, *, by: str) -> None:
    """Ends a unit with its last day; whoever asks has seen to its people. Raises NotFound, Conflict."""
    unit = _locked(unit_id)
    inner = select(Unit.id).where(Unit.parent_id == unit_id, Unit.valid_to.is_(None)).limit(1)
    if db.session.scalar(inner) is not None:
        raise Conflict("Units still stand below this one. Move or close them first.")
    if unit.valid_from is not None and last_day < unit.valid_from:
        raise Conflict("A unit cannot end before its first day.")
    unit.valid_to = last_day
    record(by, "unit.close", f"unit:{unit_id}", now, last_day=last_day.isoformat())


def remember_name(name_key: str, unit_id: int, now: datetime, *, by: str) -> None:
    """Keeps that lists call this unit so; the newest word counts."""
    row = db.session.scalar(select(UnitAlias).where(UnitAlias.name_key == name_key))
    if row is None:
        db.session.add(UnitAlias(name_key=name_key, unit_id=unit_id, recorded_at=now, recorded_by=by))
    else:
        row.unit_id, row.recorded_at, row.recorded_by = unit_id, now, by


def path_of(unit: Unit) -> str:
    """The `parent_path` of units that stand directly below this one."""
    return f"{unit.parent_path}{unit.id}/"


def _path_below(above: int | None) -> str:
    if above is None:
        return "/"
    path = path_of(_locked(above))
    if path.count("/") > DEEPEST:
        raise UnusableUnit("Units stand at most %(limit)s levels deep.", limit=DEEPEST)
    return path


def _locked(unit_id: int) -> Unit:
    unit: Unit | None = db.session.scalar(lock_row(select(Unit).where(Unit.id == unit_id)))
    if unit is None:
        raise NotFound
    if unit.valid_to is not None:
        raise Conflict("This unit is closed.")
    return unit


def _require_free(path: str, name: str) -> None:
    taken = select(Unit.id).where(
        Unit.parent_path == path, Unit.sort_key == name.casefold(), Unit.valid_to.is_(None)
    )  # fmt: skip
    if db.session.scalar(taken) is not None:
        raise Conflict("There is a unit “%(name)s” in this place already.", name=name)


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or len(name.casefold()) > LONGEST_NAME or not name.isprintable():
        raise UnusableUnit("Write a name of at most %(limit)s characters.", limit=LONGEST_NAME)
    return name
