"""Views of reminders."""

from lms.reminders.views import index, memo, sending
from lms.reminders.views.blueprint import bp

__all__ = ["bp", "index", "memo", "sending"]
