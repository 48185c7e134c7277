"""Transactions: where they begin and end. One door (request, command) is one transaction.

SQLite gets `BEGIN IMMEDIATE` for doors that may write and plain `BEGIN` for reads: a deferred begin that writes
later fails at once with "database is locked". Writers queue fairly on a lock of this process and on a file
that all processes of the server share. On PostgreSQL the database does all that.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.exc import DBAPIError

from lms.platform.db.driver import Driver
from lms.platform.db.model import db
from lms.platform.db.write_lock import WriteLock


@dataclass(eq=False)
class Door:
    """An open door: whether its session may write, the driver's connection if it has one, what waits for the commit."""

    driver: Driver
    writes: bool
    connection: Any = None
    is_committing: bool = False
    pending: list[Callable[[], None]] = field(default_factory=list)

    def close_driver(self) -> None:
        """Gives the driver's connection back."""
        if self.connection is not None:
            self.driver.give_back(self.connection)
            self.connection = None


_open: ContextVar[Door | None] = ContextVar("open", default=None)


def install(app: Flask, engine: Engine, lock_path: Path) -> None:
    """Hooks begin, commit and rollback of `engine`; called once per application."""
    lock = WriteLock(lock_path)
    app.extensions["driver"] = Driver(engine, lock)

    @event.listens_for(engine, "begin")
    def _refuse_a_second_transaction(_connection: Connection) -> None:
        opened = _open.get()
        if opened is not None and opened.is_committing:
            raise RuntimeError("What is committed together has hot statements only; a session is another transaction.")

    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        opened = _open.get()
        if opened is not None and opened.writes:
            _take_turn(lock, connection)
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "reset")
    def _reset(dbapi_connection: Any, record: Any, state: Any) -> None:
        # Back in the pool: whether it ended by commit or rollback, the turn is over.
        if record.info.pop("has_write_lock", False):
            lock.release()


def _take_turn(lock: WriteLock, connection: Connection) -> None:
    """Begins a transaction of SQLite that writes; its connection holds the lock until it is over."""
    lock.acquire()
    connection.info["has_write_lock"] = True
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        del connection.info["has_write_lock"]
        lock.release()
        raise


def begin_writing() -> None:
    """Ends the reading transaction; the next statement opens one that may write (and waits for its turn).

    Values read so far stay usable only if they are not ORM objects.
    """
    _begin_anew(writes=True)


def begin_reading() -> None:
    """Ends the current transaction without storing anything; the next statement opens one that only reads."""
    _begin_anew(writes=False)


def _begin_anew(*, writes: bool) -> None:
    db.session.rollback()
    opened = _open_door()
    opened.close_driver()
    opened.writes = writes


def commit_together(action: Callable[[], object]) -> None:
    """Runs `action` in a transaction of its own, which is on disk when this returns; raises what it raises.

    Several requests may share the commit, so `action` may run in another thread: it has hot statements only and gets
    all it needs as its arguments (`functools.partial`), nothing from the request. The door must only have read so far.
    """
    opened = _open_door()
    if opened.writes:
        raise RuntimeError("This door writes already; what it writes belongs into its own transaction.")
    db.session.remove()
    opened.connection = opened.connection or opened.driver.borrow()
    opened.is_committing = True
    try:
        opened.driver.commit(opened.connection, action)
    finally:
        opened.is_committing = False


def _open_door() -> Door:
    opened = _open.get()
    if opened is None:
        raise RuntimeError("This needs an open door.")
    return opened


def after_commit(action: Callable[[], None]) -> None:
    """Runs `action` once the door's transaction is on disk; never if it is rolled back."""
    _open_door().pending.append(action)


@contextmanager
def door(*, writes: bool) -> Iterator[None]:
    """One transaction: commits at the end, rolls back on any exception, then runs what waits for the commit.

    A page of hot statements alone never makes a session: that would cost it a fifth of its time.
    """
    opened = Door(current_app.extensions["driver"], writes)
    token = _open.set(opened)
    try:
        yield
        if db.session.registry.has():
            db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.remove()
        opened.close_driver()
        _open.reset(token)
    for action in opened.pending:
        action()


def current_dialect() -> Dialect:
    """Which database the application runs on."""
    driver: Driver = current_app.extensions["driver"]
    return driver.engine.dialect


def run_hot(sql: str, values: Any, take: Callable[[Any], Any]) -> Any:
    """Runs a statement in the words of the database and takes from its cursor what is wanted. Raises DBAPIError.

    It runs on the session's connection if the session has begun or may write, to see what was written and to wait for
    the turn; else on one of the driver.
    """
    opened = _open.get()
    if opened is None or opened.writes or (db.session.registry.has() and db.session().in_transaction()):
        driver = current_app.extensions["driver"]
        connection = db.session.connection().connection
        with driver.errors(sql):
            return take(driver.run(connection, sql, values))
    driver = opened.driver
    connection = opened.connection = opened.connection or driver.borrow()
    try:
        with driver.errors(sql):
            return take(driver.run(connection, sql, values))
    except DBAPIError:
        if not opened.is_committing:  # whoever reads on gets another connection
            opened.connection = None
            driver.forget(connection)
        raise


def lock_row(statement: Any) -> Any:
    """`statement` with FOR UPDATE; SQLite ignores it, for there a writer is alone already."""
    return statement.with_for_update()
