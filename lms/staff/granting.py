"""Who may give which role for which unit: the table of `permissions.GRANTED_BY`, within the giver's own reach."""

from collections.abc import Collection, Iterable

from lms.accounts.scope import Scope, undeputed_scope
from lms.kernel.errors import Conflict, Forbidden
from lms.permissions import OF_A_UNIT, Permission, Role, may_grant
from lms.platform.web.guards import actor


def granting_reach() -> Scope:
    """The units for which whoever asks gives roles and names deputies: by their own roles, never as a deputy."""
    return undeputed_scope(actor().id, Permission.KEEP_UNITS)


def require_granting() -> Scope:
    """The same. Raises Forbidden for whoever keeps units only as a deputy."""
    scope = granting_reach()
    if not scope.units and not scope.is_all:
        raise Forbidden("A deputy gives no roles and names no deputies.")
    return scope


def grantable(roles: Iterable[Role], scope: Scope) -> list[Role]:
    """The roles that somebody may give here; those for all units only with reach over all."""
    held = set(roles)
    return [
        role
        for role in Role
        if role is not Role.LEARNER and may_grant(held, role) and (scope.is_all or role in OF_A_UNIT)
    ]


def require_grantable(roles: Iterable[Role], scope: Scope, role: Role, unit_id: int | None) -> None:
    """Raises Forbidden unless the role may be given, or taken back, for this unit (None: for all)."""
    fits = unit_id is not None if role is Role.UNIT_OFFICER else unit_id is None or role in OF_A_UNIT
    if not fits or not may_all_be_granted(roles, scope, [(role, unit_id)]):
        raise Forbidden("Your account does not have this right.")


def may_all_be_granted(roles: Iterable[Role], scope: Scope, held: Iterable[tuple[Role, int | None]]) -> bool:
    """Whether somebody of these roles may give each of the roles held, for its unit (None: for all)."""
    given = grantable(roles, scope)
    return all(
        role in given and (scope.reaches(unit_id) if unit_id is not None else scope.is_all) for role, unit_id in held
    )


def require_all_grantable(roles: Iterable[Role], scope: Scope, held: Iterable[tuple[Role, int | None]]) -> None:
    """Raises Forbidden for whoever would pass on roles by a merge that they may not give."""
    if not may_all_be_granted(roles, scope, held):
        raise Forbidden("One of the two records holds a role that you may not give. Whoever may give it merges them.")


def require_nobody(actor_id: int, people: Collection[int]) -> None:
    """Raises Conflict for whoever would merge a record of their own: a second person does that."""
    if actor_id in people:
        raise Conflict("Nobody merges a record of their own. Ask a second person.")


def require_other(person_id: int, actor_id: int) -> None:
    """Raises Conflict for whoever would change their own roles or post: a second person does that."""
    if person_id == actor_id:
        raise Conflict("Nobody changes their own roles or says of themselves that they have left.")
