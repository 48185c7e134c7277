"""The only writers of assignments, duties and their counts."""

from lms.assignments.operations.assigning import NewAssignment, assign, end, people_reached, spread
from lms.assignments.operations.deciding import extend, give_again, waive
from lms.assignments.operations.following import (
    follow_learning,
    follow_posts,
    follow_programme,
    follow_unit,
    forget_accounts,
    require_not_assigned,
)

__all__ = [
    "NewAssignment",
    "assign",
    "end",
    "extend",
    "follow_learning",
    "follow_posts",
    "follow_programme",
    "follow_unit",
    "forget_accounts",
    "give_again",
    "people_reached",
    "require_not_assigned",
    "spread",
    "waive",
]
