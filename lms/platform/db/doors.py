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
from pathlib import Path
from typing import IO, Any

from flask import Flask
from sqlalchemy import Connection, Engine, PoolProxiedConnection, event

from lms.platform.db.model import db

_writes: ContextVar[bool] = ContextVar("writes", default=False)
_reading: ContextVar[list[PoolProxiedConnection] | None] = ContextVar("reading", default=None)
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
    if engine.dialect.name != "sqlite":
        return
    lock = WriteLock(lock_path)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not _writes.get():
            connection.exec_driver_sql("BEGIN")
            return
        lock.acquire()
        connection.info["has_write_lock"] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            _let_go(connection)
            raise

    def _let_go(connection: Connection) -> None:
        if connection.info.pop("has_write_lock", False):
            lock.release()

    @event.listens_for(engine, "reset")
    def _reset(dbapi_connection: Any, record: Any, state: Any) -> None:
        # Back in the pool: whether it ended by commit or rollback, the turn is over.
        if record.info.pop("has_write_lock", False):
            lock.release()


def begin_writing() -> None:
    """Ends the reading transaction; the next statement opens one that may write (and waits for its turn).

    Values read so far stay usable only if they are not ORM objects.
    """
    db.session.rollback()
    _end_reading()
    _writes.set(True)


def begin_reading() -> None:
    """Ends the current transaction without storing anything; the next statement opens one that only reads."""
    db.session.rollback()
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

    A page of hot reads alone never makes a session: that would cost it a fifth of its time.
    """
    writes_token = _writes.set(writes)
    reading_token = _reading.set([])
    pending: list[Callable[[], None]] = []
    pending_token = _after_commit.set(pending)
    try:
        yield
        if db.session.registry.has():
            db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.remove()
        _end_reading()
        _writes.reset(writes_token)
        _reading.reset(reading_token)
        _after_commit.reset(pending_token)
    for action in pending:
        action()


@contextmanager
def connection_for_reading(engine: Engine) -> Iterator[PoolProxiedConnection]:
    """The connection on which a hot read runs: inside the session's transaction if it has one or if the door writes,
    so that it sees what was written and waits its turn; else a connection of the driver, kept until the door closes.
    """
    kept = _reading.get()
    if _writes.get() or kept is None or (db.session.registry.has() and db.session().in_transaction()):
        yield db.session.connection().connection
        return
    if not kept:
        kept.append(engine.raw_connection())
    try:
        yield kept[0]
    except engine.dialect.loaded_dbapi.Error:
        kept.pop().invalidate()  # whatever is wrong with it, the next read gets another
        raise


def _end_reading() -> None:
    kept = _reading.get()
    while kept:
        kept.pop().close()


def lock_row(statement: Any) -> Any:
    """`statement` with FOR UPDATE; SQLite ignores it, for there a writer is alone already."""
    return statement.with_for_update()
