"""Saves what was done to one block: applied to the file as it stands, so that others' changes of other blocks stay."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from types import MappingProxyType

from lms.authoring import operations
from lms.authoring.blocks.page_blocks import PageBlockKind
from lms.authoring.draft import Act, Content, FileLine, Writer
from lms.authoring.editor.edits import Edit, added, added_at_end, in_pool, replaced
from lms.authoring.editor.open_form import OpenForm, written
from lms.authoring.editor.page import PageFile
from lms.authoring.editor.places import blocks_at, blocks_of
from lms.kernel.errors import Unprocessable
from lms.kernel.problems import Problem
from lms.platform.db.doors import begin_writing

Media = Mapping[str, Content]
NO_MEDIA: Media = MappingProxyType({})


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


def save_form(file: PageFile, opened: OpenForm, now: datetime, *, by: Writer, media: Media = NO_MEDIA) -> Saved:
    """Saves what a form means. Raises BlockChanged, Unprocessable for what is no form, or as `save`."""
    if opened.is_new:
        edit_of: Callable[[str], Edit] = partial(added, opened.place) if opened.keys else added_at_end
        meant = written(opened, None, file.blocks)
    else:
        edit_of = partial(replaced, opened.place)
        meant = written(opened, blocks_at(opened.place, file.line)[0], file.blocks)
    if meant is None:
        raise Unprocessable
    if meant.problems:
        return Saved(file.line, file.line, opened.index, meant.problems)
    edit = edit_of(meant.text)
    if opened.kind == PageBlockKind.QUESTION and "pool" in opened.fields:
        edit = in_pool(edit, opened.fields["pool"])
    return save(file, edit, Act.ADDED if opened.is_new else Act.EDITED, now, by=by, media=media)


def save(file: PageFile, edit: Edit, act: Act, now: datetime, *, by: Writer, media: Media = NO_MEDIA) -> Saved:
    """Does an edit. It is worked out before the writing lock is taken, and once more only if others were faster.

    `media` are new files that it refers to, whose bytes are stored already.

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
    if media:
        operations.change_files(file.draft.id, media, {}, Act.ADDED, now, by=by)
    line = operations.edit_file(file.draft.id, file.path, once_more, act, now, by=by)
    before, edited = done[-1]
    return Saved(before, line, edited.index, edited.problems)
