"""The server as an operator starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "PORT": str(port), **more}


@contextmanager
def server(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "wsgi.py"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(folder, port), start_new_session=True)
    try:
        wait_for(port)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def wait_for(port: int, *, up: bool = True) -> None:
    for _ in range(300):
        if answers(port) is up:
            return
        time.sleep(0.1)
    raise AssertionError(f"port {port} did not come {'up' if up else 'down'} within 30 seconds")


def start_again(folder: Path, port: int, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "wsgi.py"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(folder, port, **more), capture_output=True, text=True, timeout=60
    )


def test_a_second_server_on_the_same_data_is_refused_in_words(tmp_path: Path) -> None:
    with server(tmp_path, free_port()):
        second = start_again(tmp_path, free_port())
    assert second.returncode == 2
    assert "already running" in second.stderr


def test_no_process_serves_on_after_its_parent_was_killed(tmp_path: Path) -> None:
    port = free_port()
    with server(tmp_path, port) as process:
        os.kill(process.pid, signal.SIGKILL)
        wait_for(port, up=False)


def test_a_wrong_setting_stops_the_start_and_says_what_is_allowed(tmp_path: Path) -> None:
    told = start_again(tmp_path, 8000, TIMEZONE="Asia/Binjai")
    assert told.returncode == 2
    assert "TIMEZONE is 'Asia/Binjai'" in told.stderr
