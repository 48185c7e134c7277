"""A lesson: reading it, checking oneself, finishing it."""

from itertools import groupby

from flask import Response, request

from lms.accounts.errors import NameUnconfirmed
from lms.content.queries import lesson_text
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.learning import operations
from lms.learning.access import path_of, step_of
from lms.learning.queries import Reading, Step
from lms.learning.self_checks import SelfCheck, Verdict, answered, with_questions
from lms.learning.views.blueprint import bp
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render, see_other, url

_NEAR = 20
"""How many items before and after a lesson are listed beside it, so that a long course does not weigh on each page."""


@bp.get("/learn/<course>/<module>/<item>")
@requires(Permission.LEARN)
def item(course: str, module: str, item: str) -> Response:
    """A lesson to read; a quiz has its own page."""
    found, step = step_of(course, module, item, actor().id)
    if not step.is_lesson:
        return go_to(path_of(course, step))
    return _page(found, step)


@bp.post("/learn/<course>/<module>/<item>/check")
@requires(Permission.LEARN)
@reads_first
def check(course: str, module: str, item: str) -> Response:
    """Answers a self-check at once and records nothing: the lesson again, or for a script only the question."""
    found, step = step_of(course, module, item, actor().id)
    question = lesson_text(step.id).questions.get(request.form.get("question", "")) if step.is_lesson else None
    if question is None:
        raise NotFound
    given = answered(question, request.form.getlist("answer"), reveal="reveal" in request.form)
    if "part" not in request.form:
        return _page(found, step, given)
    return render("learning/self_check.html", check=given, path=request.path, status=_status(given))


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
    return go_to(_path_after(found, step))


def _page(found: Reading, step: Step, given: SelfCheck | None = None) -> Response:
    text = lesson_text(step.id)
    wrong = given is not None and given.verdict is Verdict.MISSING
    return render(
        "learning/lesson.html",
        status=_status(given),
        title=gettext("To be corrected: ") + step.title if wrong else step.title,
        reading=found,
        step=step,
        parts=with_questions(text.parts, text.questions, given),
        groups=_outline(found, step),
        before=_path_before(found, step),
        after=_path_after(found, step),
    )


def _status(given: SelfCheck | None) -> int:
    return 422 if given and given.verdict is Verdict.MISSING else 200


def _path_before(found: Reading, step: Step) -> str:
    before = next((other for other in reversed(found.steps) if other.number < step.number), None)
    return path_of(found.slug, before) if before else ""


def _path_after(found: Reading, step: Step) -> str:
    """The next item, also a quiz; after the last one the course page."""
    after = next((other for other in found.steps if other.number > step.number), None)
    return path_of(found.slug, after) if after else url("learning.course", slug=found.slug)


def _outline(found: Reading, current: Step) -> list[dict[str, object]]:
    near = [step for step in found.steps if abs(step.number - current.number) <= _NEAR]
    groups = groupby(near, lambda step: (step.module, step.module_title))
    return [
        {"title": title, "items": [_line(found.slug, step, step.number == current.number) for step in steps]}
        for (_, title), steps in groups
    ]


def _line(course: str, step: Step, is_current: bool) -> dict[str, object]:
    line = {"number": step.number, "title": step.title, "href": path_of(course, step)}
    return {**line, "done": step.is_done, "current": is_current}
