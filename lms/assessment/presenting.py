"""Attempts and results in the form in which pages show them: numbers, words for states, addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from markupsafe import Markup

from lms.assessment.access import Quiz
from lms.assessment.grading import Graded, by_outcome
from lms.assessment.practising import Practised
from lms.assessment.queries import Asked, Sheet, lessons_about, outcomes_of
from lms.learning.access import path_of
from lms.learning.queries import Step
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import url
from lms.platform.zone import local_zone
from lms.questions.carrying import carried_answer
from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion, Value
from lms.questions.showing import ShownQuestion, show, show_marked


@dataclass(frozen=True)
class MapEntry:
    """A question in the map of an exam."""

    number: int
    href: str
    state: str  # "answered", "unsure" or "open"
    current: bool


@dataclass(frozen=True)
class Link:
    """Where to read something again."""

    words: str
    href: str


@dataclass(frozen=True)
class OutcomeLine:
    """What a result says of one outcome; `lessons` only where something was not right."""

    sentence: str
    right: int
    all: int
    is_mastered: bool
    lessons: tuple[Link, ...]


@dataclass(frozen=True)
class MarkedLine:
    """A question of a result whose key may be seen."""

    number: int
    title: Markup
    is_right: bool
    href: str


def saved_words(at: datetime | None) -> str:
    """ "Saved 09.41" in the time of the people; "" before the first answer."""
    return gettext("Saved %(time)s", time=f"{at.astimezone(local_zone()):%H.%M}") if at else ""


def answer_state(value: Value, is_unsure: bool) -> str:
    """ "answered", "unsure" (of an answer) or "open", as a map says it."""
    if value is None:
        return "open"
    return "unsure" if is_unsure else "answered"


def map_of(quiz: Quiz, sheet: Sheet, current: int = 0) -> tuple[MapEntry, ...]:
    """The map of an exam."""
    return tuple(
        MapEntry(
            place.number,
            question_path(quiz, place.number),
            answer_state(place.given.value, place.given.unsure),
            place.number == current,
        )
        for place in sheet.places
    )


def question_path(quiz: Quiz, number: int) -> str:
    """The address of a question of the quiz."""
    return url("assessment.question", number=number, **quiz.address)


def shown_in_practice(asked: Asked) -> ShownQuestion:
    """A practice question with as much as its state allows."""
    state, value = asked.given.state, asked.given.value
    if state is Practised.OPEN:
        return show(asked.question, asked.order, value)
    return _marked(asked, with_key=state.is_settled)


def shown_with_key(asked: Asked) -> ShownQuestion:
    """A question of a final after it was handed in, where the rule allows its key."""
    return _marked(asked, with_key=True)


def shown_as_counted(asked: Asked, question: PublishedQuestion) -> ShownQuestion:
    """The same by the corrected question by which it was re-marked; its options in the author's order."""
    value = carried_answer(asked.question, question, asked.given.value)
    return show_marked(question, (), value, KINDS[question.kind].mark(question, value), with_key=True)


def lesson_links(quiz: Quiz, outcome: str) -> tuple[Link, ...]:
    """The lessons to read again for an outcome."""
    return _links(quiz, lessons_about(quiz.reading.enrolment.version_id, quiz.step.id).get(outcome, ()))


def outcome_lines(quiz: Quiz, asked: Sequence[Asked]) -> tuple[OutcomeLine, ...]:
    """The result per outcome: what is to be read again first, each in the order of the course."""
    version_id = quiz.reading.enrolment.version_id
    sentences, lessons = outcomes_of(version_id), lessons_about(version_id, quiz.step.id)
    graded = [Graded(one.fraction or Decimal(0), one.question.points, one.question.outcome) for one in asked]
    order = {key: place for place, key in enumerate(sentences)}
    results = sorted(by_outcome(graded), key=lambda one: (one.is_mastered, order.get(one.outcome, len(order))))
    return tuple(
        OutcomeLine(
            sentence=sentences.get(result.outcome, result.outcome),
            right=result.right,
            all=result.all,
            is_mastered=result.is_mastered,
            lessons=() if result.is_mastered else _links(quiz, lessons.get(result.outcome, ())),
        )
        for result in results
    )


def marked_lines(quiz: Quiz, asked: Sequence[Asked]) -> tuple[MarkedLine, ...]:
    """The questions of a result, each with the way to its key."""
    return tuple(
        MarkedLine(
            number=one.number,
            title=show(one.question, one.order, None).title,
            is_right=one.fraction == 1,
            href=question_path(quiz, one.number),
        )
        for one in asked
    )


def _marked(asked: Asked, with_key: bool) -> ShownQuestion:
    marking = KINDS[asked.question.kind].mark(asked.question, asked.given.value)
    return show_marked(asked.question, asked.order, asked.given.value, marking, with_key)


def _links(quiz: Quiz, item_ids: Sequence[int]) -> tuple[Link, ...]:
    steps = [step for step in quiz.reading.steps if step.id in item_ids]
    return tuple(_link(quiz, step) for step in steps)


def _link(quiz: Quiz, step: Step) -> Link:
    return Link(f"{step.number}. {step.title}", path_of(quiz.reading.slug, step))
