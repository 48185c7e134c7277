"""The numbers that both the author and the reviewer of a course are told, counted in one place (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.authoring.sources import SourceReport, source_report
from lms.content.checker import documents_of
from lms.content.course import Course
from lms.content.lesson_parts import minutes_of
from lms.content.text_links import links_in
from lms.content.text_structure import nodes_of


@dataclass(frozen=True)
class Picture:
    """A picture in a text, by file and line."""

    path: str
    line: int
    is_described: bool


@dataclass(frozen=True)
class Measures:
    """Minutes of all pages, keys of the outcomes that a question tests, pictures, statements and their sources."""

    minutes: int = 0
    tested: frozenset[str] = frozenset()
    pictures: tuple[Picture, ...] = ()
    sources: SourceReport = field(default_factory=SourceReport)

    @property
    def undescribed(self) -> tuple[Picture, ...]:
        """The pictures without a description."""
        return tuple(picture for picture in self.pictures if not picture.is_described)


def measures_of(course: Course) -> Measures:
    """The numbers of a course."""
    asked = {question.outcome for item in course.items for question in item.questions}
    return Measures(
        minutes=sum(map(minutes_of, course.items)),
        tested=frozenset(key for key in course.outcomes if key in asked),
        pictures=tuple(_pictures(course)),
        sources=source_report(documents_of(course)),
    )


def _pictures(course: Course) -> Iterator[Picture]:
    for document in documents_of(course):
        for link in links_in(nodes_of(document)):
            if link.is_picture:
                yield Picture(document.path, link.line, bool(link.words.strip()))
