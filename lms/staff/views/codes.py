"""One-time codes are handed out: to one person on the screen, to the people of a unit as cards to print."""

from flask import Response, current_app

from lms.accounts import operations as accounts
from lms.accounts.cards import cards_pdf
from lms.accounts.handing_over import forget, hand_over, handed_over
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.permissions import Permission
from lms.platform.audit.operations import record
from lms.platform.db.doors import begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.pages import render, see_other, url
from lms.staff.access import person_for
from lms.staff.people_queries import inactive_in
from lms.staff.views.blueprint import bp, reach, today


@bp.post("/people/<int:person_id>/code")
@requires(Permission.HAND_OUT_CODES)
def make_code(person_id: int) -> Response:
    """Makes a code that lets the person in: the first one, or one for a lost password. It is shown once."""
    found = person_for(person_id, reach(Permission.HAND_OUT_CODES))
    made = accounts.issue_code(found.username, utc_now(), by=actor().username, is_reset=found.is_active)
    return hand_over(see_other("staff.code", person_id=person_id), made.code, url("staff.code", person_id=person_id))


@bp.get("/people/<int:person_id>/code")
@requires(Permission.HAND_OUT_CODES)
def code(person_id: int) -> Response:
    """The code that was just made, to pass on; it comes in a cookie of this page alone and goes with it."""
    found = person_for(person_id, reach(Permission.HAND_OUT_CODES))
    address = current_app.extensions["settings"].site_url + url("accounts.activate")
    response = render(
        "staff/code.html", store="no-store", title=found.full_name, found=found, code=handed_over(), address=address
    )
    return forget(response, url("staff.code", person_id=person_id))


@bp.post("/units/<int:unit_id>/cards")
@requires(Permission.HAND_OUT_CODES)
@reads_first
def cards(unit_id: int) -> Response:
    """Cards for everybody of the unit and below whose account nobody uses yet; their older codes become worthless."""
    scope = reach(Permission.HAND_OUT_CODES)
    unit = scope.unit(unit_id)
    settings, now = current_app.extensions["settings"], utc_now()
    units = dict(inactive_in(scope.below(unit).keys))
    codes = accounts.draft_codes(list(units), now)
    if not codes:
        raise Conflict("Everybody of this unit uses their account already.")
    names = [units[key] for key in codes]
    pdf = cards_pdf(list(codes.values()), names, settings.site_url, settings.timezone, today())
    begin_writing()
    accounts.keep_codes(codes, now, by=actor().username)
    record(actor().username, "staff.export-cards", f"unit:{unit_id}", now, people=len(codes))
    response = Response(pdf.data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="kartu-kode-{unit_id}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
