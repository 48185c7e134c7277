"""One person's duty: what happened to it, and what a coordinator decides about it."""

from collections.abc import Mapping

from flask import Response, request

from lms.accounts.scope import Scope
from lms.assignments import operations, reasons
from lms.assignments.access import duty_for
from lms.assignments.followups import followups
from lms.assignments.forms import day_of
from lms.assignments.queries import DutyPage
from lms.assignments.states import OPEN, State, state_of
from lms.assignments.views.blueprint import bp, day_for, reach, soon_days, today
from lms.assignments.words import called, change_words, reason_choices, reason_words
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.dated_facts import DatedFact
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other

_SYMBOLS = {"waived": "shield", "extended": "clock", "released": "x", "re-given": "redo"}


@bp.get("/assignments/<int:assignment_id>/people/<int:person_id>")
@requires(Permission.SEE_UNIT_PROGRESS)
def person(assignment_id: int, person_id: int) -> Response:
    """What one person has to do, and everything that happened to it."""
    return _page(assignment_id, person_id, reach(Permission.SEE_UNIT_PROGRESS), {})


@bp.post("/assignments/<int:assignment_id>/people/<int:person_id>/waive")
@requires(Permission.ASSIGN)
def waive(assignment_id: int, person_id: int) -> Response:
    """Asks it no longer of this person."""
    scope, reason = reach(Permission.ASSIGN), request.form.get("reason", "")
    duty_for(assignment_id, person_id, scope)
    if reason not in reasons.WAIVING:
        return _page(assignment_id, person_id, scope, {"waive-reason": gettext("Choose a reason from the list.")})
    operations.waive(assignment_id, person_id, reason, scope, utc_now(), by=actor().username)
    return _done(assignment_id, person_id, "duty-waived")


@bp.post("/assignments/<int:assignment_id>/people/<int:person_id>/extend")
@requires(Permission.ASSIGN)
def extend(assignment_id: int, person_id: int) -> Response:
    """Gives this person a later last day."""
    scope, reason = reach(Permission.ASSIGN), request.form.get("reason", "")
    _, duty = duty_for(assignment_id, person_id, scope)
    day = day_of(request.form.get("due_on", ""))
    errors = {}
    if day is None or day <= duty.facts.due_on or day < today():
        errors["extend-day"] = gettext("Choose a day after the last day that holds now, and not before today.")
    if reason not in reasons.EXTENDING:
        errors["extend-reason"] = gettext("Choose a reason from the list.")
    if errors or day is None:
        return _page(assignment_id, person_id, scope, errors)
    operations.extend(assignment_id, person_id, day, reason, scope, utc_now(), by=actor().username)
    return _done(assignment_id, person_id, "duty-extended")


@bp.post("/assignments/<int:assignment_id>/people/<int:person_id>/again")
@requires(Permission.ASSIGN)
def give_again(assignment_id: int, person_id: int) -> Response:
    """Takes a waiver back."""
    scope, reason = reach(Permission.ASSIGN), request.form.get("reason", "")
    duty_for(assignment_id, person_id, scope)
    if reason not in reasons.GIVING_AGAIN:
        return _page(assignment_id, person_id, scope, {"again-reason": gettext("Choose a reason from the list.")})
    operations.give_again(assignment_id, person_id, reason, scope, utc_now(), by=actor().username)
    return _done(assignment_id, person_id, "duty-again")


def _page(assignment_id: int, person_id: int, scope: Scope, errors: Mapping[str, str]) -> Response:
    page, duty = duty_for(assignment_id, person_id, scope)
    stage = duty.facts.stage
    state = state_of(stage, duty.until, day_for(page), soon_days())
    is_to_remind = (
        actor().may(Permission.REMIND) and page.ended_at is None and (stage in OPEN or state is State.EXPIRED)
    )
    may_change = page.ended_at is None and reach(Permission.ASSIGN).reaches(duty.facts.unit_id)
    return render(
        "assignments/person.html",
        status=422 if errors else 200,
        title=duty.name,
        page=page,
        called=called,
        duty=duty,
        state=state,
        followups=followups(assignment_id, person_id=person_id) if is_to_remind else [],
        days=abs((duty.until - day_for(page)).days),
        happened=_happened(duty),
        may_waive=may_change and stage in OPEN,
        may_extend=may_change and stage in OPEN,
        may_give_again=may_change and duty.facts.waived_at is not None,
        waiving=reason_choices(reasons.WAIVING),
        extending=reason_choices(reasons.EXTENDING),
        giving_again=reason_choices(reasons.GIVING_AGAIN),
        sent=request.form,
        errors=errors,
    )


def _happened(duty: DutyPage) -> list[DatedFact]:
    facts = duty.facts
    found = [DatedFact(duty.given_at, gettext("Asked of this person"), symbol="plus")]
    if facts.begun_at is not None:
        found.append(DatedFact(facts.begun_at, gettext("Began to learn"), symbol="book"))
    if facts.done_at is not None:
        found.append(DatedFact(facts.done_at, gettext("Completed it")))
    for one in duty.changes:
        words = f"{change_words(one.kind)}: {reason_words(one.reason)}"
        until = gettext("last day %(day)s", day=one.due_on)
        said = f"{words} ({until})" if one.kind == "extended" else words
        found.append(DatedFact(one.at, f"{said}, {one.by}" if one.by else said, symbol=_SYMBOLS[one.kind]))
    return sorted(found, key=lambda fact: fact.at)


def _done(assignment_id: int, person_id: int, note: str) -> Response:
    return see_other("assignments.person", assignment_id=assignment_id, person_id=person_id, note=note)
