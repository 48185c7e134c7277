"""Which block of a page is meant, whoever changed the page meanwhile (pure)."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, page_blocks
from lms.authoring.draft import FileLine
from lms.content.document_reader import read_document
from lms.kernel.errors import Conflict


class BlockChanged(Conflict):
    """Somebody changed or removed the block meanwhile; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__("Somebody changed this part meanwhile. Nothing was overwritten; look at both texts.")


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


def gone_between(before: FileLine, after: FileLine) -> PageBlock | None:
    """The first block of a file that another state of it does not have."""
    pairs = zip_longest(blocks_of(before), blocks_of(after))
    return next((block for block, other in pairs if block and (not other or block.key != other.key)), None)


def _without_number(key: str) -> str:
    """What equal blocks share of their keys."""
    return key.partition("-")[0]
