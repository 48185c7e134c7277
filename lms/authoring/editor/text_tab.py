"""The tab with the whole text of a page, and its preview: rendered block by block, and only while it is wanted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from threading import Lock

from lms.authoring.blocks.page_blocks import PageBlockKind, page_blocks
from lms.authoring.editor.page import PageFile, page_address
from lms.authoring.editor.shown_blocks import BlockView, Renderer
from lms.authoring.previewing import previews
from lms.authoring.problem_words import SaidProblem, said
from lms.content.document_checks import document_problems
from lms.content.document_reader import read_document
from lms.content.source_lines import bare, split_lines, unified


@dataclass(frozen=True)
class Preview:
    """A text as learners will see it, block by block, and what is wrong with it."""

    views: tuple[BlockView, ...]
    problems: tuple[SaidProblem, ...]


Whose = tuple[int, int, str]
"""A person, a draft, a path."""


class Newest:
    """Which preview of a person and page is the newest: those before it are not wanted any more."""

    def __init__(self) -> None:
        self._numbers: dict[Whose, int] = {}
        self._lock = Lock()
        self._last = 0

    def begin(self, whose: Whose) -> int:
        """A preview begins; gives its number."""
        with self._lock:
            self._last += 1
            self._numbers[whose] = self._last
            return self._last

    def is_newest(self, whose: Whose, number: int) -> bool:
        """Whether no other has begun since."""
        return self._numbers.get(whose) == number

    def end(self, whose: Whose, number: int) -> None:
        """A preview is over; nothing of it is remembered."""
        with self._lock:
            if self._numbers.get(whose) == number:
                del self._numbers[whose]


NEWEST = Newest()


def preview_of(file: PageFile, text: str, person_id: int) -> Preview:
    """The preview of `text` in the place of a page's own. Raises NotWanted once the person wants a newer one."""
    whose = person_id, file.draft.id, file.path
    number = NEWEST.begin(whose)
    try:
        return _preview(file, text, lambda: NEWEST.is_newest(whose, number))
    finally:
        NEWEST.end(whose, number)


def _preview(file: PageFile, text: str, wanted: Callable[[], bool]) -> Preview:
    reading = read_document(file.path, text)
    document = reading.document
    setting = file.course.setting(document, lambda path: page_address(file.draft.id, path))
    blocks = tuple(block for block in page_blocks(document) if block.kind is not PageBlockKind.BLANK)
    views = Renderer(previews(), setting, document).views(blocks, wanted)
    found = [*reading.problems, *document_problems(document), *(view.problem for view in views if view.problem)]
    return Preview(tuple(views), said(found))


def as_sent(sent: str, stored: str) -> str:
    """What a browser sent of a text, with the line ends that it had: browsers make all of them CR LF."""
    text = unified(sent)
    if text == unified(stored):
        return stored
    if "\r" not in stored:
        return text
    ends = Counter(line[len(bare(line)) :] for line in split_lines(stored))
    usual = ends.most_common(1)[0][0] or "\n"
    kept, new = split_lines(stored), split_lines(text)
    matcher = SequenceMatcher(None, [bare(line) for line in kept], [bare(line) for line in new], autojunk=False)
    lines = [line.replace("\n", usual) for line in new]
    for start, place, size in matcher.get_matching_blocks():
        for old, at in zip(kept[start : start + size], range(place, place + size), strict=True):
            if (old == bare(old)) == (lines[at] == bare(lines[at])):  # the last line may have none
                lines[at] = old
    made = "".join(lines)
    return made if unified(made) == text else text.replace("\n", usual)  # a lone CR beside LF would be one line end
