"""`flask hours …`: the JP ledger, seen and put right by the operator. Exit codes: 0 done, 1 refused, 2 wrong usage."""

import click
from flask.cli import AppGroup

from lms.accounts.queries import person_id_of
from lms.hours import operations, queries
from lms.kernel.clock import utc_now
from lms.kernel.errors import Refusal
from lms.platform.db.doors import door

BY = "command:hours"

group = AppGroup("hours", help="The JP ledger. Entries are never edited; a counter-entry takes one back.")


@group.command("list")
@click.argument("username")
def list_entries(username: str) -> None:
    """List the entries of a person with their numbers, the newest year first."""
    with door(writes=False):
        person_id = person_id_of(username)
        if person_id is None:
            raise click.ClickException(f"There is no person {username}.")
        for year in queries.years_of(person_id):
            for entry in queries.entries_of(person_id, year):
                reason = f"  takes back {entry.reverses_id}: {entry.reason}" if entry.reverses_id else ""
                click.echo(f"{entry.id}\t{entry.earned_on}\t{entry.jp:+d} JP\t{entry.title}{reason}")


@group.command("correct")
@click.argument("entry", type=int)
@click.option("--reason", required=True, help="The learner reads it in the ledger.")
def correct(entry: int, reason: str) -> None:
    """Take ENTRY back by a counter-entry."""
    try:
        with door(writes=True):
            number = operations.correct(entry, reason, utc_now(), by=BY)
    except Refusal as problem:
        raise click.ClickException(problem.message % problem.params if problem.params else problem.message) from problem
    click.echo(f"Entry {entry} is taken back by entry {number}.")
