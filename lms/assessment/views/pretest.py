"""The pre-test of a course: one page with all its questions, before the first lesson, without a mark."""

from flask import Response, request

from lms.assessment import operations
from lms.assessment.access import pretest_for
from lms.assessment.pretest_pages import moved_page, over_page, questions_page
from lms.assessment.pretest_queries import pretest_questions
from lms.assessment.pretesting import blank, filled, problems_of
from lms.assessment.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.pages import see_other

PRETEST = "/learn/<course>/pretest"


@bp.get(PRETEST)
@requires(Permission.LEARN)
def pretest(course: str) -> Response:
    """The questions; once they were answered, thanks."""
    found = pretest_for(actor().id, course)
    if not found.standing.is_open:
        return over_page(found)
    return questions_page(found, blank(pretest_questions(found.enrolment_id, found.standing)))


@bp.post(PRETEST)
@requires(Permission.LEARN)
@reads_first
def give_pretest(course: str) -> Response:
    """Keeps the answers; a second tap finds them kept."""
    found = pretest_for(actor().id, course)
    if not found.standing.is_open:
        return see_other("assessment.pretest", course=course) if found.standing.is_given else over_page(found)
    questions = pretest_questions(found.enrolment_id, found.standing)
    if request.form.get("version", type=int) != found.standing.number:
        return moved_page(found, blank(questions))
    answers = filled(questions, request.form.getlist)
    if problems_of(answers):
        return questions_page(found, answers, problems_of(answers))
    begin_writing()
    given = [(one.asked, one.value) for one in answers]
    operations.give_pretest(found.enrolment_id, found.standing.number, given, utc_now())
    return see_other("assessment.pretest", course=course)
