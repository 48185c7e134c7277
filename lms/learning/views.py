"""The pages of a course and its lessons."""

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, Response, current_app

from lms.accounts.errors import NameUnconfirmed
from lms.content.queries import parts_of
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.learning import operations
from lms.learning.access import path_of, step_of
from lms.learning.queries import Reading, Step, course_page, next_step
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import go_to, render, see_other, url

bp = Blueprint("learning", __name__)


@bp.get("/courses/<slug>")
@requires(Permission.LEARN)
def course(slug: str) -> Response:
    """What a course promises, what it is worth, and its items."""
    page = course_page(slug, actor().id)
    if page is None:
        raise NotFound
    return render(
        "learning/course.html",
        title=page.title,
        page=page,
        upcoming=next_step(page.steps) if page.enrolment and not page.enrolment.completed_at else None,
        links={step.id: path_of(slug, step) for step in page.steps if page.enrolment},
        modules=_modules(page.steps),
    )


@bp.post("/courses/<slug>/enrol")
@requires(Permission.LEARN)
def enrol(slug: str) -> Response:
    """Begins the course; a second tap finds it begun."""
    operations.enrol(actor().id, slug, utc_now())
    return see_other("learning.course", slug=slug)


@bp.get("/learn/<course>/<module>/<item>")
@requires(Permission.LEARN)
def item(course: str, module: str, item: str) -> Response:
    """A lesson to read; a quiz has its own page."""
    found, step = step_of(course, module, item, actor().id)
    if not step.is_lesson:
        if "assessment.quiz" not in current_app.view_functions:
            raise NotFound
        return go_to(path_of(course, step))
    return render(
        "learning/lesson.html",
        title=step.title,
        reading=found,
        step=step,
        parts=[text for kind, text in parts_of(step.id) if kind == "html"],
        groups=_outline(found, step),
        before=_path_before(found, step),
        after=_path_after(found, step),
    )


@bp.post("/learn/<course>/<module>/<item>/finish")
@requires(Permission.LEARN)
def finish(course: str, module: str, item: str) -> Response:
    """Marks a lesson as done and goes on to the next item."""
    found, step = step_of(course, module, item, actor().id)
    try:
        operations.finish_lesson(found.enrolment.id, step.id, utc_now())
    except NameUnconfirmed:
        if "accounts.certificate_name" not in current_app.view_functions:
            raise
        begin_reading()  # the answer is sent, but nothing of this request is kept
        return see_other("accounts.certificate_name", next=path_of(course, step))
    return go_to(_path_after(found, step))


def _path_before(found: Reading, step: Step) -> str:
    before = next((other for other in reversed(found.steps) if other.number < step.number), None)
    return path_of(found.slug, before) if before else ""


def _path_after(found: Reading, step: Step) -> str:
    """The next item, also a quiz; after the last one the course page."""
    after = next((other for other in found.steps if other.number > step.number), None)
    return path_of(found.slug, after) if after else url("learning.course", slug=found.slug)


def _modules(steps: Iterable[Step]) -> list[tuple[str, list[Step]]]:
    """The steps by module, each with its title."""
    return [(title, list(group)) for (_, title), group in groupby(steps, lambda step: (step.module, step.module_title))]


def _outline(found: Reading, current: Step) -> list[dict[str, object]]:
    return [
        {"title": title, "items": [_line(found.slug, step, step.number == current.number) for step in steps]}
        for title, steps in _modules(found.steps)
    ]


def _line(course: str, step: Step, is_current: bool) -> dict[str, object]:
    line = {"number": step.number, "title": step.title, "href": path_of(course, step)}
    return {**line, "done": step.is_done, "current": is_current}
