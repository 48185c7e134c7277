"""What can be wrong with one Markdown file by itself: headings, keys, lists, size (pure)."""

import re
from collections.abc import Iterator, Sequence

from lms.content.course import Block, BlockKind, Document
from lms.content.document_reader import at_path
from lms.content.keys import repeated, with_keys
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.question_reader import missing_key
from lms.content.slugs import slug
from lms.content.text_structure import nodes_of
from lms.kernel.problems import Problem, error, warning

LARGEST_PAGE = 10_000  # bytes of Markdown that still arrive in one round trip
_EXPLICIT_KEY = re.compile(r"\{[^{}\n]*#([^\s{}]+)[^{}\n]*\}")
_SMALLEST_YEAR = 100  # three digits are a year or a law, not the place in a list


def document_problems(document: Document) -> list[Problem]:
    """Problems of a file that need no other file."""
    return at_path(
        [
            *_same_keys(document),
            *_skipped_levels(document),
            *_missing_keys(document),
            *_numbers_that_became_lists(nodes_of(document)),
            *_size(document),
        ],
        document.path,
    )


def _same_keys(document: Document) -> Iterator[Problem]:
    """Keys of questions and pools, and anchors that headings give themselves, are names in one file."""
    named = [(block.key, block.line) for block in document.blocks if block.key and _is_named(block)]
    for key, line, first in repeated(named):
        yield error(
            "same-key-twice",
            "The key “{key}” is already used in line {first}.",
            "Give one of them another key.",
            line=line,
            key=key,
            first=first,
        )


def _is_named(block: Block) -> bool:
    """Whether a key is its author's; headings without one are named so that they never collide."""
    if block.kind is not BlockKind.HEADING:
        return True
    explicit = _EXPLICIT_KEY.search(block.text)
    return explicit is not None and slug(explicit[1]) == block.key


def _skipped_levels(document: Document) -> Iterator[Problem]:
    before = 1  # the page's own title
    for block in document.blocks:
        if not block.level:
            continue
        if block.level > before + 1:
            yield warning(
                "heading-level-skipped",
                "A heading of level {level} follows one of level {before}.",
                "Begin it with {marks}.",
                line=block.line,
                level=block.level,
                before=before,
                marks="#" * (before + 1),
            )
        before = block.level


def _missing_keys(document: Document) -> Iterator[Problem]:
    for written, keyed in zip(document.blocks, with_keys(document.blocks), strict=True):
        if written.question is not None and not written.question.key:
            yield missing_key(written.question, keyed.key)


def _numbers_that_became_lists(nodes: Sequence[Node]) -> Iterator[Problem]:
    for node in nodes:
        if node.kind is NodeKind.LIST and node.level >= _SMALLEST_YEAR:
            yield warning(
                "number-became-list",
                "This line begins with {number} and so became a list.",
                "Write {mended}, or put a word before the number.",
                line=node.start,
                number=f"{node.level}{node.marker}",
                mended=f"{node.level}\\{node.marker}",
            )
        yield from _numbers_that_became_lists(node.children)


def _size(document: Document) -> Iterator[Problem]:
    texts = [block.text for block in document.blocks if block.kind not in (BlockKind.QUESTION, BlockKind.POOL)]
    size = sum(len(text.encode()) for text in texts)
    if size > LARGEST_PAGE:
        yield warning(
            "text-over-10-kb",
            "This text is {size} KB long; on a slow connection it does not arrive at once.",
            "Divide it into two lessons.",
            line=1,
            size=f"{size / 1000:.0f}",
        )
