"""What a course is once its folder has been read: values without behaviour (pure).

Markdown stays text here; `markdown.py` renders it. Every block keeps its lines (from 1, inclusive), so that
problems can name a place and an edit can replace only that range.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lms.kernel.problems import Problem
from lms.questions.question import Pool, Question


class BlockKind(StrEnum):
    """What the block scanner tells apart; everything that is neither heading nor question is text."""

    HEADING = "heading"
    TEXT = "text"
    QUESTION = "question"
    POOL = "pool"


@dataclass(frozen=True)
class Block:
    """A run of lines. `text` is the exact source, line ends included; `question` is set for questions."""

    kind: BlockKind
    line: int
    end_line: int
    text: str
    level: int = 0
    title: str = ""
    key: str = ""  # an explicit {#key} of a heading, else a slug of its words
    question: Question | None = None
    pool: Pool | None = None


@dataclass(frozen=True)
class Document:
    """One Markdown file. "".join of front-matter text and block texts is the file, byte for byte."""

    path: str
    front_text: str
    front: Mapping[str, Any]
    blocks: tuple[Block, ...]
    definitions: str = ""  # its reference and footnote definitions, which every text block may use
    front_lines: Mapping[str, int] = field(default_factory=dict)  # where each setting stands, also "outcomes.dengar"


class ItemKind(StrEnum):
    """An item of a course is read (lesson) or answered (quiz)."""

    LESSON = "lesson"
    QUIZ = "quiz"


class QuizRole(StrEnum):
    """Practice answers at once and is not graded; a final decides completion."""

    PRACTICE = "practice"
    FINAL = "final"


class FeedbackRule(StrEnum):
    """When verdict and key may be seen: after each question, after handing in, or only after passing."""

    QUESTION = "question"
    SUBMISSION = "submission"
    PASSED = "passed"


class Level(StrEnum):
    """How much a course expects its learners to know."""

    BASIC = "dasar"
    MIDDLE = "menengah"
    ADVANCED = "mahir"


@dataclass(frozen=True)
class QuizSettings:
    """How a quiz runs; durations in minutes, `pass_mark` in percent, None where there is no limit."""

    role: QuizRole = QuizRole.PRACTICE
    pass_mark: int = 70
    attempts: int | None = None
    wait_minutes: int = 0
    draw: int | None = None
    feedback: FeedbackRule = FeedbackRule.QUESTION
    shuffle_questions: bool = False
    shuffle_options: bool = False
    time_minutes: int | None = None


@dataclass(frozen=True)
class Item:
    """A lesson or a quiz. `key` is `module/lesson` and unique in the course; `minutes` None if not given."""

    key: str
    kind: ItemKind
    title: str
    minutes: int | None
    document: Document
    quiz: QuizSettings | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """Its questions in the order of the file: graded ones of a quiz, self-checks of a lesson."""
        return tuple(block.question for block in self.document.blocks if block.question is not None)

    @property
    def pools(self) -> tuple[Pool, ...]:
        """Its pools in the order of the file."""
        return tuple(block.pool for block in self.document.blocks if block.pool is not None)


@dataclass(frozen=True)
class Module:
    """A group of items; a course without module folders has one with key "" and title ""."""

    key: str
    title: str
    items: tuple[Item, ...]
    document: Document | None = None  # its module.md


@dataclass(frozen=True)
class Author:
    """Who wrote it, as the course names them."""

    name: str
    institution: str = ""


@dataclass(frozen=True)
class Course:
    """A whole course. `outcomes` maps key to sentence in the author's order; `proposed_jp` is only a proposal."""

    title: str
    summary: str
    language: str
    modules: tuple[Module, ...]
    document: Document  # course.md (or README.md)
    proposed_jp: int | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    topics: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    license: str = ""
    pass_mark: int = 70
    review_by: str = ""
    slug: str = ""  # the name of its folder, or the `key` it gives itself
    competencies: Mapping[str, int] = field(default_factory=dict)
    prerequisites: tuple[str, ...] = ()  # slugs of courses
    pretest: int = 0  # questions of the first final before the first lesson

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the course."""
        return tuple(item for module in self.modules for item in module.items)


@dataclass(frozen=True)
class Reading:
    """The result of reading a folder: every problem, and the course unless errors made it impossible."""

    course: Course | None
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]
