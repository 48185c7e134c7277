"""`flask quizzes …`: how well questions work, and more time for whoever needs it.

Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

import json
from dataclasses import asdict

import click
from flask.cli import AppGroup

from lms.accounts.queries import person_id_of
from lms.assessment import operations
from lms.assessment.analysis_queries import AnalysedQuestion, analysed_questions
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.platform.db.doors import door

BY = "command:quizzes"

group = AppGroup("quizzes", help="Quizzes: how well their questions work, more time for a person.")


@group.command("extra-time")
@click.argument("username")
@click.argument("percent", type=click.IntRange(0, 300))
@click.option("--reason", required=True, help="Kept in the audit; name no illness.")
def extra_time(username: str, percent: int, reason: str) -> None:
    """Give a person PERCENT more time in every quiz with a limit; 0 takes it back. Open attempts keep their end."""
    with door(writes=True):
        person_id = person_id_of(username)
        if person_id is None:
            raise click.ClickException(f"There is no person {username}.")
        operations.grant_extra_time(person_id, percent, reason.strip()[:500], BY, utc_now())
    click.echo(f"{username}: {percent} percent more time from the next attempt on.")


@group.command("analyse")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
def analyse(slug: str, as_json: bool) -> None:
    """Difficulty, discrimination and findings for each question of a course's finals, from first attempts."""
    with door(writes=False):
        try:
            found = analysed_questions(slug)
        except NotFound as problem:
            raise click.ClickException(f"There is no course {slug}.") from problem
    if as_json:
        click.echo(json.dumps([_fields(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        shown = [f"{figure:.2f}" if figure is not None else "-" for figure in _figures(one)]
        click.echo("\t".join([one.item_key, one.question.key, str(one.analysis.n), *shown, *one.analysis.findings]))


def _figures(asked: AnalysedQuestion) -> tuple[float | None, float | None]:
    return asked.analysis.difficulty, asked.analysis.discrimination


def _fields(asked: AnalysedQuestion) -> dict[str, object]:
    return {"item": asked.item_key, "question": asked.question.key, "outcome": asked.outcome, **asdict(asked.analysis)}
