"""A course on one page, as a reviewer reads it first: for whom, contents, time, outcomes, pictures, sources (pure)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from lms.authoring.measures import Measures, measures_of
from lms.content.course import Course, Item, ItemKind, QuizRole
from lms.content.lesson_parts import asked_count, minutes_of
from lms.content.markdown_extensions.block_nodes import NodeKind
from lms.content.text_structure import nodes_of
from lms.kernel.jp import Jp
from lms.kernel.jp import minutes_of as minutes_of_jp
from lms.questions.question import Question

BYTES_PER_MINUTE: Mapping[str, int] = {
    ".mp3": 720_000, ".ogg": 480_000, ".opus": 300_000, ".m4a": 720_000, ".wav": 5_000_000,
    ".mp4": 4_000_000, ".webm": 3_500_000,
}  # fmt: skip
"""What a minute of a recording weighs as it is usually made; the minutes are an estimate."""


@dataclass(frozen=True)
class Place:
    """A question of a course by its number, counted over the whole course."""

    number: int
    item: Item
    question: Question


@dataclass(frozen=True)
class OutcomeLine:
    """What learners can do afterwards, and the questions that test it."""

    key: str
    sentence: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Summary:
    """What a reviewer sees of a course before reading it; times in minutes, `media_minutes` estimated by size.

    `measures` are the numbers that its authors are told too.
    """

    title: str
    promise: str
    audience: str
    level: str
    modules: int
    lessons: int
    practices: int
    finals: int
    asked_in_finals: int
    counted_minutes: int
    media_minutes: int
    proposed_jp: int | None
    outcomes: tuple[OutcomeLine, ...]
    questions: tuple[Place, ...]
    measures: Measures

    @property
    def proposed_minutes(self) -> int:
        """What the JP that its authors propose come to."""
        return minutes_of_jp(Jp(self.proposed_jp or 0))

    @property
    def untested(self) -> tuple[OutcomeLine, ...]:
        """The outcomes that no question tests."""
        return tuple(outcome for outcome in self.outcomes if outcome.key not in self.measures.tested)


def summary_of(course: Course, sizes: Mapping[str, int]) -> Summary:
    """The summary of a course; `sizes` are the bytes of its files by path."""
    places = tuple(_places(course))
    media = _media_minutes(sizes)
    items = course.items
    finals = [item for item in items if item.quiz is not None and item.quiz.role is QuizRole.FINAL]
    return Summary(
        title=course.title,
        promise=course.summary,
        audience=_audience(course),
        level=course.level,
        modules=len([module for module in course.modules if module.items]),
        lessons=sum(item.kind is ItemKind.LESSON for item in items),
        practices=sum(item.kind is ItemKind.QUIZ for item in items) - len(finals),
        finals=len(finals),
        asked_in_finals=sum(map(asked_count, finals)),
        counted_minutes=sum(minutes_of(replace(item, minutes=None)) for item in items) + media,
        media_minutes=media,
        proposed_jp=course.proposed_jp,
        outcomes=tuple(
            OutcomeLine(key, sentence, tuple(place for place in places if place.question.outcome == key))
            for key, sentence in course.outcomes.items()
        ),
        questions=places,
        measures=measures_of(course),
    )


def _places(course: Course) -> Iterator[Place]:
    number = 0
    for item in course.items:
        for question in item.questions:
            number += 1
            yield Place(number, item, question)


def _audience(course: Course) -> str:
    """The first paragraph of the description, which says for whom the course is."""
    for node in nodes_of(course.document):
        if node.kind is NodeKind.PARAGRAPH:
            return " ".join(" ".join(node.lines).split())
    return ""


def _media_minutes(sizes: Mapping[str, int]) -> int:
    weights = ((size, BYTES_PER_MINUTE.get(PurePosixPath(path).suffix.lower(), 0)) for path, size in sizes.items())
    return round(sum(size / weight for size, weight in weights if weight))
