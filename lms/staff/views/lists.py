"""A staff list comes in: file, columns, differences, saving, undoing."""

import secrets
from collections.abc import Mapping

from flask import Response, request

from lms.accounts.scope import scope_of
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.kernel.problems import Problem
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.documents.workbook import Column, workbook
from lms.platform.web.downloads import xlsx_file
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.staff import operations
from lms.staff.access import list_for
from lms.staff.forms import ListForm, columns_errors, read_columns, read_decisions, read_list
from lms.staff.lists.columns import COLUMNS, NOT_THERE, guessed, headers_hash, is_header, usable
from lms.staff.lists.sheet import LARGEST_FILE, Sheet, SheetRefused, read_sheet, text_of
from lms.staff.preview import preview_of, sheet_of
from lms.staff.queries import ListPage, last_columns, list_begun_by, newest_lists
from lms.staff.views.blueprint import bp, reach, today
from lms.staff.views.list_pages import preview_page, result_page
from lms.staff.words import field_names, unit_choices

_MOST_SHOWN = 50
_FIRST_VALUES = 3


@bp.get("/people/lists")
@requires(Permission.KEEP_UNITS)
def lists() -> Response:
    """The newest lists that came in."""
    scope = reach(Permission.KEEP_UNITS)
    lines = newest_lists(None if scope.is_all else scope.keys, _MOST_SHOWN)
    units = {unit.id: unit.name for unit in scope.units}
    return render("staff/lists.html", title=gettext("Staff lists"), lines=lines, units=units)


@bp.get("/people/lists/new")
@requires(Permission.KEEP_UNITS)
def new_list() -> Response:
    """Asks for a file."""
    return _file_page(ListForm(secrets.token_hex(16), "", True, today().isoformat()))


@bp.post("/people/lists/new")
@requires(Permission.KEEP_UNITS)
@reads_first
def send_list() -> Response:
    """Reads a file and keeps it until it is saved; sent twice, it is one list."""
    request.max_content_length = LARGEST_FILE + 100_000  # with the fields around it
    form, file, scope = read_list(request.form), request.files.get("file"), reach(Permission.KEEP_UNITS)
    begun = list_begun_by(form.token) if form.token else None
    if begun is not None:
        return see_other("staff.one_list", list_id=list_for(begun, scope).id)
    errors = form.errors(today(), scope.is_all)
    if file is None or not file.filename:
        errors["file"] = "Choose the file with the list."
    if errors or file is None:
        return _file_page(form, errors)
    unit_id = scope.unit(int(form.unit)).id if form.unit else None
    data = file.read()
    try:
        sheet = read_sheet(data, is_header)
    except SheetRefused as refused:
        return _file_page(form, {}, refused.problem)
    hashed, width = headers_hash(sheet.headers), len(sheet.headers)
    columns = usable(last_columns(hashed), width) or guessed(sheet.headers)
    token = form.token or secrets.token_hex(16)
    new = operations.NewList(
        token, unit_id, form.is_complete, form.day or today(), file.filename or "", data, hashed, columns
    )
    begin_writing()
    operations.sweep_lists(utc_now())
    list_id = operations.begin_list(new, utc_now(), by=actor().username)
    return see_other("staff.columns", list_id=list_id)


@bp.get("/people/lists/template.xlsx")
@requires(Permission.KEEP_UNITS)
def template() -> Response:
    """A list without lines, its cells formatted as text."""
    columns = [Column(name, 26) for name in field_names().values()]
    return xlsx_file(workbook(gettext("Staff"), columns, ()), "daftar-pegawai.xlsx")


@bp.get("/people/lists/<int:list_id>/columns")
@requires(Permission.KEEP_UNITS)
def columns(list_id: int) -> Response:
    """Asks which column is which, with what was guessed or remembered."""
    page = _open_list(list_id)
    return _columns_page(page, sheet_of(page), page.columns)


@bp.post("/people/lists/<int:list_id>/columns")
@requires(Permission.KEEP_UNITS)
def match_columns(list_id: int) -> Response:
    """Keeps which column is which."""
    page = _open_list(list_id)
    sheet = sheet_of(page)
    chosen = read_columns(request.form, len(sheet.headers))
    errors = columns_errors(chosen)
    if errors:
        return _columns_page(page, sheet, chosen, errors)
    operations.match_columns(list_id, chosen)
    return see_other("staff.one_list", list_id=list_id)


@bp.get("/people/lists/<int:list_id>")
@requires(Permission.KEEP_UNITS)
def one_list(list_id: int) -> Response:
    """What saving would do, with what must be decided first; or what was done."""
    scope = reach(Permission.KEEP_UNITS)
    page = list_for(list_id, scope)
    return preview_page(page, preview_of(page, scope), scope) if page.state == "open" else result_page(page, scope)


@bp.post("/people/lists/<int:list_id>")
@requires(Permission.KEEP_UNITS)
@reads_first
def decide(list_id: int) -> Response:
    """Keeps decisions; saves the list if nothing else was decided than what its numbers show."""
    scope = reach(Permission.KEEP_UNITS)
    page = list_for(list_id, scope)
    if page.state != "open":
        return see_other("staff.one_list", list_id=list_id)
    sent = read_decisions(request.form, preview_of(page, scope).comparison)
    changed = {name: value for name, value in sent.items() if page.decisions.get(name, "skip") != value}
    begin_writing()
    if changed:
        operations.decide(list_id, changed)
    if changed or request.form.get("act") != "save":
        return see_other("staff.one_list", list_id=list_id, note="decided")
    operations.lock_lists()
    scope = scope_of(actor().id, Permission.KEEP_UNITS)  # as everything is now that nobody else saves
    preview = preview_of(list_for(list_id, scope), scope)
    operations.save_list(list_id, preview, request.form.get("mark", ""), utc_now(), by=actor().username)
    return see_other("staff.one_list", list_id=list_id, note="list-saved")


@bp.post("/people/lists/<int:list_id>/undo")
@requires(Permission.KEEP_UNITS)
def undo_list(list_id: int) -> Response:
    """Puts people back as they were."""
    list_for(list_id, reach(Permission.KEEP_UNITS))
    operations.undo_list(list_id, utc_now(), by=actor().username)
    return see_other("staff.one_list", list_id=list_id, note="list-undone")


@bp.post("/people/lists/<int:list_id>/drop")
@requires(Permission.KEEP_UNITS)
def drop_list(list_id: int) -> Response:
    """Gives a list up."""
    list_for(list_id, reach(Permission.KEEP_UNITS))
    operations.drop_list(list_id, utc_now(), by=actor().username)
    return see_other("staff.lists", note="list-dropped")


def _open_list(list_id: int) -> ListPage:
    page = list_for(list_id, reach(Permission.KEEP_UNITS))
    if page.state != "open":
        raise NotFound
    return page


def _file_page(form: ListForm, errors: Mapping[str, str] | None = None, problem: Problem | None = None) -> Response:
    scope = reach(Permission.KEEP_UNITS)
    said = {field: gettext(words) for field, words in (errors or {}).items()}
    if problem is not None:
        said["file"] = f"{problem.say(gettext(problem.message))} {problem.say(gettext(problem.remedy))}"
    return render(
        "staff/new_list.html",
        status=422 if said else 200,
        title=gettext("Bring in a staff list"),
        form=form,
        errors=said,
        unit_choices=([("", gettext("All units"))] if scope.is_all else []) + unit_choices(scope.units),
        largest=LARGEST_FILE,
    )


def _columns_page(
    page: ListPage, sheet: Sheet, chosen: Mapping[str, int], errors: Mapping[str, str] | None = None
) -> Response:
    examples = [
        [text_of(line.values[at]) for line in sheet.lines[:_FIRST_VALUES] if at < len(line.values)]
        for at in range(len(sheet.headers))
    ]
    return render(
        "staff/columns.html",
        status=422 if errors else 200,
        title=gettext("Which column is which?"),
        page=page,
        sheet=sheet,
        columns=COLUMNS,
        names=field_names(),
        column_choices=[(NOT_THERE, gettext("Not in this file")), *enumerate(sheet.headers)],
        chosen=chosen,
        examples=examples,
        errors={field: gettext(words) for field, words in (errors or {}).items()},
    )
