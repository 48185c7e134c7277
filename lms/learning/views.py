"""The pages of a course and its lessons."""

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, Response
from markupsafe import Markup

from lms.content.queries import parts_of
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.learning import operations
from lms.learning.queries import Reading, Step, address_of, course_page, reading
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render, see_other, url

bp = Blueprint("learning", __name__)


@bp.get("/courses/<slug>")
@requires(Permission.LEARN)
def course(slug: str) -> Response:
    """What a course promises, what it is worth, and its items."""
    page = course_page(slug, actor().id)
    if page is None:
        raise NotFound
    open_lessons = [step for step in page.steps if step.is_lesson and not step.is_done]
    upcoming = open_lessons[0] if page.enrolment and open_lessons else None
    links = {step.id: _path(slug, step) for step in page.steps if page.enrolment and step.is_lesson}
    modules = _modules(page.steps)
    return render("learning/course.html", title=page.title, page=page, upcoming=upcoming, links=links, modules=modules)


@bp.post("/courses/<slug>/enrol")
@requires(Permission.LEARN)
def enrol(slug: str) -> Response:
    """Begins the course; a second tap finds it begun."""
    operations.enrol(actor().id, slug, utc_now())
    return see_other("learning.course", slug=slug)


@bp.get("/learn/<course>/<module>/<item>")
@requires(Permission.LEARN)
def item(course: str, module: str, item: str) -> Response:
    """A lesson to read."""
    found, step = _place(course, module, item)
    if not step.is_lesson:
        raise NotFound
    html = [Markup(text) for kind, text in parts_of(step.id) if kind == "html"]  # made safe when it was published
    before = [other for other in found.steps if other.is_lesson and other.number < step.number]
    return render(
        "learning/lesson.html",
        title=step.title,
        reading=found,
        step=step,
        parts=html,
        groups=_outline(found, step),
        before=_path(course, before[-1]) if before else "",
        after=_path_after(found, step),
    )


@bp.post("/learn/<course>/<module>/<item>/finish")
@requires(Permission.LEARN)
def finish(course: str, module: str, item: str) -> Response:
    """Marks a lesson as done and goes on to the next item."""
    found, step = _place(course, module, item)
    operations.finish_lesson(found.enrolment.id, step.id, utc_now())
    upcoming = _after(found, step)
    if upcoming is None:
        return see_other("learning.course", slug=course)
    return see_other("learning.item", course=course, **address_of(upcoming))


def _place(course: str, module: str, item: str) -> tuple[Reading, Step]:
    found = reading(course, actor().id)
    for step in found.steps if found else ():
        if found and (step.module, step.name) == (module, item):
            return found, step
    raise NotFound


def _after(found: Reading, step: Step) -> Step | None:
    """The next item if it is a lesson; otherwise the way on is the course page."""
    upcoming = next((other for other in found.steps if other.number > step.number), None)
    return upcoming if upcoming and upcoming.is_lesson else None


def _path_after(found: Reading, step: Step) -> str:
    upcoming = _after(found, step)
    return _path(found.slug, upcoming) if upcoming else url("learning.course", slug=found.slug)


def _path(course: str, step: Step) -> str:
    return url("learning.item", course=course, **address_of(step))


def _modules(steps: Iterable[Step]) -> list[tuple[str, list[Step]]]:
    """The steps by module, each with its title."""
    return [(title, list(group)) for (_, title), group in groupby(steps, lambda step: (step.module, step.module_title))]


def _outline(found: Reading, current: Step) -> list[dict[str, object]]:
    return [
        {"title": title, "items": [_line(found.slug, step, step.number == current.number) for step in steps]}
        for title, steps in _modules(step for step in found.steps if step.is_lesson)
    ]


def _line(course: str, step: Step, is_current: bool) -> dict[str, object]:
    line = {"number": step.number, "title": step.title, "href": _path(course, step)}
    return {**line, "done": step.is_done, "current": is_current}
