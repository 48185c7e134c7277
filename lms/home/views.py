"""The first page: what this is, for a stranger; where to go on, for a learner."""

from flask import Blueprint, Response

from lms.catalog.queries import begun_by, offers_to
from lms.platform.web.guards import public, signed_in
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def index() -> Response:
    """A learner's home, or the door for whoever is not signed in."""
    person = signed_in()
    if person is None:
        return render("home/stranger.html", title=gettext("Welcome"))
    begun = begun_by(person.id)
    others = tuple(offer for offer in offers_to(person.id) if offer.standing.value == "not_started")
    return render(
        "home/index.html",
        title=gettext("Home"),
        name=person.form_of_address or person.display_name,
        begun=begun,
        others=others[:3],
    )
