"""The blueprint of authoring."""

from flask import Blueprint

bp = Blueprint("authoring", "lms.authoring")
