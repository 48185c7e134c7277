"""Pages of units, people and staff lists."""

from lms.staff.views import list_pages, lists
from lms.staff.views.blueprint import bp

__all__ = ["bp", "list_pages", "lists"]
