"""Which revision of the tables this release needs, and which tables are none of the models'."""

from functools import cache
from pathlib import Path
from typing import Any

MIGRATIONS = Path(__file__).resolve().parents[3] / "migrations"


@cache
def newest_revision() -> str:
    """The last of the migrations that came with this release, by the number that its file's name begins with."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def is_modelled(_thing: Any, name: str | None, _kind: str, *_compared: Any) -> bool:
    """Alembic's `include_object`: the search index and FTS5's tables below it belong to the database alone."""
    return not (name or "").startswith("search_index")
