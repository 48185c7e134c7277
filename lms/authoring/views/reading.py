"""Reading a draft and saying something of it: remarks, other words for a block, replies, and how a remark ends."""

import secrets

from flask import Response, request

from lms.authoring.access import draft_for, readable_draft, remark_on
from lms.authoring.asking import writer
from lms.authoring.draft_course import draft_course
from lms.authoring.editor.answers import about_forms
from lms.authoring.editor.open_form import OpenForm, after_row_button, form_of, sent_form, with_errors, written
from lms.authoring.editor.page import PageFile, page_file
from lms.authoring.editor.places import BlockChanged as BlockGone
from lms.authoring.editor.places import blocks_at
from lms.authoring.operations import remarks
from lms.authoring.queries import is_author
from lms.authoring.remark import Closing
from lms.authoring.remarks_page import read_page
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound, Unprocessable
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render, see_other, url

READ = "/drafts/<int:draft>/read/<path:file>"


@bp.get("/drafts/<int:draft>/read")
@requires(Permission.WRITE_COURSES)
def read_draft(draft: int) -> Response:
    """The first page of a draft."""
    course = draft_course(readable_draft(draft, actor())).course
    if course is None:
        raise NotFound
    first = course.items[0].document.path if course.items else course.document.path
    return go_to(url("authoring.read", draft=draft, file=first))


@bp.get(READ)
@requires(Permission.WRITE_COURSES)
def read(draft: int, file: str) -> Response:
    """A page of a draft with what was said of it; one block may be open for a remark or for other words."""
    found = _file(draft, file)
    proposing = form_of(found, request.args.get("propose", -1, int)) if "propose" in request.args else None
    return _page(found, proposing=proposing, remarking=request.args.get("remark", None, int))


@bp.post(READ)
@requires(Permission.WRITE_COURSES)
@reads_first
def say(draft: int, file: str) -> Response:
    """Puts a remark on a block or on the page, or proposes other words for a block; nothing of the draft changes."""
    found, words = _file(draft, file), request.form.get("words", "")
    opened = _sent(found)
    if opened and "row" in request.form:
        return _page(found, proposing=after_row_button(opened, request.form["row"]), words=words)
    try:
        new = _new_remark(found, opened, words)
    except BlockGone:
        said = gettext("Somebody changed this part meanwhile. Look at it once more.")
        return _page(found, status=409, problem=said, words=words)
    if isinstance(new, OpenForm):
        return _page(found, status=422, proposing=new, words=words)
    begin_writing()
    try:
        remarks.write_remark(draft, new, utc_now(), by=writer())
    except Unprocessable as problem:
        at = new.block.index if new.block else None
        said = gettext(problem.message, **problem.params)
        proposing = opened if opened and opened.kind else None
        return _page(found, status=422, fault=said, proposing=proposing, remarking=at, words=words)
    anchor = f"b{new.block.index}" if new.block else ""
    return see_other("authoring.read", note="remark-sent", anchor=anchor, draft=draft, file=file)


@bp.post("/drafts/<int:draft>/remarks/<int:remark>/reply")
@requires(Permission.WRITE_COURSES)
def reply(draft: int, remark: int) -> Response:
    """Answers a remark."""
    readable_draft(draft, actor())
    found = remark_on(draft, remark)
    remarks.reply(remark, request.form.get("words", ""), _token(), utc_now(), by=writer())
    return _back(found.path, draft, found.block, "reply-sent")


@bp.post("/drafts/<int:draft>/remarks/<int:remark>/accept")
@requires(Permission.WRITE_COURSES)
def accept(draft: int, remark: int) -> Response:
    """Takes a proposed wording over, for an author."""
    draft_for(draft, actor().id)
    found = remark_on(draft, remark)
    remarks.accept_proposal(remark, utc_now(), by=writer())
    return _back(found.path, draft, found.block, "proposal-accepted")


@bp.post("/drafts/<int:draft>/remarks/<int:remark>/close")
@requires(Permission.WRITE_COURSES)
def close(draft: int, remark: int) -> Response:
    """Ends a remark: its writer takes it back, or an author has seen to it."""
    readable_draft(draft, actor())
    found = remark_on(draft, remark)
    is_own = found.person_id == actor().id
    if not is_own:
        draft_for(draft, actor().id)
    remarks.close_remark(remark, Closing.WITHDRAWN if is_own else Closing.DONE, utc_now(), by=writer())
    return _back(found.path, draft, found.block, "remark-closed")


def _new_remark(found: PageFile, opened: OpenForm | None, words: str) -> remarks.NewRemark | OpenForm:
    """What is to be said; the form again if its proposal cannot be used. Raises BlockChanged of the editor."""
    if opened is None:
        return remarks.NewRemark(found.path, None, words, _token())
    [block] = blocks_at(opened.place, found.line)
    if not opened.kind:
        return remarks.NewRemark(found.path, block, words, _token())
    meant = written(opened, block, found.blocks)
    if meant is None:
        raise Unprocessable
    if meant.problems:
        return with_errors(opened, meant.problems)
    return remarks.NewRemark(found.path, block, words, _token(), meant.text if meant.text != block.text else "")


def _sent(found: PageFile) -> OpenForm | None:
    keys = tuple(request.form.getlist("block"))[:1]
    sent = {name: value for name, value in request.form.to_dict().items() if name not in ("words", "token")}
    return sent_form(found, sent, keys, is_new=False) if keys else None


def _page(
    file: PageFile,
    *,
    status: int = 200,
    problem: str = "",
    fault: str = "",
    proposing: OpenForm | None = None,
    remarking: int | None = None,
    words: str = "",
) -> Response:
    """The page with its remarks; `problem` is said above it, `fault` in the form that is to be corrected."""
    wrong = gettext("To be corrected: ") if status == 422 else ""
    writes = is_author(file.draft.id, actor().id)
    return render(
        "authoring/read.html",
        status=status,
        title=f"{wrong}{file.title}",
        read=read_page(file),
        opened=proposing,
        remarking=remarking,
        words=words,
        problem=problem,
        fault=fault,
        token=secrets.token_urlsafe(16),
        is_author=writes,
        back_path=f"/drafts/{file.draft.id}" if writes else "/reviews",
        **about_forms(file, may_move=False),
    )


def _file(draft: int, file: str) -> PageFile:
    return page_file(readable_draft(draft, actor()), file)


def _back(path: str, draft: int, block: int | None, note: str) -> Response:
    """To where the remark was acted on: the editor or the page to read."""
    endpoint = "authoring.page" if request.form.get("back") == "page" else "authoring.read"
    anchor = f"b{block}" if block is not None else ""
    return see_other(endpoint, note=note, anchor=anchor, draft=draft, file=path)


def _token() -> str:
    token = request.form.get("token", "")
    if not 8 <= len(token) <= 40:
        raise Unprocessable("Open the page again and send it once more.")
    return token
