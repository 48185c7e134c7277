"""Which revision of the tables this release needs."""

from functools import cache

from alembic.script import ScriptDirectory
from flask import current_app


@cache
def newest_revision() -> str:
    """The head of the migrations that came with this release."""
    folder = current_app.extensions["migrate"].directory
    return ScriptDirectory(folder).get_current_head() or ""
