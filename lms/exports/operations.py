"""Keeps what is asked for, how far it is and what became of it. Nothing is committed here.

Whoever makes an export marks it "running" with the number of the try and gives signs of life. One who is killed gives
none: after a while the next one begins anew, with the next number, and only the try of the last number may end it. So
however many look, and whatever the clock does, each is made once and told once.
"""

import hashlib
import json
from datetime import datetime, timedelta

from sqlalchemy import select, update

from lms.accounts.models import Person
from lms.exports.export import Asked, Export, Form
from lms.exports.failures import STOPPED
from lms.exports.files import Written
from lms.exports.letters import EXPORT_FAILED, EXPORT_READY
from lms.exports.models import ExportJob
from lms.exports.queries import OPEN, Job, Limits, is_over_age, is_to_be_made, job_by_id, open_jobs
from lms.exports.waking import news
from lms.kernel.errors import Conflict
from lms.notifications.operations import notify
from lms.platform.audit.operations import record
from lms.platform.db.doors import after_commit, lock_row
from lms.platform.db.model import db

MOST_TRIES = 3


def ask(export: Export, form: Form, asked: Asked, total: int, limits: Limits, now: datetime) -> int:
    """Keeps that somebody wants an export; the same again while it is not ready is that one. Gives its key.

    Raises Conflict if too many of theirs are not ready.
    """
    db.session.execute(lock_row(select(Person.id).where(Person.id == asked.person_id)))
    fields = json.dumps(dict(sorted(asked.fields.items())), ensure_ascii=False)
    asked_hash = hashlib.sha256(f"{export.key}\n{form}\n{fields}".encode()).hexdigest()
    same = select(ExportJob.id).where(
        ExportJob.person_id == asked.person_id, ExportJob.asked_hash == asked_hash, ExportJob.state.in_(OPEN)
    )
    found = db.session.scalar(same)
    if found is not None:
        return found
    if open_jobs(asked.person_id) >= limits.most_open:
        raise Conflict(
            "%(limit)s of your files are still being made. Wait until one of them is ready.", limit=limits.most_open
        )
    row = ExportJob(
        person_id=asked.person_id,
        kind=export.key,
        form=form.value,
        fields=fields,
        asked_hash=asked_hash,
        state="waiting",
        rows_all=total,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    after_commit(news.set)
    return row.id


def claim(now: datetime) -> Job | None:
    """Takes the oldest export in hand that nobody makes; one that was begun too often is given up."""
    wanted = select(ExportJob).where(is_to_be_made(now)).order_by(ExportJob.id).limit(1)
    row: ExportJob | None = db.session.scalar(wanted.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.state, row.tries, row.beat_at, row.rows_done = "running", row.tries + 1, now, 0
    db.session.flush()
    job = job_by_id(row.id)
    if job.tries <= MOST_TRIES:
        return job
    fail(job, STOPPED, now)
    return claim(now)


def beat(job: Job, rows_done: int, rows_all: int, now: datetime) -> bool:
    """Keeps how far a try is, and that it lives; False if it is not the one that counts any more."""
    return _change(job, rows_done=rows_done, rows_all=rows_all, beat_at=now)


def finish(job: Job, written: Written, rows: int, scope: str, kept_days: int, now: datetime) -> bool:
    """Keeps that the file is there, and tells whoever asked; False if this try does not count any more."""
    is_mine = _change(
        job,
        state="done",
        beat_at=None,
        rows_done=rows,
        rows_all=rows,
        scope=scope,
        sha256=written.sha256,
        size=written.size,
        ended_at=now,
        kept_until=now + timedelta(days=kept_days),
    )
    if is_mine:
        record(job.username, "export.make", f"export:{job.kind}", now, rows=rows, asked=_in_words(job), job=job.id)
        notify(
            job.person_id, EXPORT_READY, {"kind": job.kind, "rows": rows, "days": kept_days}, f"export:{job.id}", now
        )
    return is_mine


def fail(job: Job, failure: str, now: datetime) -> bool:
    """Keeps why there is no file, and tells whoever asked; False if this try does not count any more."""
    is_mine = _change(job, state="failed", beat_at=None, failure=failure, ended_at=now)
    if is_mine:
        notify(job.person_id, EXPORT_FAILED, {"kind": job.kind, "failure": failure}, f"export:{job.id}", now)
    return is_mine


def expire(now: datetime) -> tuple[int, ...]:
    """Marks the files that were kept long enough; gives the keys of their jobs, whose files may go after the commit."""
    keys = tuple(db.session.scalars(select(ExportJob.id).where(is_over_age(now)).with_for_update(skip_locked=True)))
    db.session.execute(update(ExportJob).where(ExportJob.id.in_(keys)).values(state="expired", sha256=None))
    return keys


def take(kind: str, rows: int, form: Form, fields: str, now: datetime, *, by: str) -> None:
    """Records that somebody takes names along in a file."""
    record(by, "export.download", f"export:{kind}", now, rows=rows, form=form.value, asked=fields)


def _change(job: Job, **values: object) -> bool:
    mine = update(ExportJob).where(ExportJob.id == job.id, ExportJob.state == "running", ExportJob.tries == job.tries)
    return bool(db.session.execute(mine.values(**values)).rowcount)  # type: ignore[attr-defined]


def _in_words(job: Job) -> str:
    return ", ".join(f"{name}: {text}" for name, text in job.fields.items() if text)
