"""The blueprint of learning."""

from flask import Blueprint

bp = Blueprint("learning", "lms.learning")
