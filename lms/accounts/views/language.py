"""The button that changes the language of the interface."""

from flask import Response, request

from lms.accounts import operations
from lms.accounts.views.blueprint import bp, local_next
from lms.accounts.views.cookies import keep_cookie
from lms.kernel.errors import Unprocessable
from lms.platform.web.guards import public, signed_in
from lms.platform.web.i18n import LANGUAGES
from lms.platform.web.pages import LANGUAGE_COOKIE, go_to


@bp.post("/language")
@public
def language() -> Response:
    """Keeps the language asked for: in the browser, and for whoever is signed in also with the account."""
    wanted, person = request.form.get("language", ""), signed_in()
    if wanted not in LANGUAGES:
        raise Unprocessable("The portal does not speak this language.")
    if person is not None:
        operations.set_language(person.id, wanted)
    response = go_to(local_next(request.form.get("next", "")))
    keep_cookie(response, LANGUAGE_COOKIE, wanted)
    return response
