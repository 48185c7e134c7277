"""A reviewer says that they are away."""

from flask import Response, request

from lms.authoring.asking import writer
from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.zone import local_zone
from lms.reviewing.forms import absence_errors, day_of
from lms.reviewing.operations.absences import say_absence
from lms.reviewing.queries import absence_of
from lms.reviewing.views.blueprint import bp


@bp.get("/reviews/absence")
@requires(Permission.REVIEW_COURSES)
def absence() -> Response:
    """Until when the person is away."""
    return _page()


@bp.post("/reviews/absence")
@requires(Permission.REVIEW_COURSES)
def keep_absence() -> Response:
    """Keeps the last day of an absence, or that it is over."""
    person, now = writer(), utc_now()
    today = local_date(now, local_zone())
    if "back" in request.form:
        say_absence(today, None, now, by=person)
        return see_other("reviewing.queue", note="absence-ended")
    text = request.form.get("until", "")[:40]
    errors = absence_errors(text, today)
    if errors:
        return _page(text, errors, status=422)
    say_absence(today, day_of(text), now, by=person)
    return see_other("reviewing.queue", note="absence-said")


def _page(text: str = "", errors: dict[str, str] | None = None, status: int = 200) -> Response:
    return render(
        "reviewing/absence.html",
        status=status,
        title=gettext("Your absence"),
        absence=absence_of(actor().id),
        today=local_date(utc_now(), local_zone()),
        text=text,
        errors={name: gettext(words) for name, words in (errors or {}).items()},
    )
