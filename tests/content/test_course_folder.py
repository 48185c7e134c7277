import pytest

from lms.content.course import Course, ItemKind
from lms.content.course_folder import LARGEST_TEXT, MOST_FILES, read_course


def read(*paths: str, **sources: str) -> Course:
    """A course of these paths, empty but for `sources` by the last part of their names."""
    files = {
        path: sources.get(path.rsplit("/", 1)[-1].removesuffix(".md").replace("-", "_"), "").encode() for path in paths
    }
    course = read_course(files, "kursus-saya").course
    assert course is not None
    return course


def codes(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Code and path of each problem."""
    return [(problem.code, problem.path) for problem in read_course(files, "x").problems]


def test_items_stand_in_the_order_of_their_numbers_not_of_their_letters() -> None:
    course = read("course.md", "10-a/1-x.md", "2-b/10-y.md", "2-b/9-z.md", "1-c/01-w.md", "tanpa-nomor/a.md")

    assert [item.key for item in course.items] == ["c/w", "b/z", "b/y", "a/x", "tanpa-nomor/a"]


def test_keys_are_the_names_without_numbers() -> None:
    course = read("course.md", "01-mengapa-melayani/02-Hak Wargá.md", "01-mengapa-melayani/3.md")

    assert [item.key for item in course.items] == ["mengapa-melayani/hak-warga", "mengapa-melayani/3"]


def test_renumbering_keeps_the_keys() -> None:
    before = read("course.md", "01-a/01-x.md", "01-a/02-y.md")
    after = read("course.md", "05-a/07-x.md", "05-a/01-y.md")

    assert {item.key for item in before.items} == {item.key for item in after.items}


def test_key_in_the_front_matter_overrides_the_name() -> None:
    course = read(
        "course.md",
        "01-a/module.md",
        "01-a/01-x.md",
        course="---\nkey: lain\n---\n",
        module="---\nkey: modul\n---\n",
        **{"01_x": "---\nkey: pelajaran\n---\n"},
    )

    assert course.slug == "lain"
    assert [item.key for item in course.items] == ["modul/pelajaran"]


def test_course_without_module_folders_has_one_unnamed_module() -> None:
    course = read("course.md", "01-a.md", "02-b.md")

    assert [(module.key, module.title) for module in course.modules] == [("", "")]
    assert [item.key for item in course.items] == ["a", "b"]


def test_deeper_folders_are_joined_into_the_name_of_the_module() -> None:
    course = read("course.md", "01-a/module.md", "01-a/02-b/03-c.md", "01-a/01-d.md", module="# Awal\n")

    assert [(module.key, module.title) for module in course.modules] == [("a", "Awal"), ("a-b", "Awal – B")]
    assert [item.key for item in course.items] == ["a/d", "a-b/c"]


def test_readme_stands_for_course_and_module_files() -> None:
    course = read("README.md", "01-a/README.md", "01-a/01-b.md", README="# Judul\n")

    assert course.document.path == "README.md"
    assert [module.document.path for module in course.modules if module.document] == ["01-a/README.md"]
    assert len(course.items) == 1


def test_readme_beside_course_md_is_no_lesson() -> None:
    course = read("course.md", "README.md", "LICENSE.md", "01-a.md")

    assert (course.document.path, [item.key for item in course.items]) == ("course.md", ["a"])


TITLES = [
    ("from the front matter", "---\ntitle: Depan\n---\n# Judul\n", "Depan"),
    ("from the first heading", "Teks\n\n## Judul {#k}\n", "Judul"),
    ("not from a question", "## Soal: Apa?\n\n- (x) a\n- ( ) b\n", "Hak warga"),
    ("from the name", "Teks\n", "Hak warga"),
]


@pytest.mark.parametrize(("source", "title"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_title_comes(source: str, title: str) -> None:
    assert read("course.md", "01-a/01-hak-warga.md", **{"01_hak_warga": source}).items[0].title == title


def test_media_and_transcripts_are_no_lessons() -> None:
    course = read(
        "course.md", "01-a/01-b.md", "media/c.md", "01-a/media/d.md", "01-a/wawancara.mp3", "01-a/wawancara.md"
    )

    assert [item.key for item in course.items] == ["a/b"]


def test_quiz_takes_the_pass_mark_of_the_course() -> None:
    course = read("course.md", "01-a/01-b.md", course="---\npass: 60\n---\n", **{"01_b": "---\nkind: quiz\n---\n"})

    assert course.items[0].kind is ItemKind.QUIZ
    assert course.items[0].quiz is not None
    assert course.items[0].quiz.pass_mark == 60


def test_every_problem_is_told_with_its_file_and_line() -> None:
    files = {
        "course.md": b"---\njp: x\n---\n",
        "01-a/01-b.md": b"---\nkind: quiz\nrole: y\n---\n\n## Soal: a\n\n- (x) b\n",
        "01-a/02-c.md": b"a\n\xff\n",
    }

    assert {(p.code, p.path, p.line) for p in read_course(files, "x").problems} == {
        ("wrong-setting", "course.md", 2),
        ("wrong-setting", "01-a/01-b.md", 3),
        ("too-few-options", "01-a/01-b.md", 8),
        ("not-utf8", "01-a/02-c.md", 2),
    }


def test_problems_of_a_module_file_above_are_told_once() -> None:
    files = {"course.md": b"", "a/module.md": b"---\nx: 1\n---\n", "a/b/1.md": b"", "a/c/1.md": b"", "a/1.md": b""}

    assert codes(files) == [("unknown-setting", "a/module.md")]


def test_folder_without_course_file_is_an_error_but_is_read() -> None:
    reading = read_course({"01-a/01-b.md": b"# B\n"}, "kursus-saya")

    assert [problem.code for problem in reading.problems] == ["course-file-missing"]
    assert reading.course is not None
    assert (reading.course.title, len(reading.course.items)) == ("Kursus saya", 1)


def test_folder_without_markdown_is_no_course() -> None:
    assert read_course({"a.png": b""}, "x").course is None


@pytest.mark.parametrize("path", ["../a.md", "/a.md", "a//b.md", "a/./b.md", "a\n.md", "a\\b.md", "a/" * 200 + "b.md"])
def test_names_that_cannot_be_used_are_told_and_not_read(path: str) -> None:
    reading = read_course({"course.md": b"", path: b"# x"}, "x")

    assert [problem.code for problem in reading.problems] == ["bad-name"]
    assert reading.course is not None
    assert reading.course.items == ()
    assert all(problem.path.isprintable() for problem in reading.problems)


def test_text_that_is_too_large_is_told_and_not_read() -> None:
    assert codes({"course.md": b"", "01-a.md": b"x" * (LARGEST_TEXT + 1)}) == [("text-too-large", "01-a.md")]


def test_too_many_files_are_told() -> None:
    files = {f"media/{number}.png": b"" for number in range(MOST_FILES)} | {"course.md": b""}

    assert codes(files) == [("too-many-files", "")]
