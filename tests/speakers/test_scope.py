"""Offers and papers of speakers are of the whole institution; a role for one unit does not open them."""

from flask import Flask

from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.speakers.offers import coordinator, newest_offer, send
from tests.staff.offices import keeper
from tests.support import people


def test_a_coordinator_of_one_unit_opens_no_offer(app: Flask) -> None:
    send(people.browser(app))
    whole = coordinator(app)
    with door(writes=False):
        assert db.session.scalar(db.text("SELECT count(*) FROM unit")) == 1
    part = keeper(app, Role.COORDINATOR, people.UNIT)
    for path in ("/speakers/offers", f"/speakers/offers/{newest_offer()}"):
        assert (whole.get(path).status_code, part.get(path).status_code) == (200, 403)
    assert "/speakers/offers" not in part.get("/").text
