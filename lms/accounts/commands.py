"""`flask people`: adding people, seeing who there is, setting a password."""

from typing import NoReturn

import click
from flask.cli import AppGroup
from sqlalchemy import select

from lms.accounts import operations
from lms.accounts.models import Person
from lms.kernel.clock import utc_now
from lms.kernel.errors import Refusal
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db

BY = "command:people"

group = AppGroup("people", help="People who may sign in.")

_password = click.password_option(help="Asked for if not given, so that it stays out of the shell's history.")


@group.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--email", help="Optional; people may sign in by it.")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]), help="Repeatable.")
@_password
def add(username: str, name: str, email: str | None, roles: tuple[str, ...], password: str) -> None:
    """Add a person who may learn, and give further roles."""
    try:
        with door(writes=True):
            now = utc_now()
            person_id = operations.add_person(username, name, now, by=BY, email=email, password=password)
            for role in roles:
                operations.grant_role(person_id, Role(role), now, by=BY)
    except Refusal as problem:
        _refuse(problem)
    click.echo(f"{username.strip().lower()} may sign in now.")


@group.command("list")
def list_people() -> None:
    """List people: user name, name, whether a password is set."""
    with door(writes=False):
        rows = db.session.execute(
            select(Person.username, Person.name, Person.password_hash.is_not(None).label("ready")).order_by(
                Person.sort_key, Person.username
            )
        ).all()
    for row in rows:
        click.echo(f"{row.username}\t{row.name}\t{'password set' if row.ready else 'no password yet'}")


@group.command("password")
@click.argument("username")
@_password
def password(username: str, password: str) -> None:
    """Give a person a new password; all their browsers are signed out."""
    try:
        with door(writes=True):
            operations.set_password(username, password, utc_now(), by=BY)
    except Refusal as problem:
        _refuse(problem)
    click.echo(f"{username} signs in with the new password from now on.")


def _refuse(problem: Refusal) -> NoReturn:
    raise click.ClickException(problem.message % problem.params if problem.params else problem.message)
