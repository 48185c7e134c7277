"""All questions of a draft with their keys, for reviewers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from flask import Response

from lms.authoring.draft_course import DraftCourse
from lms.authoring.previewing import previews
from lms.content.course import Course, Item
from lms.content.fingerprint import fingerprint
from lms.content.keys import keyed_questions
from lms.content.lesson_parts import published_question, question_job
from lms.kernel.errors import NotFound
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, url
from lms.questions.marking import UNANSWERED
from lms.questions.question import PublishedQuestion, Question
from lms.questions.showing import NOTHING, ShownQuestion, show_marked
from lms.reviewing.queries import SubmissionFacts
from lms.reviewing.reviewed_draft import reviewed_draft


@dataclass(frozen=True)
class NumberedQuestion:
    """A question with its key, None where it cannot be rendered; `tests` is the sentence of its outcome."""

    number: int
    item: Item
    question: Question
    shown: ShownQuestion | None
    tests: str


def questions_page(found: SubmissionFacts) -> Response:
    """Every question in the order of the course. Raises NotFound for files that are no course."""
    draft = reviewed_draft(found)
    if draft.course is None:
        raise NotFound
    numbered = list(_numbered(draft, draft.course, found.draft_id))
    groups = [(item, list(rows)) for item, rows in groupby(numbered, lambda one: one.item)]
    title = gettext("All questions with their keys")
    return render("reviewing/questions.html", title=title, found=found, groups=groups)


def _numbered(draft: DraftCourse, course: Course, draft_id: int) -> Iterator[NumberedQuestion]:
    number = 0
    for item in course.items:
        setting = draft.setting(item.document, lambda path: url("authoring.try_item", draft=draft_id, file=path))
        for question in keyed_questions(item.document):
            number += 1
            outcome = previews().job(question_job(item.document, question, course.language), setting)
            shown = None
            if outcome.problem is None:
                shown = _with_key(published_question(question, fingerprint(question), outcome))
            yield NumberedQuestion(number, item, question, shown, course.outcomes.get(question.outcome, ""))


def _with_key(question: PublishedQuestion) -> ShownQuestion:
    return replace(show_marked(question, (), None, UNANSWERED, with_key=True), feedback=NOTHING)
