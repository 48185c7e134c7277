"""The letter to somebody who is named as deputy."""

from collections.abc import Sequence
from datetime import date

from lms.notifications.letter import Facts, Kind, Letter, Words
from lms.permissions import Permission
from lms.platform.web.pages import url

DEPUTY_NAMED = "deputy-named"


def _named(facts: Facts, words: Words) -> Letter:
    days = {name: date.fromisoformat(facts[name]) for name in ("first", "last")}
    said = words.tell("You stand for %(name)s from %(first)s until %(last)s.", name=facts["name"], **days)
    rest = words.tell("In these days you open the pages of this office. It ends by itself.")
    subject = words.tell("You are the deputy of %(name)s", name=facts["name"])
    return Letter(subject, (said, rest), url("accounts.profile"), words.tell("To your profile"))


LETTERS: Sequence[Kind] = (Kind(DEPUTY_NAMED, "You are named as a deputy", Permission.LEARN, _named),)
