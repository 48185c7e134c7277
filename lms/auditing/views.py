"""The page of the audit."""

from flask import Blueprint, Response, request

from lms.auditing.forms import Filters, read_filters, read_place
from lms.auditing.queries import Found, found_acts
from lms.auditing.saying import kind_words, kinds, lines_of
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone

bp = Blueprint("auditing", __name__)

ON_A_PAGE = 50


@bp.get("/audit")
@requires(Permission.READ_AUDIT)
def acts() -> Response:
    """Who did what to whom and when, the newest first; filters and place stand in the address."""
    filters = read_filters(request.args)
    if filters.errors():
        return _page(filters, Found((), None))
    return _page(filters, found_acts(filters.asked(local_zone(), read_place(request.args)), ON_A_PAGE))


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
    )
