"""All questions of a draft with their keys, for reviewers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from lms.authoring.contents import texts_of
from lms.authoring.queries import files_of
from lms.content.course_folder import read_course
from lms.content.lesson_parts import published_question, question_job
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.questions.showing import NOTHING, ShownQuestion, show_marked
from lms.questions.marking import UNANSWERED
from lms.reviewing.queries import SubmissionFacts
from lms.reviewing.rendering import pages_of, previews, targets_of
from lms.reviewing.summary import Place, summary_of


@dataclass(frozen=True)
class ShownPlace:
    """A question with its key; None where it cannot be rendered. `tests` is the sentence of its outcome."""

    place: Place
    shown: ShownQuestion | None
    tests: str
