"""The catalogue."""

from flask import Blueprint, Response, request

from lms.catalog.forms import choices, chosen_words
from lms.catalog.offer import read_filters
from lms.catalog.queries import offers_to
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render

bp = Blueprint("catalog", __name__)


@bp.get("/courses")
@requires(Permission.LEARN)
def index() -> Response:
    """The courses that are open, or those that the filters in the address let through."""
    offers = offers_to(actor().id)
    offered = choices(offers)
    filters = read_filters(request.args, offered)
    return render(
        "catalog/index.html",
        title=gettext("Catalogue"),
        has_courses=bool(offers),
        offers=[offer for offer in offers if filters.let_through(offer)],
        filters=filters,
        choices=offered,
        chosen=chosen_words(filters, offered),
    )
