"""The pages of authoring, a file for each kind of work; `bp` carries them all."""

from lms.authoring.views import trying
from lms.authoring.views.blueprint import bp

__all__ = ["bp", "trying"]
