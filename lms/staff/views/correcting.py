"""What is held of a person and is wrong: corrected with a reason, so that both stay on record."""

from collections.abc import Mapping

from flask import Response, request

from lms.accounts import operations as accounts
from lms.accounts.correction import REASONS, Record
from lms.accounts.correction_queries import earliest_first_day, record_of
from lms.accounts.scope import Scope
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.staff.access import person_for
from lms.staff.correction_forms import CorrectionForm, read_correction
from lms.staff.corrections import differing
from lms.staff.people_queries import PersonPage
from lms.staff.person_checks import superior_named, taken
from lms.staff.person_forms import as_form
from lms.staff.views.blueprint import bp, reach, today
from lms.staff.words import status_choices, unit_choices


@bp.get("/people/<int:person_id>/correct")
@requires(Permission.KEEP_PEOPLE)
def correct_person(person_id: int) -> Response:
    """Shows what is held, to be corrected."""
    found, held = person_for(person_id, reach(Permission.KEEP_PEOPLE)), record_of(person_id)
    last_day = held.last_day.isoformat() if held.last_day else ""
    return _page(found, held, CorrectionForm(as_form(found, held.first_day or today()), last_day, "", "", held.mark))


@bp.post("/people/<int:person_id>/correct")
@requires(Permission.KEEP_PEOPLE)
def save_correction(person_id: int) -> Response:
    """Corrects at once, and keeps what stood there; a form that is out of date is shown beside what is held now."""
    scope = reach(Permission.KEEP_PEOPLE)
    found, held, form = person_for(person_id, scope), record_of(person_id), read_correction(request.form)
    wanted, errors = _read(form, held, found, scope)
    if wanted is None:
        return _page(found, held, form, errors)
    if wanted.values == held.values:
        return see_other("staff.person", person_id=person_id, note="nothing-changed")
    if form.reason_errors():
        return _page(found, held, form, form.reason_errors())
    if form.seen != held.mark:
        return _conflict(found, held, wanted)
    accounts.correct(person_id, wanted, form.seen, form.why, utc_now(), by=actor().username)
    return see_other("staff.person", person_id=person_id, note="person-corrected")


def _read(
    form: CorrectionForm, held: Record, found: PersonPage, scope: Scope
) -> tuple[Record | None, Mapping[str, str]]:
    """The record as it should be; None and what to mend. Raises NotFound for a unit out of reach."""
    superior, unknown = superior_named(form.person, scope, found)
    errors = form.errors(today(), held, earliest_first_day(found.id)) or {**taken(form.person, found), **unknown}
    if errors:
        return None, errors
    if held.post is not None and form.person["unit"] != held.values["unit_id"]:
        scope.unit(int(form.person["unit"]))
    return form.wanted(held, superior), {}


def _conflict(found: PersonPage, held: Record, wanted: Record) -> Response:
    return render(
        "staff/correction_conflict.html",
        status=Conflict.status,
        title=gettext("Somebody else has changed this person in the meantime"),
        found=found,
        seen=held.mark,
        differing=list(differing(held, wanted)),
        sent=request.form,
    )


def _page(found: PersonPage, held: Record, form: CorrectionForm, errors: Mapping[str, str] | None = None) -> Response:
    units = [("", gettext("Choose the unit.")), *unit_choices(reach(Permission.KEEP_PEOPLE).units)]
    post = found.posts[0] if found.posts else None
    if post is not None and post.unit_id is not None and str(post.unit_id) not in {key for key, _ in units}:
        units.append((str(post.unit_id), post.unit))
    return render(
        "staff/correct.html",
        status=422 if errors else 200,
        title=gettext("Correct what is recorded"),
        found=found,
        held=held,
        form=form,
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        unit_choices=units,
        status_choices=status_choices(),
        reasons=[("", gettext("Choose a reason")), *((code, gettext(words)) for code, words in REASONS.items())],
    )
