"""The list view of a final: all its questions on one page, each with its own form, for wide screens."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from lms.assessment.access import Quiz
from lms.assessment.presenting import MapEntry, answer_state, saved_words
from lms.assessment.queries import Asked, Sheet, asked_all
from lms.platform.web.pages import render
from lms.questions.showing import ShownQuestion, as_given, show


@dataclass(frozen=True)
class NotSaved:
    """What a form of the list held that could not be saved, and why."""

    number: int
    given: Sequence[str]
    words: str


@dataclass(frozen=True)
class ListedQuestion:
    """A question of the list with what is saved of it; `error` says why its form could not be saved."""

    number: int
    anchor: str
    shown: ShownQuestion
    saved_at: str
    is_unsure: bool
    error: str


def anchor_of(number: int) -> str:
    """Where a question stands on the page."""
    return f"soal-{number}"


def list_page(found: Quiz, sheet: Sheet, not_saved: NotSaved | None = None, status: int = 200) -> Response:
    """The questions of an open attempt, of which nothing is said but whether they are saved."""
    return render(
        "assessment/list.html",
        status=status,
        title=found.step.title,
        quiz=found,
        questions=[_listed(asked, not_saved) for asked in asked_all(sheet.attempt_id)],
        entries=[
            MapEntry(one.number, f"#{anchor_of(one.number)}", answer_state(one.given.value, one.given.unsure), False)
            for one in sheet.places
        ],
        ends_at=sheet.ends_at,
        first=sheet.first_unanswered() or 1,
    )


def _listed(asked: Asked, not_saved: NotSaved | None) -> ListedQuestion:
    problem = not_saved if not_saved and not_saved.number == asked.number else None
    value = as_given(asked.question, problem.given) if problem else asked.given.value
    return ListedQuestion(
        number=asked.number,
        anchor=anchor_of(asked.number),
        shown=show(asked.question, asked.order, value),
        saved_at=saved_words(asked.given.at),
        is_unsure=asked.given.unsure,
        error=problem.words if problem else "",
    )
