"""The question of an open form as learners will see it before they answer; nothing is saved."""

from dataclasses import replace

from lms.authoring.editor.open_form import OpenForm, with_errors, written
from lms.authoring.editor.page import PageFile
from lms.authoring.previewing import previews
from lms.content.document_reader import read_document
from lms.content.lesson_parts import published_question, question_job
from lms.questions.showing import show


def as_learners_see(file: PageFile, opened: OpenForm) -> OpenForm:
    """The form with its question as learners see it, or with what is to be corrected first."""
    meant = written(opened, None, file.blocks)
    if meant is None or meant.problems:
        return with_errors(opened, meant.problems if meant else ())
    document = read_document(file.path, meant.text).document
    question = document.blocks[0].question
    if question is None:
        return opened
    setting = file.course.setting(document, lambda path: path)
    outcome = previews().job(question_job(document, question, setting.language), setting)
    if outcome.problem:
        return with_errors(opened, (outcome.problem,))
    return replace(opened, learners=show(published_question(question, question.key, outcome), (), None))
