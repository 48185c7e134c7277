"""The browsers in which one is signed in, and ending them."""

from flask import Response, request

from lms.accounts import operations
from lms.accounts.queries import sessions_of
from lms.accounts.views.blueprint import bp
from lms.accounts.views.cookies import forget_signed_in
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.pages import render, see_other


@bp.get("/profile/sessions")
@requires(Permission.LEARN)
def sessions() -> Response:
    """The list; this browser first."""
    person = actor()
    lines = sorted(sessions_of(person.id, utc_now()), key=lambda line: line.id != person.session_id)
    return render("accounts/sessions.html", lines=lines, this_id=person.session_id)


@bp.post("/profile/sessions")
@requires(Permission.LEARN)
def end_sessions() -> Response:
    """Ends one session, or everywhere: this browser too."""
    person, which = actor(), request.form.get("end", "")
    if which == "all":
        operations.end_everywhere(person.id)
        return forget_signed_in(see_other("accounts.sign_in", note="signed-out-everywhere"))
    if which.isascii() and which.isdigit():
        operations.end_session(person.id, int(which))
    return see_other("accounts.sessions", note="session-ended")
