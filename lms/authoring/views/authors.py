"""Who writes in a draft together."""

from flask import Response, request

from lms.authoring import operations
from lms.authoring.access import draft_for
from lms.authoring.asking import writer
from lms.authoring.errors import LastAuthor
from lms.authoring.forms import read_number
from lms.authoring.queries import authors_of, writer_named
from lms.authoring.views.blueprint import bp
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.web.typed_text import plain


@bp.get("/drafts/<int:draft>/authors")
@requires(Permission.WRITE_COURSES)
def authors(draft: int) -> Response:
    """Everybody who writes in the draft."""
    return _page(draft)


@bp.post("/drafts/<int:draft>/authors")
@requires(Permission.WRITE_COURSES)
def add_author(draft: int) -> Response:
    """Lets somebody write with the others; who may not write courses is not found."""
    draft_for(draft, actor().id)
    username = plain(request.form.get("username", "")).lower()[:60]
    person_id = writer_named(username)
    if person_id is None:
        return _page(draft, username, gettext("No speaker or reviewer has this user name. Check how it is written."))
    operations.add_author(draft, person_id, utc_now(), by=writer())
    return see_other("authoring.authors", note="author-added", draft=draft)


@bp.post("/drafts/<int:draft>/authors/remove")
@requires(Permission.WRITE_COURSES)
def remove_author(draft: int) -> Response:
    """Ends somebody's writing, perhaps one's own; somebody must stay."""
    draft_for(draft, actor().id)
    person_id = read_number(request.form, "person")
    try:
        operations.remove_author(draft, person_id, utc_now(), by=writer())
    except LastAuthor as problem:
        begin_reading()
        return _page(draft, problem=gettext(problem.message), status=problem.status)
    if person_id == actor().id:
        return see_other("authoring.drafts", note="author-left")
    return see_other("authoring.authors", note="author-removed", draft=draft)


def _page(draft: int, username: str = "", error: str = "", problem: str = "", status: int = 200) -> Response:
    found = draft_for(draft, actor().id)
    title = gettext("Authors")
    return render(
        "authoring/authors.html",
        status=422 if error else status,
        title=gettext("To be corrected: ") + title if error else title,
        heading=title,
        draft=found,
        authors=authors_of(draft),
        username=username,
        error=error,
        problem=problem,
    )
