"""Marks and what is passed, counted anew from the answers and the keys of the questions; also what changed them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from json import loads
from typing import Any

from sqlalchemy import Executable, and_, func, or_, select
from sqlalchemy.orm import aliased

from lms.assessment.grading import STORED, Graded, percent
from lms.assessment.models import Answer, Attempt, AttemptQuestion, EssayMark, MarkChange, Remark
from lms.assessment.practising import CHECK, Practised, practised
from lms.assessment.pretest_recount import pretest_differences
from lms.assessment.remarking import recount
from lms.content.models import CourseItem, QuestionRow
from lms.content.queries import is_same_item
from lms.content.version_facts import quiz_from_json
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.recounting import Difference, streamed, unequal
from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion


def differences() -> Iterator[Difference]:
    """Fractions, marks and passes of attempts that were handed in, the progress that they made, and pre-tests."""
    for _, rows in groupby(streamed(_handed_in()), lambda row: row.attempt_id):
        yield from _of_attempt(tuple(rows))
    yield from _progress()
    yield from _changes()
    yield from pretest_differences()


def _handed_in() -> Executable:
    given, by = aliased(Answer), aliased(QuestionRow)
    newest = select(func.max(given.id)).where(given.attempt_question_id == AttemptQuestion.id).scalar_subquery()
    tries = select(func.count(given.id)).where(given.attempt_question_id == AttemptQuestion.id).scalar_subquery()
    corrected = aliased(EssayMark)
    last = select(func.max(corrected.sequence)).where(corrected.attempt_question_id == AttemptQuestion.id)
    of_essay = select(EssayMark.fraction).where(EssayMark.attempt_question_id == AttemptQuestion.id)
    given_to_essay = of_essay.where(EssayMark.sequence == last.scalar_subquery()).scalar_subquery()
    rows: Any = (
        select(
            Attempt.id.label("attempt_id"), Attempt.mark, Attempt.passed, CourseItem.role, CourseItem.quiz,
            AttemptQuestion.id, AttemptQuestion.fraction, QuestionRow.published, by.published.label("counted_by"),
            Answer.id.label("answer_id"), Answer.value, Answer.act, Answer.fraction.label("checked"),
            tries.label("tries"), given_to_essay.label("essay"),
        )
        .join(CourseItem, CourseItem.id == Attempt.item_id)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .outerjoin(Remark, Remark.id == AttemptQuestion.remark_id)
        .outerjoin(by, by.id == Remark.question_id)
        .outerjoin(Answer, Answer.id == newest)
        .where(Attempt.submitted_at.is_not(None))
        .order_by(Attempt.id, AttemptQuestion.position)
    )  # fmt: skip
    found: Executable = rows
    return found


def _of_attempt(rows: Sequence[Any]) -> Iterator[Difference]:
    first = rows[0]
    mark: int | None
    passed: bool | None
    if first.role == "final":
        fractions = [_fraction(row) for row in rows]
        for row, fraction in zip(rows, fractions, strict=True):
            if _differ(row.fraction, fraction):
                yield Difference("attempt_question", row.id, "fraction", str(row.fraction), str(fraction))
        mark = _mark(rows, fractions)
        passed = None if mark is None else mark >= quiz_from_json(first.quiz).settings.pass_mark
    else:
        for row in rows:
            if row.act == CHECK and _differ(row.checked or Decimal(0), _fraction(row)):
                yield Difference("answer", row.answer_id, "fraction", str(row.checked), str(_fraction(row)))
        states = [practised(row.tries, row.act, row.checked) for row in rows]
        mark, passed = states.count(Practised.RIGHT) * 100 // len(states), True
    for column, stored, counted in (("mark", first.mark, mark), ("passed", first.passed, passed)):
        if stored != counted:
            yield Difference("attempt", first.attempt_id, column, str(stored), str(counted))


def _mark(rows: Sequence[Any], fractions: Sequence[Decimal | None]) -> int | None:
    """None while a question waits for a person."""
    pairs = zip(fractions, rows, strict=True)
    graded = [Graded(one, _question(row.published).points, "") for one, row in pairs if one is not None]
    return percent(graded) if len(graded) == len(rows) else None


def _fraction(row: Any) -> Decimal | None:
    """By the key; what a person marks by the newest mark of it, None while it waits."""
    question = _question(row.published)
    value = loads(row.value) if row.value is not None else None
    if row.counted_by is not None:
        return recount(question, _question(row.counted_by), value).fraction or Decimal(0)
    marking = KINDS[question.kind].mark(question, value)
    given: Decimal | None = row.essay
    return marking.fraction if marking else given


def _differ(stored: Decimal | None, counted: Decimal | None) -> bool:
    if stored is None or counted is None:
        return stored is not counted
    return abs(stored - counted) > STORED


@lru_cache(maxsize=4096)
def _question(stored: str) -> PublishedQuestion:
    return PublishedQuestion.from_json(stored)


def _progress() -> Iterator[Difference]:
    """What a quiz of an enrolment's version stores: the best mark, when one first passed, and since when one waits."""
    begun = aliased(CourseItem)
    counts = or_(Enrolment.completed_at.is_(None), Attempt.marked_at <= Enrolment.completed_at)
    found = (
        select(func.max(Attempt.mark))
        .select_from(Attempt)
        .join(begun, begun.id == Attempt.item_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(CourseItem, and_(is_same_item(CourseItem, begun), CourseItem.version_id == Enrolment.version_id))
        .where(Attempt.enrolment_id == ItemProgress.enrolment_id, CourseItem.id == ItemProgress.item_id)
    )
    current = select(CourseItem.id).join(Enrolment, Enrolment.version_id == CourseItem.version_id)
    current = current.where(CourseItem.id == ItemProgress.item_id, Enrolment.id == ItemProgress.enrolment_id)
    best = found.where(counts).scalar_subquery()
    passed = found.where(counts).with_only_columns(func.min(Attempt.passed_at)).scalar_subquery()
    yield from unequal(ItemProgress.best_mark, best, current.where(CourseItem.role == "final").exists())
    waits = found.with_only_columns(func.min(Attempt.submitted_at)).where(Attempt.mark.is_(None)).scalar_subquery()
    yield from unequal(ItemProgress.waits_since, waits, current.exists())
    yield from unequal(ItemProgress.done_at, passed, current.where(CourseItem.kind == "quiz").exists())
    yield from _without_progress(counts, begun)


def _without_progress(counts: Any, begun: Any) -> Iterator[Difference]:
    made = select(ItemProgress.id).join(CourseItem, CourseItem.id == ItemProgress.item_id)
    made = made.where(ItemProgress.enrolment_id == Attempt.enrolment_id, is_same_item(CourseItem, begun))
    rows = select(Attempt.id, Attempt.mark).join(begun, begun.id == Attempt.item_id)
    rows = rows.join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    is_known = or_(Attempt.mark.is_(None), counts)
    rows = rows.where(Attempt.submitted_at.is_not(None), is_known, ~made.correlate(Attempt, begun).exists())
    for attempt_id, mark in streamed(rows.order_by(Attempt.id)):
        yield Difference("attempt", attempt_id, "item_progress", "None", str(mark))


def _changes() -> Iterator[Difference]:
    """The newest change of an attempt is the mark it has, unless it was marked after that; and none is lacking."""
    newer = aliased(MarkChange)
    is_newest = ~select(newer.id).where(newer.attempt_id == MarkChange.attempt_id, newer.id > MarkChange.id).exists()
    of_attempt = select(Attempt.mark).where(Attempt.id == MarkChange.attempt_id)
    stands = of_attempt.where(Attempt.marked_at <= MarkChange.changed_at).exists()
    counted = (Attempt.mark, Attempt.passed, Attempt.marked_at)
    stored = (MarkChange.to_mark, MarkChange.to_passed, MarkChange.changed_at)
    for column, one in zip(stored, counted, strict=True):
        yield from unequal(column, of_attempt.with_only_columns(one).scalar_subquery(), is_newest, stands)
    made = select(MarkChange.id).where(MarkChange.attempt_id == Attempt.id, MarkChange.remark_id == Remark.id)
    rows = select(Attempt.id, Attempt.mark).join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
    rows = rows.join(Remark, and_(Remark.id == AttemptQuestion.remark_id, Remark.decided_at == Attempt.marked_at))
    for attempt_id, mark in streamed(rows.where(~made.exists()).order_by(Attempt.id)):
        yield Difference("attempt", attempt_id, "mark_change", "None", str(mark))
