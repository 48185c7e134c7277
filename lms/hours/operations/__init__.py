"""The only writers of the JP ledger and of its sums."""

from lms.hours.operations.ledger import correct, record_completion
from lms.hours.operations.sums import add_jp, follow_posts, forget_accounts

__all__ = ["add_jp", "correct", "follow_posts", "forget_accounts", "record_completion"]
