"""The letter to somebody whose offer to write was accepted."""

from collections.abc import Sequence

from lms.notifications.letter import Facts, Kind, Letter, Words
from lms.permissions import Permission
from lms.platform.web.pages import url

OFFER_ACCEPTED = "offer-accepted"


def _accepted(facts: Facts, words: Words) -> Letter:
    told = words.tell("The office thanks you for your offer and accepts it. You may write courses from now on.")
    said = (words.tell("The office writes:"), facts["reply"]) if facts["reply"] else ()
    return Letter(
        words.tell("You are a speaker now"), (told, *said), url("speakers.me"), words.tell("See what comes next")
    )


LETTERS: Sequence[Kind] = (
    Kind(OFFER_ACCEPTED, "Your offer to write courses was accepted", Permission.LEARN, _accepted),
)
