"""The driver's own connections, on which hot statements run: for SQLite each thread keeps one, else a door borrows one.

Fetching one from the pool and giving it back cost a page as much as three of its statements. One of SQLite holds
nothing between two statements, for outside a transaction each ends by itself.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection
from sqlalchemy.exc import DBAPIError

from lms.platform.db.shared_commits import SharedCommits
from lms.platform.db.write_lock import WriteLock


class Driver:
    """The connections of one engine, and how they write."""

    def __init__(self, engine: Engine, lock: WriteLock) -> None:
        self.engine = engine
        self.lock = lock
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._commits = SharedCommits()
        self._kept = threading.local()

    def borrow(self) -> Any:
        """A connection of this thread, or of whoever gives it back. Raises DBAPIError."""
        if not self._is_sqlite:
            return self._fetch()
        pool, connection = getattr(self._kept, "of_pool", (None, None))
        if pool is not self.engine.pool:  # the first of this thread, or the engine was disposed of
            fetched = self._fetch()
            pool, connection = self.engine.pool, fetched.dbapi_connection
            fetched.detach()
            self._kept.of_pool = (pool, connection)
        return connection

    def _fetch(self) -> PoolProxiedConnection:
        with self.errors("connect"):
            return self.engine.raw_connection()

    def give_back(self, connection: Any) -> None:
        """Ends what the connection has not committed."""
        if not self._is_sqlite:
            connection.close()

    def forget(self, connection: Any) -> None:
        """The connection is broken: the next one is another."""
        if self._is_sqlite:
            self._kept.of_pool = (None, None)
            connection.close()
        else:
            connection.invalidate()
            self.engine.dispose()  # what cut this one has cut those in the pool

    def run(self, connection: Any, sql: str, values: Any = ()) -> Any:
        """Runs a statement and returns its cursor; whoever counts the statements of the engine counts it too."""
        cursor = connection.cursor()
        self.engine.dispatch.before_cursor_execute(None, cursor, sql, values, None, False)
        cursor.execute(sql, values)
        return cursor

    @contextmanager
    def errors(self, sql: str) -> Iterator[None]:
        """What the driver raises comes as DBAPIError, as from the session."""
        errors = self.engine.dialect.loaded_dbapi.Error
        try:
            yield
        except errors as problem:
            raise DBAPIError.instance(sql, None, problem, errors) from problem

    def commit(self, connection: Any, action: Callable[[], object]) -> None:
        """Runs `action`, whose hot statements use a connection like this, in a transaction that is on disk at the end.

        On SQLite it may be run by another thread, between the actions of others. Raises what the action raises.
        """
        if self._is_sqlite:
            self._commits.run(action, lambda: self._writing(connection))
            return
        try:
            with self.errors("ROLLBACK"):
                connection.rollback()  # what was read before
            action()
            with self.errors("COMMIT"):
                connection.commit()
        except BaseException:
            self._undo(connection)
            raise

    def _undo(self, connection: Any) -> None:
        """Rolls back; if the connection was cut there is nothing to undo, and those in the pool were cut with it."""
        try:
            connection.rollback()
        except self.engine.dialect.loaded_dbapi.Error:
            self.engine.dispose()

    @contextmanager
    def _writing(self, connection: Any) -> Iterator[Callable[[str], object]]:
        self.lock.acquire()
        try:
            with self.errors("BEGIN IMMEDIATE"):
                self.run(connection, "BEGIN IMMEDIATE")
            try:
                yield connection.execute
                with self.errors("COMMIT"):
                    connection.commit()
            except BaseException:
                connection.rollback()
                raise
        finally:
            self.lock.release()
