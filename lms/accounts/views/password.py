"""Changing one's password."""

from flask import Response, request

from lms.accounts import operations
from lms.accounts.devices import device_words
from lms.accounts.errors import UnusablePassword
from lms.accounts.password_rules import check_password
from lms.accounts.passwords import hash_password, verify
from lms.accounts.signin import Candidate, find_candidate, is_locked
from lms.accounts.views.blueprint import bp
from lms.accounts.views.cookies import DEVICE_COOKIE, keep_signed_in
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict, TooManyRequests
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other


@bp.get("/profile/password")
@requires(Permission.LEARN)
def password() -> Response:
    """The form."""
    return _page()


@bp.post("/profile/password")
@requires(Permission.LEARN)
@reads_first
def change_password() -> Response:
    """Sets a new password and a new session here; all other browsers are signed out."""
    name, device, address = actor().username, request.cookies.get(DEVICE_COOKIE, ""), request.remote_addr or ""
    person, now = find_candidate(name), utc_now()
    if person is None or is_locked(name, person, device, address, now):
        raise TooManyRequests("Too many tries. Wait a quarter of an hour.", seconds=900)
    new = request.form.get("new", "")
    try:
        check_password(new, [name])
    except UnusablePassword as problem:
        return _page({"new": gettext(problem.message, **problem.params)}, status=422)
    begin_reading()
    new_hash = hash_password(new) if verify(person.password_hash, request.form.get("current", "")) else ""
    begin_writing()
    if not new_hash:
        operations.record_failure(name, address, now)
        return _page({"current": gettext("This is not your password until now.")}, status=422)
    operations.set_password(person.person_id, new_hash, now, by=name)
    words, remember = device_words(request.headers.get("User-Agent", "")), bool(request.form.get("remember"))
    renewed = Candidate(person.person_id, new_hash)
    tokens = operations.sign_in(renewed, remember=remember, device=device, device_words=words, now=now)
    if tokens is None:
        raise Conflict
    return keep_signed_in(see_other("accounts.profile", note="password-changed"), tokens, remember=remember)


def _page(errors: dict[str, str] | None = None, status: int = 200) -> Response:
    return render("accounts/password.html", status=status, store="no-store", errors=errors or {})
