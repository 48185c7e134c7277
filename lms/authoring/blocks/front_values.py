"""What the settings of a file look like in a form: everything as it was typed (pure)."""

from dataclasses import dataclass
from enum import StrEnum

from lms.content.course import ItemKind
from lms.content.front_matter import read_front, split_front


class FrontKind(StrEnum):
    """Which settings a file has."""

    COURSE = "course"
    MODULE = "module"
    LESSON = "lesson"
    QUIZ = "quiz"


@dataclass(frozen=True)
class OutcomeRow:
    """What a learner can do afterwards. `key` is what questions refer to it by; a new one gets its own."""

    text: str = ""
    key: str = ""


@dataclass(frozen=True)
class AuthorRow:
    """An author, as the course names them."""

    name: str = ""
    institution: str = ""


@dataclass(frozen=True)
class CourseFront:
    """The settings of a course. `level` is "" or a value of `Level`, `jp` the author's proposal."""

    title: str = ""
    summary: str = ""
    jp: str = ""
    outcomes: tuple[OutcomeRow, ...] = ()
    level: str = ""
    topics: tuple[str, ...] = ()
    authors: tuple[AuthorRow, ...] = ()
    license: str = ""
    pass_mark: str = ""
    review_by: str = ""


@dataclass(frozen=True)
class ModuleFront:
    """The settings of a module."""

    title: str = ""


@dataclass(frozen=True)
class LessonFront:
    """The settings of a lesson; `minutes` may be empty."""

    title: str = ""
    minutes: str = ""


@dataclass(frozen=True)
class QuizFront:
    """The settings of a quiz; what is empty comes from the course or from the role (`QuizRole`)."""

    title: str = ""
    role: str = "practice"
    minutes: str = ""
    pass_mark: str = ""
    attempts: str = ""
    wait: str = ""
    draw: str = ""
    feedback: str = ""
    shuffle: tuple[str, ...] = ()
    time: str = ""


FrontValues = CourseFront | ModuleFront | LessonFront | QuizFront


def front_kind(path: str, source: str) -> FrontKind:
    """Which settings the file at `path` has."""
    if path in ("course.md", "README.md", "readme.md", "index.md"):
        return FrontKind.COURSE
    if path.rpartition("/")[2] in ("module.md", "README.md", "readme.md", "index.md"):
        return FrontKind.MODULE
    is_quiz = read_front(split_front(source)[0]).tree.get("kind") == ItemKind.QUIZ
    return FrontKind.QUIZ if is_quiz else FrontKind.LESSON
