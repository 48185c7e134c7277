"""Makes a draft ready to be published, by the steps of `courses publish`. Slow: no transaction stays open for it."""

from dataclasses import dataclass, replace

from lms.authoring.asking import store
from lms.authoring.contents import folder_of
from lms.authoring.queries import draft_of, files_of
from lms.content.course import Reading
from lms.content.course_folder import read_course
from lms.content.publication import Prepared, Refused, check_course, prepare_version
from lms.content.queries import folder_of as published_folder
from lms.content.queries import kept_files, known_media, question_kinds
from lms.content.render_pool import RenderPool
from lms.kernel.errors import NotFound
from lms.kernel.problems import Problem
from lms.platform.db.doors import begin_reading


@dataclass(frozen=True)
class Ready:
    """A draft as it was at `revision`: rendered and hashed, or why it cannot be published."""

    revision: int
    outcome: Prepared | Refused


def make_ready(draft_id: int) -> Ready:
    """The newest revision of a draft, made ready. Ends the reading transaction of the door. Raises NotFound."""
    draft = draft_of(draft_id)
    if draft is None:
        raise NotFound
    files, known, kinds = files_of(draft_id), known_media(), question_kinds(draft.slug)
    begin_reading()
    reading = _named(read_course(folder_of(files, store()), draft.slug), draft.slug)
    with RenderPool(children=1) as pool:
        return Ready(draft.revision, prepare_version(reading, pool, store(), known, kinds_before=kinds))


def make_ready_again(version_id: int, slug: str) -> Prepared | Refused:
    """The files of a published version, made ready once more; what was published once is not checked anew.

    Ends the reading transaction of the door.
    """
    files, known = kept_files(version_id), known_media()
    begin_reading()
    reading = _named(read_course(published_folder(files, store()), slug), slug)
    with RenderPool(children=1) as pool:
        return prepare_version(reading, pool, store(), known, recheck=False)


def check_draft(draft_id: int) -> tuple[int, tuple[Problem, ...]]:
    """The newest revision of a draft and all that can be said of its files. Ends the reading transaction.

    Raises NotFound.
    """
    draft = draft_of(draft_id)
    if draft is None:
        raise NotFound
    files = files_of(draft_id)
    begin_reading()
    return draft.revision, check_course(_named(read_course(folder_of(files, store()), draft.slug), draft.slug))


def _named(reading: Reading, slug: str) -> Reading:
    """The course under the name of its draft, whatever it calls itself; so `courses publish --slug` does it."""
    return replace(reading, course=replace(reading.course, slug=slug)) if reading.course else reading
