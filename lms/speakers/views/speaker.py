"""For the office: one speaker, the time given, the papers issued."""

from collections.abc import Mapping
from datetime import date, timedelta
from secrets import token_urlsafe

from flask import Response, request

from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.zone import local_zone
from lms.speakers import operations
from lms.speakers.access import speaker_for
from lms.speakers.forms import HoursForm, PaperForm, read_hours, read_paper, read_reason, read_token, reason_error
from lms.speakers.papers import PaperKind
from lms.speakers.queries import OfferPage, hours_of, papers_of
from lms.speakers.reach import reach_of
from lms.speakers.views.blueprint import bp, duration, paper_names, today

_USUAL_PERIOD = timedelta(days=182)


@bp.get("/speakers/<int:speaker_id>")
@requires(Permission.ACCEPT_SPEAKERS)
def speaker(speaker_id: int) -> Response:
    """What a speaker gave and received, and the forms for more."""
    return _page(speaker_for(speaker_id))


@bp.post("/speakers/<int:speaker_id>/hours")
@requires(Permission.ACCEPT_SPEAKERS)
def give_hours(speaker_id: int) -> Response:
    """Enters time given."""
    page, form = speaker_for(speaker_id), read_hours(request.form, today())
    errors = form.errors or _without_token()
    if errors:
        return _page(page, errors, hours=form)
    operations.give_hours(speaker_id, form.given, read_token(request.form), utc_now(), by=actor().username)
    return see_other("speakers.speaker", speaker_id=speaker_id, note="hours-given")


@bp.post("/speakers/<int:speaker_id>/hours/<int:entry_id>/take-back")
@requires(Permission.ACCEPT_SPEAKERS)
def take_hours_back(speaker_id: int, entry_id: int) -> Response:
    """Takes an entry back by a counter-entry with a reason."""
    page, reason = speaker_for(speaker_id), read_reason(request.form)
    if wrong := reason_error(reason):
        return _page(page, {f"reason-{entry_id}": wrong})
    operations.take_hours_back(speaker_id, entry_id, reason, utc_now(), by=actor().username)
    return see_other("speakers.speaker", speaker_id=speaker_id, note="hours-taken-back")


@bp.post("/speakers/<int:speaker_id>/papers")
@requires(Permission.ACCEPT_SPEAKERS)
def issue_paper(speaker_id: int) -> Response:
    """Issues a letter, statement or certificate with the next number."""
    page, form = speaker_for(speaker_id), read_paper(request.form)
    errors = form.errors or _without_token()
    if errors:
        return _page(page, errors, paper=form)
    operations.issue_paper(speaker_id, form.wish, read_token(request.form), utc_now(), by=actor().username)
    return see_other("speakers.speaker", speaker_id=speaker_id, note="paper-issued")


def _next_paper(page: OfferPage, *, is_first: bool) -> PaperForm:
    """At the start the letter of request for the time to come, later a statement of the time since then."""
    day = today()
    first, last = (day, day + _USUAL_PERIOD) if is_first else (_accepted_on(page), day)
    kind = PaperKind.REQUEST if is_first else PaperKind.SERVICE
    return PaperForm({"kind": kind.value, "first_day": str(first), "last_day": str(last)})


def _accepted_on(page: OfferPage) -> date:
    return local_date(page.decided_at, local_zone()) if page.decided_at else today()


def _without_token() -> dict[str, str]:
    return {} if read_token(request.form) else {"form": "Please send the form once more."}


def _page(
    page: OfferPage,
    errors: Mapping[str, str] | None = None,
    hours: HoursForm | None = None,
    paper: PaperForm | None = None,
) -> Response:
    speaker_id, day = page.speaker_id or 0, today()
    lines, papers = hours_of(speaker_id), papers_of(speaker_id)
    return render(
        "speakers/speaker.html",
        status=422 if errors else 200,
        store="no-store",
        title=page.name,
        speaker=page,
        lines=[(line, duration(line.minutes)) for line in lines],
        total=duration(sum(line.minutes for line in lines if not line.taken_back)),
        papers=papers,
        kinds=paper_names(),
        reach=reach_of(page.person_id or 0),
        hours=hours or HoursForm({"day": str(day)}, day),
        paper=paper or _next_paper(page, is_first=not papers),
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        token=read_token(request.form) or token_urlsafe(16),
        today=str(day),
    )
