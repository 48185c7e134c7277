"""For everybody: what speakers do, the form by which one offers to be one, thanks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe

from flask import Response, request

from lms.accounts.queries import account_of, employment_on
from lms.kernel.clock import utc_now
from lms.platform.web.guards import public, signed_in
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render, see_other, url
from lms.speakers import operations
from lms.speakers.forms import OfferForm, read_offer, read_token
from lms.speakers.offer import LICENCES, OfferState
from lms.speakers.operations import Sender
from lms.speakers.queries import named_speakers, standing_of
from lms.speakers.views.blueprint import answer_days, bp, today


@bp.get("/speakers")
@public
def index() -> Response:
    """What is wanted of speakers, how it works, what they get."""
    return render("speakers/index.html", title=gettext("Write a course"), days=answer_days())


@bp.get("/speakers/apply")
@public
def apply() -> Response:
    """The form; whoever is signed in finds it filled with what is known, or where they stand."""
    person = signed_in()
    if person is None:
        return _form(OfferForm({"licence": LICENCES[0]}))
    standing = standing_of(person.id)
    if standing is not None and standing.state is not OfferState.DECLINED:
        return go_to(url("speakers.me"))
    job = employment_on(person.id, today())
    known = {
        "name": person.display_name,
        "email": account_of(person.id).email or "",
        "institution": job.unit if job else "",
        "position": job.position if job else "",
        "licence": LICENCES[0],
    }
    return _form(OfferForm(known))


@bp.post("/speakers/apply")
@public
def send() -> Response:
    """Puts the offer into the queue, once however often it is sent."""
    person, token = signed_in(), read_token(request.form)
    form = read_offer(request.form, person.display_name if person else "")
    errors = form.errors or ({} if token else {"form": "Please send the form once more."})
    if errors:
        return _form(form, errors, status=422)
    sender = Sender(person.id if person else None, person.username if person else "", request.remote_addr or "")
    since = operations.send_offer(form.offer, token, sender, utc_now())
    return see_other("speakers.applied") if since is None else _form(form, since=since, status=409)


@bp.get("/speakers/applied")
@public
def applied() -> Response:
    """What happens next with an offer, and by when."""
    days = answer_days()
    title = gettext("Your offer has arrived")
    return render("speakers/applied.html", title=title, answer_by=today() + timedelta(days=days))


@bp.get("/speakers/thanks")
@public
def thanks() -> Response:
    """The speakers who want to be thanked by name."""
    return render("speakers/thanks.html", title=gettext("Thanks to our speakers"), speakers=named_speakers())


def _form(
    form: OfferForm, errors: Mapping[str, str] | None = None, since: datetime | None = None, status: int = 200
) -> Response:
    person = signed_in()
    return render(
        "speakers/apply.html",
        status=status,
        store="no-store",
        form=form,
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        since=since,
        token=read_token(request.form) or token_urlsafe(16),
        licences=[(licence, _licence_words(licence)) for licence in LICENCES],
        known_name=person.display_name if person else "",
        days=answer_days(),
    )


def _licence_words(licence: str) -> str:
    """A licence of the form in words."""
    words = {
        "CC-BY-SA-4.0": gettext("Everybody may use and change it, names me, and passes it on in the same way"),
        "CC-BY-4.0": gettext("Everybody may use and change it, and names me"),
        "CC-BY-NC-SA-4.0": gettext("As the first, but nobody may earn money with it"),
        "CC0-1.0": gettext("Everybody may use it in any way, also without naming me"),
    }
    return f"{words[licence]} ({licence})" if licence in words else licence
