"""An official memo about people who are not done."""

from flask import Response, request

from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.downloads import pdf_file
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.reminders import operations
from lms.reminders.access import chosen_for
from lms.reminders.memo import memo_pdf
from lms.reminders.operations import Changed, NewReminder, require_shown
from lms.reminders.queries import found, memo_lines, people_of
from lms.reminders.views.blueprint import bp, look, made_of, reach, today

MOST_NAMES = 1_000
"""On one memo: some thirty pages."""


@bp.post("/reminders/memo")
@requires(Permission.SEE_UNIT_PROGRESS)
@reads_first
def memo() -> Response:
    """An official memo with the names of everybody meant, as PDF; it is on record as a reminder."""
    chosen, now, by = chosen_for(request.form, reach()), utc_now(), actor().username
    made = made_of(chosen, gettext("Official memo"), "memo")
    try:
        lines = memo_lines(chosen.page.id, _on_memo(made))
    except Changed as changed:
        return look(chosen, changed)
    unit = chosen.unit.name if chosen.unit else ""
    pdf = memo_pdf(chosen.page, unit, lines, institution_on(today()), today())
    begin_writing()
    operations.record_sent(made, "memo", now, by=by)
    return pdf_file(pdf.data, f"nota-dinas-{chosen.page.id}.pdf")


def _on_memo(made: NewReminder) -> list[int]:
    """Whom a memo names: those of the one that this form made before, else everybody meant. Raises Conflict."""
    keys = people_of(made.token)
    if not keys:
        meant = found(made.asked, operations.lately(utc_now()), today()).everybody
        require_shown(meant, made.shown)
        keys = [one.person_id for one in meant]
    if len(keys) > MOST_NAMES:
        raise Conflict("A memo lists at most %(most)s people. Choose a unit.", most=MOST_NAMES)
    return keys
