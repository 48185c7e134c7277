"""`flask courses …`: check, format, publish, export, list, render anew, recognise and withdraw courses.

Exit codes: 0 done, 1 problems or refused, 2 wrong usage.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import AppGroup

from lms.content import operations, queries
from lms.content.author_commands import author
from lms.content.bank_commands import export_questions, import_questions
from lms.content.blobs import BlobStore
from lms.content.course import Reading
from lms.content.course_folder import read_course
from lms.content.course_rendering import RENDERER
from lms.content.export import ExportRefused, write_folder
from lms.content.fingerprint import tree_fingerprint
from lms.content.folder_loading import load_folder
from lms.content.formatter import format_files
from lms.content.problem_lines import problem_data, problem_line, sorted_problems
from lms.content.publication import Refused, check_course, prepare_version
from lms.content.render_pool import RenderPool
from lms.kernel.clock import utc_now
from lms.kernel.errors import Refusal
from lms.kernel.jp import Jp
from lms.kernel.problems import Problem, Severity, has_errors
from lms.platform.db.doors import door
from lms.platform.web.i18n import DEFAULT_LANGUAGE, LANGUAGES, catalogue

BY = "command:courses"

group = AppGroup("courses", help="Check, publish, export and recognise courses.")
group.add_command(import_questions)
group.add_command(export_questions)
group.add_command(author)

_folder = click.Path(exists=True, file_okay=False, path_type=Path)
_as_json = click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
_language = click.option(
    "--language", type=click.Choice(sorted(LANGUAGES)), default=DEFAULT_LANGUAGE, show_default=True, help="Of messages."
)


@group.command("check")
@click.argument("folders", nargs=-1, required=True, type=_folder)
@_language
@_as_json
def check(folders: tuple[Path, ...], language: str, as_json: bool) -> None:
    """Say everything that is wrong with the courses in FOLDERS; nothing is stored."""
    found = {str(folder): check_course(_read(folder)) for folder in folders}
    if as_json:
        rows = [(folder, problem) for folder, problems in found.items() for problem in sorted_problems(problems)]
        _print_json([{"folder": folder, **problem_data(problem)} for folder, problem in rows])
    else:
        for folder, problems in found.items():
            _print_problems(problems, language, folder)
            click.echo(f"{folder}: {_summary(problems)}")
    _end(failed=any(has_errors(problems) for problems in found.values()))


@group.command("format")
@click.argument("folders", nargs=-1, required=True, type=_folder)
@click.option("--check", "only_check", is_flag=True, help="Only say which files would change; exit code 1 if any.")
def format_folders(folders: tuple[Path, ...], only_check: bool) -> None:
    """Write the files of the courses in FOLDERS in canonical form, with a key for each question."""
    changed = total = 0
    for folder in folders:
        files, problems = load_folder(folder)
        if has_errors(problems):
            _print_problems(problems, DEFAULT_LANGUAGE, str(folder))
            _end(failed=True)
        different = {path: data for path, data in format_files(files).items() if data != files[path]}
        for path, data in different.items():
            click.echo(str(folder / path))
            if not only_check:
                (folder / path).write_bytes(data)
        changed, total = changed + len(different), total + len(files)
    click.echo(f"{changed} of {total} files {'would change' if only_check else 'changed'}.")
    _end(failed=only_check and changed > 0)


@group.command("publish")
@click.argument("folders", nargs=-1, required=True, type=_folder)
@click.option("--note", default="", help="What changed, in a sentence for learners.")
@click.option("--slug", default="", help="Name of the course in addresses; that of the folder unless given.")
@_language
@_as_json
def publish(folders: tuple[Path, ...], note: str, slug: str, language: str, as_json: bool) -> None:
    """Publish the courses in FOLDERS: each whole, or not at all and with all its problems said.

    A folder that has not changed since its last publication is left alone.
    """
    if slug and len(folders) > 1:
        raise click.UsageError("--slug names one course, so give one folder.")
    done = []
    with RenderPool() as pool:
        for folder in folders:
            done.append(_publish(_read(folder, slug), str(folder), note, pool))
            if not as_json:
                _say_published(done[-1], language)
    if as_json:
        _print_json([{**row, "problems": [problem_data(p) for p in row["problems"]]} for row in done])
    _end(failed=any(row["version"] is None for row in done))


@group.command("list")
@_as_json
def list_courses(as_json: bool) -> None:
    """List the published courses with their current version."""
    with door(writes=False):
        lines = queries.all_courses()
    if as_json:
        _print_json([{**vars(line), "published_at": line.published_at.isoformat()} for line in lines])
        return
    for line in lines:
        worth = f"{line.jp} JP" if line.jp is not None else "not recognised"
        state = ", withdrawn" if line.is_withdrawn else ""
        size = f"{line.size / 1_000_000:.1f} MB"
        click.echo(
            f"{line.slug}\tversion {line.number}\t{line.items} items, {line.minutes} minutes, {size}\t{worth}{state}"
        )
    if not lines:
        click.echo("No course is published yet.")


@group.command("export")
@click.argument("slug")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--version", "number", type=click.IntRange(1), help="Its number; the current one unless given.")
def export(slug: str, target: Path, number: int | None) -> None:
    """Write the folder of course SLUG to TARGET, byte for byte as it was published."""
    with door(writes=False):
        version = queries.version_numbered(slug, number) if number else queries.current_version(slug)
        kept = queries.kept_files(version.id) if version else ()
    if version is None:
        _refuse(f"There is no such course: {slug}." if number is None else f"{slug} has no version {number}.")
    try:
        files = queries.folder_of(kept, _store())
        write_folder(files, target)
    except (ExportRefused, OSError, ValueError) as problem:
        _refuse(str(problem))
    click.echo(f"{len(files)} files of {slug}, version {version.number}, are in {target}.")


@group.command("rerender")
@click.option("--all", "everything", is_flag=True, help="Also what this release rendered; then restart the server.")
def rerender(everything: bool) -> None:
    """Make the HTML of all published versions anew with this release's renderer; their source never changes."""
    failed = renewed = 0
    with door(writes=False):
        versions = queries.versions_by_other_renderers("" if everything else RENDERER)
    with RenderPool() as pool:
        for version_id, slug in versions:
            outcome = _rerender(version_id, slug, pool, force=everything)
            renewed += outcome is None
            if outcome is not None:
                failed += 1
                _print_problems(outcome, DEFAULT_LANGUAGE, slug)
    click.echo(f"{renewed} versions rendered anew, {failed} could not be.")
    _end(failed=failed > 0)


@group.command("recognise")
@click.argument("slug")
@click.option("--jp", required=True, type=click.IntRange(1, 1000), help="What the course is worth.")
@click.option("--form", required=True, help="Form of learning as printed on the certificate.")
@click.option("--decision", required=True, help="Number of the decision.")
@click.option("--date", "decided_on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Of the decision.")
@click.option("--office", default="", help="Office that decided, as printed.")
def recognise(slug: str, jp: int, form: str, decision: str, decided_on: datetime, office: str) -> None:
    """Write down what the office decided course SLUG is worth, for completions from now on."""
    day: date = decided_on.date()
    try:
        with door(writes=True):
            operations.recognise_course(slug, Jp(jp), form, decision, day, office, BY, utc_now())
    except Refusal as problem:
        _refuse(problem.message or f"There is no such course: {slug}.")
    click.echo(f"{slug} is recognised with {jp} JP.")


@group.command("withdraw")
@click.argument("slug")
@click.option("--reason", required=True, help="In a sentence; it is kept.")
def withdraw(slug: str, reason: str) -> None:
    """Close course SLUG to new learners; who has begun may finish."""
    try:
        with door(writes=True):
            operations.withdraw_course(slug, reason, BY, utc_now())
    except Refusal as problem:
        _refuse(problem.message or f"There is no such course: {slug}.")
    click.echo(f"{slug} is withdrawn.")


def _read(folder: Path, slug: str = "") -> Reading:
    """The course in `folder`; a `slug` given here wins over the one that it gives itself."""
    files, problems = load_folder(folder)
    reading = read_course(files, slug or folder.resolve().name)
    course = replace(reading.course, slug=slug) if slug and reading.course else reading.course
    return replace(reading, course=course, problems=(*problems, *reading.problems))


def _publish(reading: Reading, folder: str, note: str, pool: RenderPool) -> dict[str, Any]:
    """What came of one folder; `version` is None if it was refused. An unchanged one is not even rendered."""
    slug = reading.course.slug if reading.course else ""
    row: dict[str, Any] = {"folder": folder, "slug": slug, "version": None, "is_new": False, "problems": []}
    with door(writes=False):
        known, current = queries.known_media(), queries.current_version(slug)
        kinds = queries.question_kinds(slug)
    if current is not None and current.fingerprint == tree_fingerprint(reading.files):
        return {**row, "version": current.number}
    prepared = prepare_version(reading, pool, _store(), known, kinds_before=kinds)
    row["problems"] = sorted_problems(prepared.problems)
    if isinstance(prepared, Refused):
        return row
    try:
        with door(writes=True):
            done = operations.publish_version(prepared, note, BY, utc_now())
    except Refusal as problem:
        _refuse(problem.message % problem.params if problem.params else problem.message)
    return {**row, "version": done.number, "is_new": done.is_new}


def _rerender(version_id: int, slug: str, pool: RenderPool, *, force: bool) -> tuple[Problem, ...] | None:
    """Renders one version anew; the problems if that fails."""
    with door(writes=False):
        kept, known = queries.kept_files(version_id), queries.known_media()
    reading = read_course(queries.folder_of(kept, _store()), slug)
    prepared = prepare_version(reading, pool, _store(), known, recheck=False)
    if isinstance(prepared, Refused):
        return prepared.problems
    with door(writes=True):
        operations.rerender(version_id, prepared, utc_now(), force=force)
    return None


def _store() -> BlobStore:
    return BlobStore.within(current_app.extensions["settings"].data_dir)


def _say_published(row: Mapping[str, Any], language: str) -> None:
    _print_problems(row["problems"], language, row["folder"])
    if row["version"] is None:
        click.echo(f"{row['folder']}: not published, {_summary(row['problems'])}")
    elif row["is_new"]:
        click.echo(f"{row['slug']}: version {row['version']} published, {_summary(row['problems'])}")
    else:
        click.echo(f"{row['slug']}: unchanged, version {row['version']} stays.")


def _print_problems(problems: Iterable[Problem], language: str, root: str) -> None:
    words = catalogue(language)
    for problem in sorted_problems(problems):
        click.echo(problem_line(problem, words.text, root))


def _summary(problems: Iterable[Problem]) -> str:
    rows = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in rows)
    return f"{errors} errors, {len(rows) - errors} warnings."


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _refuse(reason: str) -> NoReturn:
    click.echo(f"Not done: {reason}", err=True)
    raise SystemExit(1)


def _end(*, failed: bool) -> None:
    if failed:
        raise SystemExit(1)
