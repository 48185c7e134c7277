"""No column that names a person is forgotten when two records of one person become one."""

from flask import Flask

from lms.accounts import merges
from lms.platform.db.model import Base


def naming_a_person() -> set[str]:
    columns = (column for table in Base.metadata.tables.values() for column in table.columns)
    return {str(one) for one in columns if any(key.target_fullname == "person.id" for key in one.foreign_keys)}


def declared() -> list[str]:
    return [f"{line.column.class_.__tablename__}.{line.column.key}" for line in [*merges.moves(), *merges.stays()]]


def test_each_column_that_names_a_person_moves_or_stays_by_a_line_of_its_feature(shared_app: Flask) -> None:
    assert naming_a_person() == set(declared())


def test_no_column_is_named_twice(shared_app: Flask) -> None:
    assert len(declared()) == len(set(declared()))
