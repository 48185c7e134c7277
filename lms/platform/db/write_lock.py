"""Whose turn it is to write into SQLite's file."""

import fcntl
import threading
from pathlib import Path
from typing import IO


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
