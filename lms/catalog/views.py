"""The catalogue."""

from flask import Blueprint, Response

from lms.catalog.queries import offers_to
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render

bp = Blueprint("catalog", __name__)


@bp.get("/courses")
@requires(Permission.LEARN)
def index() -> Response:
    """Every course that is open, with the learner's standing."""
    return render("catalog/index.html", title=gettext("Catalogue"), offers=offers_to(actor().id))
