"""The letter to those who completed a course that is withdrawn."""

from collections.abc import Sequence

from lms.notifications.letter import Facts, Kind, Letter, Words
from lms.permissions import Permission
from lms.platform.web.pages import url

COURSE_WITHDRAWN = "course-withdrawn"


def _withdrawn(facts: Facts, words: Words) -> Letter:
    return Letter(
        words.tell("“%(title)s” is withdrawn", title=facts["title"]),
        (
            words.tell("You completed this course. It is no longer offered, and what it says may not hold any more."),
            words.tell("The reason: %(reason)s", reason=facts["reason"]),
            words.tell("Your lesson hours and your certificate stay as they are."),
        ),
        url("learning.course", slug=facts["slug"]),
        words.tell("See the course"),
    )


LETTERS: Sequence[Kind] = (
    Kind(
        COURSE_WITHDRAWN,
        "A course that you completed is withdrawn",
        Permission.LEARN,
        _withdrawn,
        always="Always by e-mail: what you learned may not hold any more.",
    ),
)
