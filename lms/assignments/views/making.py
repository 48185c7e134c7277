"""Assigning a course or a programme: to whom until when, a look at how many that are, last days of units."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Response, request

from lms.accounts.employment import EmploymentStatus
from lms.accounts.scope import Scope
from lms.assignments import operations
from lms.assignments.access import own_assignment
from lms.assignments.aim import Targets
from lms.assignments.forms import PROGRAMME, RENEWALS, AssignmentForm, day_of, read_assignment, read_dues
from lms.assignments.operations import NewAssignment
from lms.assignments.queries import cells, dues_of, people_called, running_of
from lms.assignments.running import learning_of
from lms.assignments.spreading import spread, weekly
from lms.assignments.states import Kind
from lms.assignments.sums import UnitTally, by_unit, roots
from lms.assignments.views.blueprint import bp, reach, soon_days, today
from lms.content.queries import offered_courses
from lms.kernel.clock import utc_now
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import render, see_other
from lms.programmes.queries import running_programmes
from lms.staff.words import status_words, unit_choices

LONGEST_TOKEN = 64


@dataclass(frozen=True)
class Read:
    """A form with what it refers to."""

    form: AssignmentForm
    scope: Scope
    offered: tuple[tuple[str, str], ...]
    called: Mapping[str, int]
    errors: Mapping[str, str]

    def new(self, token: str) -> NewAssignment:
        """What is to be assigned, of a form without errors."""
        form = self.form
        return NewAssignment(
            token=token,
            course_id=form.course_id,
            programme_id=form.programme_id,
            unit_id=_bound(form, self.scope),
            kind=Kind(form.kind),
            due_on=form.day or today(),
            targets=form.targets(self.called),
            why=form.why,
            for_joiners=form.for_joiners,
            renew_after=int(form.renew) if form.renew else None,
        )


@bp.get("/assignments/new")
@requires(Permission.ASSIGN)
def new() -> Response:
    """Asks what is assigned to whom; once that is said, shows how many that are before anything is kept."""
    if "course" not in request.args:
        return _form_page(_read(AssignmentForm(due_on="")), {})
    read = _read(read_assignment(request.args))
    if read.errors or request.args.get("step") != "look":
        return _form_page(read, read.errors if request.args.get("step") == "look" else {})
    return _look_page(read)


@bp.post("/assignments/new")
@requires(Permission.ASSIGN)
@reads_first
def make() -> Response:
    """Assigns it; sent twice, it is one assignment."""
    read = _read(read_assignment(request.form))
    token = request.form.get("token", "")
    if read.errors or not (token.isascii() and token.isalnum() and len(token) <= LONGEST_TOKEN):
        return _form_page(read, read.errors)
    begin_writing()
    number = operations.assign(read.new(token), reach(Permission.ASSIGN), utc_now(), by=actor().username)
    return see_other("assignments.one", assignment_id=number, note="assigned", state="all")


@bp.get("/assignments/<int:assignment_id>/dates")
@requires(Permission.ASSIGN)
def dates(assignment_id: int) -> Response:
    """The last day of each unit, as it is or spread from one day to another."""
    scope = reach(Permission.ASSIGN)
    page = own_assignment(assignment_id, scope)
    first, last = day_of(request.args.get("first", "")), day_of(request.args.get("last", ""))
    units = _units(assignment_id, scope)
    dues, errors = dues_of(assignment_id), {}
    if "first" in request.args:
        if first is None or last is None or not today() <= first <= last:
            errors["first"] = gettext("Choose a first day from today on, and a last one not before it.")
        else:
            dues = dict(
                spread([(u.unit.id, u.tally.running + u.tally.overdue) for u in units if u.unit], weekly(first, last))
            )
    shown = {key: day.isoformat() for key, day in dues.items()}
    return _dates_page(assignment_id, page.due_on, units, shown, errors)  # fmt: skip


@bp.post("/assignments/<int:assignment_id>/dates")
@requires(Permission.ASSIGN)
def keep_dates(assignment_id: int) -> Response:
    """Keeps the last days of units; one that is empty has the day of the assignment."""
    scope = reach(Permission.ASSIGN)
    page = own_assignment(assignment_id, scope)
    sent = read_dues(request.form)
    dues = {key: day for key, text in sent.items() if (day := day_of(text)) is not None}
    wrong = {f"due-{key}": gettext("Choose a day from today on.") for key in sent if dues.get(key, date.min) < today()}
    if wrong:
        return _dates_page(assignment_id, page.due_on, _units(assignment_id, scope), sent, wrong)
    days = int(institution_on(today()).joiner_days)
    operations.spread(assignment_id, dues, scope, utc_now(), days, by=actor().username)
    return see_other("assignments.one", assignment_id=assignment_id, note="dues-spread", state="all")


def _read(form: AssignmentForm) -> Read:
    scope, offered = reach(Permission.ASSIGN), _offered()
    called = people_called(form.people, scope) if form.people else {}
    errors = form.errors(today(), frozenset(key for key, _ in offered), called)
    keys = {str(key) for key in scope.keys}
    if any(one not in keys for one in (*form.units, *filter(None, [form.reach]))):
        errors["units"] = "Choose units from the list."
    return Read(form, scope, offered, called, {name: gettext(words) for name, words in errors.items()})


def _offered() -> tuple[tuple[str, str], ...]:
    """What can be assigned, as a select takes it: courses, then programmes."""
    courses = tuple((str(key), title) for key, title in offered_courses())
    programmes = tuple(
        (f"{PROGRAMME}{key}", gettext("Programme: %(title)s", title=title)) for key, title in running_programmes()
    )
    return courses + programmes


def _bound(form: AssignmentForm, scope: Scope) -> int | None:
    """The unit that it does not reach beyond: of several that are one's own, the one chosen."""
    if scope.is_all:
        return None
    return int(form.reach) if form.reach else roots(scope)[0].id if scope.units else None


def _form_page(read: Read, errors: Mapping[str, str]) -> Response:
    tops = roots(read.scope)
    return render(
        "assignments/new.html",
        status=422 if errors else 200,
        title=gettext("Make an assignment"),
        form=read.form,
        errors=errors,
        courses=[("", gettext("Choose a course or a programme")), *read.offered],
        units=unit_choices(read.scope.units),
        reaches=[] if read.scope.is_all or len(tops) < 2 else [(str(unit.id), unit.name) for unit in tops],
        statuses=[(status.value, status_words(status)) for status in EmploymentStatus],
        renewals=[("", gettext("Never")), *((str(months), _months(months)) for months in RENEWALS)],
    )


def _look_page(read: Read) -> Response:
    assignment = read.new(secrets.token_hex(16))
    who = operations.people_reached(assignment, read.scope)
    learnt = learning_of([assignment.of])
    known = [learnt.by(one.person_id, assignment.of) for one in who]
    done = sum(one.done_at is not None for one in known)
    return render(
        "assignments/look.html",
        title=gettext("Look before assigning"),
        form=read.form,
        new=assignment,
        course=dict(read.offered)[read.form.course],
        people=len(who),
        done=done,
        begun=sum(one.begun_at is not None and one.done_at is None for one in known),
        already=running_of(assignment.of),
        is_everybody=assignment.targets == Targets(),
        back=[pair for pair in read.form.fields if pair[1]],
    )


def _units(assignment_id: int, scope: Scope) -> list[UnitTally]:
    """The units that may have their own last day, in the order of their names."""
    of = roots(scope)[0] if not scope.is_all and len(roots(scope)) == 1 else None
    found = [line for line in by_unit(cells([assignment_id], scope), scope, of, today(), soon_days()) if line.unit]
    return sorted(found, key=lambda line: line.unit.name.casefold() if line.unit else "")


def _dates_page(
    assignment_id: int, due_on: date, units: list[UnitTally], dues: Mapping[int, str], errors: Mapping[str, str]
) -> Response:
    return render(
        "assignments/dates.html",
        status=422 if errors else 200,
        title=gettext("Last days by unit"),
        assignment_id=assignment_id,
        due_on=due_on,
        units=units,
        dues=dues,
        errors=errors,
        first=request.args.get("first", today().isoformat()),
        last=request.args.get("last", due_on.isoformat()),
    )


def _months(months: int) -> str:
    years = months // 12
    return ngettext("After %(num)s year", "After %(num)s years", years)
