"""`flask audit`: what was done with consequences for others, by whom and when; it changes nothing."""

import json
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from lms.platform.audit.queries import Act, acts
from lms.platform.db.doors import door
from lms.platform.zone import local_zone


@click.command("audit")
@click.option("--subject", default="", help="On which thing: the name of a course, a user name, a number.")
@click.option("--actor", default="", help="By whom: a user name, or command:NAME.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--most", type=click.IntRange(1, 100_000), default=100, show_default=True, help="The newest so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_appcontext
def audit(subject: str, actor: str, since: datetime | None, most: int, as_json: bool) -> None:
    """Say what was done, the newest first: when, by whom, what, on which thing, with which particulars."""
    zone = local_zone()
    first = since.replace(tzinfo=zone).astimezone(UTC) if since else None
    with door(writes=False):
        found = acts(subject, actor, first, most)
    for act in found:
        at = act.at.astimezone(zone)
        click.echo(_as_json(act) if as_json else f"{at:%Y-%m-%d %H.%M.%S}  {act.actor}  {_words(act)}")
    if not found and not as_json:
        click.echo("Nothing of the kind was done.")


def _words(act: Act) -> str:
    particulars = ", ".join(f"{name}: {value}" for name, value in act.details.items())
    return f"{act.action}  {act.subject}" + (f"  ({particulars})" if particulars else "")


def _as_json(act: Act) -> str:
    return json.dumps({**vars(act), "at": act.at.isoformat()}, ensure_ascii=False)
