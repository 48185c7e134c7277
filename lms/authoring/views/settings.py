"""The settings of a course, a module, a lesson or a quiz, as a form."""

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import text_for
from lms.authoring.asking import writer
from lms.authoring.blocks.form_rows import with_row_button
from lms.authoring.blocks.front_form import front_from_fields
from lms.authoring.blocks.front_settings import write_front_form
from lms.authoring.contents import text_content
from lms.authoring.draft import Act
from lms.authoring.errors import FileChanged
from lms.authoring.settings_page import SettingsFile, conflict_page, settings_page
from lms.authoring.titles import COURSE_FILE
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import see_other


@bp.get("/drafts/<int:draft>/settings")
@requires(Permission.WRITE_COURSES)
def course_settings(draft: int) -> Response:
    """The settings of the course."""
    return settings_page(_file(draft, COURSE_FILE))


@bp.post("/drafts/<int:draft>/settings")
@requires(Permission.WRITE_COURSES)
def keep_course_settings(draft: int) -> Response:
    """Saves the settings of the course."""
    return _keep(draft, COURSE_FILE)


@bp.get("/drafts/<int:draft>/settings/<path:file>")
@requires(Permission.WRITE_COURSES)
def page_settings(draft: int, file: str) -> Response:
    """The settings of a module, a lesson or a quiz."""
    return settings_page(_file(draft, file))


@bp.post("/drafts/<int:draft>/settings/<path:file>")
@requires(Permission.WRITE_COURSES)
def keep_page_settings(draft: int, file: str) -> Response:
    """Saves the settings of a module, a lesson or a quiz."""
    return _keep(draft, file)


def _file(draft: int, path: str) -> SettingsFile:
    found, line = text_for(draft, path, actor().id)
    return SettingsFile(found, line)


def _keep(draft: int, path: str) -> Response:
    """Changes only the lines of settings that are other ones now; a button for rows saves nothing."""
    file, sent = _file(draft, path), request.form.to_dict()
    if "row" in sent:
        return settings_page(file, with_row_button(sent, sent["row"]))
    if sent.get("seen") != file.seen:
        return conflict_page(file, sent)
    written = write_front_form(front_from_fields(file.kind, sent), file.source)
    if written.problems:
        return settings_page(file, sent, written.problems)
    changes = {path: text_content(written.source)}
    try:
        operations.change_files(draft, changes, {path: file.line.since}, Act.SETTINGS, utc_now(), by=writer())
    except FileChanged:
        begin_reading()
        return conflict_page(_file(draft, path), sent)
    return see_other("authoring.outline", note="settings-saved", draft=draft)
