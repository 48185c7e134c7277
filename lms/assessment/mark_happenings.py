"""What became of an attempt, as dated facts: begun, handed in, marked by people, re-marked."""

from collections.abc import Iterator

from lms.assessment.mark_facts import AttemptFacts
from lms.assessment.marking_queries import GivenMark, marks_in
from lms.assessment.remarked_queries import ChangedMark, changed_marks
from lms.platform.web.dated_facts import DatedFact
from lms.platform.web.i18n import current_language, gettext, number_text


def happened_in(attempt: AttemptFacts, *, is_final: bool) -> tuple[DatedFact, ...]:
    """The first thing first; two queries for a final."""
    begun = gettext("Attempt %(number)s begun", number=attempt.sequence)
    ended = gettext("Answers handed in") if is_final else gettext("Last question done")
    facts = [DatedFact(attempt.started_at, begun, symbol="book"), DatedFact(attempt.submitted_at, ended, symbol="send")]
    if is_final:
        facts += _given(attempt.id)
        facts += _marked(attempt, changed_marks(attempt.id))
    return tuple(sorted(facts, key=lambda one: one.at))


def _given(attempt_id: int) -> Iterator[DatedFact]:
    for number, marks in marks_in(attempt_id).items():
        for mark in marks:
            yield DatedFact(mark.at, _words(number, mark), symbol="pen")


def _words(number: int, mark: GivenMark) -> str:
    points = number_text(float(mark.points), current_language())
    words = gettext("Question %(number)s: %(points)s of %(all)s points", number=number, points=points, all=mark.most)
    return f"{words}. {gettext('Corrected: %(reason)s', reason=mark.reason)}" if mark.reason else words


def _marked(attempt: AttemptFacts, changes: tuple[ChangedMark, ...]) -> Iterator[DatedFact]:
    """The mark as it came to be, and each re-marking with its reason; the newest of both is the mark there is."""
    for one in changes:
        words = gettext("Re-marked: %(before)s became %(after)s", before=one.from_mark, after=one.to_mark)
        yield DatedFact(one.at, f"{words}. {one.reason}", symbol="redo")
    if attempt.marked_at is not None and attempt.marked_at not in {one.at for one in changes}:
        yield DatedFact(attempt.marked_at, gettext("Marked: %(mark)s", mark=attempt.mark))
