"""The page of a course, and beginning, leaving or repeating it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Response

from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.learning import operations
from lms.learning.access import path_of
from lms.learning.queries import CoursePage, Step, course_page, next_step, reading
from lms.learning.views.blueprint import bp
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render, see_other


@dataclass(frozen=True)
class ModuleList:
    """The steps of a module, and what stands beside its title."""

    title: str
    steps: Sequence[Step]
    is_open: bool

    @property
    def minutes(self) -> int:
        """The time its steps take together."""
        return sum(step.minutes for step in self.steps)

    @property
    def done(self) -> int:
        """How many of its steps are done."""
        return sum(step.is_done for step in self.steps)


@bp.get("/courses/<slug>")
@requires(Permission.LEARN)
def course(slug: str) -> Response:
    """What a course promises, what it is worth, and its items."""
    page = course_page(slug, actor().id)
    if page is None:
        raise NotFound
    upcoming = next_step(page.steps) if page.is_active else None
    return render(
        "learning/course.html",
        title=page.title,
        page=page,
        upcoming=upcoming,
        links={step.id: path_of(slug, step) for step in page.steps if page.enrolment},
        modules=_modules(page, upcoming),
    )


@bp.post("/courses/<slug>/enrol")
@requires(Permission.LEARN)
def enrol(slug: str) -> Response:
    """Begins the course, also once more after completion; a second tap finds it begun."""
    operations.enrol(actor().id, slug, utc_now())
    return see_other("learning.course", slug=slug)


@bp.post("/courses/<slug>/leave")
@requires(Permission.LEARN)
def leave(slug: str) -> Response:
    """Ends taking the course; what was done is kept."""
    found = reading(slug, actor().id)
    if found is None:
        raise NotFound
    operations.leave(found.enrolment.id, utc_now())
    return see_other("learning.course", slug=slug, note="course-left")


def _modules(page: CoursePage, upcoming: Step | None) -> list[ModuleList]:
    """The steps by module; once the course is begun, only the module of the next step is open."""
    groups = groupby(page.steps, lambda step: (step.module, step.module_title))
    found = [(title, list(steps)) for (_, title), steps in groups]
    return [ModuleList(title, steps, not page.is_active or upcoming in steps) for title, steps in found]
