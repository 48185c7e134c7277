"""The pages of authoring, a file for each kind; `bp` carries them all."""

from lms.authoring.views import drafts, outline, uploads
from lms.authoring.views.blueprint import bp

__all__ = ["bp", "drafts", "outline", "uploads"]
