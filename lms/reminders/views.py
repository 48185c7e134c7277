"""Reminding people now, after a look at the text and the number; and the record of who was sent what."""

import secrets
from datetime import date, datetime
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, request

from lms.accounts.scope import Scope, own_scope
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.notifications.letter import Letter, Words
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.downloads import pdf_file
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import current_language, gettext
from lms.platform.web.pages import render, see_other, url
from lms.platform.zone import local_zone
from lms.reminders import operations
from lms.reminders.access import LARGEST_KEY, Chosen, chosen_for, page_for
from lms.reminders.letters import course, reminder
from lms.reminders.memo import memo_pdf
from lms.reminders.operations import NewReminder, lately
from lms.reminders.queries import PAGE, Found, found, memo_lines, people_of, reminded, sent
from lms.reminders.words import channels, group_text

LONGEST_TOKEN = 32
MOST_NAMES = 1_000
"""On one memo: some thirty pages."""

bp = Blueprint("reminders", "lms.reminders")


def followup(assignment_id: int, unit_id: int, people: int) -> tuple[str, str]:
    """Words and address of the link by which people of a unit who are late are reminded."""
    href = url("reminders.new", assignment=assignment_id, unit=unit_id, late=1)
    return gettext("Remind %(num)s", num=people), href


@bp.get("/reminders/new")
@requires(Permission.REMIND)
def new() -> Response:
    """The exact text, how many get it, how many are left out and why; nothing is sent yet."""
    scope = _reach(Permission.REMIND)
    chosen = chosen_for(request.args, scope)
    people = found(chosen.asked, lately(utc_now()), _today())
    group = _group_text(chosen, people)
    return render(
        "reminders/new.html",
        title=gettext("Remind now"),
        chosen=chosen,
        found=people,
        letter=_letter(chosen, people),
        gap=int(institution_on(_today()).reminder_gap_days),
        group=group,
        whatsapp=f"https://wa.me/?{urlencode({'text': group}, quote_via=quote)}",
        token=secrets.token_hex(16),
        units=[*([("", gettext("All units"))] if scope.is_all else []), *((one.id, one.name) for one in scope.units)],
    )


@bp.post("/reminders")
@requires(Permission.REMIND)
def send() -> Response:
    """Sends what was shown; sent twice, it is one reminder."""
    chosen, now = chosen_for(request.form, _reach(Permission.REMIND)), utc_now()
    letter = _letter(chosen, found(chosen.asked, lately(now), _today()))
    text = "\n\n".join((letter.subject, *letter.paragraphs))
    operations.remind(_made(chosen, text, "portal"), now, by=actor().username)
    return see_other("reminders.index", assignment=chosen.page.id, note="reminded")


@bp.post("/reminders/whatsapp")
@requires(Permission.REMIND)
def record_whatsapp() -> Response:
    """Keeps that somebody sent the text for groups by their own phone; the server sends nothing."""
    chosen, now = chosen_for(request.form, _reach(Permission.REMIND)), utc_now()
    if chosen.person:
        raise NotFound
    text = _group_text(chosen, found(chosen.asked, lately(now), _today()))
    made = _made(chosen, text, "whatsapp")
    operations.record_sent(made, "whatsapp", now, by=actor().username)
    return see_other("reminders.index", assignment=chosen.page.id, note="reminder-recorded")


@bp.post("/reminders/memo")
@requires(Permission.REMIND)
@reads_first
def memo() -> Response:
    """An official memo with the names of everybody meant, as PDF; it is on record as a reminder."""
    chosen, now, by = chosen_for(request.form, _reach(Permission.REMIND)), utc_now(), actor().username
    made = _made(chosen, gettext("Official memo"), "memo")
    lines = memo_lines(chosen.page.id, _on_memo(made, now))
    unit = chosen.unit.name if chosen.unit else ""
    pdf = memo_pdf(chosen.page, unit, lines, institution_on(_today()), _today())
    begin_writing()
    operations.record_sent(made, "memo", now, by=by)
    return pdf_file(pdf.data, f"nota-dinas-{chosen.page.id}.pdf")


@bp.get("/reminders")
@requires(Permission.SEE_UNIT_PROGRESS)
def index() -> Response:
    """What was sent about an assignment to people within reach, and to whom."""
    scope = _reach(Permission.SEE_UNIT_PROGRESS)
    page = page_for(request.args, scope)
    lines = reminded(page.id, scope, min(max(request.args.get("before", 0, int), 0), LARGEST_KEY))
    return render(
        "reminders/index.html",
        title=gettext("Reminders that were sent"),
        page=page,
        sent=sent(page.id, scope),
        people=lines[:PAGE],
        has_more=len(lines) > PAGE,
        channels=channels(),
        may_remind=actor().may(Permission.REMIND),
    )


def _letter(chosen: Chosen, people: Found) -> Letter:
    """As the first person gets it, in the language of whoever looks."""
    due_on, begun = (
        (people.people[0].due_on, people.people[0].is_begun) if people.people else (chosen.page.due_on, False)
    )
    facts = {"courses": [course(chosen.page, due_on, _today(), is_begun=begun)]}
    return reminder(facts, Words(current_language()))


def _group_text(chosen: Chosen, people: Found) -> str:
    unit, page = chosen.unit.name if chosen.unit else "", chosen.page
    open_ones = len(people.everybody) + people.lately
    return group_text(unit, page, open_ones, people.usual_due_on or page.due_on)


def _made(chosen: Chosen, text: str, channel: str) -> NewReminder:
    token = request.form.get("token", "")
    if not (token.isascii() and token.isalnum() and len(token) <= LONGEST_TOKEN):
        raise Unprocessable("Open the page of the reminder again.")
    own = f"{channel}-{actor().id}-{chosen.page.id}-{token}"  # nobody else's, and of no other form of the page
    return NewReminder(own, chosen.page, chosen.asked, chosen.record_unit_id, text)


def _on_memo(made: NewReminder, now: datetime) -> list[int]:
    """Whom a memo names: those of the one that this form made before, else everybody meant. Raises Conflict."""
    meant = [one.person_id for one in found(made.asked, lately(now), _today()).everybody]
    keys = people_of(made.token) or meant
    if not keys:
        raise Conflict("Nobody is left to be reminded now.")
    if len(keys) > MOST_NAMES:
        raise Conflict("A memo lists at most %(most)s people. Choose a unit.", most=MOST_NAMES)
    return keys


def _reach(right: Permission) -> Scope:
    return own_scope(actor().id, right)


def _today() -> date:
    return local_date(utc_now(), local_zone())
