"""Writes the letters of a day once its hour has come: a thread of each serving process looks every minute.

Any number of processes may look: a step of somebody is kept once, and only whoever kept it writes (`ladder`).
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date, datetime

from flask import Flask

from lms.kernel.clock import Clock, local_date, utc_now
from lms.platform.db.doors import door
from lms.platform.zone import local_zone
from lms.reminders.ladder import is_due, write_due
from lms.reminders.pace import write_pace

SECONDS = 60

log = logging.getLogger("lms.reminders")


def start(app: Flask) -> None:
    """Begins to look, in this process, for as long as it lives."""
    threading.Thread(target=_look, args=(app,), name="reminders", daemon=True).start()


def sweep(clock: Clock = utc_now) -> int:
    """Writes everything that is due, in portions; says how many letters that were. None before the hour."""
    with door(writes=False):
        if not is_due(clock()):
            return 0
    return sum(_written(write, clock) for write in (write_due, write_pace))


def _written(write: Callable[[datetime, int], tuple[int, int]], clock: Clock) -> int:
    letters, after = 0, 0
    while True:
        with door(writes=True):
            some, after = write(clock(), after)
        letters += some
        if not after:
            return letters


def _look(app: Flask) -> None:
    done: date | None = None
    while True:
        try:
            with app.app_context():
                done = _once_a_day(done)
        except Exception:
            log.exception("reminders")
        time.sleep(SECONDS)


def _once_a_day(done: date | None, clock: Clock = utc_now) -> date | None:
    """The day whose letters are written, from the one before."""
    today = local_date(clock(), local_zone())
    with door(writes=False):
        if today == done or not is_due(clock()):
            return done
    sweep(clock)
    return today
