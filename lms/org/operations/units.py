"""What is done with units: added, renamed, moved, closed; names they are also called by. The door commits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.org.facts import UnitMoved
from lms.org.models import Unit, UnitAlias
from lms.platform.audit.operations import record, record_all
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
    return add_units([new], now, by=by)[0]


def add_units(new: Sequence[NewUnit], now: datetime, *, by: str) -> list[int]:
    """Adds units, none below another of them; gives their keys in the same order. Raises as `add_unit`."""
    above = _locked({one.above for one in new if one.above is not None})
    paths: dict[int | None, str] = {key: _path_below(unit) for key, unit in above.items()}
    paths[None] = "/"
    places = [(paths[one.above], _checked_name(one.name)) for one in new]
    _require_free(places)
    rows = [
        {
            "parent_id": one.above,
            "parent_path": path,
            "name": name,
            "sort_key": name.casefold(),
            "valid_from": one.valid_from,
        }
        for one, (path, name) in zip(new, places, strict=True)
    ]
    if rows:
        db.session.execute(insert(Unit), rows)
    held = _open_siblings([path for path, _ in places])
    keys = [held[path, name.casefold()] for path, name in places]
    acts = [(f"unit:{key}", {"name": name}) for key, (_, name) in zip(keys, places, strict=True)]
    record_all(by, "unit.add", now, acts)
    return keys


def unit_named(name: str, now: datetime, *, by: str) -> int:
    """The key of the open unit with this name, wherever it stands; it is added at the top if there is none."""
    name = _checked_name(name)
    open_ones = select(Unit.id).where(Unit.sort_key == name.casefold(), Unit.valid_to.is_(None))
    found = db.session.scalar(open_ones.order_by(Unit.parent_path, Unit.id).limit(1))
    return found if found is not None else add_unit(NewUnit(name), now, by=by)


def rename_unit(unit_id: int, name: str, now: datetime, *, by: str) -> None:
    """Gives a unit another name; what was printed keeps the old one. Raises NotFound, UnusableUnit, Conflict."""
    unit, name = _locked({unit_id})[unit_id], _checked_name(name)
    if unit.name == name:
        return
    if unit.sort_key != name.casefold():
        _require_free([(unit.parent_path, name)])
    before, unit.name, unit.sort_key = unit.name, name, name.casefold()
    record(by, "unit.rename", f"unit:{unit_id}", now, before=before, name=name)


def move_unit(unit_id: int, above: int | None, now: datetime, *, by: str) -> None:
    """Puts a unit, with all below it, under another one. Raises NotFound, UnusableUnit, Conflict."""
    units = _locked({unit_id} if above is None else {unit_id, above})
    unit = units[unit_id]
    if unit.parent_id == above:
        return
    old, path = path_of(unit), _path_below(units[above]) if above is not None else "/"
    if f"{path}/".startswith(old) or above == unit_id:
        raise UnusableUnit("A unit cannot stand below itself.")
    _require_free([(path, unit.name)])
    before, unit.parent_id, unit.parent_path = unit.parent_id, above, path
    moved = func.substr(Unit.parent_path, len(old) + 1)
    below = Unit.parent_path.startswith(old)
    db.session.execute(
        update(Unit).where(below).values(parent_path=path_of(unit) + moved).execution_options(synchronize_session=False)
    )
    record(by, "unit.move", f"unit:{unit_id}", now, before=before, above=above)
    facts.publish(UnitMoved(unit_id, now, by))


def close_unit(unit_id: int, last_day: date, now: datetime, *, by: str) -> None:
    """Ends a unit with its last day; whoever asks has seen to its people. Raises NotFound, Conflict."""
    unit = _locked({unit_id})[unit_id]
    inner = select(Unit.id).where(Unit.parent_id == unit_id, Unit.valid_to.is_(None)).limit(1)
    if db.session.scalar(inner) is not None:
        raise Conflict("Units still stand below this one. Move or close them first.")
    if unit.valid_from is not None and last_day < unit.valid_from:
        raise Conflict("A unit cannot end before its first day.")
    unit.valid_to = last_day
    record(by, "unit.close", f"unit:{unit_id}", now, last_day=last_day.isoformat())


def remember_names(names: Mapping[str, int], now: datetime, *, by: str) -> None:
    """Keeps what lists call units: name by `unit_names.name_key` → key of the unit; the newest word counts."""
    if not names:
        return
    db.session.execute(delete(UnitAlias).where(UnitAlias.name_key.in_(names)))
    row = {"recorded_at": now, "recorded_by": by}
    db.session.execute(insert(UnitAlias), [{"name_key": key, "unit_id": unit, **row} for key, unit in names.items()])
    record_all(by, "unit.name", now, ((f"unit:{unit}", {"name": key}) for key, unit in names.items()))


def path_of(unit: Unit) -> str:
    """The `parent_path` of units that stand directly below this one."""
    return f"{unit.parent_path}{unit.id}/"


def _path_below(above: Unit) -> str:
    path = path_of(above)
    if path.count("/") > DEEPEST:
        raise UnusableUnit("Units stand at most %(limit)s levels deep.", limit=DEEPEST)
    return path


def _locked(keys: Collection[int]) -> dict[int, Unit]:
    """The units of these keys. Raises NotFound or Conflict unless all are there and open."""
    found = {unit.id: unit for unit in db.session.scalars(lock_row(select(Unit).where(Unit.id.in_(keys))))}
    if len(found) < len(set(keys)):
        raise NotFound
    if any(unit.valid_to is not None for unit in found.values()):
        raise Conflict("This unit is closed.")
    return found


def _require_free(places: Sequence[tuple[str, str]]) -> None:
    """Raises Conflict where an open unit, or another one of those that come, has the name in the place."""
    taken = set(_open_siblings([path for path, _ in places]))
    for path, name in places:
        if (path, name.casefold()) in taken:
            raise Conflict("There is a unit “%(name)s” in this place already.", name=name)
        taken.add((path, name.casefold()))


def _open_siblings(paths: Collection[str]) -> dict[tuple[str, str], int]:
    """Place and name in small letters → key, of all open units in these places."""
    columns = (Unit.parent_path, Unit.sort_key, Unit.id)
    rows = db.session.execute(select(*columns).where(Unit.parent_path.in_(paths), Unit.valid_to.is_(None)))
    return {(path, name): key for path, name, key in rows}


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or len(name.casefold()) > LONGEST_NAME or not name.isprintable():
        raise UnusableUnit("Write a name of at most %(limit)s characters.", limit=LONGEST_NAME)
    return name
