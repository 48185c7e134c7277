"""The only writers of the JP ledger and of its sums."""

from lms.hours.operations.ledger import correct, record_completion, require_no_entry, take_back_twice
from lms.hours.operations.sums import add_jp, come_back, count_used, follow_posts, forget_accounts, leave_sums

__all__ = [
    "add_jp",
    "come_back",
    "correct",
    "count_used",
    "follow_posts",
    "forget_accounts",
    "leave_sums",
    "record_completion",
    "require_no_entry",
    "take_back_twice",
]
