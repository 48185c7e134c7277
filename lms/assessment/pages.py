"""The pages of quizzes, filled from what the queries found."""

from collections.abc import Sequence
from typing import Any

from flask import Response

from lms.assessment.access import Quiz
from lms.assessment.essay_results import essay_lines, is_essay
from lms.assessment.grading import chances
from lms.assessment.mark_facts import (
    AttemptFacts,
    best_of,
    points_words,
    question_lines,
    sum_of,
    why_title,
)
from lms.assessment.mark_happenings import happened_in
from lms.assessment.practising import Practised
from lms.assessment.presenting import (
    lesson_links,
    map_of,
    marked_lines,
    outcome_lines,
    question_path,
    saved_words,
    shown_as_counted,
    shown_in_practice,
    shown_with_key,
)
from lms.assessment.pretest_queries import pretest_graded
from lms.assessment.queries import (
    Asked,
    Sheet,
    asked_all,
    extra_time_of,
    handed_in,
    newest_sheet,
    question_count,
    quiz_facts,
)
from lms.assessment.remarked_queries import changed_marks, counted_by
from lms.assessment.timing import is_up
from lms.content.course import FeedbackRule, QuizSettings
from lms.content.queries import parts_of
from lms.kernel.clock import utc_now
from lms.learning.access import path_of
from lms.learning.queries import next_step
from lms.platform.web.guards import actor
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.questions.kind import Input
from lms.questions.kinds import KINDS
from lms.questions.showing import as_given, show


def rules_page(found: Quiz, sheet: Sheet | None, status: int = 200) -> Response:
    """The rules of a final and the way into it."""
    settings = quiz_facts(found.step.id).settings
    return render(
        "assessment/rules.html",
        status=status,
        title=found.step.title,
        quiz=found,
        settings=settings,
        chances=chances(handed_in(found.enrolment_id, found.step.id), settings.attempts, settings.wait_minutes),
        now=utc_now(),
        count=question_count(found.step.id),
        resume=question_path(found, sheet.first_unanswered() or 1) if sheet and not sheet.is_over else "",
        extra=extra_time_of(actor().id) if settings.time_minutes else 0,
        has_result=sheet is not None and (sheet.is_over or sheet.sequence > 1),
        is_unticked=status == 422,
        waits_since=sheet.submitted_at if sheet and sheet.waits else None,
        **_onward(found),
    )


def practice_page(found: Quiz, sheet: Sheet | None) -> Response:
    """The way into practice; once it was done, also how it went."""
    states = [place.given.state for place in sheet.places] if sheet else []
    return render(
        "assessment/practice.html",
        title=found.step.title,
        quiz=found,
        intro=parts_of(found.step.id),
        right=states.count(Practised.RIGHT),
        all=len(states),
        **_onward(found),
    )


def practice_question(
    found: Quiz, sheet: Sheet, given: Sequence[str] = (), error: str = "", status: int = 200
) -> Response:
    """A practice question, with as much said of it as its state allows; `given` is what could not be checked."""
    asked = sheet.asked
    assert asked is not None
    state = asked.given.state
    following = sheet.next_unsettled(after=asked.number)
    return render(
        "assessment/practice_question.html",
        status=status,
        title=found.step.title,
        quiz=found,
        asked=asked,
        all=len(sheet.places),
        settled=sum(place.given.state.is_settled for place in sheet.places),
        shown=show(asked.question, asked.order, as_given(asked.question, given)) if given else shown_in_practice(asked),
        verdict=verdict_of(asked),
        state=state,
        error=error,
        following=following if following != asked.number else None,
        lessons=lesson_links(found, asked.question.outcome) if state is Practised.MISSED else (),
    )


def exam_question(found: Quiz, sheet: Sheet, given: Sequence[str] = (), error: str = "", status: int = 200) -> Response:
    """A question of a final, of which nothing is said; `given` is what a form held that could not be saved."""
    asked = sheet.asked
    assert asked is not None
    value = as_given(asked.question, given) if given else asked.given.value
    return render(
        "assessment/exam_question.html",
        status=status,
        title=found.step.title,
        quiz=found,
        asked=asked,
        shown=show(asked.question, asked.order, value),
        error=error,
        saved_at=saved_words(asked.given.at),
        ends_at=sheet.ends_at,
        entries=map_of(found, sheet, asked.number),
        answered=sum(place.is_answered for place in sheet.places),
    )


def review_page(found: Quiz, sheet: Sheet) -> Response:
    """What is answered and what not, before handing in."""
    entries = map_of(found, sheet)
    to_mend = next((entry for state in ("open", "unsure") for entry in entries if entry.state == state), None)
    return render(
        "assessment/review.html",
        title=found.step.title,
        quiz=found,
        entries=entries,
        ends_at=sheet.ends_at,
        is_up=is_up(sheet.ends_at, utc_now()),
        answered=sum(place.is_answered for place in sheet.places),
        unsure=sum(place.given.unsure for place in sheet.places),
        to_mend=to_mend,
    )


def marked_question(found: Quiz, sheet: Sheet) -> Response:
    """A question of a final that was handed in, if its rule allows it to be seen."""
    if sheet.asked is None or not _may_see_keys(found, quiz_facts(found.step.id).settings):
        return see_other("assessment.result", **found.address)
    counted = counted_by(sheet.asked.id)
    return render(
        "assessment/marked_question.html",
        title=found.step.title,
        quiz=found,
        asked=sheet.asked,
        essay=next(iter(essay_lines(sheet.attempt_id, [sheet.asked])), None),
        shown=shown_as_counted(sheet.asked, counted.question) if counted else shown_with_key(sheet.asked),
        counted=counted,
        all=len(sheet.places),
    )


def result_page(found: Quiz, sheet: Sheet) -> Response:
    """What an attempt at a final says, in words."""
    settings = quiz_facts(found.step.id).settings
    asked = asked_all(sheet.attempt_id)
    newest = newest_sheet(found.enrolment_id, found.step.id)
    is_newest = newest is not None and newest.attempt_id == sheet.attempt_id
    may_see_keys = _may_see_keys(found, settings)
    by_key = [one for one in asked if not is_essay(one)]
    return render(
        "assessment/result.html",
        title=found.step.title,
        quiz=found,
        sheet=sheet,
        changes=changed_marks(sheet.attempt_id),
        settings=settings,
        needed=_pass_mark(found, sheet, settings),
        right=sum(one.fraction == 1 for one in by_key),
        all=len(by_key),
        outcomes=outcome_lines(found, asked),
        may_see_keys=may_see_keys,
        essays=essay_lines(sheet.attempt_id, asked),
        may_open=is_newest and may_see_keys,
        questions=marked_lines(found, by_key) if is_newest and may_see_keys else (),
        chances=chances(handed_in(found.enrolment_id, found.step.id), settings.attempts, settings.wait_minutes),
        now=utc_now(),
        is_resumable=newest is not None and not newest.is_over,
        before=pretest_graded(found.enrolment_id) if sheet.passed else (),
        **_onward(found),
    )


def why_page(found: Quiz, attempts: Sequence[AttemptFacts], attempt: AttemptFacts) -> Response:
    """What the mark of an attempt comes from; what was earned question by question only where keys may be seen."""
    asked = asked_all(attempt.id)
    newest = newest_sheet(found.enrolment_id, found.step.id)
    is_another_open = newest is not None and not newest.is_over
    settings = quiz_facts(found.step.id).settings
    may_see_each = _may_see_keys(found, settings) and not is_another_open
    states = [one.given.state for one in asked]
    return render(
        "assessment/why.html",
        title=why_title(attempt, states, is_final=found.is_final),
        quiz=found,
        attempt=attempt,
        questions=question_lines(asked, may_see_each=may_see_each),
        may_see_each=may_see_each,
        sum=sum_of(asked),
        words=points_words,
        right=sum(one.fraction == 1 for one in asked) if found.is_final else states.count(Practised.RIGHT),
        happened=happened_in(attempt, is_final=found.is_final),
        attempts=attempts,
        best=best_of(attempts),
    )


def _pass_mark(found: Quiz, sheet: Sheet, settings: QuizSettings) -> int:
    """The mark that passed where the attempt was begun, which may be an earlier version."""
    return settings.pass_mark if sheet.item_id == found.step.id else quiz_facts(sheet.item_id).settings.pass_mark


def _may_see_keys(found: Quiz, settings: QuizSettings) -> bool:
    """After handing in: at once, or only once the final is passed, as its rule says."""
    return found.step.is_done or settings.feedback is not FeedbackRule.PASSED


def _onward(found: Quiz) -> dict[str, Any]:
    """What is to be done next in the course, and where."""
    upcoming = next_step(found.reading.steps)
    return {"upcoming": upcoming, "upcoming_href": path_of(found.reading.slug, upcoming) if upcoming else ""}


def verdict_of(asked: Asked) -> str:
    """The title of what is said of an answer to a practice question."""
    state = asked.given.state
    if state is Practised.RIGHT:
        return gettext("Right") if asked.given.tries == 1 else gettext("Right on the second try")
    if state is Practised.SHOWN:
        is_essay = KINDS[asked.question.kind].input is Input.ESSAY
        return gettext("Compare your answer with this") if is_essay else gettext("This is the answer")
    return gettext("Not right yet. Try once more.")
