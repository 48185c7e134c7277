"""Transactions: where they begin and end. One door (request, command) is one transaction.

SQLite gets `BEGIN IMMEDIATE` for doors that may write and plain `BEGIN` for reads: a deferred begin that writes
later fails at once with "database is locked". Writers queue fairly on a lock of this process and on a file
that all processes of the server share. On PostgreSQL the database does all that.
"""

import fcntl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import IO, Any

from flask import Flask, current_app
from sqlalchemy import Connection, Engine, PoolProxiedConnection, event
from sqlalchemy.exc import DBAPIError

from lms.platform.db.model import db

_writes: ContextVar[bool] = ContextVar("writes", default=False)
_driver: ContextVar[list[PoolProxiedConnection] | None] = ContextVar("driver", default=None)
_after_commit: ContextVar[list[Callable[[], None]] | None] = ContextVar("after_commit", default=None)


class WriteLock:
    """Lets one writer in at a time: threads by a lock, processes by `flock` on a file in DATA_DIR."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Waits for the turn; both waits are fair enough that none starves."""
        self._threads.acquire()
        if self._file is None:
            self._file = self._path.open("ab")  # kept open for the life of the process
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def release(self) -> None:
        """Lets the next writer in."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()


def install(app: Flask, engine: Engine, lock_path: Path) -> None:
    """Hooks begin, commit and rollback of `engine`; called once per application."""

    @event.listens_for(engine, "begin")
    def _refuse_a_second_transaction(_connection: Connection) -> None:
        if _writes.get() and _driver.get():
            raise RuntimeError("This door writes with hot statements only; a session would be a second transaction.")

    if engine.dialect.name != "sqlite":
        return
    lock = app.extensions["write-lock"] = WriteLock(lock_path)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _writes.get():
            _take_turn(lock, connection.info, connection.exec_driver_sql)
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


def _take_turn(lock: WriteLock, info: dict[Any, Any], execute: Callable[[str], Any]) -> None:
    """Begins a transaction of SQLite that writes, on the connection of `info`; it holds the lock until it is over."""
    lock.acquire()
    info["has_write_lock"] = True
    try:
        execute("BEGIN IMMEDIATE")
    except BaseException:
        del info["has_write_lock"]
        lock.release()
        raise


def begin_writing() -> None:
    """Ends the reading transaction; the next statement opens one that may write (and waits for its turn).

    Values read so far stay usable only if they are not ORM objects.
    """
    db.session.rollback()
    _close_driver()
    _writes.set(True)


def begin_hot_writing() -> None:
    """`begin_writing` for a door that has only hot statements left: they share a connection of the driver.

    A session, its begin and its commit would cost an answer that is saved a third of its time.
    """
    begin_writing()
    db.session.remove()
    engine, kept = db.engine, _driver.get()
    if kept is None:
        raise RuntimeError("begin_hot_writing needs an open door")
    kept.append(engine.raw_connection())
    if engine.dialect.name == "sqlite":  # others begin by themselves
        with driver_errors(engine, "BEGIN IMMEDIATE"):
            run = partial(run_on_driver, engine, kept[0])
            _take_turn(current_app.extensions["write-lock"], kept[0].info, run)


def begin_reading() -> None:
    """Ends the current transaction without storing anything; the next statement opens one that only reads."""
    db.session.rollback()
    _close_driver()
    _writes.set(False)


def after_commit(action: Callable[[], None]) -> None:
    """Runs `action` once the door's transaction is on disk; never if it is rolled back."""
    pending = _after_commit.get()
    if pending is None:
        raise RuntimeError("after_commit needs an open door")
    pending.append(action)


@contextmanager
def door(*, writes: bool) -> Iterator[None]:
    """One transaction: commits at the end, rolls back on any exception, then runs what waits for the commit.

    A page of hot statements alone never makes a session: that would cost it a fifth of its time.
    """
    writes_token = _writes.set(writes)
    driver_token = _driver.set([])
    pending: list[Callable[[], None]] = []
    pending_token = _after_commit.set(pending)
    try:
        yield
        _commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.remove()
        _close_driver()
        _writes.reset(writes_token)
        _driver.reset(driver_token)
        _after_commit.reset(pending_token)
    for action in pending:
        action()


def _commit() -> None:
    kept = _driver.get()
    if _writes.get() and kept:
        with driver_errors(db.engine, "COMMIT"):
            kept[0].commit()
    elif db.session.registry.has():
        db.session.commit()


def driver_connection(engine: Engine) -> PoolProxiedConnection:
    """The connection on which a hot statement runs: that of the session if it has begun or may write, to see what was
    written and to wait for the turn; else one of the driver, kept until the door closes."""
    kept = _driver.get()
    if kept is None or (_writes.get() and not kept) or (db.session.registry.has() and db.session().in_transaction()):
        return db.session.connection().connection
    if not kept:
        kept.append(engine.raw_connection())
    return kept[0]


def run_on_driver(engine: Engine, connection: PoolProxiedConnection, sql: str, values: Any = ()) -> Any:
    """Runs a statement and returns its cursor; whoever counts the statements of `engine` counts it too."""
    cursor = connection.cursor()
    engine.dispatch.before_cursor_execute(None, cursor, sql, values, None, False)
    cursor.execute(sql, values)
    return cursor


@contextmanager
def driver_errors(engine: Engine, sql: str) -> Iterator[None]:
    """What the driver raises comes as DBAPIError, as from the session; whoever reads on gets another connection."""
    errors = engine.dialect.loaded_dbapi.Error
    try:
        yield
    except errors as problem:
        kept = _driver.get()
        if kept and not _writes.get():
            kept.pop().invalidate()
        raise DBAPIError.instance(sql, None, problem, errors) from problem


def _close_driver() -> None:
    """Gives the driver's connection back; what it has not committed is rolled back."""
    kept = _driver.get()
    while kept:
        kept.pop().close()


def lock_row(statement: Any) -> Any:
    """`statement` with FOR UPDATE; SQLite ignores it, for there a writer is alone already."""
    return statement.with_for_update()
