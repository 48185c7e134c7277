"""The door to a draft: its authors write in it; not found and not allowed look the same."""

from lms.authoring.draft import DraftState
from lms.authoring.queries import DraftFacts, draft_of, is_author
from lms.kernel.errors import NotFound


def draft_for(draft_id: int, person_id: int) -> DraftFacts:
    """The draft, for one of its authors. Raises NotFound, also for a discarded one."""
    found = draft_of(draft_id)
    if found is None or found.state is DraftState.DISCARDED or not is_author(draft_id, person_id):
        raise NotFound
    return found
