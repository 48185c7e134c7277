"""What a lesson's page shows: all of it in values that can be compared, the rest worked out when the page is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lms.content.queries import LessonText
from lms.learning.access import path_of
from lms.learning.queries import Reading, Step
from lms.learning.self_checks import SelfCheck, with_questions
from lms.platform.web.pages import url

NEAR = 20
"""How many items before and after a lesson are listed beside it, so that a long course does not weigh on each page."""


@dataclass(frozen=True)
class OutlineLine:
    """A step in the outline beside the lesson."""

    number: int
    title: str
    href: str
    done: bool
    current: bool


@dataclass(frozen=True)
class OutlineGroup:
    """The steps of a module."""

    title: str
    lines: Sequence[OutlineLine]


@dataclass(frozen=True)
class LessonPage:
    """A lesson for whoever has done these steps; `given` is the self-check just answered."""

    slug: str
    course_title: str
    done: int
    all: int
    steps: tuple[Step, ...]
    step: Step
    text: LessonText
    newer: int | None  # the number of a newer version of the course
    given: SelfCheck | None = None

    @property
    def parts(self) -> list[tuple[str, str | SelfCheck]]:
        """The text with its self-checks in their places."""
        return with_questions(self.text.parts, self.text.questions, self.given)

    @property
    def outline(self) -> list[OutlineGroup]:
        """The steps around this one, by module."""
        near = [step for step in self.steps if abs(step.number - self.step.number) <= NEAR]
        groups = groupby(near, lambda step: (step.module, step.module_title))
        return [OutlineGroup(title, [self._line(step) for step in steps]) for (_, title), steps in groups]

    @property
    def before(self) -> str:
        """Where the step before this one is; "" for the first."""
        before = next((other for other in reversed(self.steps) if other.number < self.step.number), None)
        return path_of(self.slug, before) if before else ""

    @property
    def after(self) -> str:
        """Where the learner goes on."""
        return path_after(self.slug, self.steps, self.step)

    def _line(self, step: Step) -> OutlineLine:
        href = path_of(self.slug, step)
        return OutlineLine(step.number, step.title, href, step.is_done, step.number == self.step.number)


def lesson_page(found: Reading, step: Step, text: LessonText, given: SelfCheck | None = None) -> LessonPage:
    """The page of a step that is a lesson."""
    facts = found.enrolment
    return LessonPage(
        found.slug, found.course_title, facts.done, facts.all, found.steps, step, text, facts.newer, given
    )


def path_after(slug: str, steps: Sequence[Step], step: Step) -> str:
    """The next item, also a quiz; after the last one the course page."""
    after = next((other for other in steps if other.number > step.number), None)
    return path_of(slug, after) if after else url("learning.course", slug=slug)
