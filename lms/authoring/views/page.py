"""A page of a draft, block by block: looking at it, and changing one block."""

from dataclasses import replace

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import draft_for
from lms.authoring.asking import writer
from lms.authoring.blocks.block_edits import Direction
from lms.authoring.draft import Act
from lms.authoring.editor.answers import removed_block, show_again, show_conflict, show_page, show_saved
from lms.authoring.editor.describing import described
from lms.authoring.editor.edits import Edit, brought_back, moved, removed
from lms.authoring.editor.learners_view import as_learners_see
from lms.authoring.editor.open_form import END, OpenForm, after_row_button, form_of, new_form, sent_form, with_errors
from lms.authoring.editor.page import PageFile, page_file
from lms.authoring.editor.places import BlockChanged, Place
from lms.authoring.editor.saving import save, save_form
from lms.authoring.editor.upload_forms import with_upload
from lms.authoring.editor.uploads import allow_uploads
from lms.authoring.problem_words import said_problem
from lms.authoring.queries import file_of
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound, Unprocessable
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import see_other

PAGE = "/drafts/<int:draft>/page/<path:file>"


@bp.get(PAGE)
@requires(Permission.WRITE_COURSES)
def page(draft: int, file: str) -> Response:
    """The page as its learners will see it; one block may be open as a form, or a new one begun."""
    found = file_for(draft, file)
    revision = request.args.get("removed", 0, int)
    return show_page(found, _asked_form(found), removed=removed_block(draft, file, revision) if revision else None)


@bp.post(PAGE)
@requires(Permission.WRITE_COURSES)
@reads_first
def save_block(draft: int, file: str) -> Response:
    """Saves the block of a form; its buttons for rows show the form again, and save nothing."""
    return _save(draft, file, is_new=False)


@bp.post("/drafts/<int:draft>/add/<path:file>")
@requires(Permission.WRITE_COURSES)
@reads_first
def add_block(draft: int, file: str) -> Response:
    """Puts a new block below another, or at the end of the page."""
    return _save(draft, file, is_new=True)


@bp.post("/drafts/<int:draft>/move/<path:file>")
@requires(Permission.WRITE_COURSES)
@reads_first
def move_block(draft: int, file: str) -> Response:
    """Moves a block up or down."""
    direction = Direction.UP if request.form.get("direction") == "up" else Direction.DOWN
    steps = min(max(request.form.get("steps", 1, int), 1), 500)
    return _change(file_for(draft, file), moved(_place(), direction, steps), Act.MOVED)


@bp.post("/drafts/<int:draft>/remove/<path:file>")
@requires(Permission.WRITE_COURSES)
@reads_first
def remove_block(draft: int, file: str) -> Response:
    """Takes a block out; the next page offers to bring it back."""
    return _change(file_for(draft, file), removed(_place()), Act.REMOVED)


@bp.post("/drafts/<int:draft>/bring-back/<path:file>")
@requires(Permission.WRITE_COURSES)
@reads_first
def bring_back(draft: int, file: str) -> Response:
    """Puts what a revision took out in again, where it stood."""
    found, revision = file_for(draft, file), request.form.get("revision", 0, int)
    before, after = (file_of(draft, file, number) for number in (revision - 1, revision))
    if before is None or after is None:
        raise NotFound
    return _change(found, brought_back(before, after), Act.RESTORED, note="block-restored")


@bp.post("/drafts/<int:draft>/describe/<path:file>")
@requires(Permission.WRITE_COURSES)
@reads_first
def describe_picture(draft: int, file: str) -> Response:
    """Gives a picture its description, from the small form beside it."""
    edit = described(_place(), request.form.get("words", ""))
    return _change(file_for(draft, file), edit, Act.EDITED, note="picture-described")


def file_for(draft: int, file: str) -> PageFile:
    """A page of a draft, for one of its authors. Raises NotFound."""
    return page_file(draft_for(draft, actor().id), file)


def _asked_form(found: PageFile) -> OpenForm | None:
    """The form that the address opens; none for a block that is not there."""
    if "open" in request.args:
        return form_of(found, request.args.get("open", END, int))
    if "add" in request.args:
        at = END if request.args["add"] == "end" else request.args.get("add", END - 1, int)
        return new_form(found, at, request.args.get("kind", ""), request.args.get("question", ""))
    return None


def _place() -> Place:
    return Place(tuple(request.form.getlist("block")), request.form.get("seen", 0, int))


def _save(draft: int, file: str, *, is_new: bool) -> Response:
    allow_uploads()
    found = file_for(draft, file)
    opened = sent_form(found, request.form.to_dict(), tuple(request.form.getlist("block")), is_new=is_new)
    if request.form.get("row") == "show":
        return show_page(found, as_learners_see(found, opened))
    if "row" in request.form:
        return show_page(found, after_row_button(opened, request.form["row"]))
    opened, media, problems = with_upload(found, opened)
    if problems:
        return show_again(found, with_errors(opened, problems))
    try:
        saved = save_form(found, opened, utc_now(), by=writer(), media=media)
        if saved.problems and media:
            begin_writing()
            operations.change_files(draft, media, {}, Act.ADDED, utc_now(), by=writer())
    except BlockChanged:
        begin_reading()
        return show_conflict(file_for(draft, file), opened)
    except Unprocessable as problem:
        begin_reading()
        return show_again(found, replace(opened, errors=(gettext(problem.message, **problem.params),)))
    if saved.problems:
        return show_again(file_for(draft, file), with_errors(opened, saved.problems))
    return show_saved(found, opened, saved)


def _change(found: PageFile, edit: Edit, act: Act, note: str = "") -> Response:
    """Does what needs no form, and shows the page where it was done."""
    try:
        saved = save(found, edit, act, utc_now(), by=writer())
    except BlockChanged as problem:
        begin_reading()
        return show_page(file_for(found.draft.id, found.path), status=409, problem=gettext(problem.message))
    if saved.problems:
        return show_page(found, status=422, problem=said_problem(saved.problems[0]).sentence)
    more = {"removed": saved.line.since} if act is Act.REMOVED else {}
    anchor = f"b{max(saved.index, 0)}" if act is not Act.REMOVED else ""
    return see_other("authoring.page", note=note, anchor=anchor, draft=found.draft.id, file=found.path, **more)
