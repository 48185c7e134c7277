"""Serving: one server per data folder, two processes of four threads, ended together with their parent."""

import ctypes
import fcntl
import logging
import os
import signal
from pathlib import Path
from typing import IO

from granian import Granian
from granian.constants import Interfaces

from config import Settings
from lms.platform.web import logs

PR_SET_PDEATHSIG = 1
THREADS = 4


class AlreadyServing(Exception):
    """Another server uses this data folder."""


def hold(data_dir: Path) -> IO[bytes]:
    """Takes the data folder for this server as long as the file returned stays open. Raises AlreadyServing."""
    file = (data_dir / "server-lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise AlreadyServing(f"A server is already running on {data_dir}.") from None
    return file


def die_with_parent() -> None:
    """Asks the kernel to end this process once its parent is gone, so that none serves on alone (Linux)."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:
        os.kill(os.getpid(), signal.SIGKILL)


def worker_began() -> None:
    """What each serving process does first."""
    die_with_parent()
    logs.configure()


def serve(settings: Settings, target: str) -> None:
    """Serves `target` until it is told to stop. The caller holds the data folder."""
    logging.getLogger("granian").setLevel(logging.WARNING)
    Granian(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()
