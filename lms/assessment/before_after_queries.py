"""The answers before the first lesson and those to the final, added up by the database for each outcome of a course."""

from typing import Any

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import aliased

from lms.assessment.before_after import Comparison, Share, in_words
from lms.assessment.models import Attempt, AttemptQuestion, Pretest, PretestAnswer
from lms.content.models import CourseItem, CourseRow, QuestionRow
from lms.content.queries import current_version, is_same_item
from lms.content.version_facts import outcomes_from_json
from lms.learning.models import Enrolment
from lms.platform.db.model import db


def before_and_after(slug: str) -> list[tuple[str, Comparison]]:
    """The outcomes of a course before and after, whatever version they were asked in; two queries."""
    version = current_version(slug)
    before, after = _before(slug), _after(slug)
    b, a = before.c, after.c
    rows = (
        select(b.outcome, func.count(), *map(func.sum, (b.right, b.all, a.right, a.all)))
        .join_from(before, after, (b.enrolment_id == a.enrolment_id) & (b.outcome == a.outcome))
        .group_by(b.outcome)
    )
    found = [
        Comparison(outcome, n, Share(int(right), int(all_)), Share(int(later), int(of)))
        for outcome, n, right, all_, later, of in db.session.execute(rows)
    ]
    return in_words(found, outcomes_from_json(version.outcomes) if version else {})


def _before(slug: str) -> Subquery:
    """Each enrolment's answers before the first lesson."""
    rows: Any = _counted(PretestAnswer.fraction)
    rows = rows.select_from(Pretest).join(PretestAnswer, PretestAnswer.pretest_id == Pretest.id)
    rows = rows.join(QuestionRow, QuestionRow.id == PretestAnswer.question_id)
    return _by_outcome(rows, slug)


def _after(slug: str) -> Subquery:
    """The first attempts of the same enrolments at the final that the pre-test was drawn from."""
    asked, taken = aliased(CourseItem), aliased(CourseItem)
    rows: Any = _counted(AttemptQuestion.fraction)
    rows = rows.select_from(Pretest).join(Attempt, Attempt.enrolment_id == Pretest.enrolment_id)
    rows = rows.join(asked, asked.id == Pretest.item_id).join(taken, taken.id == Attempt.item_id)
    rows = rows.join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
    rows = rows.join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
    rows = rows.where(is_same_item(asked, taken), Attempt.sequence == 1, Attempt.mark.is_not(None))
    return _by_outcome(rows, slug)


def _counted(fraction: Any) -> Any:
    right = func.sum(case((fraction == 1, 1), else_=0)).label("right")
    return select(Pretest.enrolment_id, QuestionRow.outcome, right, func.count().label("all"))


def _by_outcome(rows: Any, slug: str) -> Subquery:
    rows = rows.join(Enrolment, Enrolment.id == Pretest.enrolment_id).join(
        CourseRow, CourseRow.id == Enrolment.course_id
    )
    made: Subquery = rows.where(CourseRow.slug == slug).group_by(Pretest.enrolment_id, QuestionRow.outcome).subquery()
    return made
