"""Which settings each kind of file has, and the reading of a front matter into them, all complaints at once (pure)."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from lms.content.course import Author, FeedbackRule, ItemKind, Level, QuizRole, QuizSettings
from lms.content.front_matter import FrontMatter, Tree
from lms.content.front_values import (
    Count,
    CountFromZero,
    IsoDate,
    Key,
    Language,
    Minutes,
    NumberMap,
    Percent,
    Short,
    Summary,
    TextMap,
    Texts,
    Title,
    one_of,
    refuse_value,
    some_of,
)
from lms.kernel.problems import Problem, error, warning

_AUTHOR_NAMES = frozenset({"name", "institution"})


class Shuffled(StrEnum):
    """What a quiz may shuffle."""

    QUESTIONS = "questions"
    OPTIONS = "options"


def _authors(value: Any) -> tuple[Author, ...]:
    """A list of `{name, institution}`; a bare name is an author too."""
    entries = value if isinstance(value, list) else [value]
    return tuple(_author(entry) for entry in entries if entry != "")


def _author(entry: Any) -> Author:
    fields = {"name": entry} if isinstance(entry, str) else entry
    valid = isinstance(fields, dict) and all(isinstance(text, str) and len(text) <= 200 for text in fields.values())
    if not valid or not fields.get("name", "").strip():
        refuse_value("Write for each author {name: …, institution: …}.")
    return Author(fields["name"].strip(), fields.get("institution", "").strip())


class _Fields(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=False, arbitrary_types_allowed=True)

    title: Title = ""
    key: Key = ""


class CourseFields(_Fields):
    """The settings of course.md."""

    summary: Summary = ""
    language: Language = "id"
    jp: Count | None = None
    outcomes: TextMap = Field(default_factory=dict)
    level: one_of(Level) | None = None  # type: ignore[valid-type]
    topics: Texts = ()
    competencies: NumberMap = Field(default_factory=dict)
    authors: Annotated[tuple[Author, ...], BeforeValidator(_authors)] = ()
    license: Short = ""
    prerequisites: Texts = ()
    pass_mark: Percent = Field(default=70, alias="pass")
    pretest: CountFromZero = 0
    review_by: IsoDate = ""


class ModuleFields(_Fields):
    """The settings of module.md."""


class LessonFields(_Fields):
    """The settings of a lesson."""

    kind: one_of(ItemKind) = ItemKind.LESSON  # type: ignore[valid-type]
    minutes: Minutes | None = None


class QuizFields(LessonFields):
    """The settings of a quiz; what is absent comes from the course or from its role."""

    role: one_of(QuizRole) = QuizRole.PRACTICE  # type: ignore[valid-type]
    pass_mark: Percent | None = Field(default=None, alias="pass")
    attempts: Count | None = None
    wait: Minutes = 0
    draw: Count | None = None
    feedback: one_of(FeedbackRule) | None = None  # type: ignore[valid-type]
    shuffle: some_of(Shuffled) = frozenset()  # type: ignore[valid-type]
    time: Minutes | None = None

    def settings(self, course_pass: int) -> QuizSettings:
        """How the quiz runs. A final keeps its verdicts until it is handed in, unless it says otherwise."""
        by_role = FeedbackRule.SUBMISSION if self.role is QuizRole.FINAL else FeedbackRule.QUESTION
        return QuizSettings(
            role=self.role,
            pass_mark=course_pass if self.pass_mark is None else self.pass_mark,
            attempts=self.attempts,
            wait_minutes=self.wait,
            draw=self.draw,
            feedback=self.feedback or by_role,
            shuffle_questions=Shuffled.QUESTIONS in self.shuffle,
            shuffle_options=Shuffled.OPTIONS in self.shuffle,
            time_minutes=self.time or None,
        )


AnyFields = TypeVar("AnyFields", bound=_Fields)


def read_fields(front: FrontMatter, fields: type[AnyFields]) -> tuple[AnyFields, list[Problem]]:
    """The settings; a value that is wrong is an error and leaves its default, an unknown name is a warning.

    Problems have lines but no path yet.
    """
    given = {name: value for name, value in front.tree.items() if value != ""}
    problems = _unknown(front, fields)
    try:
        return fields.model_validate(given), problems
    except ValidationError as failure:
        wrong = {str(complaint["loc"][0]): complaint for complaint in failure.errors(include_url=False)}
        problems += [_wrong_value(front, name, complaint["ctx"]) for name, complaint in wrong.items()]
    right = {name: value for name, value in given.items() if name not in wrong}
    return fields.model_validate(right), problems


def _wrong_value(front: FrontMatter, name: str, context: Mapping[str, Any]) -> Problem:
    found = error(
        "wrong-setting",
        "The setting “{name}” cannot be “{value}”.",
        context["remedy"],
        line=front.lines.get(name),
        name=name,
        value=_shown(front.tree[name]),
    )
    filling = tuple((place, str(value)) for place, value in context.items() if place != "remedy")
    return replace(found, params=found.params + filling)


def _shown(value: Tree) -> str:
    text = value if isinstance(value, str) else ", ".join(str(part) for part in value)
    return text if len(text) <= 60 else text[:59] + "…"


def _unknown(front: FrontMatter, fields: type[_Fields]) -> list[Problem]:
    known = {field.alias or name for name, field in fields.model_fields.items()}
    names = [name for name in front.tree if name not in known]
    authors = front.tree.get("authors")
    if "authors" in known and isinstance(authors, list):
        names += [
            f"authors.{index}.{name}"
            for index, entry in enumerate(authors)
            if isinstance(entry, dict)
            for name in entry
            if name not in _AUTHOR_NAMES
        ]
    return [_unknown_setting(name, front.lines) for name in names]


def _unknown_setting(name: str, lines: Mapping[str, int]) -> Problem:
    return warning(
        "unknown-setting",
        "Nothing reads the setting “{name}”; it is kept.",
        "Check its spelling, or take it out.",
        line=lines.get(name),
        name=name.rpartition(".")[2],
    )
