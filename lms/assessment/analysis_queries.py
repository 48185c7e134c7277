"""What learners answered to the graded questions of a course, added up by the database for item analysis."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Float, Subquery, cast, func, select
from sqlalchemy.orm import aliased

from lms.assessment.item_analysis import Analysis, Choice, Sums, analyse
from lms.assessment.models import Answer, Attempt, AttemptQuestion
from lms.content.models import CourseItem, CourseRow, CourseVersion, QuestionRow
from lms.content.version_facts import outcomes_from_json
from lms.kernel.errors import NotFound
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.questions.kind import Input
from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion

CHOICES = tuple(name for name, kind in KINDS.items() if kind.input in (Input.RADIO, Input.CHECKBOX))
"""The kinds whose options are counted one by one."""


@dataclass(frozen=True)
class AnalysedQuestion:
    """A graded question of the current version with what learners made of it; `outcome` is the sentence it tests."""

    item_key: str
    item_title: str
    question: PublishedQuestion
    outcome: str
    analysis: Analysis


def analysed_questions(slug: str) -> tuple[AnalysedQuestion, ...]:
    """The questions of the finals of a course, in its order; three queries.

    Answers to older versions count as long as the question had the same fingerprint. What was re-marked counts by
    another key than the one it was given to: it says nothing of its own question, but is part of the rest of others.
    Raises NotFound.
    """
    version = db.session.scalar(
        select(CourseVersion)
        .join(CourseRow, CourseRow.current_version_id == CourseVersion.id)
        .where(CourseRow.slug == slug)
    )
    if version is None:
        raise NotFound
    rows = (
        select(CourseItem.key, CourseItem.title, QuestionRow.published)
        .join(QuestionRow, QuestionRow.item_id == CourseItem.id)
        .where(CourseItem.version_id == version.id, CourseItem.role == "final")
        .order_by(CourseItem.position, QuestionRow.position)
    )
    outcomes = outcomes_from_json(version.outcomes)
    sums, picked = _sums(version.course_id), _picked(version.course_id)
    return tuple(
        _analysed(item_key, title, PublishedQuestion.from_json(published), outcomes, sums, picked)
        for item_key, title, published in db.session.execute(rows)
    )


Key = tuple[str, str, str]  # of the item, of the question, and its fingerprint


def _analysed(
    item_key: str,
    title: str,
    question: PublishedQuestion,
    outcomes: Mapping[str, str],
    sums: Mapping[Key, Sums],
    picked: Mapping[Key, Counter[str]],
) -> AnalysedQuestion:
    key = (item_key, question.key, question.fingerprint)
    found = sums.get(key, Sums(0, 0, 0, 0, 0, 0))
    counts = picked.get(key, Counter())
    choices = [Choice(o.id, o.correct, counts[o.id]) for o in question.options] if question.kind in CHOICES else []
    return AnalysedQuestion(
        item_key, title, question, outcomes.get(question.outcome, question.outcome), analyse(found, choices)
    )


def _first_attempts(course_id: int) -> Subquery:
    """Each question of the first attempts that were marked: what was earned in it and in all of its attempt."""
    fraction = cast(AttemptQuestion.fraction, Float)
    earned, points = fraction * QuestionRow.points, cast(QuestionRow.points, Float)
    return (
        select(
            AttemptQuestion.id.label("asked_id"),
            CourseItem.key.label("item"),
            QuestionRow.key.label("question"),
            AttemptQuestion.fingerprint,
            AttemptQuestion.remark_id,
            QuestionRow.kind,
            fraction.label("fraction"),
            (func.sum(earned).over(partition_by=Attempt.id) - earned).label("rest_earned"),
            (func.sum(points).over(partition_by=Attempt.id) - points).label("rest_points"),
        )
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(CourseItem, CourseItem.id == Attempt.item_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        .where(Enrolment.course_id == course_id, CourseItem.role == "final")
        .where(Attempt.sequence == 1, Attempt.submitted_at.is_not(None), Attempt.mark.is_not(None))
        .subquery()
    )


def _sums(course_id: int) -> dict[Key, Sums]:
    one = _first_attempts(course_id).c
    rest = func.coalesce(one.rest_earned / func.nullif(one.rest_points, 0), 0)
    added = [one.fraction, one.fraction * one.fraction, rest, rest * rest, one.fraction * rest]
    key = (one.item, one.question, one.fingerprint)
    rows = select(*key, func.count(), *map(func.sum, added)).where(one.remark_id.is_(None)).group_by(*key)
    return {(row[0], row[1], row[2]): Sums(*row[3:]) for row in db.session.execute(rows)}


def _picked(course_id: int) -> dict[Key, Counter[str]]:
    """How often each option was picked in the newest answer."""
    one = _first_attempts(course_id).c
    given = aliased(Answer)
    newest = select(func.max(given.id)).where(given.attempt_question_id == one.asked_id).scalar_subquery()
    key = (one.item, one.question, one.fingerprint)
    rows = (
        select(*key, Answer.value, func.count())
        .join(Answer, Answer.id == newest)
        .where(one.kind.in_(CHOICES), one.remark_id.is_(None))
        .group_by(*key, Answer.value)
    )
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for item, question, fingerprint, value, count in db.session.execute(rows):
        answered: Any = json.loads(value)
        for option in [answered] if isinstance(answered, str) else answered or []:
            found[item, question, fingerprint][option] += count
    return found
