"""Questions about exports: what somebody asked for, what is to be made, what may be taken out; they change nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from lms.accounts.models import Person
from lms.exports.export import Form
from lms.exports.models import ExportJob
from lms.kernel.clock import local_date
from lms.org.queries import said_on
from lms.platform.db.model import db
from lms.platform.zone import local_zone

LISTED = 30
LOST = timedelta(minutes=5)
"""After this long without a sign of life, whoever makes an export is taken for dead."""
OPEN = ("waiting", "running")


@dataclass(frozen=True)
class Limits:
    """The rules of the institution on a day."""

    kept_days: int
    rows_at_once: int  # so many rows are answered at once
    most_open: int  # so many exports may one person have that are not ready


@dataclass(frozen=True)
class Job:
    """An export that was asked for."""

    id: int
    person_id: int
    username: str
    language: str
    kind: str
    form: Form
    fields: Mapping[str, str]
    state: str
    failure: str
    tries: int
    rows_done: int
    rows_all: int
    scope: str
    sha256: str
    size: int
    created_at: datetime
    kept_until: datetime | None


def limits_on(now: datetime) -> Limits:
    """The limits on the day of an instant."""
    names = ("export_kept_days", "export_rows_at_once", "export_most_open")
    return Limits(*(int(text) for text in said_on(local_date(now, local_zone()), *names).values()))


def jobs_of(person_id: int) -> tuple[Job, ...]:
    """What a person asked for, the newest first."""
    return _jobs(ExportJob.person_id == person_id, most=LISTED)


def job_of(job_id: int, person_id: int) -> Job | None:
    """One of a person's own exports."""
    return next(iter(_jobs(ExportJob.id == job_id, ExportJob.person_id == person_id)), None)


def job_by_id(job_id: int) -> Job:
    """One that is there."""
    return _jobs(ExportJob.id == job_id)[0]


def open_jobs(person_id: int) -> int:
    """How many exports of a person are not ready."""
    rows = select(func.count()).where(ExportJob.person_id == person_id, ExportJob.state.in_(OPEN))
    return db.session.scalar(rows) or 0


def is_to_be_made(now: datetime) -> ColumnElement[bool]:
    """Whether nobody makes an export; a sign of life of the future was given by a clock that has been put back."""
    is_lost = or_(ExportJob.beat_at < now - LOST, ExportJob.beat_at > now + LOST)
    return or_(ExportJob.state == "waiting", and_(ExportJob.state == "running", is_lost))


def is_over_age(now: datetime) -> ColumnElement[bool]:
    """Whether a file was kept for as long as it is kept."""
    return and_(ExportJob.state == "done", ExportJob.kept_until < now)


def has_work(now: datetime) -> bool:
    """Whether anything is to be made or taken out."""
    return db.session.scalar(select(ExportJob.id).where(or_(is_to_be_made(now), is_over_age(now))).limit(1)) is not None


def _jobs(*which: ColumnElement[bool], most: int = 1) -> tuple[Job, ...]:
    rows = select(ExportJob, Person.username, Person.language).join(Person, Person.id == ExportJob.person_id)
    found = db.session.execute(rows.where(*which).order_by(ExportJob.id.desc()).limit(most))
    return tuple(_job(row, username, language) for row, username, language in found)


def _job(row: ExportJob, username: str, language: str) -> Job:
    return Job(
        id=row.id,
        person_id=row.person_id,
        username=username,
        language=language,
        kind=row.kind,
        form=Form(row.form),
        fields=json.loads(row.fields),
        state=row.state,
        failure=row.failure,
        tries=row.tries,
        rows_done=row.rows_done,
        rows_all=row.rows_all,
        scope=row.scope,
        sha256=row.sha256 or "",
        size=row.size,
        created_at=row.created_at,
        kept_until=row.kept_until,
    )
