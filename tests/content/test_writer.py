from lms.content.course import BlockKind
from lms.content.course_folder import read_course
from lms.content.document_reader import read_document, source_of
from lms.content.writer import replace_block, write_course

SOURCE = "---\ntitle: x\n---\n\n# Satu\r\n\r\nTeks.\r\n\r\n## Soal: a\n\n- = b\n"


def test_edit_of_a_text_keeps_everything_else() -> None:
    document = read_document("a.md", SOURCE).document
    index = next(n for n, block in enumerate(document.blocks) if "Teks." in block.text)

    edited = replace_block(document, index, "Teks baru.")

    assert source_of(edited) == SOURCE.replace("Teks.\r\n\r\n", "Teks baru.\r\n")


def test_edit_may_bring_new_questions() -> None:
    document = read_document("a.md", "# Satu\n\nTeks.\n").document

    edited = replace_block(document, 1, "Teks.\n\n## Soal: a\n\n- = b\n")

    assert [block.kind for block in edited.blocks] == [BlockKind.HEADING, BlockKind.TEXT, BlockKind.QUESTION]


def test_block_that_becomes_empty_goes() -> None:
    document = read_document("a.md", "# Satu\n\nTeks.\n").document

    assert source_of(replace_block(document, 1, "")) == "# Satu\n\n"


def test_files_that_are_no_texts_of_the_course_are_written_as_they_are() -> None:
    files = {"course.md": b"# a", "01-b.md": b"\xff", "media/c.png": b"\0", "01-d/e.txt": b"f", "LICENSE.md": b"g"}
    course = read_course(files, "x").course

    assert course is not None
    assert write_course(course, files) == files


def test_course_without_course_file_is_written_without_one() -> None:
    files = {"01-a.md": b"# A"}
    course = read_course(files, "x").course

    assert course is not None
    assert write_course(course, files) == files
