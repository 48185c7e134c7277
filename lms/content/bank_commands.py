"""`flask courses import-questions` and `export-questions`: question banks of other systems, in and out.

Exit codes: 0 done, 1 nothing came in or refused, 2 wrong usage.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import click

from lms.content.bank_files import QuizFile, moodle_file, quiz_file
from lms.content.document_reader import read_document
from lms.content.problem_lines import problem_data, problem_line
from lms.kernel.problems import Problem, has_errors
from lms.platform.web.i18n import DEFAULT_LANGUAGE, LANGUAGES, catalogue
from lms.questions.banks.bank import LARGEST_FILE, Bank
from lms.questions.banks.moodle_writer import has_counterpart
from lms.questions.banks.pictures import LARGEST_PICTURE, kind_of_picture
from lms.questions.banks.reading import read_bank

_PICTURE = re.compile(r"!\[[^\]]*\]\(<?([^)>\s]+)>?")
_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_language = click.option(
    "--language", type=click.Choice(sorted(LANGUAGES)), default=DEFAULT_LANGUAGE, show_default=True, help="Of messages."
)


@click.command("import-questions")
@click.argument("file", type=_file)
@click.option(
    "--to", "target", required=True, type=click.Path(path_type=Path), help="The quiz to write: FOLDER/quiz.md."
)
@click.option("--title", default="", help="Of the quiz; the name of the file unless given.")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
@_language
def import_questions(file: Path, target: Path, title: str, as_json: bool, language: str) -> None:
    """Write the questions of FILE (GIFT or Moodle XML) as a quiz in Markdown, its pictures in media/ beside it.

    Categories become pools. Every loss is told with its line in FILE; a file that exists is never overwritten.
    """
    with file.open("rb") as opened:
        bank = read_bank(opened.read(LARGEST_FILE + 1))
    quiz = quiz_file(bank, title or file.stem)
    if quiz.count and target.exists():
        raise click.UsageError(f"{target} exists already; name another file.")
    if quiz.count:
        _write(target, quiz, bank)
    if as_json:
        report = [problem_data(problem) for problem in quiz.problems]
        click.echo(
            json.dumps({"file": str(file), "questions": quiz.count, "problems": report}, ensure_ascii=False, indent=1)
        )
    else:
        _say(file, target, quiz.count, quiz.problems, language)
    if not quiz.count:
        raise SystemExit(1)


@click.command("export-questions")
@click.argument("quiz", type=_file)
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="The Moodle XML file to write.")
def export_questions(quiz: Path, target: Path) -> None:
    """Write the questions of the file QUIZ of a course as Moodle XML, with their pictures; answers and all."""
    document = read_document(quiz.name, quiz.read_text("utf-8", errors="replace"))
    questions = [block.question for block in document.document.blocks if block.question is not None]
    if has_errors(document.problems) or not questions:
        for problem in document.problems:
            click.echo(problem_line(problem, catalogue("en").text, str(quiz.parent)), err=True)
        click.echo("Not done: the quiz has errors, or no question.", err=True)
        raise SystemExit(1)
    pools = {block.pool.key: block.pool.title for block in document.document.blocks if block.pool is not None}
    text = "".join(block.text for block in document.document.blocks)
    media = {address: data for address in _PICTURE.findall(text) if (data := _picture(quiz, address))}
    known = [question for question in questions if has_counterpart(question)]
    for left in (question for question in questions if question not in known):
        click.echo(f"{quiz}:{left.line}: left out: Moodle has no question of the kind {left.kind}.", err=True)
    _create({target: moodle_file(known, pools, media)})
    click.echo(f"{len(known)} questions are in {target}.")


def _picture(quiz: Path, address: str) -> bytes:
    """The bytes of a picture of the quiz's course; of nothing else."""
    folder = quiz.resolve().parent
    course = next((one for one in (folder, *folder.parents) if (one / "course.md").is_file()), folder)
    path = (folder / address).resolve()
    if not path.is_relative_to(course) or not path.is_file() or path.stat().st_size > LARGEST_PICTURE:
        return b""
    data = path.read_bytes()
    return data if kind_of_picture(data) else b""


def _write(target: Path, quiz: QuizFile, bank: Bank) -> None:
    """The pictures first: a quiz that is there is whole."""
    pictures = {target.parent / path: data for path, data in bank.media.items() if path in quiz.text}
    _create({**pictures, target: quiz.text.encode()})


def _create(files: Mapping[Path, bytes]) -> None:
    """All files, or none of them and no folder: what was begun is taken back."""
    made: list[Path] = []
    try:
        for path, data in files.items():
            _make_folder(path.parent, made)
            part = path.with_name(f".{path.name}.part")
            made.append(part)
            part.write_bytes(data)
            made += [] if path.exists() else [path]
            part.replace(path)
    except BaseException as problem:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        if isinstance(problem, OSError):
            raise click.ClickException(f"{problem.filename}: {problem.strerror}. Nothing was written.") from None
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        one.mkdir()
        made.append(one)


def _say(file: Path, target: Path, count: int, problems: tuple[Problem, ...], language: str) -> None:
    words = catalogue(language)
    for problem in problems:
        click.echo(problem_line(problem, words.text, str(file)))
    lost = sum(problem.code == "left-out" for problem in problems)
    click.echo(f"{count} questions are in {target}, {lost} were left out." if count else f"{file}: nothing came in.")
