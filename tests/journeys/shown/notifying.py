"""Pages of letters."""

import re
from collections.abc import Callable, Sequence

from sqlalchemy import select

from lms.notifications.models import Notification
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys import letters
from tests.journeys.cast import Cast
from tests.journeys.shown.page import Shown


def letter(token: str) -> Callable[[Cast], str]:
    """The address of a letter."""

    def address(cast: Cast) -> str:
        with door(writes=False):
            wanted = select(Notification.id).filter_by(person_id=cast["lettered"].id, token=token)
            return f"/inbox/{db.session.scalars(wanted).one()}"

    return address


def older(cast: Cast) -> str:
    """The second page of the inbox."""
    return re.findall(r'href="(/inbox\?before=\d+)"', cast["lettered"].client.get("/inbox").text)[0]


SHOWN: Sequence[Shown] = (
    Shown("inbox", "/inbox", "lettered", queries=2),
    Shown("inbox-older", older, "lettered", queries=2),
    Shown("inbox-none", "/inbox", "new", queries=2),
    Shown("letter", letter("withdrawn"), "lettered", queries=2),
    Shown("letter-long", letter("long"), "lettered", queries=2),
    Shown("choices", "/inbox/choices", "lettered", queries=4),
    Shown("choices-learner", "/inbox/choices", "new", queries=4),
    Shown("phone", "/inbox/phone", "lettered", queries=4),
    Shown("phone-none", "/inbox/phone", "new", queries=4),
    Shown("phone-wrong", "/inbox/phone", "lettered", act=letters.give_no_number),
    Shown("choices-wrong", "/inbox/choices", "lettered", act=letters.choose_nothing_there_is),
)
