"""One row in every table, made from what the tables themselves say: types, choices, parents."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Table, insert, select

from lms.platform.db.model import Base, UtcDateTime

GIVEN: dict[tuple[str, str], Any] = {
    ("source_file", "text"): "# Satu\n",
    ("draft_file", "text"): "# Satu\n",
    ("essay_mark", "reason"): "",
    ("mark_change", "to_mark"): 2,
    ("speaker_offer", "email"): "x",
    ("speaker_hours", "reason"): "",
    ("fault_answer", "outcome"): "not-wrong",
    ("delivery", "not_before"): datetime(2026, 11, 24, 2, 41, tzinfo=UTC),
    ("export_job", "failure"): "",
    ("reminded", "step"): 7,
    ("person_correction", "after"): "y",
    ("approval", "points"): '{"right": "Isinya benar."}',
}
"""Columns that may be empty or alike by themselves but not in every row, or the other way round."""

NEEDED = {("assignment", "course_id"), ("certificate", "enrolment_id")}
"""Columns that may be empty, but not where the one beside them is."""

OTHER: dict[tuple[str, str], dict[str, Any]] = {
    ("deputy", "deputy_id"): {"username": "y"},
    ("person_merge", "gone_id"): {"username": "z"},
}
"""Columns that refer to another row than the first one of their table, and how that one differs."""

_CHOICE = re.compile(r"(\w+) IN \(([^)]*)\)")
_BY_TYPE: dict[type, Any] = {
    int: 1,
    str: "x",
    bool: True,
    bytes: b"x",
    Decimal: Decimal("0.5"),
    date: date(2026, 11, 24),
}
_AT = datetime(2026, 11, 24, 2, 41, tzinfo=UTC)


def fill_every_table(connection: Connection) -> None:
    """Inserts the rows, parents first."""
    for table in Base.metadata.sorted_tables:
        connection.execute(insert(table).values(_values(connection, table)))


def _values(connection: Connection, table: Table) -> dict[str, Any]:
    return {column.name: _value(connection, table, column) for column in table.columns if _is_needed(column)}


def _is_needed(column: "Column[Any]") -> bool:
    numbered = (
        len(column.table.primary_key) == 1
        and column.primary_key
        and not column.foreign_keys
        and column.type.python_type is int
    )
    return not numbered and (not column.nullable or (column.table.name, column.name) in GIVEN.keys() | NEEDED)


def _value(connection: Connection, table: Table, column: "Column[Any]") -> Any:
    if (table.name, column.name) in GIVEN:
        return GIVEN[table.name, column.name]
    for key in column.foreign_keys:
        if (table.name, column.name) in OTHER:
            of = key.column.table
            row = {**_values(connection, of), **OTHER[table.name, column.name]}
            return connection.execute(insert(of).values(row).returning(key.column)).scalar_one()
        return connection.scalar(select(key.column).limit(1))
    usual = _AT if isinstance(column.type, UtcDateTime) else _BY_TYPE[column.type.python_type]
    return _choices(table).get(column.name, usual)


def _choices(table: Table) -> dict[str, str]:
    """The first of the words that a CHECK allows, by column."""
    rules = [str(rule.sqltext) for rule in table.constraints if isinstance(rule, CheckConstraint)]
    found = [match for rule in rules if (match := _CHOICE.fullmatch(rule))]
    return {match[1]: match[2].split(",")[0].strip().strip("'") for match in found}
