"""The outline of a draft: its modules and pages, what is still to be done, and changing their order."""

from collections.abc import Callable

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import draft_for
from lms.authoring.asking import writer
from lms.authoring.blocks.outline import Files
from lms.authoring.draft import Act
from lms.authoring.errors import FileChanged
from lms.authoring.forms import read_number
from lms.authoring.outline_page import anchor_of, move_page, outline_page
from lms.authoring.outlining import (
    Arranged,
    as_folder,
    changes_of,
    module_act,
    new_module,
    new_page,
    page_act,
    page_to,
    structure_of,
)
from lms.authoring.queries import files_of
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import see_other
from lms.platform.web.typed_text import plain

Edit = Callable[[Files], Arranged]


@bp.get("/drafts/<int:draft>")
@requires(Permission.WRITE_COURSES)
def outline(draft: int) -> Response:
    """The draft as a whole."""
    return outline_page(draft_for(draft, actor().id), undo=request.args.get("undo", 0, int))


@bp.post("/drafts/<int:draft>/outline")
@requires(Permission.WRITE_COURSES)
@reads_first
def rearrange(draft: int) -> Response:
    """Moves a page or module up or down, or takes it out."""
    form = request.form
    verb, _, folder_or_path = form.get("page", form.get("module", "")).partition(":")
    act = page_act if "page" in form else module_act
    return _changed(draft, lambda files: act(files, folder_or_path, verb))


@bp.post("/drafts/<int:draft>/outline/add")
@requires(Permission.WRITE_COURSES)
@reads_first
def add_page(draft: int) -> Response:
    """Adds a module, or a lesson or quiz to one."""
    form, title = request.form, " ".join(plain(request.form.get("title", "")).split())[:200]
    kind = form.get("kind", "")
    if kind == "module":
        return _changed(draft, lambda files: new_module(files, title))
    return _changed(draft, lambda files: new_page(files, form.get("module", ""), kind, title))


@bp.get("/drafts/<int:draft>/outline/move")
@requires(Permission.WRITE_COURSES)
def choose_module(draft: int) -> Response:
    """Asks into which module a page is to move."""
    return move_page(draft_for(draft, actor().id), request.args.get("path", ""))


@bp.post("/drafts/<int:draft>/outline/move")
@requires(Permission.WRITE_COURSES)
@reads_first
def move_to(draft: int) -> Response:
    """Moves a page to a place in a module."""
    form, place = request.form, read_number(request.form, "place")
    return _changed(draft, lambda files: page_to(files, form.get("path", ""), form.get("module", ""), place))


def _changed(draft: int, edit: Edit) -> Response:
    """Does it, if the outline is still as its author saw it, and offers to take it back."""
    found, lines = draft_for(draft, actor().id), files_of(draft)
    if request.form.get("seen") != structure_of(line.path for line in lines):
        return outline_page(found, gettext("The outline was changed meanwhile. Look at it and repeat."), 409)
    try:
        arranged = edit(as_folder(lines))
    except KeyError:
        return outline_page(found, gettext("This part is not there any more."), 409)
    if arranged.outlined.problems:
        problem = arranged.outlined.problems[0]
        words = problem.remedy
        return outline_page(found, f"{problem.say(gettext(problem.message))} {problem.say(gettext(words))}", 422)
    changes, seen = changes_of(lines, arranged.outlined.files), {line.path: line.since for line in lines}
    begin_writing()
    try:
        number = operations.change_files(draft, changes, seen, arranged.act, utc_now(), by=writer(), path=arranged.path)
    except FileChanged as problem:
        begin_reading()
        return outline_page(draft_for(draft, actor().id), gettext(problem.message), problem.status)
    undo = {"undo": number} if arranged.act is not Act.ADDED else {"note": "part-added"}
    return see_other("authoring.outline", anchor=anchor_of(arranged.path), draft=draft, **undo)
