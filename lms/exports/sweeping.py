"""Makes the exports that wait and takes out those that were kept long enough: a thread of each serving process.

Any number of processes may look at once: what one has taken in hand the others do not see (`operations.claim`).
"""

import logging
import threading

from flask import Flask

from lms.exports import operations
from lms.exports.access import folder
from lms.exports.making import make
from lms.exports.queries import Job, has_work
from lms.exports.waking import news
from lms.kernel.clock import Clock, utc_now
from lms.platform.db.doors import door

SECONDS = 20

log = logging.getLogger("lms.exports")


def start(app: Flask) -> None:
    """Begins to look, in this process, for as long as it lives."""
    threading.Thread(target=_look, args=(app,), name="exports", daemon=True).start()


def sweep(clock: Clock = utc_now) -> None:
    """Takes out what is over age, then makes everything that waits."""
    while job := _next(clock):
        make(job, clock)


def _look(app: Flask) -> None:
    while True:
        news.clear()
        try:
            with app.app_context():
                sweep()
        except Exception:
            log.exception("exports")
        news.wait(SECONDS)


def _next(clock: Clock) -> Job | None:
    with door(writes=False):
        if not has_work(clock()):
            return None
    with door(writes=True):
        over, job = operations.expire(clock()), operations.claim(clock())
    for job_id in over:
        folder().drop(job_id)
    return job
