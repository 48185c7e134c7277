"""What the mark of an attempt comes from: its questions with their points, and all attempts at the quiz."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from markupsafe import Markup
from sqlalchemy import select

from lms.assessment.grading import Graded, earned_points, percent
from lms.assessment.models import Attempt
from lms.assessment.practising import Practised
from lms.assessment.queries import Asked
from lms.content.models import CourseItem
from lms.content.version_facts import quiz_from_json
from lms.platform.db.model import db
from lms.platform.web.i18n import current_language, gettext, number_text
from lms.questions.showing import show

HUNDREDTHS = 100


@dataclass(frozen=True)
class AttemptFacts:
    """An attempt that was handed in; `mark`, `passed` and `marked_at` are None while a person has to mark it.

    `pass_mark` is that of the version in which it was begun.
    """

    id: int
    sequence: int
    started_at: datetime
    submitted_at: datetime
    mark: int | None
    passed: bool | None
    marked_at: datetime | None
    pass_mark: int


@dataclass(frozen=True)
class QuestionLine:
    """A question with its points. What was earned is None if it may not be seen, or still waits to be marked.

    `state` and `tries` say how a practice question went.
    """

    number: int
    title: Markup
    points: int
    earned: Fraction | None
    state: Practised
    tries: int


@dataclass(frozen=True)
class MarkSum:
    """The points of all questions and the mark that they make.

    `earned` counts the questions that are marked; `waiting` is how many are not.
    """

    earned: Fraction
    points: int
    waiting: int
    mark: int

    @property
    def exact(self) -> float:
        """The mark before it is rounded down, to two decimals."""
        return round(float(self.earned * 100 / self.points), 2) if self.points else 0


def attempts_in(enrolment_id: int) -> Mapping[tuple[str, str], tuple[AttemptFacts, ...]]:
    """The attempts of an enrolment that were handed in, in their order, by key and role of the quiz; one statement.

    They belong to the quiz in whatever version they were begun.
    """
    rows = select(CourseItem, Attempt).join(CourseItem, CourseItem.id == Attempt.item_id)
    rows = rows.where(Attempt.enrolment_id == enrolment_id, Attempt.submitted_at.is_not(None)).order_by(Attempt.id)
    found: dict[tuple[str, str], tuple[AttemptFacts, ...]] = {}
    for item, attempt in db.session.execute(rows):
        quiz = item.key, item.role
        found[quiz] = (*found.get(quiz, ()), _facts(attempt, quiz_from_json(item.quiz).settings.pass_mark))
    return found


def _facts(row: Attempt, pass_mark: int) -> AttemptFacts:
    assert row.submitted_at is not None
    return AttemptFacts(
        row.id, row.sequence, row.started_at, row.submitted_at, row.mark, row.passed, row.marked_at, pass_mark
    )


def best_of(attempts: Sequence[AttemptFacts]) -> AttemptFacts | None:
    """The attempt whose mark counts: the best one, of equal ones the first; None while none has a mark."""
    return max((one for one in attempts if one.mark is not None), key=lambda one: one.mark or 0, default=None)


def sum_of(asked: Sequence[Asked]) -> MarkSum:
    """What the questions of a final come to."""
    graded = [Graded(one.fraction, one.question.points, "") for one in asked if one.fraction is not None]
    earned = sum((earned_points(one.fraction, one.points) for one in graded), Fraction(0))
    return MarkSum(earned, sum(one.question.points for one in asked), len(asked) - len(graded), percent(graded))


def question_lines(asked: Sequence[Asked], *, may_see_each: bool) -> tuple[QuestionLine, ...]:
    """The questions in their order, with what was earned only where each may be seen."""
    return tuple(
        QuestionLine(
            number=one.number,
            title=show(one.question, one.order, None).title,
            points=one.question.points,
            earned=earned_points(one.fraction, one.question.points)
            if may_see_each and one.fraction is not None
            else None,
            state=one.given.state,
            tries=one.given.tries,
        )
        for one in asked
    )


def points_words(points: Fraction) -> str:
    """Points as people write them, exactly: 2, 0,75, and of thirds 1 2/3."""
    if points * HUNDREDTHS % 1 == 0:
        return number_text(float(points), current_language())
    whole, rest = divmod(points, 1)
    return f"{whole} {rest}" if whole else str(rest)


def why_title(attempt: AttemptFacts, states: Sequence[Practised], *, is_final: bool) -> str:
    """The number that is explained."""
    if not is_final:
        return gettext("%(right)s of %(all)s right", right=states.count(Practised.RIGHT), all=len(states))
    return gettext("No mark yet") if attempt.mark is None else gettext("Mark %(mark)s", mark=attempt.mark)
