"""The pages of reviewing, a file for each kind of task; `bp` carries them all."""

from lms.reviewing.views import absence, changes, hand_in, publication, queue, review, versions
from lms.reviewing.views.blueprint import bp

__all__ = ["absence", "bp", "changes", "hand_in", "publication", "queue", "review", "versions"]
