"""The catalogue."""

from flask import Blueprint, Response, request

from lms.catalog.forms import choices, chosen_words, search_error
from lms.catalog.offer import read_filters
from lms.catalog.queries import offers_to
from lms.catalog.search import read_search
from lms.catalog.search_queries import found_in
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render

bp = Blueprint("catalog", __name__)


@bp.get("/courses")
@requires(Permission.LEARN)
def index() -> Response:
    """The courses that are open, or what the search and the filters in the address leave of them."""
    offers = offers_to(actor().id)
    offered = choices(offers)
    filters, search = read_filters(request.args, offered), read_search(request.args.get("q", ""))
    error = search_error(search)
    fitting = [offer for offer in offers if filters.let_through(offer)]
    return render(
        "catalog/index.html",
        status=422 if error else 200,
        title=gettext("To be corrected: ") + gettext("Catalogue") if error else gettext("Catalogue"),
        has_courses=bool(offers),
        offers=fitting,
        search=search,
        error=error,
        found=found_in(fitting, search.stems, actor().id) if search.stems else None,
        filters=filters,
        choices=offered,
        chosen=chosen_words(filters, offered),
    )
