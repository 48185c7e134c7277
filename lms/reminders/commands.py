"""`flask reminders …`: write the letters of the day now. Exit codes: 0 done, 2 wrong usage."""

import click
from flask.cli import AppGroup

from lms.reminders.sweeping import sweep

group = AppGroup("reminders", help="Reminders of what is assigned, before and after last days.")


@group.command("send")
def send() -> None:
    """Write what is due today, as each serving process does once a day; nobody gets the same one twice."""
    click.echo(f"{sweep()} letters were written.")
