"""When a request is not done: a page in plain words, the right status, a way on, and a code for the office."""

import errno
import logging
from collections.abc import Mapping

from flask import Flask, Response, g, request
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, Unauthorized

from lms.kernel.errors import Refusal, Unavailable
from lms.platform.web.addresses import is_local_path
from lms.platform.web.door import SAFE_METHODS
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import fill, go_to, url

log = logging.getLogger("lms.web")

PAGES: Mapping[int, tuple[str, str]] = {
    400: ("This request could not be read", "Go back, open the page again and repeat."),
    401: ("Please sign in again", "You are signed out. What was saved is safe; sign in and repeat the last step."),
    403: ("This page is not open to your account", "If you need it, ask your unit officer."),
    404: ("This page is not here", "The address may be mistyped, or the page was withdrawn. Nothing was lost."),
    405: ("This page cannot be used that way", "Open the page again and use its buttons."),
    409: ("This has changed in the meantime", "Open the page again to see how it stands now."),
    413: ("What was sent is too large", "Send a smaller file or a shorter text. Nothing was changed."),
    422: ("This could not be used as it is", "Go back and check what you filled in. Nothing was changed."),
    429: ("Too many tries in a short time", "Wait a moment, then try again."),
    500: ("Something went wrong on our side", "What was saved is safe. Try again in a moment."),
    503: ("The portal cannot save right now", "What was already saved is safe. Try again in a moment."),
}
"""Heading and second sentence per status, as English message ids."""


def install(app: Flask) -> None:
    """Answers every kind of failure with its page."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, http_failed)
    app.register_error_handler(DBAPIError, database_failed)
    app.register_error_handler(OSError, system_failed)
    app.register_error_handler(Exception, crashed)


def page(status: int, text: str = "", heading: str = "") -> Response:
    """The page of a status. `text` and `heading`, already translated, replace the usual sentences."""
    usual = PAGES.get(status, PAGES[500 if status >= 500 else 400])
    retry = request.full_path.rstrip("?") if request.method in SAFE_METHODS and status in {429, 500, 503} else ""
    body = fill(
        "errors/error.html",
        g.get("person"),
        nav=(),
        note=None,
        status=status,
        heading=heading or gettext(usual[0]),
        text=text or gettext(usual[1]),
        reference=g.get("request_id", "") if status >= 500 else "",
        retry=retry,
    )
    response = Response(body, status, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    if status in {429, 503}:
        response.headers["Retry-After"] = "10"
    return response


def refused(problem: Refusal) -> Response:
    """A refusal raised by an operation or a door, in its own words."""
    text = gettext(problem.message, **problem.params) if problem.message else ""
    response = page(problem.status, text)
    if "seconds" in problem.params:
        response.headers["Retry-After"] = str(problem.params["seconds"])
    return response


def http_failed(problem: HTTPException) -> Response:
    """A failure of HTTP itself. Whoever is not signed in is sent to do so and comes back."""
    if isinstance(problem, Unauthorized) and request.method in SAFE_METHODS:
        target = request.full_path.rstrip("?")
        return go_to(url("accounts.sign_in", **({"next": target} if is_local_path(target) and target != "/" else {})))
    if problem.code is not None and 300 <= problem.code < 400:
        return Response(problem.get_body(), problem.code, problem.get_headers())
    status = 413 if isinstance(problem, RequestEntityTooLarge) else problem.code or 500
    response = page(status)
    for name, value in problem.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def database_failed(problem: DBAPIError) -> Response:
    """Disk full, database locked or gone: 503, for trying again is safe. Anything else is our mistake."""
    if isinstance(problem, OperationalError):
        log.error("database unavailable: %s", type(problem.orig).__name__, extra={"reason": str(problem.orig)[:200]})
        return page(Unavailable.status)
    return crashed(problem)


def system_failed(problem: OSError) -> Response:
    """A full disk is 503; other failures of the system are ours."""
    if problem.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
        log.error("disk unavailable: %s", errno.errorcode.get(problem.errno or 0, "?"))
        return page(Unavailable.status)
    return crashed(problem)


def crashed(problem: Exception) -> Response:
    """A mistake of ours: logged with the request's code, told without its inside."""
    log.error("request failed", exc_info=problem)
    return page(500)
