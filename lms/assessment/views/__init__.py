"""The pages of assessment, a file for each kind of reader; `bp` carries them all."""

from lms.assessment.views import analysis, list_view, marking, pretest, quiz, remarking, trying, why
from lms.assessment.views.blueprint import bp

__all__ = ["analysis", "bp", "list_view", "marking", "pretest", "quiz", "remarking", "trying", "why"]
