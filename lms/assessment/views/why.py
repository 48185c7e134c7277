"""Where the mark of a quiz comes from."""

from flask import Response, request

from lms.assessment import pages
from lms.assessment.access import quiz_for
from lms.assessment.mark_facts import attempts_in
from lms.assessment.views.blueprint import bp
from lms.learning.queries import key_of
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import see_other


@bp.get("/learn/<course>/<module>/<item>/quiz/why")
@requires(Permission.LEARN)
def why(**address: str) -> Response:
    """The facts of the newest attempt that was handed in, or of the one asked for by number."""
    found = quiz_for(actor().id, **address)
    quiz = key_of(found.step.module, found.step.name), found.step.role
    attempts = attempts_in(found.enrolment_id).get(quiz, ())
    asked_for = request.args.get("attempt", type=int)
    attempt = next((one for one in reversed(attempts) if asked_for in (None, one.sequence)), None)
    return pages.why_page(found, attempts, attempt) if attempt else see_other("assessment.quiz", **address)
