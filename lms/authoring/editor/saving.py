"""Saves what was done to one block: applied to the file as it stands, so that others' changes of other blocks stay."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import zip_longest

from lms.authoring import operations
from lms.authoring.blocks.block_edits import Direction, Edited, insert_after, move, remove, replace_page_block
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, page_blocks
from lms.authoring.draft import Act, FileLine, Writer
from lms.authoring.editor.page import PageFile
from lms.content.document_reader import read_document
from lms.kernel.errors import Conflict
from lms.kernel.problems import Problem
from lms.platform.db.doors import begin_writing

Edit = Callable[[FileLine], Edited]
"""What is done to a file. Raises BlockChanged where the block that is meant is another one now."""


class BlockChanged(Conflict):
    """Somebody changed or removed the block meanwhile; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__("Somebody changed this part meanwhile. Nothing was overwritten; look at both texts.")


@dataclass(frozen=True)
class Saved:
    """A file before and after an edit: the block to come back to, and what kept the edit from being done (then nothing
    was)."""

    before: FileLine
    line: FileLine
    index: int
    problems: tuple[Problem, ...] = ()

    def keys(self, replaced_count: int) -> tuple[str, ...]:
        """The keys of the blocks that were written in the place of so many."""
        blocks = blocks_of(self.line)
        count = len(blocks) - len(blocks_of(self.before)) + replaced_count
        return tuple(block.key for block in blocks[self.index : self.index + count])


@dataclass(frozen=True)
class Place:
    """Which blocks are meant: the keys of neighbours from above to below (one, unless one became several while it was
    typed), and the revision of the file in which they were seen."""

    keys: tuple[str, ...]
    seen: int


def blocks_at(place: Place, line: FileLine) -> tuple[PageBlock, ...]:
    """The blocks in the file as it stands.

    In a file that was changed since, they must still stand there once as they were. Raises BlockChanged.
    """
    blocks, count = blocks_of(line), len(place.keys)
    named: Callable[[str], str] = str if line.since == place.seen else _without_number
    wanted = [named(key) for key in place.keys]
    starts = range(len(blocks) - count + 1) if count else ()
    found = [
        blocks[start : start + count]
        for start in starts
        if [named(block.key) for block in blocks[start : start + count]] == wanted
    ]
    if len(found) != 1:
        raise BlockChanged
    return found[0]


def blocks_of(line: FileLine) -> tuple[PageBlock, ...]:
    """The blocks of a file that there is something to see of."""
    document = read_document(line.path, line.content.text or "").document
    return tuple(block for block in page_blocks(document) if block.kind is not PageBlockKind.BLANK)


def save(file: PageFile, edit: Edit, act: Act, now: datetime, *, by: Writer) -> Saved:
    """Does an edit. It is worked out before the writing lock is taken, and once more only if others were faster.

    Raises what `edit` raises, or as `operations.change_files`.
    """
    known = cache(edit)
    if (tried := known(file.line)).problems:
        return Saved(file.line, file.line, tried.index, tried.problems)
    done = [(file.line, tried)]

    def once_more(line: FileLine) -> str:
        done.append((line, known(line)))
        return done[-1][1].source

    begin_writing()
    line = operations.edit_file(file.draft.id, file.path, once_more, act, now, by=by)
    before, edited = done[-1]
    return Saved(before, line, edited.index, edited.problems)


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
    old, new = blocks_of(before), blocks_of(after)
    gone = next((block for block, other in zip_longest(old, new) if block and (not other or block.key != other.key)), None)

    def edit(line: FileLine) -> Edited:
        if gone is None or line.content == after.content:
            return Edited(_text(before), gone.index if gone else 0)
        above = old[gone.index - 1].key if gone.index else ""
        place = next((block.index for block in blocks_of(line) if block.key == above), None)
        return insert_after(_text(line), place, gone.text)

    return edit


def _text(line: FileLine) -> str:
    return line.content.text or ""


def _without_number(key: str) -> str:
    """What equal blocks share of their keys."""
    return key.partition("-")[0]
