"""The pages of quizzes: practice says at once whether and why, a final says nothing before it is handed in."""

import json
from functools import partial

from flask import Response, request

from lms.accounts.errors import NameUnconfirmed
from lms.accounts.queries import person_name
from lms.assessment import operations, pages
from lms.assessment.access import question_for, quiz_for
from lms.assessment.errors import AttemptClosed, NoAttemptNow, TimeIsUp
from lms.assessment.history import history_of
from lms.assessment.list_page import NotSaved, anchor_of, list_page
from lms.assessment.marking_queries import marks_in
from lms.assessment.presenting import answer_state, saved_words
from lms.assessment.queries import (
    AskedFor,
    drawable,
    newest_result,
    newest_sheet,
    quiz_facts,
    resume_at,
    sheet_numbered,
)
from lms.assessment.timing import is_up
from lms.assessment.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound, Refusal, Unprocessable
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing, commit_together
from lms.platform.web.addresses import whole_number
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other, url
from lms.questions.kinds import KINDS
from lms.questions.question import Value

QUIZ = "/learn/<course>/<module>/<item>/quiz"


@bp.get(QUIZ)
@requires(Permission.LEARN)
def quiz(**address: str) -> Response:
    """The rules of a final; of practice the question to go on with, or the way in."""
    found = quiz_for(actor().id, **address)
    sheet = newest_sheet(found.enrolment_id, found.step.id)
    if found.is_final:
        return pages.rules_page(found, sheet)
    if sheet is not None and not sheet.is_over:
        return see_other("assessment.question", number=sheet.next_unsettled() or 1, **address)
    return pages.practice_page(found, sheet)


@bp.post(QUIZ + "/start")
@requires(Permission.LEARN)
@reads_first
def start(**address: str) -> Response:
    """Begins an attempt; a second tap finds it begun."""
    found = quiz_for(actor().id, **address)
    if found.is_final and not person_name(actor().id).is_confirmed:
        return _ask_for_the_name("assessment.quiz", address)
    if found.is_final and "alone" not in request.form:
        return pages.rules_page(found, newest_sheet(found.enrolment_id, found.step.id), status=422)
    facts, questions = quiz_facts(found.step.id), drawable(found.step.id)
    begin_writing()
    try:
        operations.start(found.enrolment_id, found.step.id, facts, questions, utc_now())
    except NoAttemptNow:
        return pages.rules_page(found, newest_sheet(found.enrolment_id, found.step.id), status=409)
    return see_other("assessment.question", number=resume_at(found.enrolment_id, found.step.id), **address)


@bp.get(QUIZ + "/<int:number>")
@requires(Permission.LEARN)
def question(number: int, **address: str) -> Response:
    """One question of the newest attempt."""
    found = quiz_for(actor().id, **address)
    sheet = newest_sheet(found.enrolment_id, found.step.id, number)
    if sheet is None:
        return see_other("assessment.quiz", **address)
    if sheet.asked is None:
        raise NotFound
    if not found.is_final:
        return pages.practice_question(found, sheet)
    if not sheet.is_over and is_up(sheet.ends_at, utc_now()):
        return see_other("assessment.review", **address)
    return pages.marked_question(found, sheet) if sheet.is_over else pages.exam_question(found, sheet)


@bp.post(QUIZ + "/<int:number>")
@requires(Permission.LEARN)
@reads_first
def save(number: int, **address: str) -> Response:
    """Saves an answer to a final: by script as it is given, else by the button that leads to the next question."""
    asked_for = question_for(actor().id, number, **address)
    if asked_for.is_practice:
        raise NotFound
    try:
        value, unsure, now = _value(asked_for), "unsure" in request.form, utc_now()
        token = request.form.get("token", "")
        commit_together(partial(operations.save, asked_for, value, unsure, token, now))
    except (AttemptClosed, Unprocessable) as problem:
        return _not_saved(problem, number, address)
    if _is_by_script():
        return _json(saved=saved_words(now), state=answer_state(value, unsure))
    if _is_from_the_list():
        return see_other("assessment.all_questions", anchor=anchor_of(number), **address)
    if number == asked_for.count:
        return see_other("assessment.review", **address)
    return see_other("assessment.question", number=number + 1, **address)


@bp.post(QUIZ + "/<int:number>/check")
@requires(Permission.LEARN)
@reads_first
def check(number: int, **address: str) -> Response:
    """Checks an answer to a practice question."""
    asked_for = question_for(actor().id, number, **address)
    if not asked_for.is_practice:
        raise NotFound
    try:
        value = _value(asked_for)
        begin_writing()
        operations.check(asked_for, value, request.form.get("token", ""), utc_now())
    except Unprocessable as problem:
        return _practice_again(problem, number, address)
    except AttemptClosed:
        begin_reading()
    return see_other("assessment.question", anchor="umpan", number=number, **address)


@bp.post(QUIZ + "/<int:number>/reveal")
@requires(Permission.LEARN)
@reads_first
def reveal(number: int, **address: str) -> Response:
    """Shows the key of a practice question."""
    asked_for = question_for(actor().id, number, **address)
    if not asked_for.is_practice:
        raise NotFound
    begin_writing()
    try:
        operations.reveal(asked_for, request.form.get("token", ""), utc_now())
    except AttemptClosed:
        begin_reading()
    return see_other("assessment.question", anchor="umpan", number=number, **address)


@bp.get(QUIZ + "/review")
@requires(Permission.LEARN)
def review(**address: str) -> Response:
    """What is answered and what not, before a final is handed in."""
    found = quiz_for(actor().id, **address)
    sheet = newest_sheet(found.enrolment_id, found.step.id)
    if not found.is_final or sheet is None or sheet.is_over:
        return see_other("assessment.result" if sheet and sheet.is_over else "assessment.quiz", **address)
    return pages.review_page(found, sheet)


@bp.post(QUIZ + "/submit")
@requires(Permission.LEARN)
def submit(**address: str) -> Response:
    """Hands a final in; a second time only shows its result."""
    found = quiz_for(actor().id, **address)
    if not found.is_final:
        raise NotFound
    try:
        operations.submit(found.enrolment_id, found.step.id, quiz_facts(found.step.id), utc_now())
    except NameUnconfirmed:
        begin_reading()  # nothing of this request is kept
        return _ask_for_the_name("assessment.review", address)
    return see_other("assessment.result", **address)


@bp.get(QUIZ + "/result")
@requires(Permission.LEARN)
def result(**address: str) -> Response:
    """What the newest attempt that was handed in says, or the one asked for by number."""
    found = quiz_for(actor().id, **address)
    if not found.is_final:
        return see_other("assessment.quiz", **address)
    sequence = request.args.get("attempt", type=whole_number)
    place = (found.enrolment_id, found.step.id)
    sheet = sheet_numbered(*place, sequence) if sequence else newest_result(*place)
    if sheet is None or not sheet.is_over:
        return see_other("assessment.quiz", **address)
    return pages.result_page(found, sheet)


@bp.get(QUIZ + "/history")
@requires(Permission.LEARN)
def history(**address: str) -> Response:
    """Every answer given in the newest attempt, or in the one asked for by number."""
    found = quiz_for(actor().id, **address)
    sequence = request.args.get("attempt", type=whole_number)
    place = (found.enrolment_id, found.step.id)
    sheet = sheet_numbered(*place, sequence) if sequence else newest_sheet(*place)
    if sheet is None:
        raise NotFound
    questions = history_of(sheet.attempt_id)
    title = gettext("History of answers")
    marks = marks_in(sheet.attempt_id)
    return render("assessment/history.html", title=title, quiz=found, sheet=sheet, questions=questions, marks=marks)


def _value(asked_for: AskedFor) -> Value:
    question = asked_for.asked.question
    return KINDS[question.kind].read_value(question, request.form.getlist("answer"))


def _not_saved(problem: Refusal, number: int, address: dict[str, str]) -> Response:
    """Why an answer was not saved: to the script as words, else the question again or the way to the result."""
    begin_reading()
    words = gettext(problem.message, **problem.params)
    if _is_by_script():
        response = _json(error=words)
        response.status_code = problem.status
        return response
    found = quiz_for(actor().id, **address)
    sheet = newest_sheet(found.enrolment_id, found.step.id, number)
    if sheet is None or sheet.is_over or isinstance(problem, AttemptClosed):
        is_open = isinstance(problem, TimeIsUp)
        return render(
            "assessment/closed.html", status=409, title=found.step.title, quiz=found, words=words, is_open=is_open
        )
    given = request.form.getlist("answer")
    if _is_from_the_list():
        return list_page(found, sheet, NotSaved(number, given, words), status=problem.status)
    return pages.exam_question(found, sheet, given, error=words, status=problem.status)


def _practice_again(problem: Refusal, number: int, address: dict[str, str]) -> Response:
    begin_reading()
    found = quiz_for(actor().id, **address)
    sheet = newest_sheet(found.enrolment_id, found.step.id, number)
    if sheet is None:  # an old tab: the course was taken anew since
        raise NotFound
    given, words = request.form.getlist("answer"), gettext(problem.message, **problem.params)
    return pages.practice_question(found, sheet, given, words, problem.status)


def _ask_for_the_name(back_to: str, address: dict[str, str]) -> Response:
    return see_other("accounts.certificate_name", next=url(back_to, **address))


def _is_from_the_list() -> bool:
    """Whether the form stood in the list view, so that its button leads back there."""
    return request.form.get("back") == "list"


def _is_by_script() -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _json(**words: str) -> Response:
    return Response(json.dumps(words, ensure_ascii=False), content_type="application/json")
