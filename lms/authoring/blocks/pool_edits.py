"""Puts a question into a pool, or takes it out: it moves, and its heading gets the level of its neighbours (pure)."""

import re
from collections.abc import Sequence

from lms.authoring.blocks.block_edits import Edited, insert_after, remove
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, core_of, page_blocks
from lms.content.document_reader import read_document

_MARKS = re.compile(r" {0,3}#{1,6}")


def place_in_pool(source: str, index: int, pool: str) -> Edited:
    """The file with the question at `index` at the end of the pool with this key; "" for outside pools, above them.

    Unchanged if it is there already, if there is no such pool, or if the block is no question.
    """
    blocks = page_blocks(read_document("", source).document)
    block = blocks[index]
    if block.question is None or block.question.pool == pool or not _MARKS.match(core_of(block.text)):
        return Edited(source, index)
    heading = _heading_of(blocks, pool)
    if pool and heading is None:
        return Edited(source, index)
    level = heading.level + 1 if heading else 2
    without = remove(source, index)
    if without.problems:
        return without
    others = page_blocks(read_document("", without.source).document)
    placed = insert_after(without.source, _place(others, pool), _MARKS.sub("#" * level, core_of(block.text), count=1))
    return Edited(source, index, placed.problems) if placed.problems else placed


def _heading_of(blocks: Sequence[PageBlock], pool: str) -> PageBlock | None:
    return next((block for block in blocks if block.pool and block.pool.key == pool), None)


def _place(blocks: Sequence[PageBlock], pool: str) -> int | None:
    """The block behind which the question comes, None for the top."""
    if pool:
        inside = [b.index for b in blocks if b.anchor == pool or (b.question and b.question.pool == pool)]
        return inside[-1]
    first = next((block.index for block in blocks if block.kind is PageBlockKind.POOL), len(blocks))
    return first - 1 if first else None
