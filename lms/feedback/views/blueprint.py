"""The blueprint of feedback."""

from flask import Blueprint

bp = Blueprint("feedback", "lms.feedback")
