"""`flask quizzes …`: more time for whoever needs it. Exit codes: 0 done, 1 refused, 2 wrong usage."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from lms.accounts.models import Person
from lms.assessment import operations
from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from lms.platform.db.model import db

BY = "command:quizzes"

group = AppGroup("quizzes", help="Quizzes: more time for a person.")


@group.command("extra-time")
@click.argument("username")
@click.argument("percent", type=click.IntRange(0, 300))
@click.option("--reason", required=True, help="Kept in the audit; name no illness.")
def extra_time(username: str, percent: int, reason: str) -> None:
    """Give a person PERCENT more time in every quiz with a limit; 0 takes it back. Open attempts keep their end."""
    with door(writes=True):
        person_id = db.session.scalar(select(Person.id).where(Person.username == username.strip().lower()))
        if person_id is None:
            raise click.ClickException(f"There is no person {username}.")
        operations.grant_extra_time(person_id, percent, reason.strip()[:500], BY, utc_now())
    click.echo(f"{username}: {percent} percent more time from the next attempt on.")
