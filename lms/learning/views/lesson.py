"""A lesson: reading it, checking oneself, finishing it."""

from flask import Response, request

from lms.accounts.errors import NameUnconfirmed
from lms.content.queries import lesson_text
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.learning import operations
from lms.learning.access import path_of, step_of
from lms.learning.self_checks import SelfCheck, Verdict, answered
from lms.learning.views.blueprint import bp
from lms.learning.views.lesson_page import LessonPage, lesson_page, path_after
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render, render_remembered, see_other


@bp.get("/learn/<course>/<module>/<item>")
@requires(Permission.LEARN)
def item(course: str, module: str, item: str) -> Response:
    """A lesson to read; a quiz has its own page."""
    found, step = step_of(course, module, item, actor().id)
    if not step.is_lesson:
        return go_to(path_of(course, step))
    page = lesson_page(found, step, lesson_text(step.id, found.edition))
    return render_remembered("learning/lesson.html", title=step.title, page=page)


@bp.post("/learn/<course>/<module>/<item>/check")
@requires(Permission.LEARN)
@reads_first
def check(course: str, module: str, item: str) -> Response:
    """Answers a self-check at once and records nothing: the lesson again, or for a script only the question."""
    found, step = step_of(course, module, item, actor().id)
    text = lesson_text(step.id, found.edition)
    question = text.questions.get(request.form.get("question", "")) if step.is_lesson else None
    if question is None:
        raise NotFound
    given = answered(question, request.form.getlist("answer"), reveal="reveal" in request.form)
    if "part" not in request.form:
        return _answered(lesson_page(found, step, text, given), given)
    return render("learning/self_check.html", check=given, path=request.path, in_quiz=False, status=_status(given))


@bp.post("/learn/<course>/<module>/<item>/finish")
@requires(Permission.LEARN)
def finish(course: str, module: str, item: str) -> Response:
    """Marks a lesson as done and goes on to the next item, or to the course once it is completed."""
    found, step = step_of(course, module, item, actor().id)
    try:
        is_completed = operations.finish_lesson(found.enrolment.id, step.id, utc_now())
    except NameUnconfirmed:
        begin_reading()  # the answer is sent, but nothing of this request is kept
        return see_other("accounts.certificate_name", next=path_of(course, step))
    if is_completed:
        return see_other("learning.course", slug=course, note="course-completed")
    return go_to(path_after(found.slug, found.steps, step))


def _answered(page: LessonPage, given: SelfCheck) -> Response:
    wrong = given.verdict is Verdict.MISSING
    title = gettext("To be corrected: ") + page.step.title if wrong else page.step.title
    return render("learning/lesson.html", status=_status(given), title=title, page=page)


def _status(given: SelfCheck) -> int:
    return 422 if given.verdict is Verdict.MISSING else 200
