"""Who else keeps units: an officer for each of many sites on one page, and any role of one person."""

from flask import Response, request

from lms.accounts import operations as accounts
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.permissions import Permission, Role
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.staff.access import person_for
from lms.staff.granting import require_grantable, require_granting, require_other
from lms.staff.people_queries import officers_of, people_by_unit, person_page
from lms.staff.person_forms import key_of
from lms.staff.views.blueprint import bp
from lms.staff.words import unit_choices

_OFFICER = "officer-"
MOST_UNITS = 60


@bp.get("/units/officers")
@requires(Permission.KEEP_UNITS)
def officers() -> Response:
    """The units directly below one, each with its officer and whoever else could be."""
    scope = require_granting()
    above = key_of(request.args, "above")
    top = scope.unit(above) if above is not None else None
    shown = [unit for unit in scope.units if top is None or unit.parent_id == top.id][:MOST_UNITS]
    keys, above_others = [unit.id for unit in shown], {unit.parent_id for unit in scope.units}
    people, named = people_by_unit(keys), officers_of(keys)
    return render(
        "staff/officers.html",
        title=gettext("Officers of units"),
        lines=[(unit, named.get(unit.id), people.get(unit.id, [])) for unit in shown],
        above=above or "",
        unit_choices=[
            ("", gettext("All units")),
            *unit_choices(unit for unit in scope.units if unit.id in above_others),
        ],
    )


@bp.post("/units/officers")
@requires(Permission.KEEP_UNITS)
def name_officers() -> Response:
    """Names the officers that were chosen; one who is no longer chosen is no longer the officer."""
    scope, now, by = require_granting(), utc_now(), actor().username
    sent = {int(name.removeprefix(_OFFICER)): key_of(request.form, name) for name in request.form if _is_officer(name)}
    chosen = {unit: key for unit, key in sent.items() if unit in scope.keys}
    people = people_by_unit(chosen)
    accounts.name_officers(
        {unit: key for unit, key in chosen.items() if key is None or key in dict(people.get(unit, []))}, now, by=by
    )
    return see_other("staff.officers", note="officers-named", above=key_of(request.form, "above") or "")


@bp.post("/people/<int:person_id>/roles")
@requires(Permission.KEEP_UNITS)
def grant(person_id: int) -> Response:
    """Gives a person a role, for one unit or for all."""
    scope = require_granting()
    require_other(person_id, actor().id)
    found, asked = person_for(person_id, scope), request.form.get("role", "")
    if asked not in set(Role):
        return see_other("staff.person", person_id=person_id)
    unit_id = key_of(request.form, "unit")
    require_grantable(actor().roles, scope, Role(asked), unit_id)
    accounts.grant_role(found.id, Role(asked), utc_now(), by=actor().username, unit_id=unit_id)
    return see_other("staff.person", person_id=person_id, note="role-given")


@bp.post("/people/<int:person_id>/roles/<int:grant_id>/end")
@requires(Permission.KEEP_UNITS)
def end_grant(person_id: int, grant_id: int) -> Response:
    """Takes a role back from a person."""
    scope = require_granting()
    require_other(person_id, actor().id)
    person_for(person_id, scope)
    page = person_page(person_id)
    held = next((one for one in page.grants if one.id == grant_id), None) if page else None
    if held is None:
        raise NotFound
    require_grantable(actor().roles, scope, held.role, held.unit_id)
    accounts.end_grant(grant_id, utc_now(), by=actor().username)
    return see_other("staff.person", person_id=person_id, note="role-ended")


def _is_officer(name: str) -> bool:
    key = name.removeprefix(_OFFICER)
    return name.startswith(_OFFICER) and key.isascii() and key.isdigit() and len(key) < 10
