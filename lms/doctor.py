"""`flask doctor`: counts every stored number anew from the facts and says what differs. It never mends.

Each feature offers its own `recount.differences`. Exit codes: 0 nothing differs, 1 something does.
"""

import importlib
import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

import click
from flask.cli import with_appcontext

from lms.features import FEATURES
from lms.platform.db.doors import door
from lms.platform.db.recounting import Difference


def differences() -> Iterator[Difference]:
    """What differs, feature by feature, in one reading transaction."""
    for feature in FEATURES:
        name = f"lms.{feature}.recount"
        if importlib.util.find_spec(name) is not None:
            recount: Callable[[], Iterator[Difference]] = importlib.import_module(name).differences
            yield from recount()


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_appcontext
def doctor(as_json: bool) -> None:
    """Count every stored number anew from the facts and say what differs; nothing is mended."""
    found = 0
    with door(writes=False):
        for one in differences():
            found += 1
            words = f"{one.table} {one.row}: {one.column} is {one.stored}, the facts come to {one.counted}"
            click.echo(json.dumps(asdict(one)) if as_json else words)
    if not as_json:
        click.echo(f"{found} differences." if found else "Every stored number is what the facts come to.")
    if found:
        raise SystemExit(1)
