"""The page on which a one-time code lets people set a password and signs them in."""

from flask import Response, request

from lms.accounts import operations
from lms.accounts.devices import device_words
from lms.accounts.errors import UnusablePassword
from lms.accounts.one_time_code import typed_code
from lms.accounts.operations import UsedCode
from lms.accounts.password_rules import check_password
from lms.accounts.passwords import hash_password
from lms.accounts.queries import SIGNIN_COOKIE, CodeState, FoundCode, find_code
from lms.accounts.signin import NAME_WINDOW, Candidate, find_candidate, is_locked, typed_name
from lms.accounts.views.blueprint import bp
from lms.accounts.views.cookies import DEVICE_COOKIE, keep_signed_in
from lms.kernel.clock import utc_now
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import public, reads_first
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render


@bp.get("/activate")
@public
def activate() -> Response:
    """The form; a QR code on the card fills its code."""
    return _page()


@bp.post("/activate")
@public
@reads_first
def try_activate() -> Response:
    """Uses a code. The slow hashing of the password holds neither a transaction nor the write lock."""
    name, code = typed_name(request.form.get("identifier", "")), typed_code(request.form.get("code", ""))
    device, address = request.cookies.get(DEVICE_COOKIE, ""), request.remote_addr or ""
    person = find_candidate(name)
    if is_locked(name, person, device, address, utc_now()):
        return _page(status=429)
    found = find_code(person.person_id, code, utc_now()) if person else None
    if person is None or found is None:
        begin_writing()
        operations.record_failure(name, address, utc_now())
        return _page({"code": gettext("The name and the code do not match yet.")}, status=422)
    if found.state is not CodeState.GOOD:
        return _page(worthless=found, status=409)
    password = request.form.get("password", "")
    try:
        check_password(password, [name])
    except UnusablePassword as problem:
        return _page({"password": gettext(problem.message, **problem.params)}, status=422)
    begin_reading()
    new_hash = hash_password(password)
    begin_writing()
    tokens = _use(Candidate(person.person_id, new_hash), code, device)
    return keep_signed_in(go_to("/?note=activated"), tokens, remember=False)


def _use(person: Candidate, code: str, device: str) -> operations.Tokens:
    """Sets the password and signs in, in one transaction."""
    now, words = utc_now(), device_words(request.headers.get("User-Agent", ""))
    assert person.password_hash is not None
    operations.use_code(person.person_id, UsedCode(code, words), person.password_hash, now)
    operations.sign_out(request.cookies.get(SIGNIN_COOKIE, ""))
    tokens = operations.sign_in(person, remember=False, device=device, device_words=words, now=now)
    assert tokens is not None  # the password was set in this very transaction
    return tokens


def _page(errors: dict[str, str] | None = None, *, worthless: FoundCode | None = None, status: int = 200) -> Response:
    minutes = int(NAME_WINDOW.total_seconds()) // 60
    page = render(
        "accounts/activate.html",
        status=status,
        store="no-store",
        answer=status,
        errors=errors or {},
        worthless=worthless,
        identifier=request.form.get("identifier", ""),
        code=request.form.get("code", ""),
        minutes=minutes,
    )
    if status == 429:
        page.headers["Retry-After"] = str(minutes * 60)
    return page
