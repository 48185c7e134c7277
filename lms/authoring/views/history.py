"""The history of a draft: looking at it, bringing an earlier state back, taking the newest act back."""

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import draft_for, may_bring_in, revision_for
from lms.authoring.asking import store, writer
from lms.authoring.contents import from_version
from lms.authoring.history_page import BEFORE, NOW, PUBLISHED, history_page, restore_page, revision_page
from lms.authoring.outline_page import outline_page
from lms.authoring.views.blueprint import bp
from lms.content.queries import kept_files
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import see_other


@bp.get("/drafts/<int:draft>/history")
@requires(Permission.WRITE_COURSES)
def history(draft: int) -> Response:
    """Who changed what, and when."""
    return history_page(draft_for(draft, actor().id))


@bp.post("/drafts/<int:draft>/published")
@requires(Permission.WRITE_COURSES)
@reads_first
def bring_in_published(draft: int) -> Response:
    """Brings the files that learners have into the draft, where they were published from outside it."""
    found = draft_for(draft, actor().id)
    if found.current_id is None or not may_bring_in(found, actor()):
        return see_other("authoring.outline", draft=draft)
    files = from_version(kept_files(found.current_id), store())
    begin_writing()
    number = operations.bring_in_published(draft, found.current_id, files, utc_now(), by=writer())
    after = {"undo": number} if number != found.revision else {"note": "same-as-published"}
    return see_other("authoring.outline", draft=draft, **after)


@bp.get("/drafts/<int:draft>/history/<int:number>")
@requires(Permission.WRITE_COURSES)
def revision(draft: int, number: int) -> Response:
    """One change, word by word; `with` says what it is compared with."""
    found = draft_for(draft, actor().id)
    asked = request.args.get("with", BEFORE)
    against = asked if asked in {NOW, PUBLISHED} else BEFORE
    return revision_page(found, revision_for(draft, number), against)


@bp.get("/drafts/<int:draft>/history/<int:number>/restore")
@requires(Permission.WRITE_COURSES)
def ask_restore(draft: int, number: int) -> Response:
    """Asks whether the draft is really to become what it was."""
    return restore_page(draft_for(draft, actor().id), revision_for(draft, number))


@bp.post("/drafts/<int:draft>/history/<int:number>/restore")
@requires(Permission.WRITE_COURSES)
def restore(draft: int, number: int) -> Response:
    """Makes the draft what it was; what is now stays in the history."""
    draft_for(draft, actor().id)
    operations.restore(draft, revision_for(draft, number).number, utc_now(), by=writer())
    return see_other("authoring.outline", note="draft-restored", draft=draft)


@bp.post("/drafts/<int:draft>/history/<int:number>/undo")
@requires(Permission.WRITE_COURSES)
def undo(draft: int, number: int) -> Response:
    """Takes one act back, if nobody has changed the same pages since."""
    draft_for(draft, actor().id)
    try:
        operations.undo(draft, number, utc_now(), by=writer())
    except Conflict as problem:
        begin_reading()
        return outline_page(draft_for(draft, actor().id), gettext(problem.message), problem.status)
    return see_other("authoring.outline", note="draft-undone", draft=draft)
