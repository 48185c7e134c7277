"""A one-time code goes from the request that made it to the page that shows it once, in a cookie of that page alone."""

from flask import Response, current_app, request

from lms.accounts.one_time_code import ALPHABET, LENGTH, printed

_COOKIE = "code"
_SECONDS = 600


def hand_over(response: Response, code: str, path: str) -> Response:
    """Sends the code along with the redirect to `path`, the page that shows it."""
    response.set_cookie(
        _COOKIE,
        code,
        max_age=_SECONDS,
        path=path,
        secure=current_app.extensions["settings"].is_https,
        httponly=True,
        samesite="Strict",
    )
    return response


def handed_over() -> str:
    """The code that this page may show, as it is printed; "" if it was shown already."""
    code = request.cookies.get(_COOKIE, "")
    return printed(code) if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def forget(response: Response, path: str) -> Response:
    """With the answer that shows the code it is gone."""
    response.delete_cookie(_COOKIE, path=path)
    return response
