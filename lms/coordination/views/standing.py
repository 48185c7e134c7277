"""One person's standing: what is asked of them, what they completed, JP and certificates. No answers, no marks."""

from flask import Response

from lms.assignments.words import called
from lms.certificates.queries import certificates_of
from lms.coordination.access import person_for
from lms.coordination.queries import asked_lines, done_lines
from lms.coordination.views.blueprint import bp, reach, rules
from lms.hours.queries import jp_this_year
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render


@bp.get("/people/<int:person_id>/standing")
@requires(Permission.SEE_UNIT_PROGRESS)
def standing(person_id: int) -> Response:
    """What somebody within reach has to do and has done; the JP are those of their own page."""
    who, judged = person_for(person_id, reach()), rules()
    return render(
        "coordination/standing.html",
        title=who.name,
        who=who,
        called=called,
        asked=asked_lines(person_id, judged),
        done=done_lines(person_id),
        jp=jp_this_year(person_id, judged.today),
        certificates=certificates_of(person_id),
        may_keep=actor().may(Permission.KEEP_PEOPLE),
    )
