"""The pages of authoring, a file for each kind of work; `bp` carries them all."""

from lms.authoring.views import (
    authors,
    drafts,
    history,
    outline,
    page,
    reading,
    settings,
    text,
    trying,
    uploading,
    uploads,
)
from lms.authoring.views.blueprint import bp

__all__ = [
    "authors",
    "bp",
    "drafts",
    "history",
    "outline",
    "page",
    "reading",
    "settings",
    "text",
    "trying",
    "uploading",
    "uploads",
]
