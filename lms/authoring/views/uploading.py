"""What comes into a draft by pasting and dropping, for scripts: Markdown for pasted HTML, and files."""

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import draft_for
from lms.authoring.asking import writer
from lms.authoring.draft import Act
from lms.authoring.draft_course import draft_course
from lms.authoring.editor.answers import told
from lms.authoring.editor.form_choices import linked_path
from lms.authoring.editor.pasting import pasted
from lms.authoring.editor.uploads import allow_uploads, take_upload
from lms.authoring.problem_words import said
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.kernel.errors import Unprocessable
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext


@bp.post("/drafts/<int:draft>/media")
@requires(Permission.WRITE_COURSES)
@reads_first
def upload_media(draft: int) -> Response:
    """Puts a file into the draft; answers how the page links it, or why it is refused."""
    allow_uploads()
    course, sent = draft_course(draft_for(draft, actor().id)), request.files.get("upload")
    if sent is None or not sent.filename:
        return told(422, error=gettext("No file came with this. Choose one."))
    taken = take_upload(sent, course.files)
    if not taken.media_type:
        return told(422, error=" ".join(one.sentence for one in said(taken.problems)))
    begin_writing()
    try:
        if taken.content:
            operations.change_files(draft, {taken.path: taken.content}, {}, Act.ADDED, utc_now(), by=writer())
    except Unprocessable as problem:
        begin_reading()
        return told(422, error=gettext(problem.message, **problem.params))
    return told(200, file=linked_path(request.form.get("page", ""), taken.path), type=taken.media_type)


@bp.post("/drafts/<int:draft>/paste")
@requires(Permission.WRITE_COURSES)
@reads_first
def paste(draft: int) -> Response:
    """What pasted HTML means: the field's own HTML if it is one paragraph, else how many blocks it is as Markdown."""
    draft_for(draft, actor().id)
    begin_reading()
    return told(200, **pasted(request.form.get("html", "")))
