"""Serving: one server per data folder, two processes of four threads, ended together with their parent."""

import ctypes
import fcntl
import os
import signal
import sys
from pathlib import Path
from typing import IO, NoReturn

from config import ROOT
from lms.platform.web import logs

PR_SET_PDEATHSIG = 1
THREADS = 4


class AlreadyServing(Exception):
    """Another server uses this data folder."""


def hold(data_dir: Path) -> IO[bytes]:
    """Takes the data folder while the file returned is open, here or in what this becomes. Raises AlreadyServing."""
    file = (data_dir / "server-lock").open("ab")
    os.set_inheritable(file.fileno(), True)
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


def serve(target: str, *, host: str, port: int, workers: int) -> NoReturn:
    """Becomes the server of `target` (`module:app`), which serves until it is told to stop.

    The program that prepared the start gives its memory back; files it made inheritable stay open.
    """
    options = {"host": host, "port": port, "workers": workers, "blocking-threads": THREADS, "working-dir": ROOT}
    told = [f"--{name}={value}" for name, value in options.items()]
    quiet = ["--interface=wsgi", "--no-ws", "--respawn-failed-workers", "--log-level=warning"]
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "lms.serving", target, *told, *quiet])
