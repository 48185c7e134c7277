"""Any file that makes a course, read by the reader for its kind (pure, slow: use `importing.py` where people wait)."""

from lms.authoring.foreign.foreign_course import (
    ForeignCourse,
    ForeignLesson,
    ForeignModule,
    ForeignOutline,
    course_of,
    refused,
    title_from,
)
from lms.authoring.foreign.outline import ONLY_MODULE
from lms.authoring.foreign.pictures import ForeignPictures
from lms.authoring.foreign.slides import read_pptx
from lms.authoring.foreign.uploads import UploadKind, kind_of
from lms.authoring.foreign.word import read_docx
from lms.authoring.foreign.zip_folder import read_zip
from lms.kernel.problems import Problem, error


def read_upload(name: str, data: bytes) -> ForeignCourse:
    """The course that a file makes, or why it makes none."""
    match kind := kind_of(name, data):
        case UploadKind.FOLDER:
            files, problems = read_zip(data)
            return ForeignCourse(files, problems)
        case UploadKind.WORD:
            return read_docx(data, name)
        case UploadKind.SLIDES:
            return read_pptx(data, name)
        case UploadKind.TEXT:
            return _course_around(name, data)
        case UploadKind.MEDIUM:
            return refused(_no_course())
    return refused(kind)


def _course_around(name: str, text: bytes) -> ForeignCourse:
    """A course whose only lesson is a text, byte for byte."""
    title = title_from(name)
    lesson = ForeignLesson(title, "")
    course = course_of(ForeignOutline(title, "", (ForeignModule(ONLY_MODULE, (lesson,)),)), ForeignPictures(), ())
    path = max(course.files, key=lambda path: ("/" in path, not path.endswith("module.md")))
    return ForeignCourse({**course.files, path: text})


def _no_course() -> Problem:
    return error(
        "upload-no-course",
        "A picture or a recording alone makes no course.",
        "Make the draft first, and add the file to one of its lessons.",
    )
