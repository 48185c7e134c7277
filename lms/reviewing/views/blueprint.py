"""The blueprint of reviewing."""

from flask import Blueprint

bp = Blueprint("reviewing", "lms.reviewing")
