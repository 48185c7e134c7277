"""A record that every table names is merged: nothing names it afterwards but what stays by its own line."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts import merges
from lms.accounts.models import Person
from lms.assignments.models import Assignment
from lms.hours.models import JpRule
from lms.org.models import Unit
from lms.platform.db.doors import door
from lms.platform.db.model import Base, db
from tests.accounts import twins
from tests.support import people
from tests.support.rows import fill_every_table


@pytest.fixture
def gone(app: Flask) -> Iterator[int]:
    """Whom a row of every table names, in every column that may name a person."""
    with door(writes=True):
        connection = db.session.connection()
        rules = [dict(row) for row in connection.execute(select(JpRule.__table__)).mappings()]
        connection.execute(delete(JpRule))
        fill_every_table(connection)
        key = connection.scalar(select(func.min(Person.id)))
        for table, column in naming_a_person():
            try:
                with connection.begin_nested():
                    connection.execute(update(table).where(column.is_(None)).values({column.name: key}))
            except IntegrityError:
                continue  # a rule of the table does not allow it in this row
        connection.execute(update(Assignment).values(ended_at=people.NOW, ended_by="t"))
        connection.execute(update(Unit).values(parent_path="/"))
        connection.execute(update(Person).values(merged_into_id=None, is_demo=False))
    yield int(key or 0)
    with door(writes=True):  # the rules that migrations put in are there for every test
        db.session.execute(delete(JpRule))
        db.session.execute(insert(JpRule), rules)


def naming_a_person() -> Iterator[tuple[Table, "Column[Any]"]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.target_fullname == "person.id" for key in column.foreign_keys):
                yield table, column


def named(key: int) -> set[str]:
    with door(writes=False):
        connection = db.session.connection()
        rows = (
            (str(column), connection.scalar(select(func.count()).select_from(table).where(column == key)))
            for table, column in naming_a_person()
        )
        return {name for name, number in rows if number}


def test_no_row_of_any_table_names_the_record_that_went_and_undoing_puts_back_each(gone: int) -> None:
    kept = people.add_person("lina", "Lina Umpama", nip="", unit="")
    staying = {f"{line.column.class_.__tablename__}.{line.column.key}" for line in merges.stays()}
    assert len(named(gone) - staying) >= 30
    before = rows()
    merged = twins.merge(kept, gone)
    allowed = staying | {"employment.person_id"}  # a post that lies within one of the other record stays, ended
    assert named(gone) <= allowed, named(gone) - allowed
    twins.undo(merged)
    assert rows() == before


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row but the sums and places, which add up to nothing in rows that were made of types alone."""
    left_out = {*twins.SUMS, "jp_year", "staff_place"} - {"certificate_counter"}
    return {name: found for name, found in twins.everything().items() if name not in left_out}
