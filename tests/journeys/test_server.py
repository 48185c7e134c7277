"""The server as an operator starts it."""

import os
import signal
import subprocess
from pathlib import Path

from tests.support.servers import PORTAL, ROOT, environment, free_port, server, wait_for


def start_again(folder: Path, port: int, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        PORTAL, cwd=ROOT, env=environment(folder, port, **more), capture_output=True, text=True, timeout=60
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
