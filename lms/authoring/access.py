"""The doors to a draft: its authors write in it, reviewers read it; not found and not allowed look the same."""

from dataclasses import dataclass

from lms.authoring.draft import DraftState, FileLine
from lms.authoring.queries import DraftFacts, RevisionLine, draft_of, draft_of_course, file_of, is_author, revision_of
from lms.authoring.remark_queries import RemarkLine, remark_of
from lms.content.folder_names import name_fault
from lms.content.queries import KeptFile, answers_for, current_version, kept_files
from lms.kernel.errors import NotFound
from lms.permissions import Permission
from lms.platform.web.actor import SignedIn


@dataclass(frozen=True)
class PublishedCourse:
    """A published course that somebody may change, with the files of its current version.

    `my_draft` is the draft of it in which they write already.
    """

    id: int
    slug: str
    title: str
    version_id: int
    files: tuple[KeptFile, ...]
    my_draft: int | None


def draft_for(draft_id: int, person_id: int) -> DraftFacts:
    """The draft, for one of its authors. Raises NotFound, also for a discarded one."""
    found = draft_of(draft_id)
    if found is None or found.state is DraftState.DISCARDED or not is_author(draft_id, person_id):
        raise NotFound
    return found


def readable_draft(draft_id: int, person: SignedIn) -> DraftFacts:
    """The draft, for its authors, and for reviewers once it has been handed in. Raises NotFound."""
    found = draft_of(draft_id)
    if found is not None and found.state is not DraftState.DISCARDED:
        was_handed_in = found.state is not DraftState.WRITING or found.base_version_id is not None
        if is_author(draft_id, person.id) or (was_handed_in and person.may(Permission.REVIEW_COURSES)):
            return found
    raise NotFound


def remark_on(draft_id: int, remark_id: int) -> RemarkLine:
    """A remark on this draft. Raises NotFound."""
    found = remark_of(remark_id)
    if found is None or found.draft_id != draft_id:
        raise NotFound
    return found


def text_for(draft_id: int, path: str, person_id: int) -> tuple[DraftFacts, FileLine]:
    """A draft and one of its texts of Markdown, for one of its authors. Raises NotFound."""
    draft = draft_for(draft_id, person_id)
    line = file_of(draft_id, path) if path.endswith(".md") and not name_fault(path) else None
    if line is None or line.content.text is None:
        raise NotFound
    return draft, line


def revision_for(draft_id: int, number: int) -> RevisionLine:
    """A revision of a draft that `draft_for` let through. Raises NotFound."""
    found = revision_of(draft_id, number)
    if found is None:
        raise NotFound
    return found


def may_bring_in(draft: DraftFacts, person: SignedIn) -> bool:
    """Whether an author of the draft may have the files of the version that learners have now.

    Not who began a course of their own whose name another course has taken since.
    """
    if not draft.is_overtaken:
        return False
    known = draft.base_version_id is not None or person.may(Permission.REVIEW_COURSES)
    return known or answers_for(person.id, draft.slug)


def published_for(slug: str, person: SignedIn) -> PublishedCourse:
    """The published course, for those who answer for it and for reviewers. Raises NotFound."""
    version = current_version(slug)
    if version is None or not (person.may(Permission.REVIEW_COURSES) or answers_for(person.id, slug)):
        raise NotFound
    draft = draft_of_course(slug)
    mine = draft.id if draft is not None and is_author(draft.id, person.id) else None
    return PublishedCourse(version.course_id, slug, version.title, version.id, kept_files(version.id), mine)
