"""Letters to authors: what became of a draft that was handed in."""

from collections.abc import Sequence

from lms.notifications.letter import Facts, Kind, Letter, Words
from lms.permissions import Permission
from lms.platform.web.pages import url

SENT_BACK, APPROVED, PUBLISHED = "review-sent-back", "review-approved", "course-published"


def _sent_back(facts: Facts, words: Words) -> Letter:
    return Letter(
        words.tell("“%(title)s” needs work", title=facts["title"]),
        (words.tell("A reviewer looked at your draft and sent it back. They write:"), facts["words"]),
        url("reviewing.hand_in", draft=facts["draft"]),
        words.tell("To the review of your draft"),
    )


def _approved(facts: Facts, words: Words) -> Letter:
    return Letter(
        words.tell("“%(title)s” is approved", title=facts["title"]),
        (
            words.tell(
                "Substance and form of your draft are approved. A reviewer publishes it next; you need do nothing."
            ),
            words.tell("If you change it now, what you change is looked at once more."),
        ),
        url("reviewing.hand_in", draft=facts["draft"]),
        words.tell("To the review of your draft"),
    )


def _published(facts: Facts, words: Words) -> Letter:
    told = words.tell("Version %(number)s of your course is open to learners. Thank you.", number=facts["version"])
    return Letter(
        words.tell("“%(title)s” is published", title=facts["title"]),
        (told,),
        url("learning.course", slug=facts["slug"]),
        words.tell("See the course"),
    )


LETTERS: Sequence[Kind] = (
    Kind(SENT_BACK, "A draft of yours needs work", Permission.WRITE_COURSES, _sent_back),
    Kind(APPROVED, "A draft of yours is approved", Permission.WRITE_COURSES, _approved),
    Kind(PUBLISHED, "A course of yours is published", Permission.WRITE_COURSES, _published),
)
