"""The tree of units: adding, renaming, moving, closing, who heads them."""

from collections.abc import Mapping

from flask import Response, request

from lms.accounts import operations as accounts
from lms.accounts.scope import Scope
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict, Refusal
from lms.org import operations as org
from lms.org.signing import OfficeKind
from lms.org.unit_queries import UnitLine
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.staff.people_queries import counts_by_unit, heads_of, officers_of, people_by_unit
from lms.staff.person_forms import day_of, key_of
from lms.staff.views.blueprint import bp, reach, today
from lms.staff.words import office_choices, office_words, unit_choices


@bp.get("/units")
@requires(Permission.KEEP_PEOPLE)
def units() -> Response:
    """The units within reach, each with its people."""
    return _tree_page()


@bp.post("/units")
@requires(Permission.KEEP_UNITS)
def add_unit() -> Response:
    """Adds a unit below another one, or at the top."""
    scope, above = reach(Permission.KEEP_UNITS), key_of(request.form, "above")
    if above is None and not scope.is_all:
        return _tree_page({"above": "Choose the unit that it belongs to."})
    if above is not None:
        scope.unit(above)
    try:
        new = org.NewUnit(request.form.get("name", ""), above, today())
        key = org.add_unit(new, utc_now(), by=actor().username)
    except Refusal as problem:
        return _tree_page({"name": gettext(problem.message, **problem.params)})
    return see_other("staff.unit", unit_id=key, note="unit-added")


@bp.get("/units/<int:unit_id>")
@requires(Permission.KEEP_PEOPLE)
def unit(unit_id: int) -> Response:
    """One unit: its people in numbers, who heads it, what stands below."""
    scope = reach(Permission.KEEP_PEOPLE)
    return _unit_page(scope.unit(unit_id), scope)


@bp.post("/units/<int:unit_id>/change")
@requires(Permission.KEEP_UNITS)
def change_unit(unit_id: int) -> Response:
    """Renames a unit, or puts it below another one."""
    scope = reach(Permission.KEEP_UNITS)
    found, above = scope.unit(unit_id), key_of(request.form, "above")
    is_moved = "above" in request.form and above != found.parent_id
    if is_moved and (not scope.is_all or above is not None):
        scope.unit(above or 0)
    try:
        org.rename_unit(unit_id, request.form.get("name", ""), utc_now(), by=actor().username)
        if is_moved:
            org.move_unit(unit_id, above, utc_now(), by=actor().username)
    except Conflict:
        raise
    except Refusal as problem:
        return _unit_page(found, scope, {"name": gettext(problem.message, **problem.params)})
    return see_other("staff.unit", unit_id=unit_id, note="unit-saved")


@bp.post("/units/<int:unit_id>/close")
@requires(Permission.KEEP_UNITS)
def close_unit(unit_id: int) -> Response:
    """Ends a unit in which nobody is any more."""
    found = reach(Permission.KEEP_UNITS).unit(unit_id)
    if counts_by_unit({found.id}):
        raise Conflict("People are still in this unit. Move them first.")
    org.close_unit(unit_id, today(), utc_now(), by=actor().username)
    return see_other("staff.units", note="unit-closed")


@bp.post("/units/<int:unit_id>/head")
@requires(Permission.KEEP_UNITS)
def name_head(unit_id: int) -> Response:
    """Says who heads a unit from a day on, or that somebody no longer does."""
    found = reach(Permission.KEEP_UNITS).unit(unit_id)
    asked, since, key = (
        request.form.get("office", ""),
        day_of(request.form.get("since", "")),
        key_of(request.form, "person"),
    )
    office = OfficeKind(asked) if asked in set(OfficeKind) else OfficeKind.DEFINITIVE
    if since is None:
        return _unit_page(found, reach(Permission.KEEP_PEOPLE), {"since": "Choose the day from which this holds."})
    if key is None:
        accounts.end_head(unit_id, office, since, utc_now(), by=actor().username)
    elif any(key == person for person, _ in people_by_unit({unit_id}).get(unit_id, [])):
        accounts.name_head(unit_id, key, office, since, utc_now(), by=actor().username)
    return see_other("staff.unit", unit_id=unit_id, note="unit-saved")


def _tree_page(errors: Mapping[str, str] | None = None) -> Response:
    scope, kept = reach(Permission.KEEP_PEOPLE), reach(Permission.KEEP_UNITS)
    counts = counts_by_unit(scope.keys)
    return render(
        "staff/units.html",
        status=422 if errors else 200,
        title=gettext("Units"),
        units=scope.units,
        totals=_totals(scope, counts),
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        name=request.form.get("name", ""),
        above=request.form.get("above", ""),
        unit_choices=([("", gettext("At the top"))] if kept.is_all else []) + unit_choices(kept.units),
        may_keep=bool(kept.units) or kept.is_all,
    )


def _unit_page(found: UnitLine, scope: Scope, errors: Mapping[str, str] | None = None) -> Response:
    kept = reach(Permission.KEEP_UNITS)
    below = scope.below(found)
    totals = _totals(below, counts_by_unit(below.keys))
    others = [one for one in kept.units if not one.path.startswith(found.path)]
    return render(
        "staff/unit.html",
        status=422 if errors else 200,
        title=found.name,
        unit=found,
        people=totals[found.id][0],
        active=totals[found.id][1],
        children=[(one, totals[one.id]) for one in below.units if one.parent_id == found.id],
        heads=heads_of(found.id, today()),
        officer=officers_of({found.id}).get(found.id),
        may_keep=found.id in kept.keys,
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        name=request.form.get("name", found.name),
        staff=[("", gettext("Nobody")), *people_by_unit({found.id}).get(found.id, [])],
        offices=office_choices(),
        office_names=office_words(),
        today=today(),
        unit_choices=([("", gettext("At the top"))] if kept.is_all else []) + unit_choices(others),
    )


def _totals(scope: Scope, counts: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Key of a unit → people there and below, and those who use their account."""
    totals = {unit.id: counts.get(unit.id, (0, 0)) for unit in scope.units}
    for unit in reversed(scope.units):  # what is below comes after it, so each is whole before it is added above
        if unit.parent_id in totals:
            people, active = totals[unit.parent_id]
            totals[unit.parent_id] = people + totals[unit.id][0], active + totals[unit.id][1]
    return totals
