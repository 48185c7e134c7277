"""Letters to whoever asked for a long export: it is ready, or why it is not."""

from collections.abc import Sequence

from lms.exports.failures import BROKEN, FAILURES
from lms.exports.registry import title_of
from lms.notifications.letter import Facts, Kind, Letter, Words
from lms.permissions import Permission
from lms.platform.web.pages import url

EXPORT_READY, EXPORT_FAILED = "export-ready", "export-failed"


def _ready(facts: Facts, words: Words) -> Letter:
    title = title_of(facts["kind"])
    return Letter(
        words.tell("Your file is ready: %(title)s", title=words.tell(title)),
        (
            words.tell("It has %(rows)s rows and is kept for %(days)s days.", rows=facts["rows"], days=facts["days"]),
            words.tell("It holds names. Keep it where only those see it who may."),
        ),
        url("exports.index"),
        words.tell("To your files"),
    )


def _failed(facts: Facts, words: Words) -> Letter:
    title = title_of(facts["kind"])
    sentence = FAILURES.get(facts["failure"], FAILURES[BROKEN])
    return Letter(
        words.tell("Your file could not be made: %(title)s", title=words.tell(title)),
        (words.tell(sentence),),
        url("exports.index"),
        words.tell("To your files"),
    )


LETTERS: Sequence[Kind] = (
    Kind(EXPORT_READY, "A file that you asked for is ready", Permission.SEE_PEOPLE, _ready),
    Kind(EXPORT_FAILED, "A file that you asked for could not be made", Permission.SEE_PEOPLE, _failed),
)
