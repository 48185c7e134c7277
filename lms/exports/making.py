"""Makes the file of one export: row by row, telling how far it is, in a reading transaction of its own."""

import logging
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, g

from lms.exports import operations
from lms.exports.access import asked_by, folder, kept_scope
from lms.exports.export import Form
from lms.exports.failures import BROKEN, DISK, REFUSED, RIGHT, ROWS
from lms.exports.files import Written, write
from lms.exports.queries import Job, limits_on
from lms.kernel.clock import Clock
from lms.kernel.errors import NotFound, Refusal
from lms.platform.db.doors import door
from lms.platform.documents.workbook import MOST_ROWS
from lms.platform.web.i18n import gettext

SECONDS = 2.0
"""Between two signs of life."""

log = logging.getLogger("lms.exports")


class Superseded(Exception):
    """Somebody else makes this export by now."""


class NotMade(Exception):
    """There will be no file; `failure` says why."""

    def __init__(self, failure: str) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True)
class _Made:
    written: Written
    rows: int
    scope: str


def make(job: Job, clock: Clock) -> None:
    """Makes an export that was taken in hand, and keeps what became of it. What goes wrong is logged, never raised."""
    with current_app.app_context():  # a language and a session of its own
        g.language = job.language
        try:
            made = _file_of(job, clock)
        except Superseded:
            return
        except Exception as problem:
            failure = _failure_of(problem)
            log.log(logging.ERROR if failure == BROKEN else logging.WARNING, "export", exc_info=True)
            folder().drop(job.id)
            with door(writes=True):
                operations.fail(job, failure, clock())
            return
        now = clock()
        with door(writes=True):
            days = limits_on(now).kept_days
            is_mine = operations.finish(job, made.written, made.rows, made.scope, days, now)
        if not is_mine:
            folder().remove(folder().path_of(job.id, made.written.sha256))


def _file_of(job: Job, clock: Clock) -> _Made:
    place = folder().begin(job.id, job.tries)
    try:
        with door(writes=False):
            try:
                export, asked = asked_by(job.person_id, job.kind, job.fields, clock())
            except NotFound as problem:
                raise NotMade(RIGHT) from problem
            sheet = export.sheet(asked)
            if job.form is Form.XLSX and sheet.total > MOST_ROWS:
                raise NotMade(ROWS)
            told = _Telling(job, sheet.total, clock)
            file = place / "file"
            write(file, job.form, gettext(export.title), sheet.columns, told.counted(sheet.rows), place)
        return _Made(folder().keep(job.id, file), told.done, kept_scope(asked.scope))
    finally:
        shutil.rmtree(place, ignore_errors=True)


class _Telling:
    """Counts rows as they go by, and keeps every few seconds how many there are."""

    def __init__(self, job: Job, total: int, clock: Clock) -> None:
        self._job, self._total, self._clock = job, total, clock
        self._next = time.monotonic()
        self.done = 0

    def counted(self, rows: Iterator[Sequence[str | int]]) -> Iterator[Sequence[str | int]]:
        """The rows. Raises Superseded once somebody else makes this export."""
        for row in rows:
            if time.monotonic() >= self._next:
                self._tell(self._clock())
            self.done += 1
            yield row
        self._tell(self._clock())

    def _tell(self, now: datetime) -> None:
        with current_app.app_context(), door(writes=True):  # beside the transaction that reads
            is_mine = operations.beat(self._job, self.done, max(self.done, self._total), now)
        if not is_mine:
            raise Superseded
        self._next = time.monotonic() + SECONDS


def _failure_of(problem: Exception) -> str:
    if isinstance(problem, NotMade):
        return problem.failure
    if isinstance(problem, Refusal):
        return REFUSED
    return DISK if isinstance(problem, OSError) else BROKEN
