"""A page of a draft as its editor shows it: blocks, what is wrong with them, where the page stands in its course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, page_blocks
from lms.authoring.draft import FileLine
from lms.authoring.draft_course import DraftCourse, draft_course
from lms.authoring.editor.block_names import block_names
from lms.authoring.editor.shown_blocks import BlockView, Renderer
from lms.authoring.previewing import previews
from lms.authoring.problem_words import SaidProblem, said
from lms.authoring.queries import DraftFacts
from lms.content.checker import check
from lms.content.course import Document
from lms.content.document_reader import first_heading, read_document
from lms.kernel.errors import NotFound
from lms.kernel.problems import Problem
from lms.platform.web.pages import url


@dataclass(frozen=True)
class ShownBlock:
    """A block on the page: how it looks, its name for those who hear its buttons, and what is wrong with it.

    `lines` are those that links may lead to: its first, and each that has a problem.
    """

    view: BlockView
    name: str
    problems: tuple[SaidProblem, ...]
    lines: tuple[int, ...]

    @property
    def block(self) -> PageBlock:
        """Its lines in the file."""
        return self.view.block

    @property
    def wants_words(self) -> bool:
        """Whether it is a picture without a description."""
        is_picture = self.block.kind is PageBlockKind.PICTURE
        return is_picture and any(problem.code == "picture-without-words" for problem in self.problems)


@dataclass(frozen=True)
class PageFile:
    """A text of a draft, read."""

    draft: DraftFacts
    course: DraftCourse
    line: FileLine
    document: Document

    @property
    def path(self) -> str:
        """Where it stands in the folder."""
        return self.line.path

    @property
    def text(self) -> str:
        """All of it, settings included."""
        return self.line.content.text or ""

    @property
    def blocks(self) -> tuple[PageBlock, ...]:
        """Its blocks that there is something to see of."""
        return tuple(block for block in page_blocks(self.document) if block.kind is not PageBlockKind.BLANK)

    @property
    def title(self) -> str:
        """What its learners read above it."""
        course = self.course.course
        if course and course.document.path == self.path:
            return course.title
        item = self.course.item(self.path)
        if item:
            return item.title
        return str(self.document.front.get("title") or "") or first_heading(self.document) or self.path

    @property
    def number(self) -> int:
        """Its place among the items of the course, from 1; 0 for a page that is no item."""
        return 1 + next((number for number, path in enumerate(self._items) if path == self.path), -1)

    @property
    def neighbours(self) -> tuple[str, str]:
        """The items before and after it, "" where there is none."""
        around = ["", *self._items, ""]
        place = around.index(self.path) if self.path in self._items else 0
        return (around[place - 1], around[place + 1]) if place else ("", "")

    @property
    def _items(self) -> list[str]:
        return [item.document.path for item in self.course.course.items] if self.course.course else []


def page_file(draft: DraftFacts, path: str) -> PageFile:
    """A text of a draft by its path. Raises NotFound, also for what is no Markdown in UTF-8."""
    course = draft_course(draft)
    line = course.file(path)
    if line is None or line.content.text is None or not path.endswith(".md"):
        raise NotFound
    return PageFile(draft, course, line, read_document(path, line.content.text).document)


def page_address(draft_id: int, path: str) -> str:
    """Where a page of a draft is edited."""
    return url("authoring.page", draft=draft_id, file=path)


def renderer_of(file: PageFile) -> Renderer:
    """What renders the texts of a page."""
    setting = file.course.setting(file.document, lambda path: page_address(file.draft.id, path))
    return Renderer(previews(), setting, file.document)


@dataclass(frozen=True)
class EditorPage:
    """All that the page shows. `general` are the problems of the page as a whole."""

    file: PageFile
    blocks: tuple[ShownBlock, ...]
    general: tuple[SaidProblem, ...]

    @property
    def problems(self) -> list[tuple[str, SaidProblem]]:
        """Every problem with the anchor of its block."""
        at_blocks = [(f"b{one.block.index}", problem) for one in self.blocks for problem in one.problems]
        return [*(("isi", problem) for problem in self.general), *at_blocks]


def editor_page(file: PageFile) -> EditorPage:
    """The page as its editor shows it."""
    blocks = file.blocks
    views = renderer_of(file).views(blocks)
    found = [problem for problem in course_problems(file.course) if problem.path == file.path]
    outcomes = file.course.course.outcomes if file.course.course else {}
    problems = said([*found, *(view.problem for view in views if view.problem)], outcomes)
    by_block = _by_block(problems, blocks)
    names = block_names(blocks)
    shown = (_shown(view, name, by_block) for view, name in zip(views, names, strict=True))
    return EditorPage(file, tuple(shown), by_block.get(-1, ()))


@lru_cache(maxsize=16)
def course_problems(course: DraftCourse) -> tuple[Problem, ...]:
    """Every problem of a draft, but for those of its pictures."""
    return check(course.reading)


def _shown(view: BlockView, name: str, by_block: Mapping[int, tuple[SaidProblem, ...]]) -> ShownBlock:
    problems = by_block.get(view.block.index, ())
    lines = {view.block.line, *(problem.line for problem in problems if problem.line is not None)}
    return ShownBlock(view, name, problems, tuple(sorted(lines)))


def _by_block(problems: Sequence[SaidProblem], blocks: Sequence[PageBlock]) -> dict[int, tuple[SaidProblem, ...]]:
    """The problems by the index of the block in which they stand; those of no block by -1."""
    found: dict[int, tuple[SaidProblem, ...]] = {}
    for problem in problems:
        line = problem.line or 0
        index = next((block.index for block in blocks if block.line <= line <= block.end_line), -1)
        found[index] = (*found.get(index, ()), problem)
    return found
