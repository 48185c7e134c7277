"""Small canonical repairs of course files, which never change what the files say (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lms.content.checker import documents_of
from lms.content.course import Block, Document
from lms.content.course_folder import read_course
from lms.content.document_reader import DocumentReading, read_document, source_of
from lms.content.front_matter import BYTE_ORDER_MARK
from lms.content.keys import with_keys
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.meaning import question_meaning
from lms.content.question_writer import question_lines
from lms.content.source_lines import unified
from lms.content.text_structure import nodes_of
from lms.kernel.problems import Problem
from lms.questions.question import Question

_VERBATIM = frozenset({NodeKind.FENCE, NodeKind.CODE, NodeKind.HTML, NodeKind.MATH})
_ENGLISH_HEADING = re.compile(r"[ \t#]*question:", re.IGNORECASE)
_ENGLISH_QUOTE = re.compile(r"^ ?>[ \t]*(?:\*\*)?(?:hint|explanation|rubric|correct|incorrect):", re.IGNORECASE | re.M)
_ANY_QUOTE = re.compile(r"^ ?>", re.MULTILINE)


def format_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The folder with its course, modules, lessons and quizzes formatted; whatever else it holds stays as it is."""
    formatted = dict(files)
    course = read_course(files, "").course
    for document in documents_of(course) if course else ():
        if document.path in files:
            formatted[document.path] = format_text(document.path, source_of(document)).encode("utf-8")
    return formatted


def format_text(path: str, source: str) -> str:
    """One Markdown file: LF, one line end at its end, no white space at line ends outside code, questions with keys.

    A question with a problem stays as its author left it: a repair could hide what is wrong.
    """
    reading = read_document(path, unified(source).lstrip(BYTE_ORDER_MARK))
    questions_written = "".join(_written_blocks(reading))
    tidied = _without_line_end_spaces(read_document(path, questions_written).document)
    return tidied.rstrip("\n") + "\n" if tidied.strip("\n") else ""


def _written_blocks(reading: DocumentReading) -> Iterator[str]:
    document = reading.document
    yield document.front_text
    for number, block in enumerate(with_keys(document.blocks), 1):
        written = _written_question(block, reading.problems)
        is_last = number == len(document.blocks)
        yield block.text if written is None else written + ("" if is_last else "\n")


def _written_question(block: Block, problems: Sequence[Problem]) -> str | None:
    """The canonical source, None if the question has a problem or would not read back the same."""
    question = block.question
    if question is None or any(block.line <= (problem.line or 0) <= block.end_line for problem in problems):
        return None
    source = "\n".join(question_lines(question, *words_of(block.text))) + "\n"
    return source if _reads_back(source, question) else None


def words_of(source: str) -> tuple[str, bool]:
    """The word that opens the heading of a question as its author writes it, and whether those of its quotes are
    English."""
    word = "Question" if _ENGLISH_HEADING.match(source) else "Soal"
    english = bool(_ENGLISH_QUOTE.search(source)) or (word == "Question" and not _ANY_QUOTE.search(source))
    return word, english


def _reads_back(source: str, question: Question) -> bool:
    """Texts may hold Markdown so odd that it means something else once it is indented properly."""
    blocks = read_document("", source).document.blocks
    if len(blocks) != 1 or blocks[0].question is None:
        return False
    read = replace(blocks[0].question, pool=question.pool)  # the pool's heading is not part of the source
    return question_meaning(read) == question_meaning(question)


def _without_line_end_spaces(document: Document) -> str:
    body = "".join(block.text for block in document.blocks)
    nodes = nodes_of(document)
    if body and not nodes and body.strip():  # nested too deeply to tell code from text
        return source_of(document)
    above = document.blocks[0].line - 1 if document.blocks else 0
    verbatim = {number for node in nodes for number in _lines_of(node, _VERBATIM)}
    breakable = {number for node in nodes for number in _lines_of(node, frozenset({NodeKind.PARAGRAPH}), last=False)}
    rows = body.split("\n")
    tidied = [
        row if number in verbatim else _tidied(row, number in breakable) for number, row in enumerate(rows, above + 1)
    ]
    return document.front_text + "\n".join(tidied)


def _lines_of(node: Node, kinds: frozenset[NodeKind], *, last: bool = True) -> Iterator[int]:
    if node.kind in kinds:
        yield from range(node.start, node.end + last)
    for child in node.children:
        yield from _lines_of(child, kinds, last=last)


def _tidied(row: str, breakable: bool) -> str:
    """Without white space at its end, but for the two spaces of a line break."""
    stripped = row.rstrip(" \t")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    if backslashes % 2:  # without the space after it, a backslash would become a line break
        return row
    return stripped + "  " if breakable and stripped and row.endswith("  ") else stripped
