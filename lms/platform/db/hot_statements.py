"""Statements that every page or saved answer pays for: compiled once, run on the driver's own connection.

A read through the session cost as much as the rest of the page (building the statement, its cache key, the session
itself: 270 microseconds against 40). Only for the person asking, lessons, quizzes and home; all else keeps the session.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter, methodcaller
from typing import Any, TypeVar

from sqlalchemy import Insert, SelectBase
from sqlalchemy.engine import Dialect

from lms.platform.db.doors import current_dialect, run_hot

Processor = Callable[[Any], Any]
Taken = TypeVar("Taken")
_ALL_ROWS: Callable[[Any], list[Any]] = methodcaller("fetchall")
_ROW_COUNT: Callable[[Any], int] = attrgetter("rowcount")
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


class _Hot:
    """A statement whose changing values are `bindparam`s."""

    def __init__(self, statement: SelectBase | Insert) -> None:
        self._statement = statement
        self._by_database: dict[str, _Compiled] = {}

    def _run(self, given: Mapping[str, object], take: Callable[[Any], Taken]) -> tuple[_Compiled, Taken]:
        """Runs the statement and takes from its cursor what is wanted. Raises DBAPIError."""
        dialect = current_dialect()
        made = self._by_database.get(dialect.name)
        if made is None:
            made = self._by_database[dialect.name] = self._compile(dialect)
        values = {**made.values, **given}
        for name, convert in made.outward.items():
            values[name] = convert(values[name])
        parameters: Any = values if made.order is None else [values[name] for name in made.order]
        return made, run_hot(made.sql, parameters, take)

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._statement.compile(dialect=dialect)
        outward = {
            name: convert
            for name, bound in compiled.binds.items()
            if (convert := bound.type.dialect_impl(dialect).bind_processor(dialect))
        }
        columns = self._statement.selected_columns if isinstance(self._statement, SelectBase) else ()
        inward = tuple(
            (index, convert)
            for index, column in enumerate(columns)
            if (convert := column.type.dialect_impl(dialect).result_processor(dialect, NUMERIC))
        )
        values = {name: bound.value for name, bound in compiled.binds.items() if not bound.required}
        order = tuple(compiled.positiontup) if compiled.positional and compiled.positiontup is not None else None
        return _Compiled(str(compiled), order, values, outward, inward)


class HotRead(_Hot):
    """A SELECT of plain columns. Each column's name must be its own."""

    def __init__(self, statement: SelectBase) -> None:
        super().__init__(statement)
        self._row = _row_type([str(column.key) for column in statement.selected_columns])

    def rows(self, **values: object) -> list[Any]:
        """The rows as named tuples. Raises DBAPIError as the session does."""
        return [self.typed(row) for row in self.raw(**values)]

    def raw(self, **values: object) -> tuple[tuple[Any, ...], ...]:
        """The rows as the driver gives them, by which something made of them can be remembered. Raises as `rows`."""
        return tuple(self._run(values, _ALL_ROWS)[1])

    def typed(self, row: tuple[Any, ...]) -> Any:
        """One of the raw rows as a named tuple, with values of the types of its columns."""
        inward = self._by_database[current_dialect().name].inward
        return self._row._make(_converted(row, inward) if inward else row)


class HotInsert(_Hot):
    """An INSERT for `commit_together`, or for a door whose session writes."""

    def run(self, **values: object) -> int:
        """How many rows were inserted. Raises DBAPIError as the session does."""
        return self._run(values, _ROW_COUNT)[1]


def _row_type(names: Iterable[str]) -> Any:
    return namedtuple("Row", names)


def _converted(row: tuple[Any, ...], inward: tuple[tuple[int, Processor], ...]) -> list[Any]:
    values = list(row)
    for index, convert in inward:
        values[index] = convert(values[index])
    return values
