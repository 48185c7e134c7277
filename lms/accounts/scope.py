"""Which units a right of a person reaches: those for which its roles were given, and the units below them."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import select

from lms.accounts.lending import is_handed_over, stands_on
from lms.accounts.models import Deputy, RoleGrant
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import NotFound
from lms.org.unit_queries import UnitLine, open_units
from lms.permissions import HOLDERS, Permission, Role, rights_of
from lms.platform.db.model import db
from lms.platform.zone import local_zone


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
    lent: tuple[tuple[Role, int | None], ...] = ()  # of those for whom the person stands as deputy

    @property
    def rights(self) -> frozenset[Permission]:
        """The rights that the person's roles hold, own or lent."""
        held = (*self.given, *self.lent)
        return rights_of((role for role, _ in held), (role for role, unit_id in held if unit_id is None))

    def of(self, right: Permission) -> Scope:
        """What the right reaches, also as a deputy; nothing if no role holds it."""
        return self._reached(right, (*self.given, *self.lent))

    def own(self, right: Permission) -> Scope:
        """What it reaches by roles of one's own: for what no deputy does."""
        return self._reached(right, self.given)

    def _reached(self, right: Permission, roles: tuple[tuple[Role, int | None], ...]) -> Scope:
        given = {unit_id for role, unit_id in roles if role in HOLDERS[right]}
        if None in given:
            return Scope(self.units, is_all=True)
        paths = tuple(unit.path for unit in self.units if unit.id in given)
        return Scope(tuple(unit for unit in self.units if unit.path.startswith(paths)), is_all=False)


def reach_of(person_id: int) -> Reach:
    """What the rights of this person reach now."""
    today = local_date(utc_now(), local_zone())
    columns = (RoleGrant.role, RoleGrant.unit_id, RoleGrant.person_id)
    absent = select(Deputy.person_id).where(Deputy.deputy_id == person_id, stands_on(today))
    lent = RoleGrant.person_id.in_(absent) & is_handed_over(RoleGrant.role)
    held = select(*columns).where((RoleGrant.person_id == person_id) | lent, RoleGrant.ended_at.is_(None))
    roles = [(Role(role), unit_id, holder == person_id) for role, unit_id, holder in db.session.execute(held)]
    return Reach(
        tuple((role, unit_id) for role, unit_id, is_own in roles if is_own),
        open_units(),
        tuple((role, unit_id) for role, unit_id, is_own in roles if not is_own),
    )


def own_scope(person_id: int, right: Permission) -> Scope:
    """What the right reaches for whoever asks, also as a deputy; read once in a request."""
    return _reach(person_id).of(right)


def undeputed_scope(person_id: int, right: Permission) -> Scope:
    """What the right reaches for whoever asks by their own roles alone."""
    return _reach(person_id).own(right)


def _reach(person_id: int) -> Reach:
    if "reach" not in g:
        g.reach = reach_of(person_id)
    reach: Reach = g.reach
    return reach


def scope_of(person_id: int, right: Permission) -> Scope:
    """What the right reaches for this person now; nothing if they do not hold it."""
    return reach_of(person_id).of(right)
