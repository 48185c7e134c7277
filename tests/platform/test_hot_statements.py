"""Statements on the driver's connection do the same as those through the session, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.exc import DBAPIError

from lms.accounts.models import Person
from lms.org.models import Unit
from lms.platform.db.doors import begin_writing, door
from lms.platform.db.hot_statements import HotRead
from lms.platform.db.model import db
from tests.support import people
from tests.support.people import NOW
from tests.support.statements import statements

NAMES = HotRead(select(Unit.name).where(Unit.name.like(bindparam("like"))).order_by(Unit.name))
PEOPLE = HotRead(
    select(Person.username, Person.created_at, Person.name_confirmed_at, Person.password_hash.is_(None).label("new"))
    .where(Person.created_at == bindparam("at"), Person.username != "budi")
    .order_by(Person.username)
)


def test_values_come_back_in_the_types_of_their_columns(app: Flask) -> None:
    people.add_person("ani")
    people.add_person("budi", nip="199001012015012888")
    with door(writes=False):
        found = PEOPLE.rows(at=NOW)
    assert found == [("ani", NOW, NOW, False)]
    assert found[0].created_at.tzinfo is not None


def test_what_a_door_has_written_is_seen_by_its_own_reads_only(app: Flask) -> None:
    with door(writes=True):
        db.session.add(Unit(name="Dinas Contoh", sort_key="dinas contoh"))
        db.session.flush()
        assert NAMES.rows(like="%") == [("Dinas Contoh",)]
        db.session.rollback()
        assert NAMES.rows(like="%") == []


def test_a_read_after_the_door_began_to_write_waits_for_the_turn(app: Flask) -> None:
    with door(writes=False):
        assert NAMES.rows(like="%") == []
        assert not db.session.registry.has()
        begin_writing()
        NAMES.rows(like="%")
        assert db.session().in_transaction()


def test_a_read_is_counted_where_statements_are_counted(app: Flask) -> None:
    with statements() as seen, door(writes=False):
        NAMES.rows(like="Dinas %")
    assert len(seen) == 1 and "unit.name" in seen[0].sql


def test_a_failing_read_raises_what_the_session_raises_and_the_next_one_works(app: Flask) -> None:
    broken = HotRead(select(literal_column("no_such_column").label("name")).select_from(Unit))
    with pytest.raises(DBAPIError), door(writes=False):
        broken.rows()
    with door(writes=False):
        assert NAMES.rows(like="%") == []
