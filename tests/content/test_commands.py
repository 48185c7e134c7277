"""`flask courses`, as an operator types it, on the course that ships."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from lms.content.models import CourseRow, CourseVersion
from tests.support.apps import count

COURSE = Path(__file__).resolve().parents[2] / "courses" / "pelayanan-publik-ramah"


def courses(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=["courses", *map(str, words)])


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "rusak"
    (folder / "01-a").mkdir(parents=True)
    (folder / "course.md").write_text("---\ntitle: Rusak\njp: dua\n---\n\nIsi.\n")
    (folder / "01-a" / "01-b.md").write_text("# B\n\n## Soal: Mana? {#mana}\n\n- ( ) Ini\n- ( ) Itu\n")
    return folder


def test_the_shipped_course_is_published_once_and_comes_out_as_it_went_in(app: Flask, tmp_path: Path) -> None:
    first = courses(app, "publish", COURSE)
    second = courses(app, "publish", COURSE)
    exported = courses(app, "export", COURSE.name, tmp_path / "out")

    assert (first.exit_code, second.exit_code, exported.exit_code) == (0, 0, 0), first.output
    assert "version 1 published" in first.output
    assert "unchanged" in second.output
    assert count(CourseVersion) == 1
    assert tree(tmp_path / "out") == tree(COURSE)


def test_a_changed_folder_becomes_the_next_version_and_the_first_stays(app: Flask, tmp_path: Path) -> None:
    courses(app, "publish", COURSE)
    courses(app, "export", COURSE.name, tmp_path / "a")
    changed = tmp_path / "a" / "course.md"
    changed.write_text(changed.read_text().replace("title: ", "title: Lebih dari ", 1))

    assert "version 2 published" in courses(app, "publish", tmp_path / "a", "--slug", COURSE.name).output
    assert courses(app, "export", COURSE.name, tmp_path / "b", "--version", "1").exit_code == 0
    assert tree(tmp_path / "b") == tree(COURSE)


def test_a_broken_folder_names_every_problem_and_publishes_nothing(app: Flask, broken: Path) -> None:
    checked = courses(app, "check", broken, "--json")
    published = courses(app, "publish", broken)

    errors = {(found["path"], found["line"]) for found in json.loads(checked.output) if found["severity"] == "error"}
    assert checked.exit_code == 1
    assert {"course.md", "01-a/01-b.md"} == {path for path, line in errors if line}
    assert published.exit_code == 1
    assert count(CourseRow) == 0


QUIZ = "---\nkind: quiz\nrole: final\n{}---\n\n# Ujian\n"
QUESTION = "\n## Soal: Soal {0} {{#k{0}}}\n\n- (x) Ya\n- ( ) Tidak\n"
HOSTILE = {
    "a draw that cannot be filled": ("02-u.md", QUIZ.format("draw: 9\n") + QUESTION.format(1), "draw-too-large"),
    "a text that is too large": ("02-u.md", "# U\n" + "x " * 2_000_000, "text-too-large"),
    "laughs by the billion in front matter": (
        "02-u.md",
        "---\na: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefgh")) + "---\n# U\n",
        "",
    ),
    "laughs by the billion in a drawing": (
        "media/a.svg",
        '<!DOCTYPE svg [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        "",
    ),
    "a million questions": ("02-u.md", QUIZ.format("") + "\n## Soal: A\n- = a\n" * 1_000_000, "text-too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_folder_is_refused_in_words_and_publishes_nothing(app: Flask, tmp_path: Path, name: str) -> None:
    path, text, code = HOSTILE[name]
    folder = tmp_path / "kursus"
    (folder / "media").mkdir(parents=True)
    (folder / "course.md").write_text("---\ntitle: Kursus\n---\n")
    (folder / "01-a.md").write_text("# A\n\n![Gambar](media/a.svg)\n" if path.endswith("svg") else "# A\n\nIsi.\n")
    (folder / path).write_text(text)
    refused = courses(app, "publish", folder, "--json")
    found = [problem["code"] for row in json.loads(refused.output) for problem in row["problems"]]
    assert (refused.exit_code, count(CourseRow)) == (1, 0), refused.output
    assert code in found or not code, found


def test_a_link_out_of_the_folder_is_not_followed(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "kursus"
    folder.mkdir()
    (folder / "course.md").write_text("---\ntitle: Kursus\n---\n")
    (folder / "01-a.md").symlink_to("/etc/passwd")
    refused = courses(app, "publish", folder)
    assert (refused.exit_code, count(CourseRow), "root:" in refused.output) == (1, 0, False)


def test_an_archive_is_no_course(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "kursus.zip").write_bytes(b"PK\x03\x04" + bytes(1000))
    assert courses(app, "publish", tmp_path / "kursus.zip").exit_code == 2
    assert count(CourseRow) == 0


def test_a_key_cannot_come_to_mean_a_question_of_another_kind(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "kursus"
    (folder / "01-a").mkdir(parents=True)
    (folder / "course.md").write_text("---\ntitle: Kursus\n---\n")
    lesson = folder / "01-a" / "01-b.md"
    lesson.write_text("# B\n\n## Soal: Mana? {#mana}\n\n- ( ) Ini\n- (x) Itu\n")
    assert courses(app, "publish", folder).exit_code == 0

    lesson.write_text("# B\n\n## Soal: Mana? {#mana}\n\n- = Itu\n")
    refused = courses(app, "publish", folder, "--json")

    assert refused.exit_code == 1
    assert [(row["code"], row["line"]) for row in json.loads(refused.output)[0]["problems"]] == [
        ("same-key-other-kind", 3)
    ]
    assert count(CourseVersion) == 1


def test_what_the_office_decided_is_shown_in_the_list(app: Flask) -> None:
    decision = ["--jp", "2", "--form", "Belajar mandiri", "--decision", "800/000/2026", "--date", "2026-01-05"]

    assert courses(app, "recognise", COURSE.name, *decision).exit_code == 1
    courses(app, "publish", COURSE)
    assert courses(app, "recognise", COURSE.name, *decision).exit_code == 0
    assert json.loads(courses(app, "list", "--json").output)[0]["jp"] == 2


def test_formatting_the_shipped_course_changes_nothing(app: Flask, tmp_path: Path) -> None:
    courses(app, "publish", COURSE)
    courses(app, "export", COURSE.name, tmp_path / "out")

    assert "0 of" in courses(app, "format", tmp_path / "out").output


def test_wrong_usage_has_an_exit_code_of_its_own(app: Flask, tmp_path: Path) -> None:
    assert courses(app, "check", tmp_path / "missing").exit_code == 2
