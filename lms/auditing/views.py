"""The page of the audit, and what was found on it as a file."""

from flask import Blueprint, Response, request

from lms.auditing.forms import Filters, read_filters, read_place
from lms.auditing.queries import Found, found_acts
from lms.auditing.saying import kind_words, kinds, lines_of
from lms.auditing.workbook import acts_workbook
from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.audit.operations import record
from lms.platform.db.doors import begin_writing
from lms.platform.web.downloads import xlsx_file
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone

bp = Blueprint("auditing", __name__)

ON_A_PAGE, IN_A_FILE = 50, 10_000


@bp.get("/audit")
@requires(Permission.READ_AUDIT)
def acts() -> Response:
    """Who did what to whom and when, the newest first; filters and place stand in the address."""
    filters = read_filters(request.args)
    if filters.errors():
        return _page(filters, Found((), None))
    return _page(filters, found_acts(filters.asked(local_zone(), read_place(request.args)), ON_A_PAGE))


@bp.post("/audit/acts.xlsx")
@requires(Permission.READ_AUDIT)
@reads_first
def download() -> Response:
    """What was found as a workbook; that somebody took it along is an act itself."""
    filters, person, now = read_filters(request.form), actor(), utc_now()
    if filters.errors():
        return _page(filters, Found((), None))
    found = found_acts(filters.asked(local_zone()), IN_A_FILE)
    data = acts_workbook(lines_of(found.acts, person.rights))
    asked = ", ".join(f"{name}: {text}" for name, text in filters.given.items())
    begin_writing()
    record(person.username, "audit.export", "audit", now, rows=len(found.acts), asked=asked)
    return xlsx_file(data, f"jejak-audit-{local_date(now, local_zone())}.xlsx")


def _page(filters: Filters, found: Found) -> Response:
    errors = {name: gettext(words) for name, words in filters.errors().items()}
    at, key = found.last or (None, 0)
    return render(
        "auditing/acts.html",
        status=422 if errors else 200,
        title=gettext("Audit trail"),
        filters=filters,
        errors=errors,
        kinds=kinds(),
        conditions=[kind_words(text) if name == "kind" else text for name, text in filters.given.items()],
        lines=lines_of(found.acts, actor().rights),
        older={**filters.given, "at": at.isoformat(), "id": key} if at else None,
        most=IN_A_FILE,
    )
