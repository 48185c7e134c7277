"""The server as an operator starts it."""

import os
import signal
import subprocess
from pathlib import Path

from tests.support.servers import PORTAL, ROOT, environment, free_port, server, wait_for


def start_again(folder: Path, port: int, *courses: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PORTAL, *courses], cwd=ROOT, env=environment(folder, port, **more), capture_output=True, text=True, timeout=60
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


def test_a_start_publishes_the_courses_it_is_given_and_another_one_leaves_them_as_they_are(tmp_path: Path) -> None:
    log, command = tmp_path / "log", (*PORTAL, "courses/pelayanan-publik-ramah")
    for _ in range(2):
        with server(tmp_path, free_port(), command, log=log):
            pass
    told = log.read_text("utf-8")
    assert told.index("version 1 published") < told.index("unchanged, version 1 stays")


def test_a_course_with_errors_stops_the_start_and_says_what_to_mend(tmp_path: Path) -> None:
    course = tmp_path / "kosong"
    course.mkdir()
    (course / "course.md").write_text("---\ntitle: Kosong\n---\n", "utf-8")
    told = start_again(tmp_path / "data", free_port(), str(course))
    assert told.returncode == 1
    assert "[course-without-lessons]" in told.stdout + told.stderr


def test_a_course_folder_that_is_not_there_stops_the_start_in_words(tmp_path: Path) -> None:
    told = start_again(tmp_path, free_port(), "tiada")
    assert told.returncode == 2
    assert "Directory 'tiada' does not exist." in told.stderr
    assert "Traceback" not in told.stderr
