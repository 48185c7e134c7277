"""The door to a step of a course that a person takes, and the address where it is done."""

from lms.kernel.errors import NotFound
from lms.learning.queries import Reading, Step, address_of, reading
from lms.platform.web.pages import url


def step_of(course: str, module: str, item: str, person_id: int) -> tuple[Reading, Step]:
    """The course as the person takes it (else as completed) and one step of it, in one query.

    Raises NotFound (no such step, or never taken: both look the same).
    """
    found = reading(course, person_id)
    for step in found.steps if found else ():
        if found and (step.module, step.name) == (module, item):
            return found, step
    raise NotFound


def path_of(course: str, step: Step) -> str:
    """Where the step is read or answered."""
    return url("learning.item" if step.is_lesson else "assessment.quiz", course=course, **address_of(step))
