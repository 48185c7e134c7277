"""Which revision of the tables this release needs, and which tables are none of the models'."""

from functools import cache
from typing import Any

from alembic.script import ScriptDirectory
from flask import current_app


@cache
def newest_revision() -> str:
    """The head of the migrations that came with this release."""
    folder = current_app.extensions["migrate"].directory
    return ScriptDirectory(folder).get_current_head() or ""


def is_modelled(_thing: Any, name: str | None, _kind: str, *_compared: Any) -> bool:
    """Alembic's `include_object`: the search index and FTS5's tables below it belong to the database alone."""
    return not (name or "").startswith("search_index")
