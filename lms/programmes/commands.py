"""`flask programmes …`: which programmes there are, and making one. Exit codes: 0 done, 1 refused, 2 wrong usage."""

import secrets

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from lms.content.models import CourseRow
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound, Refusal
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes import operations
from lms.programmes.models import Programme, ProgrammeCompletion
from lms.programmes.operations import NewProgramme

BY = "command:programmes"

group = AppGroup("programmes", help="Courses under one title, of which all or some are needed.")


@group.command("list")
def list_programmes() -> None:
    """List programmes: number, title, whether it has ended, how many people completed it."""
    people = select(func.count(ProgrammeCompletion.id)).where(ProgrammeCompletion.programme_id == Programme.id)
    rows = select(Programme.id, Programme.title, Programme.ended_at, people.scalar_subquery()).order_by(Programme.id)
    with door(writes=False):
        for key, title, ended_at, done in db.session.execute(rows):
            click.echo(f"{key}\t{title}\t{'ended' if ended_at else 'runs'}\t{done} completed it")


@group.command("make")
@click.argument("title")
@click.option("--course", "slugs", multiple=True, required=True, help="Name of a course, in order; repeatable.")
@click.option("--summary", default="")
@click.option("--needed", type=click.IntRange(1), help="How many of the courses are enough; without it all.")
def make(title: str, slugs: tuple[str, ...], summary: str, needed: int | None) -> None:
    """Make a programme of this TITLE."""
    try:
        with door(writes=True):
            courses = [_course(slug) for slug in slugs]
            new = NewProgramme(secrets.token_hex(16), title.strip(), summary.strip(), courses, needed or len(courses))
            number = operations.make(new, utc_now(), by=BY)
    except Refusal as problem:
        raise click.ClickException(problem.message % problem.params if problem.params else problem.message) from problem
    click.echo(f"Programme {number} is made of {len(courses)} courses.")


def _course(slug: str) -> int:
    key = db.session.scalar(select(CourseRow.id).where(CourseRow.slug == slug))
    if key is None:
        raise NotFound("There is no course “%(slug)s”.", slug=slug)
    return key
