"""The server as operators start it sends letters by itself; killed in the middle, it loses none."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from lms.kernel.clock import utc_now
from lms.notifications.timing import IN_HAND
from lms.org import operations as org
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.notifications.mailing import FROM, Box, deliveries, sending_to, sweep_at, write
from tests.support import people
from tests.support.apps import make_app
from tests.support.servers import free_port, server

PEOPLE = 20


@pytest.fixture
def listening() -> Iterator[tuple[Box, int]]:
    """A mail server and its port."""
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield box, controller.port
    controller.stop()


def settings(port: int) -> dict[str, str]:
    return {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_SECURITY": "none", "MAIL_FROM": FROM}


def wait_until_taken(box: Box, most: int) -> None:
    end = time.monotonic() + 60
    while len(box.taken) < most and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.slow
def test_killed_in_the_middle_no_letter_is_lost_and_what_comes_twice_has_the_same_name(
    tmp_path: Path, listening: tuple[Box, int]
) -> None:
    box, port = listening
    app = make_app(tmp_path)
    with app.app_context(), sending_to(app, port):
        with door(writes=True):
            org.set_fact("mail_quiet_hours", "0-0", people.NOW.date(), by="operator", now=people.NOW)
        for number in range(PEOPLE):
            write(people.add_person(f"p{number}", email=f"p{number}@contoh.id"))
        db.engine.dispose()
        box.wait = 0.3
        with server(tmp_path, free_port(), settings=settings(port)):  # its end is SIGKILL for the whole group
            wait_until_taken(box, 3)
        time.sleep(0.5)
        assert 3 <= len(box.taken) < PEOPLE
        box.wait = 0
        assert sweep_at(utc_now() + IN_HAND + timedelta(minutes=1))["sent"] >= PEOPLE - len(box.taken)
        assert {one.state for one in deliveries()} == {"sent"}
        db.engine.dispose()
    times = Counter(reader for reader, _ in box.taken)
    assert len(times) == PEOPLE
    assert sum(times.values()) <= PEOPLE + 2  # one in the hand of each serving process
    assert len({mail["Message-ID"] for _, mail in box.taken}) == PEOPLE


@pytest.mark.slow
def test_two_serving_processes_send_each_letter_once(tmp_path: Path, listening: tuple[Box, int]) -> None:
    box, port = listening
    app = make_app(tmp_path)
    with app.app_context(), sending_to(app, port):
        with door(writes=True):
            org.set_fact("mail_quiet_hours", "0-0", people.NOW.date(), by="operator", now=people.NOW)
        for number in range(PEOPLE):
            write(people.add_person(f"p{number}", email=f"p{number}@contoh.id"))
        db.engine.dispose()
        with server(tmp_path, free_port(), settings={**settings(port), "WORKERS": "2"}):
            wait_until_taken(box, PEOPLE)
            time.sleep(1)
        assert {one.state for one in deliveries()} == {"sent"}
        db.engine.dispose()
    assert Counter(reader for reader, _ in box.taken) == Counter(f"p{number}@contoh.id" for number in range(PEOPLE))
