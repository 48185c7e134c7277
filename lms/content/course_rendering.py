"""Renders all texts of a course in one go, and puts them together into items as they are stored."""

from dataclasses import dataclass

from lms.content.course import Course, Document, Item, Module
from lms.content.fingerprint import fingerprint
from lms.content.lesson_parts import (
    TextPlan,
    asked_count,
    joined_parts,
    minutes_of,
    published_question,
    question_job,
    text_plan,
)
from lms.content.markdown import REVISION
from lms.content.render_pool import RenderedText, RenderJob, RenderPool
from lms.content.targets import Targets
from lms.content.version_facts import quiz_to_json
from lms.kernel.problems import Problem
from lms.questions.question import PublishedQuestion, Question

RENDERER = str(REVISION)
"""What `CourseVersion.renderer` says of HTML made by this release."""


@dataclass(frozen=True)
class PreparedItem:
    """A lesson or quiz ready for its rows; `quiz` is the JSON of its settings, "" for a lesson."""

    key: str
    module_key: str
    module_position: int
    module_title: str
    kind: str
    role: str
    title: str
    minutes: int
    question_count: int
    quiz: str
    parts: tuple[tuple[str, str], ...]
    questions: tuple[PublishedQuestion, ...]


@dataclass(frozen=True)
class RenderedCourse:
    """The HTML of a course; no items if there are problems."""

    description: str = ""
    items: tuple[PreparedItem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all HTML that learners read."""
        texts = [self.description, *(text for item in self.items for _, text in item.parts)]
        return sum(len(text.encode()) for text in texts)


def render_course(course: Course, targets: Targets, pool: RenderPool) -> RenderedCourse:
    """The course as HTML, or all problems that kept its texts from being rendered. Its questions have keys."""
    work = _Work(course)
    outcomes = pool.render_all(work.jobs, targets)
    problems = tuple(outcome.problem for outcome in outcomes if outcome.problem)
    if problems:
        return RenderedCourse(problems=problems)
    work.outcomes = outcomes
    items = [
        work.item(module, position, item) for position, module in enumerate(course.modules, 1) for item in module.items
    ]
    return RenderedCourse("\n".join(text for _, text in work.parts(course.document)), tuple(items))


class _Work:
    """The jobs of a course in one list, so that both children stay busy to the end, and where each came from."""

    def __init__(self, course: Course) -> None:
        self.language = course.language
        self.jobs: list[RenderJob] = []
        self.outcomes: list[RenderedText] = []
        self._plans: dict[str, tuple[int, TextPlan]] = {}
        self._questions: dict[tuple[str, str], int] = {}
        self._add_text(course.document, course.title)
        for module in course.modules:
            if module.document:
                self._add_text(module.document, module.title)
            for item in module.items:
                self._add_text(item.document, item.title)
                for question in item.questions:
                    self._questions[item.key, question.key] = len(self.jobs)
                    self.jobs.append(question_job(item.document, question, self.language))

    def _add_text(self, document: Document, title: str) -> None:
        plan = text_plan(document, self.language, title)
        self._plans[document.path] = len(self.jobs), plan
        self.jobs.append(plan.job)

    def parts(self, document: Document) -> tuple[tuple[str, str], ...]:
        """The parts of a file, once all is rendered."""
        position, plan = self._plans[document.path]
        return joined_parts(plan, self.outcomes[position].parts)

    def item(self, module: Module, position: int, item: Item) -> PreparedItem:
        """An item; the introduction of a module opens its first one, for it has no page of its own."""
        parts = self.parts(item.document)
        if module.document and item is module.items[0]:
            parts = (*self.parts(module.document), *parts)
        return PreparedItem(
            key=item.key,
            module_key=module.key,
            module_position=position,
            module_title=module.title,
            kind=item.kind.value,
            role=item.quiz.role.value if item.quiz else "",
            title=item.title,
            minutes=minutes_of(item),
            question_count=asked_count(item),
            quiz=quiz_to_json(item.quiz, item.pools) if item.quiz else "",
            parts=parts,
            questions=tuple(self._published(item, question) for question in item.questions),
        )

    def _published(self, item: Item, question: Question) -> PublishedQuestion:
        outcome = self.outcomes[self._questions[item.key, question.key]]
        return published_question(question, fingerprint(question), outcome)
