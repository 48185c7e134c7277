"""The server as an operator starts it, in a process group of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PORTAL = (sys.executable, "wsgi.py")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """The settings of a server whose data lies in `folder`, and nothing else of this process's environment."""
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "PORT": str(port), **more}


@contextmanager
def server(
    folder: Path,
    port: int,
    command: Sequence[str] = PORTAL,
    ready: str = "/readyz",
    log: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers at `ready`; its whole group is killed at the end. `log` takes what it writes."""
    with (log or Path(os.devnull)).open("ab") as file:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(folder, port, **(settings or {})),
            start_new_session=True,
            stdout=file,
            stderr=file,
        )
    try:
        wait_for(port, ready)
        yield process
    finally:
        kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL for the server and all its children, as when the power goes."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def answers(port: int, path: str = "/readyz") -> bool:
    """Whether a server says 200 at `path`."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def wait_for(port: int, path: str = "/readyz", *, up: bool = True) -> None:
    """Waits until the server answers, or until it no longer does."""
    for _ in range(600):
        if answers(port, path) is up:
            return
        time.sleep(0.1)
    raise AssertionError(f"port {port} did not come {'up' if up else 'down'} within 60 seconds")
