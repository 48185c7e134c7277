"""The draft that a review is about: as it is now while the review is open, as it was handed in once it is over."""

from dataclasses import replace

from lms.authoring.draft_course import DraftCourse, draft_course
from lms.authoring.queries import draft_of
from lms.kernel.errors import NotFound
from lms.reviewing.queries import SubmissionFacts


def reviewed_draft(found: SubmissionFacts) -> DraftCourse:
    """The files and the course in them. Raises NotFound."""
    draft = draft_of(found.draft_id)
    if draft is None:
        raise NotFound
    return draft_course(replace(draft, revision=found.draft_revision if found.is_open else found.revision))
