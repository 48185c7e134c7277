"""The tables can be made, unmade and made again with rows in every one, on both databases; a copy is kept before."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask.testing import FlaskClient
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, Connection, func, inspect, select, text

from lms.org.models import Unit
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.platform.db.revisions import is_modelled, newest_revision
from tests.assignments.offices import (
    add_city,
    add_lesson,
    add_people,
    assign,
    assign_programme,
    complete,
    later,
    recounted,
)
from tests.programmes.making import make_programme
from tests.support import apps
from tests.support.postgres import cluster
from tests.support.rows import fill_every_table


@pytest.fixture(params=["sqlite", "postgresql"])
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application whose tables no other test uses, inside its application context."""
    with ExitStack() as stack:
        more = {"DATABASE_URL": stack.enter_context(cluster())} if request.param == "postgresql" else {}
        app = apps.make_app(tmp_path, **more)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def test_every_table_goes_down_with_its_rows_and_comes_up_again(own_database: Flask) -> None:
    made = tables()
    with door(writes=True):
        fill_every_table(db.session.connection())
    with db.engine.connect() as connection:
        assert empty_tables(connection) == []
    db.engine.dispose()
    downgrade(revision="base")
    assert tables() == {"alembic_version"}
    upgrade()
    assert tables() == made == {"alembic_version", *db.metadata.tables}
    assert checks() == {str(rule.name) for table in db.metadata.sorted_tables for rule in table.constraints
                        if isinstance(rule, CheckConstraint)}  # fmt: skip
    with db.engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"include_object": is_modelled}), db.metadata)
            == []
        )


def test_an_upgrade_adds_up_by_week_what_was_completed_before(own_database: Flask) -> None:
    units, course = add_city(), add_lesson()
    people = add_people([units["SD 1"], units["SD 1"], None])
    assign(course)
    for person, days in zip(people, (0, 30, 30), strict=True):
        complete(person, at=later(-days))
    db.session.remove()
    db.engine.dispose()
    downgrade(revision="0020")
    upgrade()
    assert recounted() == []
    with door(writes=False):
        assert db.session.scalar(text("SELECT sum(people) FROM duty_week")) == 3


def test_going_down_drops_assignments_of_programmes_and_keeps_those_of_courses(own_database: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    assign(course, token="course")
    assign_programme(make_programme(["ramah"]), token="programme")
    complete(ani)
    db.session.remove()
    db.engine.dispose()
    downgrade(revision="0028")
    upgrade()
    assert recounted() == []
    with door(writes=False):
        assert db.session.scalars(text("SELECT token FROM assignment")).all() == ["course"]


def tables() -> set[str]:
    return {name for name in inspect(db.engine).get_table_names() if is_modelled(None, name, "table")}


def checks() -> set[str]:
    found = inspect(db.engine)
    return {str(rule["name"]) for table in found.get_table_names() for rule in found.get_check_constraints(table)}


def empty_tables(connection: Connection) -> list[str]:
    tables = db.metadata.sorted_tables
    return [table.name for table in tables if not connection.scalar(select(func.count()).select_from(table))]


def test_an_upgrade_keeps_a_copy_with_what_was_committed_last_even_if_it_fails(tmp_path: Path) -> None:
    app = apps.make_app(tmp_path)
    app.config["KEEP_COPY_BEFORE_UPGRADE"] = True
    with app.app_context():
        set_revision("0000")  # of no release, so that the upgrade cannot be made
        with door(writes=True):
            db.session.add(Unit(name="Dinas Contoh", sort_key="dinas contoh"))
        with db.engine.connect(), pytest.raises(SystemExit):  # while somebody reads, the row lies in the log
            upgrade()
        db.engine.dispose()
    with closing(sqlite3.connect(tmp_path / "rambutan.sqlite3.before-upgrade")) as copy:
        assert copy.execute("SELECT name FROM unit").fetchall() == [("Dinas Contoh",)]


def test_a_start_with_nothing_to_upgrade_copies_nothing(tmp_path: Path) -> None:
    app = apps.make_app(tmp_path)
    app.config["KEEP_COPY_BEFORE_UPGRADE"] = True
    with app.app_context():
        upgrade()
        db.engine.dispose()
    assert not (tmp_path / "rambutan.sqlite3.before-upgrade").exists()


def test_a_database_of_another_release_is_not_ready(app: Flask, client: FlaskClient) -> None:
    with door(writes=False):
        revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    set_revision("0000")
    try:
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
    finally:
        set_revision(str(revision))
    assert client.get("/readyz").status_code == 200


def set_revision(revision: str) -> None:
    with door(writes=True):
        db.session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_the_newest_migration_by_its_name_is_the_one_that_follows_all_others(app: Flask) -> None:
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    assert newest_revision() == scripts.get_current_head()
