"""The tab with the whole text of a page and its marks, for those who want it, and the preview beside it."""

from flask import Response, request

from lms.authoring import operations
from lms.authoring.asking import writer
from lms.authoring.contents import text_content
from lms.authoring.draft import Act
from lms.authoring.editor.answers import saved_words, told, wants_words
from lms.authoring.editor.text_answers import allow_long_texts, show_both_texts, show_preview, show_text, text_fault
from lms.authoring.editor.text_tab import as_sent, preview_of
from lms.authoring.errors import FileChanged
from lms.authoring.previewing import NotWanted
from lms.authoring.queries import file_of
from lms.authoring.views.blueprint import bp
from lms.authoring.views.page import file_for
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.pages import see_other

TEXT = "/drafts/<int:draft>/text/<path:file>"


@bp.get(TEXT)
@requires(Permission.WRITE_COURSES)
def text(draft: int, file: str) -> Response:
    """All of the page as it is written."""
    return show_text(file_for(draft, file))


@bp.post(TEXT)
@requires(Permission.WRITE_COURSES)
@reads_first
def save_text(draft: int, file: str) -> Response:
    """Saves the text letter for letter; if somebody changed it meanwhile, shows both and saves nothing."""
    allow_long_texts()
    found, seen = file_for(draft, file), request.form.get("seen", 0, int)
    typed = as_sent(request.form.get("text", ""), found.text)
    if fault := text_fault(typed):
        return told(422, error=fault) if wants_words() else show_text(found, typed, seen, fault=fault)
    begin_writing()
    try:
        operations.change_files(draft, {file: text_content(typed)}, {file: seen}, Act.EDITED, utc_now(), by=writer())
    except FileChanged:
        begin_reading()
        return show_both_texts(file_for(draft, file), typed)
    return _saved(draft, file)


@bp.post("/drafts/<int:draft>/preview/<path:file>")
@requires(Permission.WRITE_COURSES)
@reads_first
def preview(draft: int, file: str) -> Response:
    """A text as learners would see it; nothing is saved. A script gets only the preview, 204 once a newer is wanted."""
    allow_long_texts()
    found = file_for(draft, file)
    typed = as_sent(request.form.get("text", ""), found.text)
    begin_reading()
    try:
        made = preview_of(found, typed, actor().id)
    except NotWanted:
        return Response(status=204)
    if "part" in request.form:
        return show_preview(found, made)
    return show_text(found, typed, request.form.get("seen", 0, int), made)


def _saved(draft: int, file: str) -> Response:
    line = file_of(draft, file)
    if wants_words():
        return told(200, saved=saved_words(), seen=line.since if line else 0)
    return see_other("authoring.text", note="text-saved", draft=draft, file=file)
