"""Views of coordination."""

from lms.coordination.views import exports, matrix, overview, standing
from lms.coordination.views.blueprint import bp

__all__ = ["bp", "exports", "matrix", "overview", "standing"]
