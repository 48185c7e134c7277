"""The page on which practice is tried without being recorded: all its questions, each with its own form."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from lms.assessment.access import Quiz
from lms.assessment.list_page import anchor_of
from lms.assessment.pages import verdict_of
from lms.assessment.practising import Practised
from lms.assessment.presenting import Link, lesson_links, shown_in_practice
from lms.assessment.queries import Asked
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, url
from lms.questions.showing import ShownQuestion, as_given, show


@dataclass(frozen=True)
class TriedQuestion:
    """A question to try; of the one just answered also what is said of it. `before` is what was missed, as its form
    sent it: the form holds it further, for nothing else remembers it."""

    number: int
    anchor: str
    shown: ShownQuestion
    state: Practised = Practised.OPEN
    verdict: str = ""
    lessons: Sequence[Link] = ()
    before: Sequence[str] = ()
    error: str = ""


def unanswered(asked: Asked) -> TriedQuestion:
    """A question as it is drawn."""
    return TriedQuestion(asked.number, anchor_of(asked.number), shown_in_practice(asked))


def answered(found: Quiz, asked: Asked, given: Sequence[str]) -> TriedQuestion:
    """A question with the verdict on its answer."""
    state = asked.given.state
    return TriedQuestion(
        asked.number,
        anchor_of(asked.number),
        shown_in_practice(asked),
        state,
        verdict_of(asked),
        lesson_links(found, asked.question.outcome) if state is Practised.MISSED else (),
        given if state is Practised.MISSED else (),
    )


def misread(asked: Asked, given: Sequence[str], before: Sequence[str], words: str) -> TriedQuestion:
    """A question with what its form held, and why that is no answer."""
    shown = show(asked.question, asked.order, as_given(asked.question, given))
    return TriedQuestion(asked.number, anchor_of(asked.number), shown, before=before, error=words)


def try_page(found: Quiz, draw: int, drawn: Sequence[Asked], answer: TriedQuestion | None = None) -> Response:
    """The questions of a draw, and what is said of the one just answered; for a script only that one."""
    path = url("assessment.trying", draw=draw, **found.address)
    status = 422 if answer and answer.error else 200
    if answer and "part" in request.form:
        return render("assessment/try_part.html", status=status, question=answer, all=len(drawn), path=path)
    return render(
        "assessment/try.html",
        status=status,
        title=gettext("Try without a record"),
        quiz=found,
        questions=[answer if answer and answer.number == one.number else unanswered(one) for one in drawn],
        is_wrong=status == 422,
        path=path,
    )
