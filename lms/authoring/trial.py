"""A page of a draft as a learner takes it: the text and its questions, answered at once and never recorded."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from lms.authoring.draft_course import DraftCourse
from lms.authoring.previewing import previews
from lms.content.course import Item
from lms.content.fingerprint import fingerprint
from lms.content.keys import keyed_questions
from lms.content.lesson_parts import joined_parts, published_question, question_job, text_plan
from lms.kernel.problems import Problem
from lms.questions.question import PublishedQuestion


@dataclass(frozen=True)
class TrialPage:
    """The parts of a page as `content.queries.LessonText` has them, its questions by key, and what kept parts out."""

    parts: tuple[tuple[str, str], ...]
    questions: dict[str, PublishedQuestion]
    problems: tuple[Problem, ...]


def trial_page(course: DraftCourse, item: Item, address: Callable[[str], str]) -> TrialPage:
    """The page of an item, made as publication makes it. `address` gives the page of a Markdown file by path."""
    document = item.document
    setting = course.setting(document, address)
    plan = text_plan(document, course.language, item.title)
    outcome = previews().job(plan.job, setting)
    problems = [outcome.problem] if outcome.problem else []
    html = outcome.parts or ("",) * len(plan.job.parts)
    questions: dict[str, PublishedQuestion] = {}
    for question in keyed_questions(document):
        rendered = previews().job(question_job(document, question, course.language), setting)
        if rendered.problem:
            problems.append(rendered.problem)
        else:
            questions[question.key] = published_question(question, fingerprint(question), rendered)
    parts = tuple(
        (kind, Markup(value) if kind == "html" else value)
        for kind, value in joined_parts(plan, html)
        if kind == "html" or value in questions
    )
    return TrialPage(parts, questions, tuple(problems))
