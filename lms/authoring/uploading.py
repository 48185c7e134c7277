"""A file that somebody sends, as the folder of a course: read within bounds, one at a time in a process."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from lms.authoring.foreign.importing import import_upload
from lms.authoring.survey import MOST_TEXT, too_much_text
from lms.content.course_media import is_medium
from lms.content.media import look_at_medium
from lms.kernel.errors import Unavailable
from lms.kernel.problems import Problem, Severity, has_errors

LARGEST_UPLOAD = 60_000_000
"""Bytes of the file that is sent."""

LONGEST_WAIT = 20
"""Seconds for which an upload waits for another one; its file lies on disk meanwhile, not in memory."""

_turn = threading.Semaphore(1)


@dataclass(frozen=True)
class Upload:
    """What a file is worth: its files by path (none if it is refused), and what was found on the way."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it is kept."""
        return not self.files


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Waits until no other upload is being read. Raises Unavailable if that takes too long."""
    if not _turn.acquire(timeout=LONGEST_WAIT):
        raise Unavailable("Another large file is being read right now. Send yours again in a minute.")
    try:
        yield
    finally:
        _turn.release()


def read_upload(data: bytes, name: str) -> Upload:
    """The folder in a file of this name; refused with every reason if a part of it may not be kept."""
    course = import_upload(name, data)
    if sum(len(content) for path, content in course.files.items() if not is_medium(path)) > MOST_TEXT:
        return Upload({}, (too_much_text(),))
    media = [(path, content) for path, content in course.files.items() if is_medium(path)]
    found = [problem for path, content in media for problem in look_at(path, content)]
    if course.is_refused or has_errors(found):
        return Upload({}, course.problems if course.is_refused else _errors(found))
    return Upload(course.files, (*course.problems, *found))


def look_at(path: str, content: bytes) -> tuple[Problem, ...]:
    """What is wrong with a picture, a recording or a hand-out, judged by its beginning."""
    return look_at_medium(path, content, convert=False)[1]


def title_of_file(name: str) -> str:
    """A title from the name of a file."""
    words = " ".join(PurePosixPath(name.replace("\\", "/")).stem.replace("_", " ").replace("-", " ").split())
    return (words[:1].upper() + words[1:])[:200]


def _errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
