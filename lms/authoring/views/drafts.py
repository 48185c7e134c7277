"""The list of one's drafts, and how one is begun, opened from what is published, exported, discarded."""

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import draft_for, published_for
from lms.authoring.asking import store, writer
from lms.authoring.contents import folder_of, from_version, kept
from lms.authoring.draft import Act
from lms.authoring.drafts_page import drafts_page, published_page, start_page
from lms.authoring.errors import NameTaken
from lms.authoring.foreign.zip_folder import write_zip
from lms.authoring.forms import read_start
from lms.authoring.guided_start import PageNames, first_files
from lms.authoring.queries import files_of
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other


@bp.get("/drafts")
@requires(Permission.WRITE_COURSES)
def drafts() -> Response:
    """The drafts that the person writes in."""
    return drafts_page()


@bp.get("/drafts/new")
@requires(Permission.WRITE_COURSES)
def start() -> Response:
    """Asks in plain words what the course is."""
    return start_page()


@bp.post("/drafts/new")
@requires(Permission.WRITE_COURSES)
def begin() -> Response:
    """Makes the folder of a course of what was said; a form sent twice begins one draft."""
    form = read_start(request.form)
    if form.errors:
        return start_page(form)
    names = PageNames(gettext("Opening"), gettext("Final exam"))
    files = kept(first_files(form.beginning, names, actor().display_name), store())
    new = operations.NewDraft("", form.title, files, token=form.token or None)
    draft_id = operations.begin_course(new, Act.CREATED, utc_now(), by=writer())
    return see_other("authoring.outline", note="draft-begun", draft=draft_id)


@bp.get("/drafts/published")
@requires(Permission.WRITE_COURSES)
def published() -> Response:
    """The published courses that one may change."""
    return published_page()


@bp.post("/drafts/published")
@requires(Permission.WRITE_COURSES)
@reads_first
def open_published() -> Response:
    """Makes a draft of a published course byte for byte, or opens the one there is."""
    course = published_for(request.form.get("slug", ""), actor())
    if course.my_draft is not None:
        return see_other("authoring.outline", draft=course.my_draft)
    new = operations.NewDraft(course.slug, course.title, from_version(course.files, store()), course.version_id)
    begin_writing()
    try:
        draft_id = operations.open_published(new, course.id, utc_now(), by=writer())
    except NameTaken as problem:
        begin_reading()
        return published_page(problem.status, gettext(problem.message))
    return see_other("authoring.outline", note="draft-opened", draft=draft_id)


@bp.get("/drafts/<int:draft>/folder.zip")
@requires(Permission.WRITE_COURSES)
def export(draft: int) -> Response:
    """The folder as it is now, byte for byte."""
    found = draft_for(draft, actor().id)
    response = Response(write_zip(folder_of(files_of(draft), store()), found.slug), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/drafts/<int:draft>/discard")
@requires(Permission.WRITE_COURSES)
def ask_discard(draft: int) -> Response:
    """Asks whether the draft is really to be discarded."""
    found = draft_for(draft, actor().id)
    return render("authoring/discard.html", title=gettext("Discard this draft?"), draft=found)


@bp.post("/drafts/<int:draft>/discard")
@requires(Permission.WRITE_COURSES)
def discard(draft: int) -> Response:
    """Takes the draft out of all lists."""
    draft_for(draft, actor().id)
    operations.discard_draft(draft, utc_now(), by=writer())
    return see_other("authoring.drafts", note="draft-discarded")
