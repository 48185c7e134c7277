"""The doors to a draft: its authors write in it, reviewers read it; not found and not allowed look the same."""

from lms.authoring.draft import DraftState
from lms.authoring.queries import DraftFacts, draft_of, is_author
from lms.authoring.remark_queries import RemarkLine, remark_of
from lms.kernel.errors import NotFound
from lms.permissions import Permission
from lms.platform.web.actor import SignedIn


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
