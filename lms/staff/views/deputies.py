"""Who does the office of somebody absent: named by themselves, or by whoever may give roles in their unit."""

from collections.abc import Mapping

from flask import Response, request

from lms.accounts import operations as accounts
from lms.accounts.deputies import REASONS, deputies_of, deputy_line, has_office
from lms.accounts.operations import NewDeputy
from lms.accounts.queries import person_name
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.staff.access import person_for
from lms.staff.granting import granting_reach
from lms.staff.operations.deputies import name_deputy
from lms.staff.people_queries import colleagues_of, person_called
from lms.staff.person_forms import day_of
from lms.staff.views.blueprint import bp, today


@bp.get("/people/<int:person_id>/deputy")
@requires(Permission.LEARN)
def deputy(person_id: int) -> Response:
    """Who stands for this person and stood, and the form that names somebody."""
    _require_reached(person_id)
    return _page(person_id, {})


@bp.post("/people/<int:person_id>/deputy")
@requires(Permission.LEARN)
def keep_deputy(person_id: int) -> Response:
    """Names a deputy."""
    _require_reached(person_id)
    scope = colleagues_of(person_id) if person_id == actor().id else granting_reach()
    words, reason = " ".join(request.form.get("who", "").split()), request.form.get("reason", "")
    first, last = day_of(request.form.get("first", "")), day_of(request.form.get("last", ""))
    key = person_called(words, scope) if words.isprintable() and words else None
    errors = {}
    if key is None or key == person_id:
        errors["who"] = gettext("Nobody else in this unit has this user name or NIP.")
    if first is None or last is None or last < max(first, today()):
        errors["last"] = gettext("Choose a last day from today on, and not before the first one.")
    if reason not in REASONS:
        errors["reason"] = gettext("Choose a reason from the list.")
    if errors or key is None or first is None or last is None:
        return _page(person_id, errors)
    name_deputy(NewDeputy(person_id, key, first, last, reason), utc_now(), by=actor().username)
    return see_other("staff.deputy", person_id=person_id, note="deputy-named")


@bp.post("/people/<int:person_id>/deputy/<int:deputy_key>/end")
@requires(Permission.LEARN)
def end_deputy(person_id: int, deputy_key: int) -> Response:
    """Ends it before its last day."""
    _require_reached(person_id)
    found = deputy_line(deputy_key, today())
    if found is None or found.absent_id != person_id:
        raise NotFound
    accounts.end_deputy(deputy_key, utc_now(), by=actor().username)
    return see_other("staff.deputy", person_id=person_id, note="deputy-ended")


def _require_reached(person_id: int) -> None:
    """Raises NotFound unless it is oneself, or somebody of a unit in which one gives roles."""
    if person_id != actor().id:
        person_for(person_id, granting_reach())


def _page(person_id: int, errors: Mapping[str, str]) -> Response:
    lines = deputies_of(person_id, today())
    return render(
        "staff/deputy.html",
        status=422 if errors else 200,
        title=gettext("Deputy for absence"),
        person_id=person_id,
        name=person_name(person_id).printed,
        now=next((one for one in lines if not one.is_over), None),
        before=[one for one in lines if one.is_over],
        has_office=has_office(person_id),
        reasons=[("", gettext("Choose a reason")), *((code, gettext(words)) for code, words in REASONS.items())],
        sent=request.form,
        errors=errors,
    )
