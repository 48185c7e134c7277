"""What a learner sees of the essays of an attempt: whether they wait, what was given and what the marker says."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lms.assessment.marking_queries import GivenMark, marks_in
from lms.assessment.queries import Asked
from lms.questions.kind import Input
from lms.questions.kinds import KINDS
from lms.questions.showing import show


@dataclass(frozen=True)
class EssayResult:
    """An essay of an attempt that was handed in; `mark` is None while it waits, and where nothing was written."""

    number: int
    title: Markup
    is_answered: bool
    mark: GivenMark | None


def is_essay(asked: Asked) -> bool:
    """Whether a person marks it."""
    return KINDS[asked.question.kind].input is Input.ESSAY


def essay_lines(attempt_id: int, asked: Sequence[Asked]) -> tuple[EssayResult, ...]:
    """The essays among the questions; one query if there are any."""
    essays = [one for one in asked if is_essay(one)]
    marks = marks_in(attempt_id) if essays else {}
    return tuple(
        EssayResult(
            number=one.number,
            title=show(one.question, one.order, None).title,
            is_answered=one.given.value is not None,
            mark=marks[one.number][-1] if one.number in marks else None,
        )
        for one in essays
    )
