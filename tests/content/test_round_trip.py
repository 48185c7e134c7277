"""The first promise: what is read can be written back byte for byte, and an edit changes only its block."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.checker import check, documents_of
from lms.content.course_folder import read_course
from lms.content.document_reader import read_document, source_of
from lms.content.folder_loading import load_folder
from lms.content.formatter import format_files, format_text
from lms.content.meaning import meaning_of
from lms.content.writer import replace_block, write_course
from lms.kernel.problems import has_errors
from tests.content.course_sources import any_text, course_files

COURSES = sorted(path for path in (Path(__file__).parents[2] / "courses").iterdir() if path.is_dir())


@given(any_text)
@settings(max_examples=120, deadline=None)
def test_any_text_is_given_back_character_for_character(source: str) -> None:
    document = read_document("a.md", source).document

    assert source_of(document) == source


@given(any_text)
@settings(max_examples=60, deadline=None)
def test_blocks_follow_one_another_without_gap_or_overlap(source: str) -> None:
    blocks = read_document("a.md", source).document.blocks

    assert all(block.line <= block.end_line for block in blocks)
    assert all(after.line == before.end_line + 1 for before, after in pairwise(blocks))


@given(course_files())
@settings(max_examples=40, deadline=None)
def test_generated_course_is_written_back_byte_for_byte(files: dict[str, bytes]) -> None:
    course = read_course(files, "satu").course

    assert course is not None
    assert write_course(course, files) == files
    assert {document.path for document in documents_of(course)} == {path for path in files if path.endswith(".md")}


@given(course_files())
@settings(max_examples=40, deadline=None)
def test_generated_course_reads_without_errors(files: dict[str, bytes]) -> None:
    reading = read_course(files, "satu")

    assert not has_errors(check(reading)), check(reading)


@given(any_text.filter(bool), any_text, st.data())
@settings(max_examples=60, deadline=None)
def test_edit_changes_nothing_outside_its_block(source: str, text: str, data: st.DataObject) -> None:
    document = read_document("a.md", source).document
    if not document.blocks:
        return
    index = data.draw(st.integers(0, len(document.blocks) - 1))
    before = document.front_text + "".join(block.text for block in document.blocks[:index])
    after = "".join(block.text for block in document.blocks[index + 1 :])

    edited = source_of(replace_block(document, index, text))

    assert edited.startswith(before + text)
    assert edited.endswith(after)
    assert edited[len(before + text) : len(edited) - len(after)] in ("", "\n", "\r\n")


@given(course_files())
@settings(max_examples=60, deadline=None)
def test_formatting_does_not_change_what_a_course_says(files: dict[str, bytes]) -> None:
    formatted = format_files(files)

    for path in (path for path in files if path.endswith(".md")):
        written = read_document(path, files[path].decode()).document
        read = read_document(path, formatted[path].decode()).document
        assert meaning_of(read) == meaning_of(written)


@given(course_files())
@settings(max_examples=40, deadline=None)
def test_formatting_twice_is_formatting_once(files: dict[str, bytes]) -> None:
    formatted = format_files(files)

    assert format_files(formatted) == formatted


@given(any_text)
@settings(max_examples=120, deadline=None)
def test_formatting_any_text_keeps_its_meaning_and_is_done_once(source: str) -> None:
    formatted = format_text("a.md", source)

    assert meaning_of(read_document("a.md", formatted).document) == meaning_of(read_document("a.md", source).document)
    assert format_text("a.md", formatted) == formatted


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_shipped_course_round_trips_and_has_no_errors(folder: Path) -> None:
    files, problems = load_folder(folder)
    reading = read_course(files, folder.name)

    assert reading.course is not None
    assert write_course(reading.course, files) == files
    assert not has_errors([*problems, *check(reading)]), check(reading)


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_shipped_course_means_the_same_once_formatted(folder: Path) -> None:
    files, _ = load_folder(folder)

    formatted = format_files(files)

    assert format_files(formatted) == formatted
    before, after = read_course(files, "x").course, read_course(formatted, "x").course
    assert before is not None
    assert after is not None
    assert [meaning_of(d) for d in documents_of(after)] == [meaning_of(d) for d in documents_of(before)]
