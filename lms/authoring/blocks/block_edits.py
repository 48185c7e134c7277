"""Replaces, adds, moves and removes one page block of a file; every other line stays as it is (pure).

Each edit is tried and read again: it counts only if all other blocks are still there, unchanged and in their order.
If two blocks would melt into one, a blank line parts them; two lists get different bullets. What still does not
read back as wanted is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain

from lms.authoring.blocks.list_bullets import with_other_bullets
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, core_of, page_blocks
from lms.content.block_scanner import scan
from lms.content.document_reader import read_document
from lms.content.front_matter import BYTE_ORDER_MARK
from lms.content.source_lines import split_lines, unified
from lms.kernel.problems import Problem, Severity, error

_SWALLOWING = frozenset({"fence-not-closed", "comment-not-closed", "nested-too-deeply"})


class Direction(Enum):
    """Where a block moves."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Edited:
    """A file after an edit. With problems it is the file as it was, and nothing happened.

    `index` is the place of the edited block now; after a removal, that of the block which took its place (or, at the
    end, of the one above); -1 if the file has no blocks any more.
    """

    source: str
    index: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Piece:
    """A block without the blank lines around it, and its line end with the blank lines below. A new one may be read
    as whatever its text says, even as several blocks."""

    kind: PageBlockKind
    core: str
    below: str
    is_new: bool = False


@dataclass(frozen=True)
class _File:
    """A file in pieces: what stands above the first, and the pieces; joined they are the file."""

    above: str
    pieces: tuple[_Piece, ...]
    front: str
    line_end: str

    @property
    def source(self) -> str:
        return self.above + "".join(piece.core + piece.below for piece in self.pieces)


def replace_page_block(source: str, index: int, new_text: str) -> Edited:
    """The file with `new_text` (one block or several; nothing removes it) in the place of the block at `index`."""
    file = _file(source)
    if not file.pieces:
        return insert_after(source, None, new_text)
    core = _core_for(file, new_text)
    if not core:
        return remove(source, index)
    piece = file.pieces[index]
    if core == piece.core:
        return Edited(source, index)
    if problems := _swallowing(core):
        return Edited(source, index, problems)
    pieces = list(file.pieces)
    pieces[index] = replace(piece, core=core, is_new=True)
    return _tried(source, replace(file, pieces=tuple(pieces)), index, refused_at=index)


def insert_after(source: str, index: int | None, new_text: str) -> Edited:
    """The file with `new_text` below the block at `index`, or at the top for None."""
    file = _file(source)
    core = _core_for(file, new_text)
    place = 0 if index is None or not file.pieces else index + 1
    refused_at = max(place - 1, 0)
    if not core:
        return Edited(source, refused_at)
    if problems := _swallowing(core):
        return Edited(source, refused_at, problems)
    if not file.pieces:
        only = _Piece(PageBlockKind.OTHER, core, file.line_end, True)
        return _tried(source, replace(file, above=_above_first(file), pieces=(only,)), 0, refused_at)
    pieces, below = list(file.pieces), file.line_end * 2
    if place:
        pieces[place - 1], below = replace(pieces[place - 1], below=below), pieces[place - 1].below
    pieces.insert(place, _Piece(PageBlockKind.OTHER, core, below, True))
    return _tried(source, replace(file, pieces=tuple(pieces)), place, refused_at)


def move(source: str, index: int, direction: Direction) -> Edited:
    """The file with the block at `index` and its neighbour exchanged; unchanged at the end of the file."""
    file = _file(source)
    other = index + (1 if direction is Direction.DOWN else -1)
    if not 0 <= other < len(file.pieces):
        return Edited(source, index)
    pieces = list(file.pieces)
    moved, neighbour = pieces[index], pieces[other]
    pieces[index] = replace(neighbour, below=moved.below)
    pieces[other] = replace(moved, below=neighbour.below)
    return _tried(source, replace(file, pieces=tuple(pieces)), other, refused_at=index)


def remove(source: str, index: int) -> Edited:
    """The file without the block at `index` and the gap above it."""
    file = _file(source)
    pieces = list(file.pieces)
    if not pieces:
        return Edited(source, -1)
    removed = pieces.pop(index)
    if index and pieces:
        pieces[index - 1] = replace(pieces[index - 1], below=removed.below)
    return _tried(source, replace(file, pieces=tuple(pieces)), min(index, len(pieces) - 1), refused_at=index)


def _file(source: str) -> _File:
    document = read_document("", source).document
    blocks = [block for block in page_blocks(document) if block.kind is not PageBlockKind.BLANK]
    lines = split_lines(source)
    line_end = next((line[len(line.rstrip("\r\n")) :] for line in lines if line.endswith(("\n", "\r"))), "\n")
    if not blocks:
        return _File(source, (), document.front_text, line_end)
    head = blocks[0].text
    lead = head[: head.index(core_of(head))] if core_of(head) else ""
    pieces = tuple(_piece(block, lead if not number else "") for number, block in enumerate(blocks))
    return _File(document.front_text + lead, pieces, document.front_text, line_end)


def _piece(block: PageBlock, lead: str) -> _Piece:
    core = core_of(block.text)
    return _Piece(block.kind, core, block.text[len(lead) + len(core) :])


def _above_first(file: _File) -> str:
    """What stands above the first block of a file that has had none: a blank line parts it from the settings."""
    blank = file.above[len(file.front) :]
    if blank and not blank.endswith(("\n", "\r")):
        blank += file.line_end
    settings = file.front.strip(BYTE_ORDER_MARK)
    if settings and not blank:
        blank = file.line_end
    return file.front + ("" if not settings or settings.endswith(("\n", "\r")) else file.line_end) + blank


def _core_for(file: _File, text: str) -> str:
    """`text` without blank lines around it, with the line ends of the file."""
    return core_of(unified(text)).replace("\n", file.line_end)


def _swallowing(text: str) -> tuple[Problem, ...]:
    """What in a text would go on in the blocks below it."""
    return tuple(replace(found, severity=Severity.ERROR) for found in scan(text).problems if found.code in _SWALLOWING)


def _tried(source: str, wanted: _File, index: int, refused_at: int) -> Edited:
    for candidate in chain([wanted], _parted(wanted, index)):
        if _reads_as(candidate):
            return Edited(candidate.source, index)
    return Edited(source, refused_at, (_would_join(wanted, index),))


def _parted(file: _File, index: int) -> Iterator[_File]:
    """The file with a blank line around the edited place, then with other bullets in one of the lists there."""
    pieces = list(file.pieces)
    for place in (index - 1, index, index + 1):
        if 0 <= place < len(pieces) - 1 and unified(pieces[place].below).count("\n") < 2:
            pieces[place] = replace(pieces[place], below=file.line_end * 2)
    parted = replace(file, pieces=tuple(pieces))
    yield parted
    for place in dict.fromkeys((index, index + 1, index - 1)):
        if 0 <= place < len(pieces):
            for core in with_other_bullets(pieces[place].core):
                changed = replace(pieces[place], core=core)
                yield replace(parted, pieces=(*pieces[:place], changed, *pieces[place + 1 :]))


def _reads_as(file: _File) -> bool:
    """Whether every piece is read as it was, and a new one as something between its neighbours."""
    read = _file(file.source)
    if read.front.rstrip("\r\n") != file.front.rstrip("\r\n") or len(read.pieces) < len(file.pieces):
        return False
    new = next((place for place, piece in enumerate(file.pieces) if piece.is_new), None)
    if new is None:
        return _said(read.pieces) == _said(file.pieces)
    after = len(read.pieces) - (len(file.pieces) - new - 1)
    return (
        _said(read.pieces[:new]) == _said(file.pieces[:new])
        and _said(read.pieces[after:]) == _said(file.pieces[new + 1 :])
        and "".join(_said_between(read.pieces[new:after])) == file.pieces[new].core
    )


def _said_between(pieces: Sequence[_Piece]) -> Iterator[str]:
    for number, piece in enumerate(pieces, 1):
        yield piece.core
        if number < len(pieces):
            yield piece.below


def _said(pieces: Sequence[_Piece]) -> list[tuple[PageBlockKind, str]]:
    return [(piece.kind, piece.core) for piece in pieces]


def _would_join(file: _File, index: int) -> Problem:
    above = [piece.kind for piece in file.pieces[max(index - 1, 0) : index + 1]]
    if PageBlockKind.QUESTION in above:
        return error(
            "question-goes-on",
            "Below a question only a heading or another question can stand.",
            "Move it above the question, or put a heading between the two.",
        )
    return error(
        "blocks-would-join",
        "Here two blocks would become one.",
        "Put a heading or a sentence between them.",
    )
