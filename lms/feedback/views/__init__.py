"""The pages of feedback, a file for each kind of reader; `bp` carries them all."""

from lms.feedback.views import answering, figures, reporting
from lms.feedback.views.blueprint import bp

__all__ = ["answering", "bp", "figures", "reporting"]
