"""Reminding people now, after a look at the text and the number."""

from flask import Response, request

from lms.assignments.followups import Link, Way, Whom
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import see_other, url
from lms.reminders import operations
from lms.reminders.access import chosen_for
from lms.reminders.operations import Changed, lately
from lms.reminders.queries import found
from lms.reminders.views.blueprint import bp, group_text_of, letters_to, look, made_of, reach, today


def _followup(whom: Whom) -> Link:
    """The link by which these people are reminded."""
    asked = {"assignment": whom.assignment_id, "unit": whom.unit_id, "person": whom.person_id}
    if whom.late:
        return gettext("Remind %(num)s", num=whom.late), url("reminders.new", **asked, late=1)
    words = gettext("Remind now") if whom.person_id else gettext("Remind those who are not done")
    return words, url("reminders.new", **asked)


def _record(assignment_id: int) -> Link:
    return gettext("Reminders that were sent"), url("reminders.index", assignment=assignment_id)


FOLLOWUP = Way(_followup, _record)
"""What reminders offer on the pages of features below."""


@bp.get("/reminders/new")
@requires(Permission.REMIND)
def new() -> Response:
    """Nothing is sent yet."""
    return look(chosen_for(request.args, reach()))


@bp.post("/reminders")
@requires(Permission.REMIND)
def send() -> Response:
    """Sends what was shown; sent twice, it is one reminder. Others than were shown are looked at first."""
    chosen, now = chosen_for(request.form, reach()), utc_now()
    letters = letters_to(chosen, found(chosen.asked, lately(now), today()))
    text = "\n\n".join(words for one in letters for words in (one.subject, *one.paragraphs))
    made = made_of(chosen, text, "portal")
    try:
        people = operations.remind(made, now, by=actor().username)
    except Changed as changed:
        return look(chosen, changed)
    note = "reminded-fewer" if people < len(made.shown) else "reminded"
    return see_other("reminders.index", assignment=chosen.page.id, note=note)


@bp.post("/reminders/whatsapp")
@requires(Permission.REMIND)
def record_whatsapp() -> Response:
    """Keeps that somebody sent the text for groups by their own phone; the server sends nothing."""
    chosen, now = chosen_for(request.form, reach()), utc_now()
    if chosen.person:
        raise NotFound
    text = group_text_of(chosen, found(chosen.asked, lately(now), today()))
    made = made_of(chosen, text, "whatsapp")
    try:
        operations.record_sent(made, "whatsapp", now, by=actor().username)
    except Changed as changed:
        return look(chosen, changed)
    return see_other("reminders.index", assignment=chosen.page.id, note="reminder-recorded")
