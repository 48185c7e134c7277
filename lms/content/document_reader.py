"""Reads one Markdown file into its document, and gives its source back character for character (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lms.content.block_scanner import scan
from lms.content.course import Block, BlockKind, Document
from lms.content.front_matter import BYTE_ORDER_MARK, FrontMatter, plain_value, read_front, split_front, unclosed_front
from lms.content.source_lines import split_lines
from lms.kernel.problems import Problem, error
from lms.questions.question import Option, Pool, Question


@dataclass(frozen=True)
class DocumentReading:
    """A document, its settings as text for `front_fields.read_fields`, and what is wrong with either."""

    document: Document
    front: FrontMatter
    problems: tuple[Problem, ...]


def read_document(path: str, source: str) -> DocumentReading:
    """The document of a file; never fails, whatever the source. Lines count from the first of the file."""
    front_text, body = split_front(source)
    front = read_front(front_text)
    above = len(split_lines(front_text.lstrip(BYTE_ORDER_MARK)))
    scanned = scan(body)
    document = Document(
        path=path,
        front_text=front_text,
        front={name: plain_value(value) for name, value in front.tree.items()},
        blocks=tuple(_moved_block(block, above) for block in scanned.blocks) if above else scanned.blocks,
        definitions=scanned.definitions,
        front_lines=front.lines,
    )
    problems = [*front.problems, *(_moved_problem(problem, above) for problem in scanned.problems)]
    if unclosed_front(source):
        problems.append(_unclosed_front())
    return DocumentReading(document, front, tuple(at_path(problems, path)))


def source_of(document: Document) -> str:
    """The source that the document was read from, character for character."""
    return document.front_text + "".join(block.text for block in document.blocks)


def first_heading(document: Document) -> str:
    """The words of its first heading that is no question, "" if it has none."""
    return next((block.title for block in document.blocks if block.kind is BlockKind.HEADING and block.title), "")


def at_path(problems: Iterable[Problem], path: str) -> list[Problem]:
    """The problems as those of the file `path`."""
    return [replace(problem, path=path) for problem in problems]


def _moved_problem(problem: Problem, lines: int) -> Problem:
    return problem if problem.line is None else replace(problem, line=problem.line + lines)


def _moved_block(block: Block, lines: int) -> Block:
    return replace(
        block,
        line=block.line + lines,
        end_line=block.end_line + lines,
        question=_moved_question(block.question, lines) if block.question else None,
        pool=_moved_pool(block.pool, lines) if block.pool else None,
    )


def _moved_question(question: Question, lines: int) -> Question:
    options = tuple(_moved_option(option, lines) for option in question.options)
    return replace(question, line=question.line + lines, end_line=question.end_line + lines, options=options)


def _moved_option(option: Option, lines: int) -> Option:
    return replace(option, line=option.line + lines)


def _moved_pool(pool: Pool, lines: int) -> Pool:
    return replace(pool, line=pool.line + lines)


def _unclosed_front() -> Problem:
    return error(
        "front-matter-not-closed",
        "The settings at the top have no end.",
        "Write --- on a line of its own below the last setting.",
        line=1,
    )
