"""The cookies of a browser that signs in."""

from flask import Response, current_app

from config import Settings
from lms.accounts import operations
from lms.accounts.queries import SIGNIN_COOKIE
from lms.platform.web.pages import YEAR

DEVICE_COOKIE = "device"


def keep_signed_in(response: Response, tokens: operations.Tokens, *, remember: bool) -> Response:
    """Gives the browser its tokens: the session's for as long as it was asked for, the device's for a year."""
    lasting = int(operations.REMEMBERED.total_seconds()) if remember else None
    keep_cookie(response, SIGNIN_COOKIE, tokens.session, lasting)
    keep_cookie(response, DEVICE_COOKIE, tokens.device, YEAR)
    return response


def keep_cookie(response: Response, name: str, value: str, seconds: int | None = YEAR) -> None:
    """A cookie that no script reads, and an answer that nobody stores."""
    response.set_cookie(name, value, max_age=seconds, secure=is_https(), httponly=True, samesite="Lax")
    response.headers["Cache-Control"] = "no-store"


def forget_signed_in(response: Response) -> Response:
    """Takes the session's token away; pages the browser has kept are dropped, so that Back shows none of them."""
    response.delete_cookie(SIGNIN_COOKIE, secure=is_https(), httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    response.headers["Cache-Control"] = "no-store"
    return response


def is_https() -> bool:
    """Whether cookies may be marked Secure."""
    settings: Settings = current_app.extensions["settings"]
    return settings.is_https
