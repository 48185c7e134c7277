"""Marks and what is passed, counted anew from the answers and the keys of the questions."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from json import loads
from typing import Any

from sqlalchemy import Executable, and_, func, or_, select
from sqlalchemy.orm import aliased

from lms.assessment.grading import Graded, percent
from lms.assessment.models import Answer, Attempt, AttemptQuestion
from lms.assessment.practising import CHECK, Practised, practised
from lms.assessment.pretest_recount import pretest_differences
from lms.content.models import CourseItem, QuestionRow
from lms.content.queries import is_same_item
from lms.content.version_facts import quiz_from_json
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.recounting import Difference, streamed, unequal
from lms.questions.kinds import KINDS
from lms.questions.marking import UNANSWERED
from lms.questions.question import PublishedQuestion

STORED = Decimal("0.00001")  # how exactly a fraction is stored


def differences() -> Iterator[Difference]:
    """Fractions, marks and passes of attempts that were handed in, the progress that they made, and pre-tests."""
    for _, rows in groupby(streamed(_handed_in()), lambda row: row.attempt_id):
        yield from _of_attempt(tuple(rows))
    yield from _progress()
    yield from pretest_differences()


def _handed_in() -> Executable:
    given = aliased(Answer)
    newest = select(func.max(given.id)).where(given.attempt_question_id == AttemptQuestion.id).scalar_subquery()
    tries = select(func.count(given.id)).where(given.attempt_question_id == AttemptQuestion.id).scalar_subquery()
    rows: Any = (
        select(
            Attempt.id.label("attempt_id"), Attempt.mark, Attempt.passed, CourseItem.role, CourseItem.quiz,
            AttemptQuestion.id, AttemptQuestion.fraction, QuestionRow.published,
            Answer.id.label("answer_id"), Answer.value, Answer.act, Answer.fraction.label("checked"),
            tries.label("tries"),
        )
        .join(CourseItem, CourseItem.id == Attempt.item_id)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .outerjoin(Answer, Answer.id == newest)
        .where(Attempt.submitted_at.is_not(None))
        .order_by(Attempt.id, AttemptQuestion.position)
    )  # fmt: skip
    found: Executable = rows
    return found


def _of_attempt(rows: Sequence[Any]) -> Iterator[Difference]:
    first = rows[0]
    if first.role == "final":
        graded = [Graded(_fraction(row), _question(row.published).points, "") for row in rows]
        for row, one in zip(rows, graded, strict=True):
            if row.fraction is None or abs(row.fraction - one.fraction) > STORED:
                yield Difference("attempt_question", row.id, "fraction", str(row.fraction), str(one.fraction))
        mark = percent(graded)
        passed = mark >= quiz_from_json(first.quiz).settings.pass_mark
    else:
        for row in rows:
            if row.act == CHECK and abs((row.checked or 0) - _fraction(row)) > STORED:
                yield Difference("answer", row.answer_id, "fraction", str(row.checked), str(_fraction(row)))
        states = [practised(row.tries, row.act, row.checked) for row in rows]
        mark, passed = states.count(Practised.RIGHT) * 100 // len(states), True
    for column, stored, counted in (("mark", first.mark, mark), ("passed", first.passed, passed)):
        if stored != counted:
            yield Difference("attempt", first.attempt_id, column, str(stored), str(counted))


def _fraction(row: Any) -> Decimal:
    question = _question(row.published)
    value = loads(row.value) if row.value is not None else None
    return (KINDS[question.kind].mark(question, value) or UNANSWERED).fraction


@lru_cache(maxsize=4096)
def _question(stored: str) -> PublishedQuestion:
    return PublishedQuestion.from_json(stored)


def _progress() -> Iterator[Difference]:
    """What a quiz of an enrolment's version stores: the best mark of its attempts, and when one first passed."""
    begun = aliased(CourseItem)
    counts = or_(Enrolment.completed_at.is_(None), Attempt.marked_at <= Enrolment.completed_at)
    found = (
        select(func.max(Attempt.mark))
        .select_from(Attempt)
        .join(begun, begun.id == Attempt.item_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(CourseItem, and_(is_same_item(CourseItem, begun), CourseItem.version_id == Enrolment.version_id))
        .where(Attempt.enrolment_id == ItemProgress.enrolment_id, CourseItem.id == ItemProgress.item_id, counts)
    )
    current = select(CourseItem.id).join(Enrolment, Enrolment.version_id == CourseItem.version_id)
    current = current.where(CourseItem.id == ItemProgress.item_id, Enrolment.id == ItemProgress.enrolment_id)
    best = found.scalar_subquery()
    passed = found.with_only_columns(func.min(Attempt.passed_at)).scalar_subquery()
    yield from unequal(ItemProgress.best_mark, best, current.where(CourseItem.role == "final").exists())
    yield from unequal(ItemProgress.done_at, passed, current.where(CourseItem.kind == "quiz").exists())
    yield from _without_progress(counts, begun)


def _without_progress(counts: Any, begun: Any) -> Iterator[Difference]:
    made = select(ItemProgress.id).join(CourseItem, CourseItem.id == ItemProgress.item_id)
    made = made.where(ItemProgress.enrolment_id == Attempt.enrolment_id, is_same_item(CourseItem, begun))
    rows = select(Attempt.id, Attempt.mark).join(begun, begun.id == Attempt.item_id)
    rows = rows.join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    rows = rows.where(Attempt.marked_at.is_not(None), counts, ~made.correlate(Attempt, begun).exists())
    for attempt_id, mark in streamed(rows.order_by(Attempt.id)):
        yield Difference("attempt", attempt_id, "item_progress", "None", str(mark))
