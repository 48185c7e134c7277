"""A lesson's file as page blocks: the pieces that the editor shows one below the other and edits one by one (pure).

A page block covers whole lines; the settings at the top and the texts of all page blocks, joined, are the file
character for character. Where a block begins is decided by the reader that also renders, never here.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.authoring.blocks.html_spans import without_inner_nodes
from lms.authoring.blocks.lone_content import is_lone_medium, is_lone_picture
from lms.content.course import Block, BlockKind, Document
from lms.content.gap_finder import is_table
from lms.content.keys import with_keys
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.markdown_extensions.callouts import callout_in
from lms.content.markdown_extensions.labels import labels_for
from lms.content.markdown_extensions.link_definitions import take_definitions
from lms.content.source_lines import bare, split_lines
from lms.content.text_structure import nodes_of
from lms.questions.question import Pool, Question

_KEY_LENGTH = 10


class PageBlockKind(StrEnum):
    """What an author sees a piece of the page as."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    PICTURE = "picture"
    MEDIA = "media"  # a link to a recording or to YouTube, alone in its paragraph
    TABLE = "table"
    NOTE = "note"
    QUOTE = "quote"
    CODE = "code"
    MATH = "math"
    RULE = "rule"
    QUESTION = "question"
    POOL = "pool"
    FOOTNOTE = "footnote"
    DEFINITIONS = "definitions"  # of links
    OTHER = "other"
    BLANK = "blank"  # the only block of a file without any text


@dataclass(frozen=True)
class PageBlock:
    """A piece of a page. `text` is its exact source with the blank lines below it (above it too for the first).

    `key` names it in addresses: made of its text, it finds the block wherever it has moved, and finds nothing once
    somebody has changed it. `level` is that of a heading, `anchor` the key of a heading, question or pool. A question
    has its key even if the file gives it none; `definitions` are those of the file, which its text may use.
    """

    kind: PageBlockKind
    index: int
    key: str
    line: int
    end_line: int
    text: str
    level: int = 0
    anchor: str = ""
    question: Question | None = None
    pool: Pool | None = None
    definitions: str = ""


@dataclass(frozen=True)
class _Start:
    """Where a page block begins."""

    line: int
    kind: PageBlockKind
    block: Block | None = None


def page_blocks(document: Document) -> tuple[PageBlock, ...]:
    """The page blocks of a file, in order; none of an empty file."""
    lines = split_lines("".join(block.text for block in document.blocks))
    if not lines:
        return ()
    first = document.blocks[0].line
    starts = tuple(_starts(document)) or (_Start(first, _kind_without_nodes(lines)),)
    taken: dict[str, int] = {}
    found: list[PageBlock] = []
    for index, start in enumerate(starts):
        line = start.line if index else first
        stop = starts[index + 1].line if index + 1 < len(starts) else first + len(lines)
        text = "".join(lines[line - first : stop - first])
        found.append(_page_block(start, index, _key(text, taken), line, stop - 1, text, document.definitions))
    return tuple(found)


def find_block(blocks: Sequence[PageBlock], key: str) -> PageBlock | None:
    """The block with this key, None if it has been changed or removed."""
    return next((block for block in blocks if block.key == key), None)


def core_of(text: str) -> str:
    """`text` without the blank lines around it and without its last line end."""
    lines = split_lines(text)
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        del lines[0]
    return "".join([*lines[:-1], *(bare(line) for line in lines[-1:])])


def _page_block(
    start: _Start, index: int, key: str, line: int, end_line: int, text: str, definitions: str
) -> PageBlock:
    block = start.block
    return PageBlock(
        kind=start.kind,
        index=index,
        key=key,
        line=line,
        end_line=end_line,
        text=text,
        level=block.level if block else 0,
        anchor=block.key if block else "",
        question=block.question if block else None,
        pool=block.pool if block else None,
        definitions=definitions,
    )


def _key(text: str, taken: dict[str, int]) -> str:
    """Equal blocks are told apart by their order."""
    name = hashlib.sha256(core_of(text).replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()
    name = name[:_KEY_LENGTH]
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


_BY_BLOCK = {
    BlockKind.HEADING: PageBlockKind.HEADING,
    BlockKind.QUESTION: PageBlockKind.QUESTION,
    BlockKind.POOL: PageBlockKind.POOL,
}


def _starts(document: Document) -> Iterator[_Start]:
    """Questions, pools and headings as the scanner has them; whatever else stands at the top, node by node."""
    nodes = nodes_of(document)
    blocks = {block.line: block for block in with_keys(document.blocks) if block.kind is not BlockKind.TEXT}
    parting = {line for line, block in blocks.items() if block.kind in (BlockKind.QUESTION, BlockKind.POOL)}
    question_end = 0
    for node in without_inner_nodes(nodes, parting):
        block = blocks.get(node.start)
        if block:
            question_end = block.end_line if block.kind is BlockKind.QUESTION else 0
            yield _Start(node.start, _BY_BLOCK[block.kind], block)
        elif node.start > question_end:
            yield _Start(node.start, _kind_of(node))


def _kind_without_nodes(lines: Sequence[str]) -> PageBlockKind:
    """Of a text that holds nothing, or is nested too deeply to be read."""
    return PageBlockKind.OTHER if "".join(lines).strip() else PageBlockKind.BLANK


_BY_NODE = {
    NodeKind.LIST: PageBlockKind.LIST,
    NodeKind.FOOTNOTE: PageBlockKind.FOOTNOTE,
    NodeKind.CODE: PageBlockKind.CODE,
    NodeKind.FENCE: PageBlockKind.CODE,
    NodeKind.MATH: PageBlockKind.MATH,
    NodeKind.RULE: PageBlockKind.RULE,
}


def _kind_of(node: Node) -> PageBlockKind:
    if node.kind is NodeKind.QUOTE:
        return PageBlockKind.NOTE if callout_in(node, labels_for("")) else PageBlockKind.QUOTE
    if node.kind is NodeKind.PARAGRAPH:
        return _kind_of_paragraph(node)
    return _BY_NODE.get(node.kind, PageBlockKind.OTHER)


def _kind_of_paragraph(node: Node) -> PageBlockKind:
    text = "\n".join(line.strip() for line in node.lines)
    definitions, rest = take_definitions(text)
    if definitions and not rest.strip():
        return PageBlockKind.DEFINITIONS
    if is_table(node):
        return PageBlockKind.TABLE
    if is_lone_picture(text):
        return PageBlockKind.PICTURE
    return PageBlockKind.MEDIA if is_lone_medium(text) else PageBlockKind.PARAGRAPH
