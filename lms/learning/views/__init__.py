"""The pages of learning, a file for each; `bp` carries them all."""

from lms.learning.views import course, lesson, version
from lms.learning.views.blueprint import bp

__all__ = ["bp", "course", "lesson", "version"]
