"""The pages of authoring, a file for each kind; `bp` carries them all."""

from lms.authoring.views import authors, drafts, history, outline, settings, uploads
from lms.authoring.views.blueprint import bp

__all__ = ["authors", "bp", "drafts", "history", "outline", "settings", "uploads"]
