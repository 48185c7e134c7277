"""Questions about pre-tests; they change nothing. What they hand out holds keys, which no page of a pre-test shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sqlalchemy import and_, func, select

from lms.assessment.grading import Graded
from lms.assessment.models import Attempt, Pretest, PretestAnswer
from lms.assessment.pretesting import PretestQuestion
from lms.assessment.queries import drawable, quiz_facts
from lms.content.models import CourseItem, CourseVersion, QuestionRow
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.model import db
from lms.questions.pretest_draw import draw_pretest
from lms.questions.quiz_draw import DrawRules


@dataclass(frozen=True)
class Standing:
    """How an enrolment stands with its pre-test: `count` is how many questions its version asks, 0 without one.

    `number` is that of the version, `final_id` its first final (0 without one), `is_open` whether the answers may be
    given now.
    """

    version_id: int
    number: int
    count: int
    final_id: int
    is_given: bool
    is_open: bool


def standing_of(enrolment_id: int) -> Standing:
    """One query. Open is a pre-test in an active enrolment until a lesson of it is done or a final was begun."""
    first = select(CourseItem.id).where(CourseItem.version_id == CourseVersion.id, CourseItem.role == "final")
    first = first.order_by(CourseItem.position)
    lesson = select(ItemProgress.id).join(CourseItem, CourseItem.id == ItemProgress.item_id)
    lesson = lesson.where(ItemProgress.enrolment_id == Enrolment.id, ItemProgress.done_at.is_not(None))
    final = select(Attempt.id).join(CourseItem, CourseItem.id == Attempt.item_id)
    final = final.where(Attempt.enrolment_id == Enrolment.id, CourseItem.role == "final")
    given = select(Pretest.id).where(Pretest.enrolment_id == Enrolment.id)
    is_begun = lesson.where(CourseItem.kind == "lesson").exists() | final.exists()
    rows = (
        select(
            CourseVersion.id,
            CourseVersion.number,
            CourseVersion.pretest,
            func.coalesce(first.limit(1).scalar_subquery(), 0),
            given.exists(),
            and_(Enrolment.state == "active", CourseVersion.pretest > 0, ~is_begun, ~given.exists()),
        )
        .join(Enrolment, Enrolment.version_id == CourseVersion.id)
        .where(Enrolment.id == enrolment_id)
    )
    return Standing(*db.session.execute(rows).one())


def pretest_questions(enrolment_id: int, standing: Standing) -> tuple[PretestQuestion, ...]:
    """What the pre-test of an enrolment asks under its version: each time the same, without anything being stored."""
    facts, found = quiz_facts(standing.final_id), drawable(standing.final_id)
    rules = DrawRules(facts.settings.draw, facts.pools, shuffle_options=facts.settings.shuffle_options)
    by_key = {one.question.key: one for one in found}
    rng = Random(f"{enrolment_id} {standing.version_id}")
    drawn = draw_pretest([one.question for one in found], rules, standing.count, rng)
    return tuple(PretestQuestion(by_key[one.key].id, by_key[one.key].question, one.options) for one in drawn)


def pretested_keys(enrolment_id: int) -> frozenset[str]:
    """The keys of the questions that the pre-test of an enrolment asked, in whatever version that was."""
    rows = select(QuestionRow.key).join(PretestAnswer, PretestAnswer.question_id == QuestionRow.id)
    rows = rows.join(Pretest, Pretest.id == PretestAnswer.pretest_id).where(Pretest.enrolment_id == enrolment_id)
    return frozenset(db.session.scalars(rows))


def pretest_graded(enrolment_id: int) -> Sequence[Graded]:
    """What the answers before the first lesson were worth; nothing without a pre-test."""
    rows = select(PretestAnswer.fraction, QuestionRow.points, QuestionRow.outcome)
    rows = rows.join(Pretest, Pretest.id == PretestAnswer.pretest_id)
    rows = rows.join(QuestionRow, QuestionRow.id == PretestAnswer.question_id)
    rows = rows.where(Pretest.enrolment_id == enrolment_id).order_by(PretestAnswer.position)
    return [Graded(*row) for row in db.session.execute(rows)]
