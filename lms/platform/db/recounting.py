"""Stored numbers beside what they come to when they are counted anew; nothing is mended here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Executable, select

from lms.platform.db.model import db

BATCH = 1000


@dataclass(frozen=True)
class Difference:
    """A stored value that is not what the facts come to: where it stands, and both values in words."""

    table: str
    row: int
    column: str
    stored: str
    counted: str


def streamed(rows: Executable) -> Iterator[Any]:
    """The rows as the database hands them out, never all at once."""
    yield from db.session.execute(rows.execution_options(yield_per=BATCH))


def unequal(column: Any, counted: ColumnElement[Any], *where: ColumnElement[bool]) -> Iterator[Difference]:
    """Each row of the column's table, among those of `where`, in which it differs from `counted`; one statement."""
    model = column.class_
    rows = select(model.id, column, counted).where(column.is_distinct_from(counted), *where)
    for row_id, stored, found in streamed(rows.order_by(model.id)):
        yield Difference(model.__tablename__, row_id, column.key, str(stored), str(found))
