"""Pages of assignments."""

from lms.assignments.views import index, making, people, team
from lms.assignments.views.blueprint import bp

__all__ = ["bp", "index", "making", "people", "team"]
