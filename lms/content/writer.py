"""Writes a course back to the files it was read from, byte for byte, and changes single blocks of a file (pure)."""

from collections.abc import Mapping

from lms.content.checker import documents_of
from lms.content.course import Course, Document
from lms.content.document_reader import read_document, source_of


def write_course(course: Course, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The folder of a course: its documents written from their blocks, everything else as it is in `files`.

    For a course as it was read, this is the folder byte for byte.
    """
    written = dict(files)
    for document in documents_of(course):
        source = source_of(document)
        if source or document.path in files:
            written[document.path] = source.encode("utf-8")
    return written


def replace_block(document: Document, index: int, text: str) -> Document:
    """The document with other source for one block; everything outside its range stays as it was.

    The result is read anew, for the new text may hold headings and questions of its own. A block of Markdown ends
    with its line, so a missing last line end is added where another block follows.
    """
    before, block, after = document.blocks[:index], document.blocks[index], document.blocks[index + 1 :]
    if after and text and not text.endswith(("\n", "\r")):
        text += "\r\n" if block.text.endswith("\r\n") else "\n"
    source = document.front_text + "".join([*(b.text for b in before), text, *(b.text for b in after)])
    return read_document(document.path, source).document
