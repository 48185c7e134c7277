"""The title of a course that is being written (pure)."""

from collections.abc import Mapping

from lms.authoring.draft import Content
from lms.content.document_reader import first_heading, read_document

COURSE_FILE = "course.md"


def course_title(changes: Mapping[str, Content | None]) -> str:
    """The title that changed files give the course; "" if they do not say it."""
    content = changes.get(COURSE_FILE)
    if content is None or content.text is None:
        return ""
    document = read_document(COURSE_FILE, content.text).document
    return str(document.front.get("title") or "") or first_heading(document)
