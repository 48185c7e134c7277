"""Reads that every page pays for: their SQL is compiled once and runs on the driver's own connection.

A read through the session cost as much as the rest of the page (building the statement, its cache key, the session
itself: 270 microseconds against 40). Only for the person asking, lessons, quizzes and home; all else keeps the session.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import SelectBase
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.exc import DBAPIError

from lms.platform.db.doors import connection_for_reading
from lms.platform.db.model import db

Processor = Callable[[Any], Any]
NUMERIC = 1700
"""How PostgreSQL calls the type of a Numeric column, which is what its driver asks; other types ask nothing."""


@dataclass(frozen=True)
class _Compiled:
    """A statement in the words of one database."""

    sql: str
    order: tuple[str, ...] | None  # of values by position; None where the driver takes them by name
    values: Mapping[str, Any]  # those that the statement itself holds
    outward: Mapping[str, Processor]  # what becomes of a value on its way into the database, by name
    inward: tuple[tuple[int, Processor], ...]  # and out of it, by column


class HotRead:
    """A SELECT of plain columns, whose changing values are `bindparam`s. Each column's name must be its own."""

    def __init__(self, statement: SelectBase) -> None:
        self._statement = statement
        self._row = _row_type([str(column.key) for column in statement.selected_columns])
        self._by_database: dict[str, _Compiled] = {}

    def rows(self, **values: object) -> list[Any]:
        """The rows as named tuples. Raises DBAPIError as the session does."""
        engine = db.engine
        made = self._by_database.get(engine.dialect.name)
        if made is None:
            made = self._by_database[engine.dialect.name] = self._compile(engine.dialect)
        found = _run(engine, made, values)
        if not made.inward:
            return [self._row._make(row) for row in found]
        return [self._row._make(_converted(row, made.inward)) for row in found]

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._statement.compile(dialect=dialect)
        outward = {
            name: convert
            for name, bound in compiled.binds.items()
            if (convert := bound.type.dialect_impl(dialect).bind_processor(dialect))
        }
        inward = tuple(
            (index, convert)
            for index, column in enumerate(self._statement.selected_columns)
            if (convert := column.type.dialect_impl(dialect).result_processor(dialect, NUMERIC))
        )
        values = {name: bound.value for name, bound in compiled.binds.items() if not bound.required}
        order = tuple(compiled.positiontup) if compiled.positional and compiled.positiontup is not None else None
        return _Compiled(str(compiled), order, values, outward, inward)


def _row_type(names: Iterable[str]) -> Any:
    return namedtuple("Row", names)


def _run(engine: Engine, made: _Compiled, given: Mapping[str, object]) -> list[Any]:
    values = {**made.values, **given}
    for name, convert in made.outward.items():
        values[name] = convert(values[name])
    parameters: Any = values if made.order is None else [values[name] for name in made.order]
    errors = engine.dialect.loaded_dbapi.Error
    try:
        with connection_for_reading(engine) as connection:
            cursor = connection.cursor()
            engine.dispatch.before_cursor_execute(None, cursor, made.sql, parameters, None, False)
            cursor.execute(made.sql, parameters)
            return list(cursor.fetchall())
    except errors as problem:  # also when no connection could be made
        raise DBAPIError.instance(made.sql, None, problem, errors) from problem


def _converted(row: tuple[Any, ...], inward: tuple[tuple[int, Processor], ...]) -> list[Any]:
    values = list(row)
    for index, convert in inward:
        values[index] = convert(values[index])
    return values
