"""What can be done to the blocks of a page, each as a function from the file to the file after it (pure)."""

from collections.abc import Callable

from lms.authoring.blocks.block_edits import Direction, Edited, insert_after, move, remove, replace_page_block
from lms.authoring.blocks.pool_edits import place_in_pool
from lms.authoring.draft import FileLine
from lms.authoring.editor.places import Place, blocks_at, blocks_of, gone_between

Edit = Callable[[FileLine], Edited]
"""What is done to a file. Raises BlockChanged where the block that is meant is another one now."""


def replaced(place: Place, text: str) -> Edit:
    """The blocks become `text`, which may be several blocks too."""

    def edit(line: FileLine) -> Edited:
        first, *others = (block.index for block in blocks_at(place, line))
        edited = Edited(_text(line), first)
        for index in reversed(others):
            edited = remove(edited.source, index)
            if edited.problems:
                return edited
        return replace_page_block(edited.source, first, text)

    return edit


def added(below: Place, text: str) -> Edit:
    """`text` is put below a block."""
    return lambda line: insert_after(_text(line), blocks_at(below, line)[-1].index, text)


def added_at_end(text: str) -> Edit:
    """`text` is put below everything."""

    def edit(line: FileLine) -> Edited:
        blocks = blocks_of(line)
        return insert_after(_text(line), blocks[-1].index if blocks else None, text)

    return edit


def in_pool(edit: Edit, pool: str) -> Edit:
    """After `edit`, the question that it wrote stands in the group with this key; "" for in none."""

    def placed(line: FileLine) -> Edited:
        edited = edit(line)
        return edited if edited.problems else place_in_pool(edited.source, edited.index, pool)

    return placed


def moved(place: Place, direction: Direction, steps: int = 1) -> Edit:
    """The block changes its place with its neighbour, so many times."""

    def edit(line: FileLine) -> Edited:
        edited = Edited(_text(line), blocks_at(place, line)[0].index)
        for _ in range(steps):
            edited = move(edited.source, edited.index, direction)
        return edited

    return edit


def removed(place: Place) -> Edit:
    """The block is taken out."""
    return lambda line: remove(_text(line), blocks_at(place, line)[0].index)


def brought_back(before: FileLine, after: FileLine) -> Edit:
    """What was taken out between two states of a file is put in again, where it stood.

    If nothing else was changed, the file is as it was before, to the byte.
    """
    gone = gone_between(before, after)

    def edit(line: FileLine) -> Edited:
        if gone is None or line.content == after.content:
            return Edited(_text(before), gone.index if gone else 0)
        above = blocks_of(before)[gone.index - 1].key if gone.index else ""
        place = next((block.index for block in blocks_of(line) if block.key == above), None)
        return insert_after(_text(line), place, gone.text)

    return edit


def _text(line: FileLine) -> str:
    return line.content.text or ""
