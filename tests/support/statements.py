"""Counting what is asked of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from lms.platform.db.model import db


class Statement(NamedTuple):
    """A statement and its values, as the driver takes them."""

    sql: str
    values: Any


@contextmanager
def statements() -> Iterator[list[Statement]]:
    """The statements that run inside, beginning a transaction among them; on PostgreSQL and SQLite alike."""
    seen: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        seen.append(Statement(sql, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def selects(seen: list[Statement]) -> list[str]:
    """Those that read."""
    return [one.sql for one in seen if one.sql.startswith("SELECT")]
