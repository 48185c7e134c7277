"""`flask assignments …`: what is assigned, and assigning courses and programmes.

Exit codes: 0 done, 1 refused, 2 wrong usage."""

import json
import secrets
from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select

from lms.accounts.employment import EmploymentStatus
from lms.accounts.scope import Scope
from lms.assignments import operations
from lms.assignments.aim import Targets
from lms.assignments.operations import NewAssignment
from lms.assignments.queries import assignments, cells, people_called
from lms.assignments.states import Kind
from lms.assignments.sums import tally
from lms.content.models import CourseRow
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import NotFound, Refusal
from lms.org.queries import institution_on
from lms.org.unit_queries import open_units
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.programmes.models import Programme

BY = "command:assignments"
LONGEST_NUMBER = 9

group = AppGroup("assignments", help="Courses and programmes that people must or should complete until a day.")


@group.command("list")
@click.option("--ended", is_flag=True, help="Those that have ended.")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
def list_assignments(ended: bool, as_json: bool) -> None:
    """List assignments: number, course or programme, last day, how many people are done, late and have time."""
    with door(writes=False):
        today = local_date(utc_now(), local_zone())
        soon, pages = int(institution_on(today).due_soon_days), assignments(ended=ended)
        found = cells([page.id for page in pages], Scope((), is_all=True))
    rows = []
    for page in pages:
        sums = tally([cell for cell in found if cell.assignment_id == page.id], today, soon)
        numbers = {"people": sums.asked, "done": sums.done, "overdue": sums.overdue}
        course = page.slug or f"programme {page.programme_id}"
        rows.append({"id": page.id, "course": course, "kind": page.kind, "due_on": str(page.due_on), **numbers})
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo("{id}\t{course}\t{kind}\t{due_on}\t{done} of {people} done, {overdue} overdue".format(**row))


@group.command("assign")
@click.argument("slug")
@click.option("--programme", "is_programme", is_flag=True, help="SLUG is the number of a programme.")
@click.option("--due", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@click.option("--unit", "units", multiple=True, help="Name of a unit, with all below it; repeatable.")
@click.option("--status", "statuses", multiple=True, type=click.Choice([one.value for one in EmploymentStatus]))
@click.option("--position", "positions", multiple=True, help="Part of a position, such as perawat; repeatable.")
@click.option("--person", "people", multiple=True, help="User name or NIP; with nothing else, only these people.")
@click.option("--why", default="", help="Said to those who get it.")
@click.option("--advised", is_flag=True, help="It does not bind.")
@click.option("--not-for-joiners", is_flag=True, help="People who come later do not get it.")
@click.option("--renew-after", type=click.IntRange(1, 120), help="Months after which it must be done again.")
def assign(
    slug: str, is_programme: bool, due: datetime,
    units: tuple[str, ...], statuses: tuple[str, ...], positions: tuple[str, ...],
    people: tuple[str, ...], why: str, advised: bool, not_for_joiners: bool, renew_after: int | None,
) -> None:  # fmt: skip
    """Assign the course SLUG, or a programme: to everybody, or to whom the options say."""
    now = utc_now()
    try:
        with door(writes=True):
            scope = Scope(open_units(), is_all=True)
            group_of = Targets(
                is_group=bool(units or statuses or positions or not people),
                units=frozenset(_unit(name, scope) for name in units),
                statuses=frozenset(statuses),
                positions=frozenset(positions),
                people=frozenset(_person(name, scope) for name in people),
            )
            new = NewAssignment(
                secrets.token_hex(16),
                None if is_programme else _course(slug),
                None, Kind.ADVISED if advised else Kind.MANDATORY, due.date(),
                group_of, why[:300], not not_for_joiners, renew_after,
                _programme(slug) if is_programme else None,
            )  # fmt: skip
            number = operations.assign(new, scope, now, by=BY)
            reached = sum(cell.people for cell in cells([number], scope))
    except Refusal as problem:
        words = problem.message % problem.params if problem.params else problem.message
        raise click.ClickException(words) from problem
    click.echo(f"Assignment {number} is given to {reached} people.")


def _course(slug: str) -> int:
    key = db.session.scalar(select(CourseRow.id).where(CourseRow.slug == slug))
    if key is None:
        raise NotFound("There is no course “%(slug)s”.", slug=slug)
    return key


def _programme(number: str) -> int:
    key = int(number) if number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER else 0
    if db.session.get(Programme, key) is None:
        raise NotFound("There is no programme %(number)s.", number=number)
    return key


def _unit(name: str, scope: Scope) -> int:
    keys = [unit.id for unit in scope.units if unit.name.casefold() == name.casefold()]
    if len(keys) != 1:
        raise NotFound("There is no unit “%(name)s”, or more than one.", name=name)
    return keys[0]


def _person(name: str, scope: Scope) -> int:
    key = people_called([name], scope).get(name)
    if key is None:
        raise NotFound("Nobody here has the user name “%(name)s”.", name=name)
    return key
