"""Everything a learner gave to the questions of an attempt, act by act, in words; never a key or a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from json import loads

from markupsafe import Markup
from sqlalchemy import select

from lms.assessment.models import Answer, AttemptQuestion
from lms.content.models import QuestionRow
from lms.platform.db.model import db
from lms.questions.kind import Input
from lms.questions.question import PublishedQuestion
from lms.questions.showing import ShownBlank, ShownQuestion, show


@dataclass(frozen=True)
class Act:
    """One act: saved (final), checked or key looked at (practice); `given` is the answer in words, part by part."""

    at: datetime
    act: str
    is_unsure: bool
    given: tuple[str, ...]


@dataclass(frozen=True)
class QuestionHistory:
    """A question of an attempt and all acts on it, the first one first."""

    number: int
    title: Markup
    is_essay: bool
    acts: tuple[Act, ...]


def history_of(attempt_id: int) -> tuple[QuestionHistory, ...]:
    """The questions of an attempt in their order; one statement."""
    rows = (
        select(AttemptQuestion.position, AttemptQuestion.option_order, QuestionRow.published, Answer)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .outerjoin(Answer, Answer.attempt_question_id == AttemptQuestion.id)
        .where(AttemptQuestion.attempt_id == attempt_id)
        .order_by(AttemptQuestion.position, Answer.id)
    )
    groups = groupby(db.session.execute(rows), lambda row: (row[0], row[1], row[2]))
    return tuple(
        _question(number, loads(order), PublishedQuestion.from_json(published), [row[3] for row in found if row[3]])
        for (number, order, published), found in groups
    )


def _question(number: int, order: list[str], question: PublishedQuestion, given: Sequence[Answer]) -> QuestionHistory:
    shown = [show(question, order, loads(answer.value)) for answer in given]
    acts = tuple(
        Act(answer.given_at, answer.act, answer.unsure, in_words(one)) for answer, one in zip(given, shown, strict=True)
    )
    plain = show(question, order, None)
    return QuestionHistory(number, plain.title, plain.input is Input.ESSAY, acts)


def in_words(shown: ShownQuestion) -> tuple[str, ...]:
    """What was given: the options picked, the lines in the order given, the blanks, or the text, in words."""
    if shown.value:
        return (shown.value,)
    if shown.blanks:
        return tuple(_filling(blank) for blank in shown.blanks if blank.value)
    placed = sorted((one for one in shown.options if one.place), key=lambda one: int(one.place))
    return tuple(one.html for one in placed or [one for one in shown.options if one.is_picked])


def _filling(blank: ShownBlank) -> str:
    return dict(blank.choices).get(blank.value, blank.value)
