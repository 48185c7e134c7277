import os
from pathlib import Path

import pytest

from lms.content import folder_loading
from lms.content.folder_loading import load_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small course folder."""
    course = tmp_path / "kursus"
    (course / "01-a").mkdir(parents=True)
    (course / "course.md").write_bytes(b"# A\r\n")
    (course / "01-a" / "01-b.md").write_bytes(b"\xffb")
    return course


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in load_folder(folder)[1]]


def test_files_are_loaded_byte_for_byte_with_relative_names(folder: Path) -> None:
    assert load_folder(folder) == ({"course.md": b"# A\r\n", "01-a/01-b.md": b"\xffb"}, ())


def test_files_and_folders_beginning_with_a_dot_are_passed_over(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("x")
    (folder / ".DS_Store").write_text("x")

    files, problems = load_folder(folder)

    assert sorted(files) == ["01-a/01-b.md", "course.md"]
    assert problems == ()


def test_link_to_a_file_outside_is_refused(folder: Path) -> None:
    (folder.parent / "rahasia.md").write_text("x")
    (folder / "02-c.md").symlink_to("../rahasia.md")

    files, problems = load_folder(folder)

    assert "02-c.md" not in files
    assert [(problem.code, problem.path) for problem in problems] == [("outside-folder", "02-c.md")]


def test_link_to_a_file_inside_is_followed(folder: Path) -> None:
    (folder / "02-c.md").symlink_to("course.md")

    assert load_folder(folder)[0]["02-c.md"] == b"# A\r\n"


def test_link_to_a_folder_is_refused_even_inside(folder: Path) -> None:
    (folder / "putar").symlink_to(".")
    (folder / "luar").symlink_to("/etc")

    assert codes(folder) == [("outside-folder", "luar"), ("not-a-file", "putar")]


def test_link_to_nothing_and_links_in_a_circle_are_told(folder: Path) -> None:
    (folder / "a.md").symlink_to("tiada.md")
    (folder / "b.md").symlink_to("c.md")
    (folder / "c.md").symlink_to("b.md")

    assert codes(folder) == [("file-unreadable", name) for name in ("a.md", "b.md", "c.md")]


def test_what_is_no_plain_file_is_told(folder: Path) -> None:
    os.mkfifo(folder / "pipa.md")

    assert codes(folder) == [("not-a-file", "pipa.md")]


@pytest.mark.parametrize("name", [b"a\nb.md", b"a\x1bb.md", b"a\xffb.md", b"a\\b.md"])
def test_names_with_control_characters_are_told_and_made_visible(folder: Path, name: bytes) -> None:
    (folder / os.fsdecode(name)).write_text("x")

    files, problems = load_folder(folder)

    assert len(files) == 2
    assert [problem.code for problem in problems] == ["bad-name"]
    problems[0].path.encode("utf-8")


def test_nothing_is_loaded_beyond_the_number_of_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_loading, "MOST_FILES", 1)

    files, problems = load_folder(folder)

    assert len(files) == 1
    assert [problem.code for problem in problems] == ["too-many-files"]


def test_nothing_is_loaded_beyond_the_size_of_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_loading, "LARGEST_FOLDER", 6)

    files, problems = load_folder(folder)

    assert sum(map(len, files.values())) <= 6
    assert [problem.code for problem in problems] == ["folder-too-large"]


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path / "tiada") == [("folder-missing", "tiada")]
