"""`flask courses author`: who answers for a course, where it came in by the command line.

Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

import click

from lms.accounts.queries import person_id_of, roles_of
from lms.content import operations
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.permissions import Permission, may
from lms.platform.db.doors import door

BY = "command:courses"


@click.command("author")
@click.argument("slug")
@click.argument("username")
@click.option("--remove", is_flag=True, help="Take the person out; what they did stays.")
def author(slug: str, username: str, remove: bool) -> None:
    """Let USERNAME answer for course SLUG: see its figures, answer fault reports, mark its essays."""
    change = operations.remove_author if remove else operations.name_author
    with door(writes=True):
        person_id = person_id_of(username)
        if person_id is None:
            raise click.ClickException(f"There is no person {username}.")
        try:
            change(slug, person_id, BY, utc_now())
        except NotFound as problem:
            raise click.ClickException(problem.message or f"There is no course {slug}.") from problem
        opens = may(roles_of(person_id), Permission.WRITE_COURSES)
    click.echo(f"{username} {'no longer answers' if remove else 'answers'} for {slug}.")
    if not opens and not remove:
        click.echo(f"They hold no role that opens its pages yet: `people role grant {username} speaker`.", err=True)
