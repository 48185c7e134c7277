"""One person's standing: what is asked of them, what they completed, JP and certificates. No answers, no marks."""

from flask import Response, request

from lms.accounts.scope import own_scope
from lms.assignments.words import called
from lms.certificates.queries import certificates_of
from lms.coordination.access import person_for
from lms.coordination.queries import asked_lines, done_lines
from lms.coordination.views.blueprint import bp, reach, rules
from lms.hours.queries import jp_this_year
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render, see_other
from lms.reminders.operations import ToPerson, record_to_person, within
from lms.reminders.person_queries import late_of
from lms.reminders.shown import new_token, packed, sent_token, unpacked
from lms.reminders.words import person_text, whatsapp_link


@bp.get("/people/<int:person_id>/standing")
@requires(Permission.SEE_UNIT_PROGRESS)
def standing(person_id: int) -> Response:
    """What somebody within reach has to do and has done; the JP are those of their own page."""
    who, judged = person_for(person_id, reach()), rules()
    late = late_of(person_id, own_scope(actor().id, Permission.REMIND), within(judged.gap, utc_now()), judged.today)
    told = [one for one in late if not one.was_lately]
    text = person_text(who.name, told, judged.today) if told else ""
    return render(
        "coordination/standing.html",
        title=who.name,
        who=who,
        called=called,
        asked=asked_lines(person_id, judged),
        done=done_lines(person_id),
        jp=jp_this_year(person_id, judged.today),
        certificates=certificates_of(person_id),
        may_see_post=actor().may(Permission.SEE_PEOPLE),
        late=late,
        text=text,
        whatsapp=whatsapp_link(text),
        shown=packed(one.assignment_id for one in told),
        token=new_token() if text else "",
    )


@bp.post("/people/<int:person_id>/standing/whatsapp")
@requires(Permission.REMIND)
def record_whatsapp(person_id: int) -> Response:
    """Keeps that somebody sent this person the text by their own phone; the server sends nothing."""
    scope, now, judged = own_scope(actor().id, Permission.REMIND), utc_now(), rules()
    who = person_for(person_id, scope)
    shown = unpacked(request.form.get("shown", "?"))
    late = late_of(person_id, scope, within(judged.gap, now), judged.today)
    told = [one for one in late if one.assignment_id in shown and not one.was_lately]
    token = f"wa-{actor().id}-{person_id}-{sent_token(request.form)}"
    sent = ToPerson(token, person_id, scope, shown, person_text(who.name, told, judged.today))
    record_to_person(sent, now, by=actor().username)
    return see_other("coordination.standing", person_id=person_id, note="person-reminded")
