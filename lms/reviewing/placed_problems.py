"""What the checker says, in words for people who see no marks, each with the page that it is about."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from lms.authoring.file_titles import course_titles, file_title
from lms.authoring.problem_words import said
from lms.authoring.titles import COURSE_FILE
from lms.content.course import Course
from lms.content.problem_lines import sorted_problems
from lms.kernel.problems import Problem
from lms.platform.web.pages import url


@dataclass(frozen=True)
class PlacedProblem:
    """A problem in words; `title` is that of its page, `href` where it stands."""

    words: str
    remedy: str
    title: str
    href: str
    is_error: bool


def placed(problems: Iterable[Problem], course: Course | None, draft_id: int, page: str) -> list[PlacedProblem]:
    """The problems of a draft, errors first; `page` is the endpoint at which whoever reads them sees a page."""
    titles = course_titles(course)
    pages = {item.document.path for item in course.items} if course else ()
    outcomes = course.outcomes if course else {}
    found = [(problem, one) for problem in sorted_problems(problems) for one in said([problem], outcomes)]
    return [
        PlacedProblem(
            one.words,
            one.remedy,
            file_title(problem.path, titles),
            _address(problem.path, pages, draft_id, page),
            one.is_error,
        )
        for problem, one in found
    ]


def _address(path: str, pages: Container[str], draft_id: int, page: str) -> str:
    """Where the problem of a file is mended or read; "" where there is no such page for whoever reads it."""
    if path == COURSE_FILE:
        return url("authoring.course_settings", draft=draft_id) if page == "authoring.page" else ""
    return url(page, draft=draft_id, file=path) if path in pages else ""
