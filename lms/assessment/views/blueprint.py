"""The blueprint of assessment."""

from flask import Blueprint

bp = Blueprint("assessment", "lms.assessment")
