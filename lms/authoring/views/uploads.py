"""A file becomes a draft."""

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import draft_for
from lms.authoring.asking import store, writer
from lms.authoring.contents import kept
from lms.authoring.draft import Act
from lms.authoring.errors import QuotaFull
from lms.authoring.forms import read_token
from lms.authoring.import_report import to_json
from lms.authoring.queries import draft_begun_by
from lms.authoring.titles import course_title
from lms.authoring.upload_page import report_page, upload_page
from lms.authoring.uploading import LARGEST_UPLOAD, Upload, one_at_a_time, read_upload, title_of_file
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import see_other


@bp.get("/drafts/upload")
@requires(Permission.WRITE_COURSES)
def upload() -> Response:
    """Asks for a file."""
    return upload_page()


@bp.post("/drafts/upload")
@requires(Permission.WRITE_COURSES)
@reads_first
def import_file() -> Response:
    """Makes a draft of a file, or says every reason why not; sent twice, it makes one."""
    request.max_content_length = LARGEST_UPLOAD + 100_000  # with the fields around it
    file, token = request.files.get("file"), read_token(request.form)
    if file is None or not file.filename:
        return upload_page(error=gettext("Choose a file."), token=token)
    begun = draft_begun_by(actor().id, token) if token else None
    if begun is not None:
        return see_other("authoring.outline", draft=begun)
    begin_reading()  # and whoever waits for another upload keeps no connection
    with one_at_a_time():
        found = read_upload(file.read(), file.filename)
        return upload_page(found.problems, token=token) if found.is_refused else _begin(found, file.filename, token)


@bp.get("/drafts/<int:draft>/report")
@requires(Permission.WRITE_COURSES)
def report(draft: int) -> Response:
    """What the import could not carry over."""
    return report_page(draft_for(draft, actor().id))


def _begin(found: Upload, name: str, token: str) -> Response:
    """The draft of what was read; its media are on disk before the transaction begins."""
    try:
        operations.require_room(actor().id, sum(map(len, found.files.values())))
    except QuotaFull as problem:
        return upload_page(error=gettext(problem.message, **problem.params), token=token)
    files = kept(found.files, store())
    title = course_title(files) or title_of_file(name)
    new = operations.NewDraft("", title, files, token=token or None, not_carried=to_json(found.problems))
    begin_writing()
    draft_id = operations.begin_course(new, Act.IMPORTED, utc_now(), by=writer())
    return see_other("authoring.report" if found.problems else "authoring.outline", note="draft-begun", draft=draft_id)
