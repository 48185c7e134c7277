"""Views of coordination."""

from lms.coordination.views import matrix, overview, standing
from lms.coordination.views.blueprint import bp

__all__ = ["bp", "matrix", "overview", "standing"]
