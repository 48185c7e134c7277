"""The sheet as a page and as one page of PDF."""

from flask import Blueprint, Response

from lms.accounts.scope import own_scope
from lms.kernel.clock import local_date, utc_now
from lms.leadership.pdf import sheet_pdf
from lms.leadership.queries import figures_of
from lms.leadership.wording import Sheet, sheet_of
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.web.downloads import pdf_file
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render
from lms.platform.zone import local_zone

bp = Blueprint("leadership", __name__)


@bp.get("/leadership")
@requires(Permission.SEE_SUMS)
def sheet() -> Response:
    """The sheet of the units within reach."""
    made = _sheet()
    may_open = actor().may(Permission.SEE_UNIT_PROGRESS)
    return render("leadership/sheet.html", title=made.heading, sheet=made, may_open=may_open)


@bp.get("/leadership.pdf")
@requires(Permission.SEE_SUMS)
def pdf() -> Response:
    """The same sheet as a file."""
    day = local_date(utc_now(), local_zone())
    made = sheet_pdf(_sheet(), institution_on(day), day)
    return pdf_file(made.data, f"ringkasan-pimpinan-{day}.pdf")


def _sheet() -> Sheet:
    day = local_date(utc_now(), local_zone())
    return sheet_of(figures_of(own_scope(actor().id, Permission.SEE_SUMS), day))
