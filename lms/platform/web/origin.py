"""Cross-site requests are refused by where they come from; no token in the page, so pages can be cached.

`Origin` must equal the site; where a browser sends none, `Sec-Fetch-Site: same-origin` will do.
"""

from flask import Flask, request

from lms.kernel.errors import Forbidden
from lms.platform.web.door import SAFE_METHODS


def install(app: Flask) -> None:
    """Checks each unsafe request before its view is looked at."""
    app.before_request(refuse_other_sites)


def refuse_other_sites() -> None:
    """Raises Forbidden for an unsafe request that did not start on a page of this site."""
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    if origin is not None:
        allowed = origin == f"{request.scheme}://{request.host}"
    else:
        allowed = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not allowed:
        raise Forbidden("This form was sent from another site. Open the page here and send it again.")
