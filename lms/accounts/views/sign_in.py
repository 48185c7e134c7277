"""Signing in and out."""

from flask import Response, request

from lms.accounts import operations
from lms.accounts.devices import device_words
from lms.accounts.passwords import verify
from lms.accounts.queries import SIGNIN_COOKIE
from lms.accounts.signin import NAME_WINDOW, find_candidate, is_locked, typed_name
from lms.accounts.views.blueprint import bp, local_next
from lms.accounts.views.cookies import DEVICE_COOKIE, forget_signed_in, keep_signed_in
from lms.kernel.clock import utc_now
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import public, reads_first, signed_in
from lms.platform.web.pages import go_to, render, see_other


@bp.get("/sign-in")
@public
def sign_in() -> Response:
    """The page on which people sign in."""
    target = local_next(request.args.get("next", ""))
    return go_to(target) if signed_in() is not None else _page(target=target)


@bp.post("/sign-in")
@public
@reads_first
def try_sign_in() -> Response:
    """Signs somebody in. The slow check of the password holds neither a transaction nor the write lock."""
    identifier, target = request.form.get("identifier", ""), local_next(request.form.get("next", ""))
    remember = bool(request.form.get("remember"))
    name, device, address = typed_name(identifier), request.cookies.get(DEVICE_COOKIE, ""), request.remote_addr or ""
    candidate = find_candidate(name)
    if is_locked(name, candidate, device, address, utc_now()):
        return _page(identifier, target, remember, status=429)
    begin_reading()
    right = verify(candidate.password_hash if candidate else None, request.form.get("password", ""))
    begin_writing()
    now = utc_now()
    if is_locked(name, candidate, device, address, now):  # others may have tried meanwhile
        return _page(identifier, target, remember, status=429)
    tokens = None
    if right and candidate is not None and candidate.is_merged:  # said to nobody who does not know the password
        return _page(identifier, target, remember, status=409)
    if right and candidate is not None:
        operations.sign_out(request.cookies.get(SIGNIN_COOKIE, ""))
        words = device_words(request.headers.get("User-Agent", ""))
        tokens = operations.sign_in(candidate, remember=remember, device=device, device_words=words, now=now)
    if tokens is None:
        operations.record_failure(name, address, now)
        return _page(identifier, target, remember, status=422)
    return keep_signed_in(go_to(target), tokens, remember=remember)


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """Ends this browser's sign-in session; pages it has kept are dropped, so that Back shows none of them."""
    operations.sign_out(request.cookies.get(SIGNIN_COOKIE, ""))
    return forget_signed_in(see_other("accounts.sign_in", note="signed-out"))


def _page(identifier: str = "", target: str = "/", remember: bool = False, status: int = 200) -> Response:
    minutes = int(NAME_WINDOW.total_seconds()) // 60
    values = {"identifier": identifier, "next": target, "remember": remember, "minutes": minutes}
    page = render("accounts/sign_in.html", status=status, store="no-store", answer=status, **values)
    if status == 429:
        page.headers["Retry-After"] = str(minutes * 60)
    return page
