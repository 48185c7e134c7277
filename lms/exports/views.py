"""Asks for a file of many rows, shows how far one's own are, and hands them out."""

import tempfile
from pathlib import Path

from flask import Blueprint, Response, request, send_file

from lms.exports import operations
from lms.exports.access import asked_by, folder, own_file
from lms.exports.export import Export, Form, Sheet
from lms.exports.failures import BROKEN, FAILURES
from lms.exports.files import write
from lms.exports.queries import OPEN, Job, jobs_of, limits_on
from lms.exports.registry import title_of
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Unprocessable
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.downloads import CSV, XLSX, kept_by_nobody
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.zone import local_zone

bp = Blueprint("exports", __name__)

REFRESH_SECONDS = 5
TYPES = {Form.XLSX: XLSX, Form.CSV: CSV}


@bp.post("/exports")
@requires(Permission.LEARN)
@reads_first
def start() -> Response:
    """A short one as a file at once; a long one is begun. Which right is needed, the export says."""
    person, now = actor(), utc_now()
    export, asked = asked_by(person.id, request.form.get("export", ""), request.form, now)
    form, sheet, limits = _form(), export.sheet(asked), limits_on(now)
    if sheet.total <= limits.rows_at_once:
        answer = _at_once(export, form, sheet)
        begin_writing()
        given = ", ".join(f"{name}: {text}" for name, text in asked.fields.items())
        operations.take(export.key, sheet.total, form, given, now, by=person.username)
        return answer
    begin_writing()
    operations.ask(export, form, asked, sheet.total, limits, now)
    return see_other("exports.index", note="export-begun")


@bp.get("/exports")
@requires(Permission.LEARN)
def index() -> Response:
    """One's own exports. While one is being made the page comes anew by itself, unless that is not wanted."""
    jobs = jobs_of(actor().id)
    is_open = any(job.state in OPEN for job in jobs)
    is_still = request.args.get("still") == "1"
    answer = render(
        "exports/index.html",
        title=gettext("Your files"),
        lines=[_line(job) for job in jobs],
        limits=limits_on(utc_now()),
        is_open=is_open,
        is_still=is_still,
    )
    if is_open and not is_still:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


@bp.post("/exports/<int:job_id>/file")
@requires(Permission.LEARN)
@reads_first
def file(job_id: int) -> Response:
    """The file of one's own; that it was taken along is an act, so this is no GET."""
    person, now = actor(), utc_now()
    job, export, path = own_file(job_id, person.id, now)
    answer = _handed_out(path, export, job.form)
    begin_writing()
    given = ", ".join(f"{name}: {text}" for name, text in job.fields.items())
    operations.take(job.kind, job.rows_all, job.form, given, now, by=person.username)
    return answer


def _line(job: Job) -> tuple[Job, str, str]:
    """An export, what it is called, and why it failed."""
    title, sentence = title_of(job.kind), FAILURES.get(job.failure, FAILURES[BROKEN])
    return job, gettext(title), gettext(sentence)


def _form() -> Form:
    text = request.form.get("form", Form.XLSX.value)
    if text not in set(Form):
        raise Unprocessable("Choose XLSX or CSV.")
    return Form(text)


def _at_once(export: Export, form: Form, sheet: Sheet) -> Response:
    folder().folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="short-", dir=folder().folder) as place:
        path = Path(place) / "file"
        write(path, form, gettext(export.title), sheet.columns, sheet.rows, Path(place))
        return _handed_out(path, export, form)


def _handed_out(path: Path, export: Export, form: Form) -> Response:
    name = f"{export.file_name}-{local_date(utc_now(), local_zone())}.{form}"
    return kept_by_nobody(send_file(path, mimetype=TYPES[form], as_attachment=True, download_name=name, etag=False))
