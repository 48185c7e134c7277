"""The pages of authoring, a file for each kind of work; `bp` carries them all."""

from lms.authoring.views import page, reading, text, trying, uploading
from lms.authoring.views.blueprint import bp

__all__ = ["bp", "page", "reading", "text", "trying", "uploading"]
