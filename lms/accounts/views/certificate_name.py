"""The page on which people confirm their name as certificates print it."""

from flask import Response, request

from lms.accounts import operations
from lms.accounts.forms import ProfileForm, read_titles
from lms.accounts.queries import person_name
from lms.accounts.views.blueprint import bp, local_next
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render, see_other, url

_HERE = "accounts.certificate_name"


@bp.get("/profile/certificate-name")
@requires(Permission.LEARN)
def certificate_name() -> Response:
    """The name with its titles, to confirm or to correct; `next` is where to go on afterwards."""
    return _page(local_next(request.args.get("next", ""), url(_HERE)))


@bp.post("/profile/certificate-name")
@requires(Permission.LEARN)
def keep_certificate_name() -> Response:
    """Confirms the name that the page showed, or saves corrected titles, which are then to be confirmed."""
    person, now = actor(), utc_now()
    target = local_next(request.form.get("next", ""), url(_HERE))
    if "printed" in request.form:
        operations.confirm_name(person.id, request.form["printed"], now, by=person.username)
        return go_to(target) if target != request.path else see_other(_HERE, note="name-confirmed")
    titles = read_titles(request.form)
    if titles.errors:
        return _page(target, titles, status=422)
    operations.set_titles(person.id, titles["title_before"], titles["title_after"], now, by=person.username)
    return see_other(_HERE, note="titles-saved", next=target)


def _page(target: str, wrong: ProfileForm | None = None, status: int = 200) -> Response:
    name = person_name(actor().id)
    titles = wrong or ProfileForm({"title_before": name.title_before, "title_after": name.title_after})
    errors = {field: gettext(words) for field, words in wrong.errors.items()} if wrong else {}
    template = "accounts/certificate_name.html"
    return render(template, status=status, name=name, titles=titles, errors=errors, next=target)
