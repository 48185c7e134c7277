"""`flask people …`: adding people, seeing who there is, giving roles, handing out one-time codes.

Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from config import Settings
from lms.accounts import operations, queries
from lms.accounts.cards import cards_page
from lms.accounts.employment import EmploymentStatus, Job
from lms.accounts.nip import plain_nip, warnings
from lms.accounts.one_time_code import printed
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import NotFound, Refusal
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.zone import local_zone

BY = "command:people"

group = AppGroup("people", help="People: who they are, what they may do, and their one-time codes.")

_role = click.Choice([role.value for role in Role])
_as_json = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")


@group.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--email", help="Optional; people may sign in by it.")
@click.option("--title-before", default="", help="Such as Drs.")
@click.option("--title-after", default="", help="Such as M.Si.")
@click.option(
    "--nip", default="", help="18 digits; spaces, dots and hyphens are accepted. What looks wrong is warned about."
)
@click.option("--unit", default="", help="Name of the unit; entered if it is new.")
@click.option("--position", default="", help="As printed.")
@click.option("--rank", default="", help="Pangkat and golongan, as printed.")
@click.option("--status", type=click.Choice([status.value for status in EmploymentStatus]), default="other")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day of this employment; today unless given.")
@click.option("--role", "roles", multiple=True, type=_role, help="Repeatable; everybody may learn without one.")
def add(
    username: str,
    name: str,
    email: str | None,
    title_before: str,
    title_after: str,
    roles: tuple[str, ...],
    since: datetime | None,
    status: str,
    **post: str,
) -> None:
    """Add a person. They set their own password with a code: see `people code`."""
    now = utc_now()
    today = local_date(now, local_zone())
    job = Job(**{**post, "nip": plain_nip(post["nip"])}, status=EmploymentStatus(status))
    with _refusals(), door(writes=True):
        person_id = operations.add_person(
            username, name, now, by=BY, email=email, title_before=title_before, title_after=title_after
        )
        for role in roles:
            operations.grant_role(person_id, Role(role), now, by=BY)
        operations.employ(person_id, job, since.date() if since else today, now, by=BY)
    for warning in warnings(job.nip, job.status, today) if job.nip else ():
        click.echo(f"NIP: {warning} It is kept as it is.", err=True)
    click.echo(f"{username.strip().lower()} is added. `people code {username.strip().lower()}` lets them in.")


@group.command("list")
@_as_json
def list_people(as_json: bool) -> None:
    """List people: user name, name, whether the account is active, roles, unit."""
    with door(writes=False):
        lines = queries.all_people()
    if as_json:
        click.echo(json.dumps([vars(line) for line in lines], ensure_ascii=False, indent=1))
        return
    for line in lines:
        state = "active" if line.is_active else "not active yet"
        click.echo(f"{line.username}\t{line.name}\t{state}\t{', '.join(line.roles)}\t{line.unit}")


@group.command("code")
@click.argument("usernames", nargs=-1, required=True)
@click.option("--reset", is_flag=True, help="For accounts that are active and whose password is lost.")
@click.option(
    "--cards", type=click.Path(dir_okay=False, path_type=Path), help="Write cards to print into this HTML file."
)
@_as_json
def code(usernames: tuple[str, ...], reset: bool, cards: Path | None, as_json: bool) -> None:
    """Make a one-time code for each of USERNAMES, or for none if one cannot have it. Codes are shown only now."""
    settings: Settings = current_app.extensions["settings"]
    with _refusals(), door(writes=True):
        now = utc_now()
        codes = [operations.issue_code(name, now, by=BY, is_reset=reset) for name in usernames]
    if cards is not None:
        _write_private(cards, cards_page(codes, settings.site_name, settings.site_url, settings.timezone))
        click.echo(f"{len(codes)} cards are in {cards}; print it, then delete it.")
    elif as_json:
        rows = [{"username": c.username, "code": c.code, "expires_at": c.expires_at.isoformat()} for c in codes]
        click.echo(json.dumps(rows, indent=1))
    else:
        for made in codes:
            until = local_date(made.expires_at, settings.timezone)
            click.echo(f"{made.username}\t{printed(made.code)}\tuntil {until}\t{settings.site_url}/activate")


@group.group("role")
def role_group() -> None:
    """Give roles and take them back."""


@role_group.command("grant")
@click.argument("username")
@click.argument("role", type=_role)
def grant(username: str, role: str) -> None:
    """Give USERNAME a role."""
    with _refusals(), door(writes=True):
        operations.grant_role(_person(username), Role(role), utc_now(), by=BY)
    click.echo(f"{username} holds the role {role}.")


@role_group.command("end")
@click.argument("username")
@click.argument("role", type=_role)
def end(username: str, role: str) -> None:
    """Take a role back from USERNAME."""
    with _refusals(), door(writes=True):
        operations.end_role(_person(username), Role(role), utc_now(), by=BY)
    click.echo(f"{username} no longer holds the role {role}.")


def _person(username: str) -> int:
    person_id = queries.person_id_of(username)
    if person_id is None:
        raise NotFound("Nobody has the user name “%(username)s”.", username=username)
    return person_id


def _write_private(path: Path, text: str) -> None:
    """Codes are as good as passwords until they are used, so only this account may read them."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except Refusal as problem:
        words = problem.message % problem.params if problem.params else problem.message
        click.echo(f"Not done: {words}", err=True)
        raise SystemExit(1) from problem
