"""The letter to learners whose fault report was answered."""

from collections.abc import Sequence

from lms.notifications.letter import Facts, Kind, Letter, Words
from lms.permissions import Permission
from lms.platform.web.pages import url

FAULT_ANSWERED = "fault-answered"


def _answered(facts: Facts, words: Words) -> Letter:
    where = words.tell(
        "You reported something in “%(item)s” of the course “%(course)s”.", item=facts["item"], course=facts["course"]
    )
    if facts["version"]:
        outcome = words.tell("It is mended in version %(number)s. Thank you.", number=facts["version"])
    else:
        outcome = words.tell("Its authors looked at it and find it right.")
    said = (words.tell("They write:"), facts["words"]) if facts["words"] else ()
    subject = words.tell("Your report was answered: %(course)s", course=facts["course"])
    return Letter(subject, (where, outcome, *said), url("feedback.my_reports"), words.tell("To your reports"))


LETTERS: Sequence[Kind] = (Kind(FAULT_ANSWERED, "A fault that you reported was answered", Permission.LEARN, _answered),)
