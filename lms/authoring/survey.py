"""A draft as its outline shows it: what it consists of, what is wrong where, what is ready (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from lms.authoring.blocks.outline import Outline, outline_of
from lms.authoring.blocks.page_blocks import page_blocks
from lms.authoring.contents import texts_of
from lms.authoring.draft import FileLine
from lms.authoring.measures import Measures, measures_of
from lms.authoring.sources import Statement
from lms.content.checker import check, documents_of
from lms.content.course import BlockKind, Course, Item, ItemKind, QuizRole
from lms.content.course_folder import read_course
from lms.content.lesson_parts import asked_count, minutes_of
from lms.content.source_lines import split_lines
from lms.kernel.jp import Jp
from lms.kernel.jp import minutes_of as minutes_of_jp
from lms.kernel.problems import Problem, Severity, error

PICTURE_WITHOUT_WORDS = "picture-without-words"
UNSAID = frozenset({"question-without-key"})
"""Codes that mean nothing to somebody who works with forms, which give each question its key."""

MOST_TEXT = 10_000_000
"""Bytes of all texts that are surveyed; a course of seven hundred lessons has seven millions."""

_LEAST_SHARE, _MOST_SHARE = 0.75, 1.25


@dataclass(frozen=True)
class PageLine:
    """A lesson or quiz: `kind` is "lesson", "practice" or "final"; `asked` counts the questions of one attempt."""

    path: str
    title: str
    kind: str
    minutes: int
    questions: int
    asked: int
    is_empty: bool
    errors: int
    warnings: int


@dataclass(frozen=True)
class ModuleLine:
    """A module: its folder ("" for pages without one), its module.md ("" if there is none), and its pages."""

    folder: str
    path: str
    title: str
    pages: tuple[PageLine, ...]


@dataclass(frozen=True)
class Survey:
    """All of it. `outcomes` maps key to sentence, `measures` are the numbers that a reviewer is told too.

    Problems are those of the checker by file and line, those of pictures' words apart. `unsourced` are the statements
    without a source, each in the first line of its block. `settings_end` says up to which line a file has settings.
    """

    title: str
    jp: int | None
    modules: tuple[ModuleLine, ...]
    outcomes: Mapping[str, str]
    measures: Measures
    problems: tuple[Problem, ...]
    pictures: tuple[Problem, ...]
    unsourced: tuple[Statement, ...]
    settings_end: Mapping[str, int]

    @property
    def pages(self) -> tuple[PageLine, ...]:
        """All pages in order."""
        return tuple(page for module in self.modules for page in module.pages)

    @property
    def minutes(self) -> int:
        """What all pages take together."""
        return self.measures.minutes

    @property
    def tested(self) -> frozenset[str]:
        """The keys of the outcomes that a question tests."""
        return self.measures.tested

    @property
    def fits(self) -> bool:
        """Whether the minutes are near those of the proposed JP; also where none is proposed."""
        if self.jp is None:
            return True
        proposed = minutes_of_jp(Jp(self.jp))
        return proposed * _LEAST_SHARE <= self.minutes <= proposed * _MOST_SHARE

    @property
    def empty_pages(self) -> tuple[PageLine, ...]:
        """Lessons in which nothing stands yet."""
        return tuple(page for page in self.pages if page.is_empty)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being handed in."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What its author should look at."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


@lru_cache(maxsize=8)
def survey_of(slug: str, files: tuple[FileLine, ...]) -> Survey:
    """The survey of a draft's files, remembered by their contents: reading a usual course costs a tenth of a second."""
    texts = texts_of(files)
    if sum(map(len, texts.values())) > MOST_TEXT:
        return Survey(slug, None, (), {}, Measures(), (too_much_text(),), (), (), {})
    reading = read_course(texts, slug)
    problems = tuple(problem for problem in check(reading) if problem.code not in UNSAID)
    if reading.course is None:
        return Survey(slug, None, (), {}, Measures(), problems, (), (), {})
    course, counts, measures = reading.course, _counts(problems), measures_of(reading.course)
    return Survey(
        title=course.title,
        jp=course.proposed_jp,
        modules=_modules(outline_of(texts), {item.document.path: _page(item, counts) for item in course.items}),
        outcomes=course.outcomes,
        measures=measures,
        problems=tuple(problem for problem in problems if problem.code != PICTURE_WITHOUT_WORDS),
        pictures=tuple(problem for problem in problems if problem.code == PICTURE_WITHOUT_WORDS),
        unsourced=_at_their_blocks(course, measures.sources.unsourced),
        settings_end={one.path: len(split_lines(one.front_text)) for one in documents_of(course)},
    )


def too_much_text() -> Problem:
    """The problem of texts that are larger than `MOST_TEXT` together."""
    return error(
        "texts-too-large",
        "The texts are larger than {most} MB together.",
        "Divide the course into several ones.",
        most=MOST_TEXT // 1_000_000,
    )


def _counts(problems: Iterable[Problem]) -> Mapping[tuple[str, Severity], int]:
    return Counter((problem.path, problem.severity) for problem in problems)


def _modules(outline: Outline, pages: Mapping[str, PageLine]) -> tuple[ModuleLine, ...]:
    """The modules in order, those without a page among them."""
    return tuple(
        ModuleLine(one.path, one.file, one.title, tuple(pages[item.path] for item in one.items if item.path in pages))
        for one in outline.modules
    )


def _page(item: Item, counts: Mapping[tuple[str, Severity], int]) -> PageLine:
    path = item.document.path
    is_final = item.quiz is not None and item.quiz.role is QuizRole.FINAL
    return PageLine(
        path=path,
        title=item.title,
        kind="final" if is_final else "practice" if item.kind is ItemKind.QUIZ else "lesson",
        minutes=minutes_of(item),
        questions=len(item.questions),
        asked=asked_count(item),
        is_empty=item.kind is ItemKind.LESSON and _is_empty(item),
        errors=counts.get((path, Severity.ERROR), 0),
        warnings=counts.get((path, Severity.WARNING), 0),
    )


def _is_empty(item: Item) -> bool:
    """Whether a page says nothing: headings alone are no lesson."""
    return all(block.kind is BlockKind.HEADING or not block.text.strip() for block in item.document.blocks)


def _at_their_blocks(course: Course, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements, each in the first line of its block, to which the editor can lead."""
    found = tuple(statements)
    paths = {one.path for one in found}
    starts = {one.path: [block.line for block in page_blocks(one)] for one in documents_of(course) if one.path in paths}
    return tuple(
        replace(one, line=max((line for line in starts[one.path] if line <= one.line), default=one.line))
        for one in found
    )
