"""What differs between two states of a course's files: file by file, block by block, and word by word (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from lms.authoring.blocks.page_blocks import PageBlock, core_of, page_blocks
from lms.authoring.draft import Content
from lms.authoring.titles import COURSE_FILE
from lms.authoring.word_diff import Change, DiffLine, differences, excerpts
from lms.content.course import Document
from lms.content.document_reader import read_document


@dataclass(frozen=True)
class BlockChange:
    """A block before and after; None where there was or is none."""

    before: PageBlock | None
    after: PageBlock | None

    @property
    def change(self) -> Change:
        """What became of it."""
        if self.before is None:
            return Change.ADDED
        return Change.REMOVED if self.after is None else Change.CHANGED


@dataclass(frozen=True)
class FileChange:
    """A file that is not what it was. A medium has neither documents nor passages; `passages` are in its source."""

    path: str
    change: Change
    before: Document | None = None
    after: Document | None = None
    blocks: tuple[BlockChange, ...] = ()
    passages: tuple[tuple[DiffLine, ...], ...] = ()

    @property
    def has_other_settings(self) -> bool:
        """Whether what stands above its text differs."""
        before, after = self.before.front_text if self.before else "", self.after.front_text if self.after else ""
        return before != after


def changed_files(before: Mapping[str, Content], after: Mapping[str, Content]) -> tuple[tuple[str, Change], ...]:
    """The paths of the files that differ, the course's own first, and what became of each."""
    found = []
    for path in sorted({*before, *after}, key=lambda path: (path != COURSE_FILE, path)):
        old, new = before.get(path), after.get(path)
        if old is None or new is None:
            found.append((path, Change.ADDED if old is None else Change.REMOVED))
        elif (old.text, old.blob) != (new.text, new.blob):
            found.append((path, Change.CHANGED))
    return tuple(found)


def file_change(path: str, change: Change, old: Content | None, new: Content | None) -> FileChange:
    """What differs in one file."""
    before, after = old.text if old else None, new.text if new else None
    if before is None and after is None:
        return FileChange(path, change)
    passages = excerpts(differences(before or "", after or ""))
    if not path.lower().endswith(".md"):
        return FileChange(path, change, passages=passages)
    was, now = _document(path, before), _document(path, after)
    blocks = block_changes(page_blocks(was) if was else (), page_blocks(now) if now else ())
    return FileChange(path, change, was, now, tuple(blocks), passages)


def _document(path: str, text: str | None) -> Document | None:
    return read_document(path, text).document if text is not None else None


def block_changes(before: Sequence[PageBlock], after: Sequence[PageBlock]) -> Iterator[BlockChange]:
    """The blocks that were added, removed or changed, in order; what only moved is removed here and added there."""
    old, new = ([core_of(block.text) for block in blocks] for blocks in (before, after))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (BlockChange(*pair) for pair in _pairs(before[a:b], after[c:d]))


def _pairs(
    before: Sequence[PageBlock], after: Sequence[PageBlock]
) -> Iterator[tuple[PageBlock | None, PageBlock | None]]:
    """Replaced blocks side by side as far as they are of one kind, so that an old heading never faces a new list."""
    if len(before) == len(after) or all(one.kind is other.kind for one, other in zip(before, after, strict=False)):
        yield from zip_longest(before, after)
    else:
        yield from ((block, None) for block in before)
        yield from ((None, block) for block in after)
