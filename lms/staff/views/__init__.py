"""Pages of units, people and staff lists."""

from lms.staff.views import codes, correcting, delegation, deputies, list_pages, lists, merging, people, units
from lms.staff.views.blueprint import bp

__all__ = ["bp", "codes", "correcting", "delegation", "deputies", "list_pages", "lists", "merging", "people", "units"]
