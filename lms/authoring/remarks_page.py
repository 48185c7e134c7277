"""Remarks as pages show them: beside their block, a proposed wording as the words that would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.authoring.blocks.page_blocks import core_of, page_blocks
from lms.authoring.editor.page import EditorPage, PageFile, editor_page, renderer_of
from lms.authoring.editor.shown_blocks import BlockView, Renderer
from lms.authoring.remark_queries import RemarkLine, remarks_on
from lms.authoring.seen_text import question_text, seen_text
from lms.authoring.word_diff import DiffLine, differences
from lms.content.document_reader import read_document

WHOLE_PAGE = -1
"""The place of remarks on the whole page, and of those whose block is gone."""


@dataclass(frozen=True)
class ShownRemark:
    """A remark. `quote` is what was said of, `change` the words that its proposal changes; `is_late` says that the
    block was changed since, so that the proposal cannot be taken over as it is."""

    line: RemarkLine
    quote: str
    change: tuple[DiffLine, ...]
    is_late: bool


def remarks_of(file: PageFile) -> Mapping[int, Sequence[ShownRemark]]:
    """The open remarks on a page by the place of their block."""
    renderer = renderer_of(file)
    texts = {block.index: core_of(block.text) for block in file.blocks}
    found: dict[int, list[ShownRemark]] = {}
    for line in remarks_on(file.draft.id, file.path):
        place = line.block if line.block in texts else None
        is_late = place is None or texts[place] != core_of(line.block_text)
        shown = _shown(line, renderer, file.path, is_late=is_late)
        found.setdefault(WHOLE_PAGE if place is None else place, []).append(shown)
    return found


@dataclass(frozen=True)
class ReadPage:
    """A page of a draft as a reviewer reads it, with what was said of it."""

    page: EditorPage
    remarks: Mapping[int, Sequence[ShownRemark]]


def read_page(file: PageFile) -> ReadPage:
    """The page of a file with its remarks."""
    return ReadPage(editor_page(file), remarks_of(file))


def _shown(line: RemarkLine, renderer: Renderer, path: str, *, is_late: bool) -> ShownRemark:
    before = _words(line.block_text, renderer, path) if line.block_text else ""
    after = _words(line.proposal, renderer, path) if line.proposal else ""
    quote = before.partition("\n")[0]
    return ShownRemark(line, quote, differences(before, after) if line.proposal else (), is_late)


def _words(source: str, renderer: Renderer, path: str) -> str:
    """What readers see of a piece of source."""
    return "".join(_seen(renderer.views(page_blocks(read_document(path, source).document))))


def _seen(views: Iterable[BlockView]) -> Iterable[str]:
    for view in views:
        yield question_text(view.question) if view.question else seen_text(view.html)
