"""The page of a course, and beginning, leaving or repeating it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from flask import Response, request

from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.learning import operations
from lms.learning.access import path_of
from lms.learning.due import due_for
from lms.learning.offers import offers_for
from lms.learning.queries import Step, course_page, next_step, reading
from lms.learning.views.blueprint import bp
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render, see_other

PART = 30
"""How many items are listed at once, so that a course of hundreds keeps to the bytes of a page."""


@dataclass(frozen=True)
class ModuleList:
    """A module: `steps` are listed here; what stands beside its title tells of `all` its steps."""

    title: str
    steps: Sequence[Step]
    all: Sequence[Step]
    is_open: bool

    @property
    def minutes(self) -> int:
        """The time its steps take together."""
        return sum(step.minutes for step in self.all)

    @property
    def done(self) -> int:
        """How many of its steps are done."""
        return sum(step.is_done for step in self.all)


@bp.get("/courses/<slug>")
@requires(Permission.LEARN)
def course(slug: str) -> Response:
    """What a course promises, what it is worth, and its items; of a long course the part that has the item `from`."""
    page = course_page(slug, actor().id)
    if page is None:
        raise NotFound
    upcoming = next_step(page.steps) if page.is_active else None
    parts = _parts(len(page.steps))
    number = request.args.get("from", type=int) or (upcoming.number if upcoming else 1)
    part = next((part for part in parts if number in part), parts[0])
    return render(
        "learning/course.html",
        title=page.title,
        page=page,
        upcoming=upcoming,
        waits=any(step.waits for step in page.steps),
        offers=offers_for(page),
        due=due_for(page, actor().id),
        links={s.id: path_of(slug, s) for s in page.steps if page.enrolment and (s.number in part or s == upcoming)},
        modules=_modules(page.steps, part, upcoming),
        parts=parts,
        part=part,
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


def _parts(size: int) -> list[range]:
    """The numbers of the items of each part; the parts are about equally long."""
    length = ceil(size / ceil(size / PART))
    return [range(first, min(first + length, size + 1)) for first in range(1, size + 1, length)]


def _modules(steps: Sequence[Step], part: range, upcoming: Step | None) -> list[ModuleList]:
    """The modules of a part; where the next step stands, only its module is open."""
    groups = groupby(steps, lambda step: (step.module, step.module_title))
    found = [(title, tuple(steps)) for (_, title), steps in groups]
    is_here = upcoming is not None and upcoming.number in part
    return [
        ModuleList(title, listed, steps, not is_here or upcoming in steps)
        for title, steps in found
        if (listed := [step for step in steps if step.number in part])
    ]
