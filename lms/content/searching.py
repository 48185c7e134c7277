"""How places of courses are found by stems in each database: SQLite by FTS5, PostgreSQL by tsvector; both the same.

Both get the stems as they stand, cut and quoted one by one, so that neither divides nor interprets a word its own way.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, TextClause, case, literal, text

from lms.content.models import SearchEntry
from lms.platform.db.model import db

_FTS5 = "search_entry.id IN (SELECT rowid FROM search_index WHERE search_index MATCH :asked)"
_TSVECTOR = "array_to_tsvector(string_to_array(search_entry.stems, ' ')) @@ CAST(:asked AS tsquery)"


def has_all(stems: Sequence[str]) -> TextClause:
    """The condition that a `SearchEntry` holds every one of the stems, of which there is one at least."""
    if db.engine.dialect.name == "sqlite":
        return text(_FTS5).bindparams(asked=" AND ".join(f'"{stem}"' for stem in stems))
    return text(_TSVECTOR).bindparams(asked=" & ".join(f"'{stem}'" for stem in stems))


def in_title(stems: Sequence[str]) -> ColumnElement[int]:
    """How many of the stems the title of a `SearchEntry` holds; what speaks of them first is shown first."""
    padded = literal(" ") + SearchEntry.title_stems + " "
    counted = (case((padded.contains(f" {stem} "), 1), else_=0) for stem in stems)
    return sum(counted, start=literal(0))
