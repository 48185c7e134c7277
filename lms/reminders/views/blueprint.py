"""The blueprint of reminders, and what its pages share: today, whom one reaches, the look before anything is sent."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, Response, request

from lms.accounts.scope import Scope, own_scope
from lms.kernel.clock import local_date, utc_now
from lms.notifications.letter import Letter, Words
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.web.guards import actor
from lms.platform.web.i18n import current_language, gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone
from lms.reminders.access import Chosen
from lms.reminders.forms import MemoForm
from lms.reminders.letters import course, reminder
from lms.reminders.operations import Changed, NewReminder, lately
from lms.reminders.queries import Found, Meant, found
from lms.reminders.shown import new_token, packed, sent_token, unpacked
from lms.reminders.signer_queries import MaySign, who_may_sign
from lms.reminders.words import group_text, signer_choices, urgency_choices, whatsapp_link

bp = Blueprint("reminders", "lms.reminders")


def today() -> date:
    """The local day."""
    return local_date(utc_now(), local_zone())


def reach(right: Permission = Permission.REMIND) -> Scope:
    """The units whose people somebody reminds."""
    return own_scope(actor().id, right)


def look(
    chosen: Chosen,
    problem: Changed | None = None,
    memo: MemoForm | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """The exact texts, how many get them, how many are left out and why; `problem`: others are meant now."""
    people, scope, signers = found(chosen.asked, lately(utc_now()), today()), reach(), may_sign()
    group = group_text_of(chosen, people)
    return render(
        "reminders/new.html",
        status=409 if problem else 422 if errors else 200,
        title=gettext("Remind now"),
        chosen=chosen,
        found=people,
        shown=packed(one.person_id for one in people.people),
        shown_outside=packed(one.person_id for one in people.everybody),
        changed=gettext(problem.message, **problem.params) if problem else "",
        letters=letters_to(chosen, people),
        gap=int(institution_on(today()).reminder_gap_days),
        group=group,
        whatsapp=whatsapp_link(group),
        token=new_token(),
        units=[*([("", gettext("All units"))] if scope.is_all else []), *((one.id, one.name) for one in scope.units)],
        memo=memo or MemoForm(signer=signers[0].key if signers else ""),
        errors=errors or {},
        signers=signer_choices(signers),
        urgencies=urgency_choices(),
    )


def may_sign() -> list[MaySign]:
    """Who may sign a memo of whoever asks."""
    return who_may_sign(actor().id, today(), for_all=reach().is_all)


def letters_to(chosen: Chosen, people: Found) -> list[Letter]:
    """As the first gets it who is to complete it, and the first who is to renew it; in the language of who looks."""
    firsts = {one.is_renewal: one for one in reversed(people.people)}
    firsts = firsts or {False: Meant(0, chosen.page.due_on, is_begun=False)}
    return [
        reminder({"courses": [course(chosen.page, firsts[kind], today())]}, Words(current_language()))
        for kind in sorted(firsts)
    ]


def group_text_of(chosen: Chosen, people: Found) -> str:
    """What a group reads."""
    unit, page = chosen.unit.name if chosen.unit else "", chosen.page
    open_ones = len(people.everybody) + people.lately
    return group_text(unit, page, open_ones, people.usual_due_on or page.due_on, has_renewals=people.renewals > 0)


def made_of(chosen: Chosen, text: str, channel: str) -> NewReminder:
    """What the form of a page asks for. Raises Unprocessable for what no page of ours sends."""
    own = f"{channel}-{actor().id}-{chosen.page.id}-{sent_token(request.form)}"  # of this form and nobody else's
    shown = unpacked(request.form.get("shown", "?"))
    return NewReminder(own, chosen.page, chosen.asked, chosen.record_unit_id, text, shown)
