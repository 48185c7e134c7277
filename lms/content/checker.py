"""Checks a whole course folder without rendering it, so that an author sees every error and warning at once (pure)."""

from collections.abc import Iterable, Iterator

from lms.content.course import Course, Document, Reading
from lms.content.course_checks import course_problems
from lms.content.document_checks import document_problems
from lms.content.link_checks import link_problems
from lms.content.pretest_checks import pretest_problems
from lms.content.quiz_checks import quiz_problems
from lms.kernel.problems import Problem


def check(reading: Reading) -> tuple[Problem, ...]:
    """Every problem of a folder, those of reading it included, in the order of files and lines.

    Sizes of rendered pictures and HTML that is taken out are told at publication.
    """
    found = list(reading.problems)
    course = reading.course
    if course is not None:
        documents = list(documents_of(course))
        for document in documents:
            found += document_problems(document)
        found += link_problems(documents, reading.files)
        found += [problem for item in course.items for problem in quiz_problems(item, course.outcomes)]
        found += [*course_problems(course), *pretest_problems(course)]
    return in_order(found)


def documents_of(course: Course) -> Iterator[Document]:
    """Every Markdown file that the course consists of: its own, those of its modules, those of its items."""
    yield course.document
    for module in course.modules:
        if module.document is not None:
            yield module.document
        for item in module.items:
            yield item.document


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and line, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.path, problem.line or 0)))
