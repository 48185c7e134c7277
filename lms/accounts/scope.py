"""Which units a right of a person reaches: those for which its roles were given, and the units below them."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import select

from lms.accounts.models import RoleGrant
from lms.kernel.errors import NotFound
from lms.org.unit_queries import UnitLine, open_units
from lms.permissions import HOLDERS, Permission, Role, rights_of
from lms.platform.db.model import db


@dataclass(frozen=True)
class Scope:
    """The units within reach, in the order of the tree; with `is_all` also people without a unit."""

    units: tuple[UnitLine, ...]
    is_all: bool

    @property
    def keys(self) -> frozenset[int]:
        """The keys of the units."""
        return frozenset(unit.id for unit in self.units)

    def reaches(self, unit_id: int | None) -> bool:
        """Whether somebody or something of this unit is within reach."""
        return self.is_all or unit_id in self.keys

    def unit(self, unit_id: int) -> UnitLine:
        """An open unit within reach. Raises NotFound for any other."""
        found = next((unit for unit in self.units if unit.id == unit_id), None)
        if found is None:
            raise NotFound
        return found

    def below(self, unit: UnitLine) -> "Scope":
        """What of it is this unit and what stands below it."""
        return Scope(tuple(one for one in self.units if one.path.startswith(unit.path)), is_all=False)


@dataclass(frozen=True)
class Reach:
    """What every right reaches for a person, read once: the roles with their units, and the units there are."""

    given: tuple[tuple[Role, int | None], ...]
    units: tuple[UnitLine, ...]

    @property
    def rights(self) -> frozenset[Permission]:
        """The rights that the person's roles hold."""
        return rights_of((role for role, _ in self.given), (role for role, unit_id in self.given if unit_id is None))

    def of(self, right: Permission) -> Scope:
        """What the right reaches; nothing if no role of the person holds it."""
        given = {unit_id for role, unit_id in self.given if role in HOLDERS[right]}
        if None in given:
            return Scope(self.units, is_all=True)
        paths = tuple(unit.path for unit in self.units if unit.id in given)
        return Scope(tuple(unit for unit in self.units if unit.path.startswith(paths)), is_all=False)


def reach_of(person_id: int) -> Reach:
    """What the rights of this person reach now."""
    held = select(RoleGrant.role, RoleGrant.unit_id).where(
        RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None)
    )
    given = tuple((Role(role), unit_id) for role, unit_id in db.session.execute(held))
    return Reach(given, open_units())


def own_scope(person_id: int, right: Permission) -> Scope:
    """What the right reaches for whoever asks, read once in a request."""
    if "reach" not in g:
        g.reach = reach_of(person_id)
    reach: Reach = g.reach
    return reach.of(right)


def scope_of(person_id: int, right: Permission) -> Scope:
    """What the right reaches for this person now; nothing if they do not hold it."""
    return reach_of(person_id).of(right)
