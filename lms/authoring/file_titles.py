"""What the files of a draft are called by people who never see their names."""

from collections.abc import Mapping

from lms.authoring.titles import COURSE_FILE
from lms.content.course import Course
from lms.content.folder_names import title_of
from lms.platform.web.i18n import gettext


def course_titles(course: Course | None) -> dict[str, str]:
    """Path → title of each page of a course, and of each module by its file."""
    if course is None:
        return {}
    modules = {module.document.path: module.title for module in course.modules if module.document}
    return {**modules, **{item.document.path: item.title for item in course.items}}


def file_title(path: str, titles: Mapping[str, str]) -> str:
    """What a file is called; one that has no title in `titles` is called by its name, without its folder."""
    if path == COURSE_FILE:
        return gettext("Settings of the course")
    name = path.removesuffix("/module.md").rpartition("/")[2]
    return titles.get(path) or (title_of(name) if path.endswith(".md") else name)
