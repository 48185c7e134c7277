"""What is committed together is stored before anybody goes on, each part by itself, and fails for all if it fails."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from lms.org.models import Unit
from lms.platform.db.doors import begin_writing, commit_together, door
from lms.platform.db.driver import Driver
from lms.platform.db.hot_statements import HotInsert, HotRead
from lms.platform.db.model import db
from lms.platform.db.shared_commits import Execute, SharedCommits
from tests.support import apps
from tests.support.statements import statements

NAMES = HotRead(select(Unit.name).where(Unit.name.like(bindparam("like"))).order_by(Unit.name))
ADD = HotInsert(insert(Unit).values(name=bindparam("name"), sort_key=bindparam("sort_key"), parent_path="/"))


def adding(name: str | None) -> partial[int]:
    """What stores a unit of this name."""
    return partial(ADD.run, name=name, sort_key=name or "")


def names() -> list[str]:
    """What is stored, seen from a door of its own."""
    with door(writes=False):
        return [row.name for row in NAMES.rows(like="%")]


def add(name: str | None) -> None:
    """Stores a unit together with whoever else waits."""
    with door(writes=False):
        assert NAMES.rows(like="nothing") == []
        commit_together(adding(name))


def outcomes(app: Flask, given: list[str | None]) -> dict[str | None, type[BaseException] | None]:
    """What came of storing each of the names, all at once, while somebody else has the turn to write."""
    told: dict[str | None, type[BaseException] | None] = {}

    def run(name: str | None) -> None:
        with app.app_context():
            try:
                add(name)
                told[name] = None
            except Exception as problem:
                told[name] = type(problem)

    threads = [threading.Thread(target=run, args=(name,)) for name in given]
    with turn_held(app, len(given)):
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join()
    return told


@contextmanager
def turn_held(app: Flask, waiting: int) -> Iterator[None]:
    """Holds the turn until so many wait for a commit; PostgreSQL knows no turn."""
    driver: Driver = app.extensions["driver"]
    driver.lock.acquire()
    yield
    while driver.engine.dialect.name == "sqlite" and len(driver._commits._waiting) < waiting:
        threading.Event().wait(0.01)
    driver.lock.release()


def test_it_is_stored_when_it_returns_and_makes_no_session(app: Flask) -> None:
    with door(writes=False):
        commit_together(adding("Dinas Contoh"))
        assert not db.session.registry.has()
        threads = [threading.Thread(target=lambda: seen.extend(in_another_thread(app)))]
        seen: list[str] = []
        for thread in threads:
            thread.start()
            thread.join()
    assert seen == ["Dinas Contoh"]


def in_another_thread(app: Flask) -> list[str]:
    """What another thread sees."""
    with app.app_context():
        return names()


def test_all_who_wait_share_one_commit_and_the_mistake_of_one_is_its_own(app: Flask) -> None:
    given = [f"Dinas {number}" for number in range(6)]
    with statements() as seen:
        told = outcomes(app, [*given, None])
    assert told == {**dict.fromkeys(given), None: IntegrityError}
    assert names() == given
    if db.engine.dialect.name == "sqlite":
        assert [one.sql for one in seen].count("BEGIN IMMEDIATE") == 1


def test_a_commit_that_fails_fails_for_all_and_stores_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = apps.make_app(tmp_path)  # on SQLite, for PostgreSQL gathers commits by itself
    driver: Driver = app.extensions["driver"]
    real, failed = driver._writing, []

    @contextmanager
    def failing(connection: object) -> Iterator[Callable[[str], object]]:
        with real(connection) as execute:
            yield execute
            if not failed:
                failed.append(True)
                raise OperationalError("COMMIT", None, Exception("disk I/O error"))

    monkeypatch.setattr(driver, "_writing", failing)
    given: list[str | None] = ["Dinas A", "Dinas B", "Dinas C"]
    assert outcomes(app, given) == dict.fromkeys(given, OperationalError)
    with app.app_context():
        assert names() == []
        add("Dinas D")
        assert names() == ["Dinas D"]


def test_what_raises_alone_leaves_nothing_and_holds_nobody_up(app: Flask) -> None:
    def half() -> None:
        adding("Dinas Contoh")()
        raise ValueError("half way")

    with door(writes=False):
        with pytest.raises(ValueError, match="half way"):
            commit_together(half)
        assert NAMES.rows(like="%") == []
    with door(writes=True):
        assert NAMES.rows(like="%") == []


def test_a_session_inside_is_a_mistake_that_stores_nothing(app: Flask) -> None:
    def mixed() -> None:
        adding("Dinas Contoh")()
        db.session.scalar(select(Unit.id))

    with pytest.raises(RuntimeError, match="hot statements only"), door(writes=False):
        commit_together(mixed)
    assert names() == []


def test_a_door_that_writes_has_its_own_transaction(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="writes already"), door(writes=False):
        begin_writing()
        commit_together(adding("Dinas Contoh"))


def test_a_failing_statement_raises_what_the_session_raises_and_the_next_one_works(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        add(None)
    add("Dinas Contoh")
    assert names() == ["Dinas Contoh"]


def cut_connections() -> None:
    """PostgreSQL ends every connection but the one that asks for it; a file has none to end."""
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "postgresql":
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))


def test_a_connection_that_was_cut_is_told_as_the_session_tells_it_and_the_next_one_works(app: Flask) -> None:
    is_cut = db.engine.dialect.name == "postgresql"
    with pytest.raises(DBAPIError) if is_cut else nullcontext(), door(writes=False):
        NAMES.rows(like="%")
        cut_connections()
        commit_together(adding("Dinas Contoh"))
    add("Badan Umpama")
    assert names()[0] == "Badan Umpama"


def test_a_turn_that_does_not_come_is_told_to_all_who_wait(app: Flask) -> None:
    commits, told = SharedCommits(), []

    @contextmanager
    def locked() -> Iterator[Execute]:
        threading.Event().wait(0.1)
        raise DBAPIError("BEGIN IMMEDIATE", None, Exception("database is locked"))
        yield lambda sql: None

    def run() -> None:
        try:
            commits.run(lambda: None, locked)
        except DBAPIError:
            told.append("refused")

    threads = [threading.Thread(target=run) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert told == ["refused"] * 5
