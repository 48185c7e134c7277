"""The doors to reviews. Reviewers see every one; the right itself is asked for by the view."""

from lms.kernel.errors import NotFound
from lms.reviewing.queries import SubmissionFacts, submission_of


def review_for(submission_id: int) -> SubmissionFacts:
    """What was handed in. Raises NotFound."""
    found = submission_of(submission_id)
    if found is None:
        raise NotFound
    return found
